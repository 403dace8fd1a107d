using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _opcode: Pyl's instruction set, and the instructions of code objects, for dis.</summary>
[PyModule("_opcode", Doc = "Opcode support module.")]
internal static class OpcodeModule
{
    /// <summary>Bytecode that CPython's specialising interpreter would rewrite is never seen.</summary>
    [PyConstant("ENABLE_SPECIALIZATION")]
    public static readonly bool Specializes = false;

    [PyConstant("ENABLE_SPECIALIZATION_FT")]
    public static readonly bool SpecializesFreeThreaded = false;

    [PyFunction("_names", Doc = "The names of all opcodes, in order.")]
    public static Value OpcodeNames(ThreadState thread)
    {
        var names = new ListObject(thread);
        for (int i = 0; i < OpcodeMetadata.Count; i++)
        {
            names.Add(Value.Str(((Opcode)i).ToString()));
        }

        return Value.Of(names);
    }

    [PyFunction("_effect", Doc = "What an opcode does, as one line of register transfers.")]
    public static string? Effect(ThreadState thread, [Keyword] long opcode) => Info(thread, opcode)?.Effect;

    [PyFunction("is_valid", Doc = "Return True if opcode is valid, False otherwise.")]
    public static bool IsValid(ThreadState thread, [Keyword] long opcode) => Defined(opcode);

    [PyFunction("has_arg", Doc = "Return True if the opcode uses its oparg, False otherwise.")]
    public static bool HasArgument(ThreadState thread, [Keyword] long opcode) => Defined(opcode) && OpcodeMetadata.Of((Opcode)opcode).A != Operand.Unused;

    [PyFunction("has_const", Doc = "Return True if the opcode accesses a constant, False otherwise.")]
    public static bool HasConstant(ThreadState thread, [Keyword] long opcode) => Has(opcode, Operand.Const, Operand.Const);

    [PyFunction("has_name", Doc = "Return True if the opcode accesses an attribute by name, False otherwise.")]
    public static bool HasName(ThreadState thread, [Keyword] long opcode) => Has(opcode, Operand.Name, Operand.Name);

    [PyFunction("has_jump", Doc = "Return True if the opcode has a jump target, False otherwise.")]
    public static bool HasJump(ThreadState thread, [Keyword] long opcode) => Has(opcode, Operand.Jump, Operand.SenseJump);

    [PyFunction("has_free", Doc = "Return True if the opcode accesses a free variable, False otherwise.")]
    public static bool HasFree(ThreadState thread, [Keyword] long opcode) => Has(opcode, Operand.Free, Operand.Free);

    [PyFunction("has_local", Doc = "Return True if the opcode accesses a local variable, False otherwise.")]
    public static bool HasLocal(ThreadState thread, [Keyword] long opcode) => Has(opcode, Operand.Dest, Operand.Update);

    [PyFunction("has_exc", Doc = "Return True if the opcode sets an exception handler, False otherwise.")]
    public static bool HasHandler(ThreadState thread, [Keyword] long opcode) => false;

    /// <summary>(offset, next offset, opcode, operands a to c, label, text, kind, index) of each; the kind says what the index is of.</summary>
    [PyFunction("_instructions", Doc = "The instructions of a code object as tuples.")]
    public static Value Instructions(ThreadState thread, ExecutableCode code)
    {
        var list = new ListObject(thread);
        foreach (ListedInstruction listed in Disassembler.List(code.Code))
        {
            DecodedInstruction instruction = listed.Instruction;
            (string kind, long index) = Meaning(instruction);
            list.Add(Value.Of(TupleObject.Steal(thread,
            [
                Value.Int(ExecutableCode.OffsetOf(instruction.Offset)),
                Value.Int(ExecutableCode.OffsetOf(instruction.Next)),
                Value.Int((long)instruction.Op),
                Value.Of(TupleObject.Steal(thread, [Value.Int(instruction.A), Value.Int(instruction.B), Value.Int(instruction.C)])),
                listed.Label is { } label ? Value.Str(label) : Value.None,
                Value.Str(listed.Operands),
                Value.Str(kind),
                Value.Int(index),
            ])));
        }

        return Value.Of(list);
    }

    [PyFunction("_exceptions", Doc = "The exception table of a code object: (start, end, target, register).")]
    public static Value Exceptions(ThreadState thread, ExecutableCode code)
    {
        var list = new ListObject(thread);
        foreach (ExceptionEntry entry in code.Code.ExceptionTable)
        {
            list.Add(Value.Of(TupleObject.Steal(thread,
                [Value.Int(ExecutableCode.OffsetOf(entry.Start)), Value.Int(ExecutableCode.OffsetOf(entry.End)), Value.Int(ExecutableCode.OffsetOf(entry.Target)), Value.Int(entry.Depth)])));
        }

        return Value.Of(list);
    }

    private static (string Kind, long Index) Meaning(in DecodedInstruction instruction)
    {
        if (instruction.Target is { } target)
        {
            return ("jump", ExecutableCode.OffsetOf(target));
        }

        OpcodeInfo info = OpcodeMetadata.Of(instruction.Op);
        foreach ((Operand operand, int value) in (ReadOnlySpan<(Operand, int)>)[(info.A, instruction.A), (info.B, instruction.B), (info.C, instruction.C)])
        {
            switch (operand)
            {
                case Operand.Const:
                    return ("const", value);
                case Operand.Name:
                    return ("name", value);
                case Operand.Free:
                    return ("free", value);
                case Operand.Immediate:
                    return ("number", value);
                default:
                    break;
            }
        }

        return ("", 0);
    }

    private static bool Defined(long opcode) => opcode >= 0 && opcode < OpcodeMetadata.Count;

    private static bool Has(long opcode, Operand first, Operand last)
    {
        if (!Defined(opcode))
        {
            return false;
        }

        OpcodeInfo info = OpcodeMetadata.Of((Opcode)opcode);
        return Is(info.A) || Is(info.B) || Is(info.C);

        bool Is(Operand operand) => operand >= first && operand <= last;
    }

    private static OpcodeInfo? Info(ThreadState thread, long opcode)
    {
        if (Defined(opcode))
        {
            return OpcodeMetadata.Of((Opcode)opcode);
        }

        thread.ValueError("invalid opcode");
        return null;
    }
}
