using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyl.Bytecode;

/// <summary>The part of <see cref="Verifier"/> that looks at each instruction and table by itself.</summary>
internal static class StructureVerifier
{
    // More registers than any source needs; the window of such a frame would already be some hundred megabytes.
    private const int MaxRegisters = 1 << 24;

    public static void Verify(CodeObject code, List<VerificationError> errors)
    {
        var before = errors.Count;
        Tables(code, errors);
        if (errors.Count > before)
            return;
        var starts = Instructions(code, errors);
        if (errors.Count > before)
            return;
        Jumps(code, starts, errors);
        Exceptions(code, starts, errors);
    }

    private static void Tables(CodeObject code, List<VerificationError> errors)
    {
        if (code.LocalNames is null || code.LocalKinds is null || code.FreeNames is null || code.Instructions is null
            || code.Constants is null || code.Names is null || code.ExceptionTable is null || code.Positions is null)
        {
            Report("a table is missing");
            return;
        }

        if (code.LocalKinds.Length != code.LocalCount)
            Report("names and kinds of locals differ in number");
        // One by one first: their sum may overflow.
        if (code.ArgumentCount < 0 || code.ArgumentCount > code.LocalCount || code.KeywordOnlyCount < 0
            || code.KeywordOnlyCount > code.LocalCount || code.ParameterCount > code.LocalCount)
            Report("more parameters than locals");
        if (code.PositionalOnlyCount < 0 || code.PositionalOnlyCount > code.ArgumentCount)
            Report("more positional-only parameters than parameters");
        if (code.RegisterCount < code.LocalCount || code.RegisterCount > MaxRegisters)
            Report("the number of registers is out of range");
        if (code.Positions.Length != code.Instructions.Length)
            Report("instructions and positions differ in number");
        if (code.Instructions.Length == 0)
            Report("no instructions");
        if (code.Flags.HasFlag(CodeFlags.HasDocstring) && (code.Constants.Length == 0 || code.Constants[0] is not string))
            Report("the docstring is missing");
        foreach (var constant in code.Constants)
        {
            if (!IsConstant(constant))
                Report($"a constant of the type {constant!.GetType().Name}");
        }

        void Report(string message) => errors.Add(new VerificationError(code, -1, message));
    }

    private static bool IsConstant(object? constant) => constant switch
    {
        null or string or long or bool or double or CodeObject or byte[] or EllipsisConstant => true,
        TupleConstant tuple => AreConstants(tuple.Items),
        FrozenSetConstant set => AreConstants(set.Items),
        _ => IsLargeOrComplex(constant),
    };

    /// <summary>Apart, because the assembly of these types is loaded when the method that names them is first called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsLargeOrComplex(object constant) => constant is BigInteger or Complex;

    private static bool AreStrings(object?[] items)
    {
        foreach (var item in items)
        {
            if (item is not string)
                return false;
        }

        return true;
    }

    private static bool AreConstants(object?[] items)
    {
        if (items is null)
            return false;
        foreach (var item in items)
        {
            if (!IsConstant(item))
                return false;
        }

        return true;
    }

    /// <summary>Checks opcodes and operands; the result says at which offsets an instruction begins.</summary>
    private static bool[] Instructions(CodeObject code, List<VerificationError> errors)
    {
        var starts = new bool[code.Instructions.Length + 1];
        for (var offset = 0; offset < code.Instructions.Length;)
        {
            starts[offset] = true;
            var isExtended = code.Instructions[offset].Op == Opcode.Extend;
            var main = isExtended ? offset + 1 : offset;
            if (main >= code.Instructions.Length)
            {
                errors.Add(new VerificationError(code, offset, "Extend without an instruction"));
                break;
            }

            var op = code.Instructions[main].Op;
            if (!OpcodeMetadata.IsDefined(op) || op is Opcode.Extend or Opcode.EnterCompiled)
            {
                errors.Add(new VerificationError(code, main, $"opcode {(int)op} is not allowed here"));
                break;
            }

            var instruction = DecodedInstruction.At(code.Instructions, offset);
            foreach (var message in Operands(code, instruction))
                errors.Add(new VerificationError(code, offset, $"{op}: {message}"));
            offset = instruction.Next;
            if (offset == code.Instructions.Length && (OpcodeMetadata.Of(op).Flags & OpcodeFlags.Terminator) == 0)
                errors.Add(new VerificationError(code, instruction.Offset, "control goes beyond the last instruction"));
        }

        return starts;
    }

