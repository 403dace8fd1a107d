using System.Globalization;
using System.Text;

namespace Pyl.Bytecode;

/// <summary>
/// Shows code objects as text, much as CPython's <c>dis</c>: line, label, offset, opcode, operands by name; then the exception
/// table and the code objects nested in it. Temporaries are t0, t1, ...
/// </summary>
public sealed class Disassembler
{
    private const int MaxConstantLength = 60;
    private const int NoteColumn = 44;

    private readonly CodeObject code;
    private readonly TextWriter writer;
    private readonly Func<CodeObject, int, string?>? notes;
    private readonly Dictionary<int, string> labels = [];
    private readonly string[] localNames;

    private Disassembler(CodeObject code, TextWriter writer, Func<CodeObject, int, string?>? notes)
    {
        this.code = code;
        this.writer = writer;
        this.notes = notes;
        localNames = DistinctLocalNames(code);
        var targets = new SortedSet<int>();
        foreach (var instruction in DecodedInstruction.All(code.Instructions))
        {
            if (instruction.Target is { } target)
                targets.Add(target);
        }

        foreach (var entry in code.ExceptionTable)
        {
            targets.Add(entry.Start);
            targets.Add(entry.End);
            targets.Add(entry.Target);
        }

        foreach (var target in targets)
            labels.Add(target, $"L{labels.Count + 1}");
    }

    /// <summary>The text of a code object.</summary>
    /// <param name="code">The code object, which must be well formed.</param>
    /// <param name="includeNested">Whether the functions and classes inside follow.</param>
    public static string Disassemble(CodeObject code, bool includeNested = true)
    {
        var writer = new StringWriter { NewLine = "\n" };
        Disassemble(code, writer, includeNested);
        return writer.ToString();
    }

    /// <summary>Writes the text of a code object.</summary>
    /// <param name="code">The code object, which must be well formed.</param>
    /// <param name="writer">Gets the text.</param>
    /// <param name="includeNested">Whether the functions and classes inside follow.</param>
    /// <param name="notes">What to write behind the instruction at an offset, such as the content of its inline cache; null for nothing.</param>
    public static void Disassemble(CodeObject code, TextWriter writer, bool includeNested = true, Func<CodeObject, int, string?>? notes = null)
    {
        var work = new Stack<CodeObject>();
        work.Push(code);
        var isFirst = true;
        while (work.TryPop(out var current))
        {
            if (!isFirst)
                writer.WriteLine();
            isFirst = false;
            new Disassembler(current, writer, notes).Write();
            if (!includeNested)
                break;
            foreach (var nested in current.Constants.OfType<CodeObject>().Reverse())
                work.Push(nested);
        }
    }

    /// <summary>The instructions of a code object in order, each with its label and its operands as a listing shows them.</summary>
    /// <param name="code">The code object, which must be well formed.</param>
    public static IEnumerable<ListedInstruction> List(CodeObject code)
    {
        var listing = new Disassembler(code, TextWriter.Null, notes: null);
        foreach (var instruction in DecodedInstruction.All(code.Instructions))
            yield return new ListedInstruction(instruction, listing.labels.GetValueOrDefault(instruction.Offset), listing.Operands(instruction));
    }

    private static string[] DistinctLocalNames(CodeObject code)
    {
        // Comprehensions' variables are hidden locals, which may be called like another.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new string[code.LocalCount];
        for (var i = 0; i < names.Length; i++)
        {
            var count = seen.GetValueOrDefault(code.LocalNames[i]) + 1;
            seen[code.LocalNames[i]] = count;
            names[i] = count == 1 ? code.LocalNames[i] : $"{code.LocalNames[i]}'{count}";
        }

        return names;
    }

    private void Write()
    {
        WriteHeader();
        var line = 0;
        foreach (var instruction in DecodedInstruction.All(code.Instructions))
        {
            var position = code.Positions[instruction.Offset];
            var lineText = "";
            if (position.Line != line)
            {
                line = position.Line;
                lineText = line < 0 ? "--" : line.ToString(CultureInfo.InvariantCulture);
            }

            var label = labels.TryGetValue(instruction.Offset, out var name) ? name + ":" : "";
            var opcode = instruction.Length == 2 ? $"Extend {instruction.Op}" : instruction.Op.ToString();
            var operands = Operands(instruction);
            var text = operands.Length == 0 ? opcode : $"{opcode,-20} {operands}";
            if (notes?.Invoke(code, instruction.Next - 1) is { } note)
                text = $"{text,-NoteColumn}  ; {note}";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lineText,5} {label,7} {instruction.Offset,5}  {text}"));
        }

