using Pyl.Tests;
using Xunit;

namespace Pyl.Bytecode.Tests;

/// <summary>What the compiler makes of each form of the language, as text, and that nothing is left out.</summary>
public sealed class SnapshotTests
{
    /// <summary>Opcodes that no source gives.</summary>
    private static readonly HashSet<Opcode> NeverEmitted = [Opcode.EnterCompiled];

    public static TheoryData<string> Names => [.. Cases.All()];

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeIsAsBefore(string name) =>
        Snapshot.VerifyFile(Disassembler.Disassemble(Cases.Compile(name)), Path.Combine(Cases.Folder, name));

    [Fact]
    public void WideOperandsHaveAPrefix()
    {
        // 70,000 constants and a loop around them: the snapshot keeps the places where 16 bits no longer suffice.
        var body = string.Concat(Enumerable.Range(0, 70_000).Select(i => $"        a = {i + 1_000_000}\n"));
        var code = Pyl.Compiler.PylCompiler.CompileModule($"def f(a):\n    while a:\n{body}", "wide.pyl");
        var lines = Disassembler.Disassemble(code).Split('\n');
        var first = Array.FindIndex(lines, line => line.Contains("Extend LoadConst"));
        var around = lines.Select((line, index) => (line, index))
            .Where(each => !each.line.Contains("LoadConst") || Math.Abs(each.index - first) < 3)
            .Select(each => each.line);
        Snapshot.VerifyFile(string.Join('\n', around), Path.Combine(Cases.Folder, "limits/wide_operands"));
    }

    [Fact]
    public void EveryOpcodeOccurs()
    {
        var seen = Cases.All().SelectMany(name => Cases.WithNested(Cases.Compile(name)))
            .SelectMany(code => DecodedInstruction.All(code.Instructions)).Select(instruction => instruction.Op).ToHashSet();
        // The prefix is in the snapshot limits/wide_operands.
        seen.Add(Opcode.Extend);
        var missing = Enum.GetValues<Opcode>().Where(op => !seen.Contains(op) && !NeverEmitted.Contains(op));
        Assert.Empty(missing);
        Assert.DoesNotContain(NeverEmitted, seen.Contains);
    }

    [Fact]
    public void EveryIntrinsicAndOperatorOccurs()
    {
        var instructions = Cases.All().SelectMany(name => Cases.WithNested(Cases.Compile(name)))
            .SelectMany(code => DecodedInstruction.All(code.Instructions)).ToList();
        var intrinsics = instructions.Where(each => each.Op == Opcode.CallIntrinsic).Select(each => (Intrinsic)each.C).ToHashSet();
        var operators = instructions.Where(each => each.Op == Opcode.InPlaceBinary).Select(each => (BinaryOperator)each.C).ToHashSet();
        operators.Add(BinaryOperator.Add); // has an opcode of its own
        Assert.Empty(Enum.GetValues<Intrinsic>().Except(intrinsics));
        Assert.Empty(Enum.GetValues<BinaryOperator>().Except(operators));
    }

    [Fact]
    public void EveryFormOfTheLanguageOccurs()
    {
        var seen = new HashSet<Type>();
        foreach (var name in Cases.All())
            Collect(ParseCase(name), seen);
        var forms = typeof(Pyl.Compiler.Ast.Node).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Pyl.Compiler.Ast.Node)) && !type.IsAbstract);
        Assert.Empty(forms.Where(form => !seen.Contains(form)).Select(form => form.Name));
    }

    [Fact]
    public void EverySnapshotHasItsSource()
    {
        var sources = Cases.All().Append("limits/wide_operands").ToHashSet();
        var snapshots = Directory.EnumerateFiles(Cases.Folder, "*.verified.txt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Cases.Folder, path).Replace('\\', '/')[..^".verified.txt".Length]);
        Assert.Empty(snapshots.Except(sources));
    }

    private static Pyl.Compiler.Ast.Node ParseCase(string name) => Path.GetExtension(name) switch
    {
        ".eval" => Pyl.Compiler.Parsing.SourceParser.ParseExpression(Cases.SourceOf(name).TrimEnd(), name),
        ".single" => Pyl.Compiler.Parsing.SourceParser.ParseInteractive(Cases.SourceOf(name), name),
        _ => Pyl.Compiler.Parsing.SourceParser.ParseModule(Cases.SourceOf(name), name),
    };

    private static void Collect(object? value, HashSet<Type> seen)
    {
        switch (value)
        {
            case Pyl.Compiler.Ast.Node node:
                seen.Add(node.GetType());
                foreach (var property in node.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
                    Collect(property.GetValue(node), seen);
                break;
            case System.Collections.IEnumerable items and not string:
                foreach (var item in items)
                    Collect(item, seen);
                break;
        }
    }
}