    private static IEnumerable<string> Operands(CodeObject code, DecodedInstruction instruction)
    {
        var info = OpcodeMetadata.Of(instruction.Op);
        foreach (var (kind, value) in new[] { (info.A, instruction.A), (info.B, instruction.B), (info.C, instruction.C) })
        {
            switch (kind)
            {
                case Operand.Const when value < 0 || value >= code.Constants.Length:
                    yield return $"constant {value} does not exist";
                    break;
                case Operand.Name when value < 0 || value >= code.Names.Length:
                    yield return $"name {value} does not exist";
                    break;
                case Operand.Free when value < 0 || value >= code.FreeNames.Length:
                    yield return $"free variable {value} does not exist";
                    break;
                case Operand.Count when value < 0:
                    yield return $"count {value} is negative";
                    yield break;
                case Operand.Dest or Operand.Read or Operand.Keep or Operand.Update when value < 0 || value >= code.RegisterCount:
                    yield return $"register {value} does not exist";
                    yield break;
            }
        }

        foreach (var message in Meaning(code, instruction))
            yield return message;

        var effects = RegisterEffects.Of(instruction);
        foreach (var range in effects.Consumed)
        {
            if (!Exists(range))
                yield return Missing(range);
        }

        foreach (var range in effects.Written)
        {
            if (!Exists(range))
                yield return Missing(range);
        }

        bool Exists(RegisterRange range) => range.First >= 0 && range.Count >= 0 && (long)range.First + range.Count <= code.RegisterCount;

        static string Missing(RegisterRange range) => $"registers {range.First} to {(long)range.First + range.Count - 1} do not exist";
    }

    /// <summary>What particular opcodes ask of their operands.</summary>
    private static IEnumerable<string> Meaning(CodeObject code, DecodedInstruction instruction)
    {
        // Unsigned: a prefix can make any operand negative.
        var (a, b, c) = ((uint)instruction.A, (uint)instruction.B, (uint)instruction.C);
        switch (instruction.Op)
        {
            case Opcode.CallKeyword or Opcode.CallMethodKeyword when c < (uint)code.Constants.Length:
                if (code.Constants[(int)c] is not TupleConstant names || names.Items.Length > b || !AreStrings(names.Items))
                    yield return "the names of keyword arguments are not a tuple of str";
                break;
            case Opcode.MakeFunction when b < (uint)code.Constants.Length:
                if (code.Constants[(int)b] is not CodeObject function)
                    yield return "the constant is not a code object";
                else if (function.FreeNames is not null && (function.FreeNames.Length == 0) != ((c & 8) == 0))
                    yield return "closure and free variables do not agree";
                if (c > 15)
                    yield return "unknown flags";
                break;
            case Opcode.CallStarred when b > 1:
                yield return "b must be 0 or 1";
                break;
            case Opcode.Raise when b > 2:
                yield return "b must be 0, 1 or 2";
                break;
            case Opcode.BuildSlice when c is not (2 or 3):
                yield return "c must be 2 or 3";
                break;
            case Opcode.FormatSimple or Opcode.FormatWithSpec or Opcode.BuildInterpolation when c > 3:
                yield return "unknown conversion";
                break;
            case Opcode.InPlaceBinary when c > (uint)BinaryOperator.Xor:
                yield return "unknown operator";
                break;
            case Opcode.CallIntrinsic when c > (uint)Intrinsic.NotImplementedError:
                yield return "unknown intrinsic";
                break;
            case Opcode.GetAwaitable when c > 2:
                yield return "c must be 0, 1 or 2";
                break;
            case Opcode.ReturnGenerator when instruction.Offset != 0:
                yield return "not the first instruction";
                break;
            case Opcode.CheckLocal or Opcode.DeleteLocal or Opcode.ClearLocal or Opcode.MakeCell or Opcode.StoreCell or Opcode.DeleteCell
                when a >= (uint)code.LocalCount:
                yield return "the register is no local";
                break;
            case Opcode.LoadCell when b >= (uint)code.LocalCount:
                yield return "the register is no local";
                break;
        }
    }

    private static void Jumps(CodeObject code, bool[] starts, List<VerificationError> errors)
    {
        foreach (var instruction in DecodedInstruction.All(code.Instructions))
        {
            if (instruction.Target is { } target && (target < 0 || target >= code.Instructions.Length || !starts[target]))
                errors.Add(new VerificationError(code, instruction.Offset, $"jump to {target}, where no instruction begins"));
        }
    }

    private static void Exceptions(CodeObject code, bool[] starts, List<VerificationError> errors)
    {
        var end = 0;
        foreach (var entry in code.ExceptionTable)
        {
            if (entry.Start < end || entry.End <= entry.Start || entry.End > code.Instructions.Length
                || !starts[entry.Start] || (entry.End < code.Instructions.Length && !starts[entry.End]))
                errors.Add(new VerificationError(code, -1, $"the protected range {entry.Start} to {entry.End} is not in order"));
            if (entry.Target < 0 || entry.Target >= code.Instructions.Length || !starts[entry.Target])
                errors.Add(new VerificationError(code, -1, $"an exception handler at {entry.Target}, where no instruction begins"));
            if (entry.Depth < code.LocalCount || entry.Depth >= code.RegisterCount)
                errors.Add(new VerificationError(code, -1, $"the depth {entry.Depth} is no temporary"));
            if (errors.Count > 0 && errors[^1].Code == code)
                return;
            end = entry.End;
        }
    }
}
