using Pyl.Compiler;
using Xunit;

namespace Pyl.Bytecode.Tests;

/// <summary>The verifier accepts what the compiler makes and refuses code that would lead the VM astray.</summary>
public sealed class VerifierTests
{
    [Fact]
    public void AcceptsTheCompilersCode()
    {
        var count = 0;
        foreach (var path in Sources())
        {
            CodeObject code;
            try
            {
                code = PylCompiler.CompileModule(File.ReadAllBytes(path), path);
            }
            catch (Pyl.Compiler.Parsing.PylSyntaxException)
            {
                continue; // Wrong on purpose, or with \N{...}, whose names only the VM knows.
            }

            Assert.Empty(Verifier.Verify(code).Select(error => $"{path}: {error}"));
            count++;
        }

        Assert.True(count > 300, $"only {count} scripts compile");
    }

    [Fact]
    public void AcceptsTheSnapshots() =>
        Assert.Empty(Cases.All().SelectMany(name => Verifier.Verify(Cases.Compile(name)).Select(error => $"{name}: {error}")));

    [Fact]
    public void RefusesRegistersThatDoNotExist() =>
        Refuses("register 9 does not exist", Instruction.Of(Opcode.LoadInt, 9, 1), Return(0));

    [Fact]
    public void RefusesRunsBeyondTheWindow() =>
        Refuses("registers 1 to 5 do not exist", Instruction.Of(Opcode.BuildTuple, 1, 1, 5), Return(1));

    [Fact]
    public void RefusesConstantsThatDoNotExist() =>
        Refuses("constant 7 does not exist", Instruction.Of(Opcode.LoadConst, 1, 7), Return(1));

    [Fact]
    public void RefusesNegativeConstants() =>
        Refuses("constant -1 does not exist", new Instruction(Opcode.Extend, 0, 0, 0xFFFF), new Instruction(Opcode.CallKeyword, 1, 0, 0xFFFF), Return(1));

    [Fact]
    public void RefusesNamesThatDoNotExist() =>
        Refuses("name 3 does not exist", Instruction.Of(Opcode.LoadGlobal, 1, 3), Return(1));

    [Fact]
    public void RefusesFreeVariablesThatDoNotExist() =>
        Refuses("free variable 0 does not exist", Instruction.Of(Opcode.LoadFree, 1, 0), Return(1));

    [Fact]
    public void RefusesUnknownOpcodes() =>
        Refuses("opcode 60000 is not allowed here", Instruction.Of((Opcode)60000), Return(0));

    [Fact]
    public void RefusesAPrefixAtTheEnd() =>
        Refuses("Extend without an instruction", Instruction.Of(Opcode.Extend));

    [Fact]
    public void RefusesTwoPrefixes() =>
        Refuses("is not allowed here", Instruction.Of(Opcode.Extend), Instruction.Of(Opcode.Extend), Return(0));

    [Fact]
    public void RefusesJumpsOutOfTheCode() =>
        Refuses("where no instruction begins", Instruction.Of(Opcode.JumpForward, c: 5), Return(0));

    [Fact]
    public void RefusesJumpsBehindAPrefix() =>
        Refuses("where no instruction begins", Instruction.Of(Opcode.JumpIfTrue, 0, c: 1), Instruction.Of(Opcode.Extend), Return(0));

    [Fact]
    public void RefusesCodeThatRunsOverItsEnd() =>
        Refuses("control goes beyond the last instruction", Instruction.Of(Opcode.LoadNone, 1));

    [Fact]
    public void RefusesEmptyCode() => Refuses("no instructions");

    [Fact]
    public void RefusesTemporariesReadBeforeTheyAreWritten() =>
        Refuses("the temporary t0 is read, but holds no value", Return(1));

    [Fact]
    public void RefusesTemporariesReadTwice() =>
        Refuses("the temporary t0 is read, but holds no value",
            Instruction.Of(Opcode.LoadInt, 1, 5), Instruction.Of(Opcode.Add, 2, 1, 1), Instruction.Of(Opcode.Add, 2, 2, 1), Return(2));

    [Fact]
    public void RefusesTemporariesThatAreOverwritten() =>
        Refuses("the temporary t0 is written, but still holds a value",
            Instruction.Of(Opcode.LoadInt, 1, 5), Instruction.Of(Opcode.LoadInt, 1, 6), Return(1));

    [Fact]
    public void RefusesTemporariesThatAreForgotten() =>
        Refuses("the temporary t0 holds a value at the end", Instruction.Of(Opcode.LoadInt, 1, 5), Return(0));

    [Fact]
    public void RefusesPathsThatDisagree() =>
        Refuses("but not on another way",
            Instruction.Of(Opcode.JumpIfTrue, 0, c: 1), Instruction.Of(Opcode.LoadInt, 1, 5), Return(0));

    [Fact]
    public void RefusesLocalsThatMayBeUnbound() =>
        Refuses("the local a is read, but holds no value", Instruction.Of(Opcode.ClearLocal, 0), Return(0));