        if (code.ExceptionTable.Length == 0)
            return;
        writer.WriteLine("exceptions:");
        foreach (var entry in code.ExceptionTable)
        {
            var end = labels.GetValueOrDefault(entry.End, "end");
            writer.WriteLine($"  {labels[entry.Start]} to {end} -> {labels[entry.Target]} with the exception in {Register(entry.Depth)}");
        }
    }

    private void WriteHeader()
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"code {code.QualifiedName}, line {code.FirstLine}{FlagsText()}"));
        WriteNames("parameters", Enumerable.Range(0, code.ParameterCount).Select(ParameterText));
        WriteNames("locals", Enumerable.Range(code.ParameterCount, code.LocalCount - code.ParameterCount).Select(LocalText));
        WriteNames("free", code.FreeNames);
        if (code.RegisterCount > code.LocalCount)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  temporaries: {code.RegisterCount - code.LocalCount}"));
    }

    private string FlagsText()
    {
        var kind = code.Flags & (CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator | CodeFlags.HasDocstring | CodeFlags.Method);
        return kind == CodeFlags.None ? "" : $" ({kind})";
    }

    private void WriteNames(string title, IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        if (text.Length > 0)
            writer.WriteLine($"  {title}: {text}");
    }

    private string ParameterText(int index)
    {
        var text = LocalText(index);
        var keywordEnd = code.ArgumentCount + code.KeywordOnlyCount;
        if (index < code.PositionalOnlyCount)
            return text + " (positional)";
        if (index < code.ArgumentCount)
            return text;
        if (index < keywordEnd)
            return text + " (keyword)";
        return index == keywordEnd && code.Flags.HasFlag(CodeFlags.VarArgs) ? "*" + text : "**" + text;
    }

    private string LocalText(int index)
    {
        var kind = code.LocalKinds[index];
        var text = localNames[index];
        if (kind.HasFlag(LocalKind.Cell))
            text += " (cell)";
        if (kind.HasFlag(LocalKind.Hidden))
            text += " (hidden)";
        if (kind.HasFlag(LocalKind.Internal))
            text += " (internal)";
        return text;
    }

    private string Register(int register) =>
        register < code.LocalCount ? localNames[register] : string.Create(CultureInfo.InvariantCulture, $"t{register - code.LocalCount}");

    private string Operands(in DecodedInstruction instruction)
    {
        var info = OpcodeMetadata.Of(instruction.Op);
        var text = new StringBuilder();
        Append(text, info.A, instruction.A, instruction);
        if (!(instruction.Op == Opcode.CallIntrinsic && Intrinsics.ArgumentCount((Intrinsic)instruction.C) == 0))
            Append(text, info.B, instruction.B, instruction);
        if (Selector(instruction) is { } selector)
            text.Append(text.Length > 0 ? ", " : "").Append(selector);
        else
            Append(text, info.C, instruction.C, instruction);
        return text.ToString();
    }

    private void Append(StringBuilder text, Operand kind, int value, in DecodedInstruction instruction)
    {
        if (kind == Operand.Unused)
            return;
        if (text.Length > 0)
            text.Append(", ");
        switch (kind)
        {
            case Operand.Dest or Operand.Read or Operand.Keep or Operand.Update or Operand.Base:
                text.Append(Register(value));
                break;
            case Operand.Const:
                text.Append(Constant(value));
                break;
            case Operand.Name:
                text.Append(code.Names[value]);
                break;
            case Operand.Free:
                text.Append(code.FreeNames[value]);
                break;
            case Operand.Jump:
                text.Append("to ").Append(labels[instruction.Target!.Value]);
                break;
            case Operand.SenseJump:
                text.Append((value & 1) != 0 ? "if true to " : "if false to ").Append(labels[instruction.Target!.Value]);
                break;
            default:
                text.Append(value.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>The last operand in words, where it is a selector.</summary>
    private static string? Selector(in DecodedInstruction instruction) => instruction.Op switch
    {
        Opcode.CallIntrinsic => ((Intrinsic)instruction.C).ToString(),
        Opcode.InPlaceBinary => ((BinaryOperator)instruction.C).ToString(),
        Opcode.MakeFunction => FunctionParts(instruction.C),
        _ => null,
    };

    private static string? FunctionParts(int flags)
    {
        if (flags == 0)
            return "plain";
        var parts = new List<string>();
        if ((flags & 1) != 0)
            parts.Add("defaults");
        if ((flags & 2) != 0)
            parts.Add("keyword defaults");
        if ((flags & 4) != 0)
            parts.Add("annotate");
        if ((flags & 8) != 0)
            parts.Add("closure");
        return string.Join(" + ", parts);
    }

    private string Constant(int index)
    {
        var text = ConstantText.Of(code.Constants[index]);
        return text.Length <= MaxConstantLength ? text : text[..(MaxConstantLength - 3)] + "...";
    }
}