    [Fact]
    public void AcceptsLocalsThatAreChecked() =>
        Assert.Empty(Verifier.Verify(Code([Instruction.Of(Opcode.ClearLocal, 0), Instruction.Of(Opcode.CheckLocal, 0), Return(0)])));

    [Fact]
    public void RefusesHandlersThatLoseATemporary() =>
        Refuses("which the exception handler keeps", Code(
            [
                Instruction.Of(Opcode.LoadInt, 1, 5), Instruction.Of(Opcode.Release, 1), Instruction.Of(Opcode.ReturnNone),
                Instruction.Of(Opcode.Release, 2), Instruction.Of(Opcode.Release, 1), Instruction.Of(Opcode.ReturnNone),
            ], [new ExceptionEntry(1, 2, 3, 2)]));

    [Fact]
    public void RefusesOverlappingRanges() =>
        Refuses("is not in order", Code(
            [Instruction.Of(Opcode.Nop), Instruction.Of(Opcode.Nop), Return(0), Instruction.Of(Opcode.Reraise, 1)],
            [new ExceptionEntry(0, 2, 3, 1), new ExceptionEntry(1, 3, 3, 1)]));

    [Fact]
    public void RefusesADepthAmongTheLocals() =>
        Refuses("is no temporary", Code(
            [Instruction.Of(Opcode.Nop), Return(0), Instruction.Of(Opcode.Reraise, 0)], [new ExceptionEntry(0, 1, 2, 0)]));

    [Fact]
    public void RefusesUnknownSelectors()
    {
        Refuses("unknown intrinsic", Instruction.Of(Opcode.CallIntrinsic, 1, 0, 999), Return(1));
        Refuses("unknown operator", Instruction.Of(Opcode.InPlaceBinary, 0, 0, 99), Return(0));
        Refuses("unknown conversion", Instruction.Of(Opcode.FormatSimple, 1, 0, 9), Return(1));
    }

    [Fact]
    public void RefusesKeywordNamesThatAreNone() =>
        Refuses("are not a tuple of str", Instruction.Of(Opcode.Copy, 1, 0), Instruction.Of(Opcode.CallKeyword, 1, 0, 0), Return(1));

    [Fact]
    public void RefusesTablesThatDoNotFit()
    {
        Refuses("names and kinds of locals differ in number", With(Code([Return(0)]), localKinds: []));
        Refuses("instructions and positions differ in number", With(Code([Return(0)]), positions: []));
        Refuses("more parameters than locals", With(Code([Return(0)]), argumentCount: 9));
        Refuses("more parameters than locals", With(Code([Return(0)]), argumentCount: int.MaxValue));
        Refuses("the number of registers is out of range", With(Code([Return(0)]), registerCount: 0));
        Refuses("a constant of the type", With(Code([Return(0)]), constants: [new object()]));
    }

    private static IEnumerable<string> Sources() => new[] { "tests/lang", "stdlib/lib", "bench", "examples" }
        .Select(folder => Path.Combine(Cases.Repository, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.pyl", SearchOption.AllDirectories));

    private static Instruction Return(int register) => Instruction.Of(Opcode.Return, register);

    private static void Refuses(string message, params Instruction[] instructions) => Refuses(message, Code(instructions));

    private static void Refuses(string message, CodeObject code) =>
        Assert.Contains(Verifier.Verify(code), error => error.ToString().Contains(message, StringComparison.Ordinal));

    /// <summary>A function of one parameter, a, with three temporaries and the constant None.</summary>
    private static CodeObject Code(Instruction[] instructions, ExceptionEntry[]? exceptionTable = null) => new()
    {
        Name = "f",
        QualifiedName = "f",
        FileName = "f.pyl",
        FirstLine = 1,
        Flags = CodeFlags.Optimized,
        ArgumentCount = 1,
        LocalNames = ["a"],
        LocalKinds = [LocalKind.Plain],
        FreeNames = [],
        RegisterCount = 4,
        Instructions = [.. instructions],
        Constants = [null],
        Names = [],
        ExceptionTable = [.. exceptionTable ?? []],
        Positions = [.. instructions.Select(_ => SourcePosition.None)],
    };

    private static CodeObject With(CodeObject code, int? argumentCount = null, LocalKind[]? localKinds = null,
        int? registerCount = null, object?[]? constants = null, SourcePosition[]? positions = null) => new()
        {
            Name = code.Name,
            QualifiedName = code.QualifiedName,
            FileName = code.FileName,
            FirstLine = code.FirstLine,
            Flags = code.Flags,
            ArgumentCount = argumentCount ?? code.ArgumentCount,
            LocalNames = code.LocalNames,
            LocalKinds = localKinds ?? code.LocalKinds,
            FreeNames = code.FreeNames,
            RegisterCount = registerCount ?? code.RegisterCount,
            Instructions = code.Instructions,
            Constants = constants ?? code.Constants,
            Names = code.Names,
            ExceptionTable = code.ExceptionTable,
            Positions = positions ?? code.Positions,
        };
}
