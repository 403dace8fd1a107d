
namespace Pyl.Bytecode;

/// <summary>An instruction with its prefix, its operands at full width and with their sign.</summary>
/// <param name="Offset">Index of the first of its instructions, the prefix if there is one.</param>
/// <param name="Length">1, or 2 with a prefix.</param>
/// <param name="Op">The opcode.</param>
/// <param name="A">Operand a.</param>
/// <param name="B">Operand b.</param>
/// <param name="C">Operand c.</param>
public readonly record struct DecodedInstruction(int Offset, int Length, Opcode Op, int A, int B, int C)
{
    /// <summary>The offset of the instruction that follows.</summary>
    public int Next => Offset + Length;

    /// <summary>Where the instruction may jump to; null when it does not jump.</summary>
    public int? Target => OpcodeMetadata.Of(Op).C switch
    {
        Operand.Jump => Next + C,
        Operand.SenseJump => Next + (C >> 1),
        _ => null,
    };

    /// <summary>
    /// Decodes the instruction at an offset. The opcode must be defined, and a prefix must not be the last instruction.
    /// </summary>
    public static DecodedInstruction At(Instruction[] instructions, int offset)
    {
        var first = instructions[offset];
        if (first.Op != Opcode.Extend)
        {
            var info = OpcodeMetadata.Of(first.Op);
            return new DecodedInstruction(offset, 1, first.Op, Narrow(info.A, first.A), Narrow(info.B, first.B), Narrow(info.C, first.C));
        }

        var second = instructions[offset + 1];
        return new DecodedInstruction(offset, 2, second.Op, Wide(first.A, second.A), Wide(first.B, second.B), Wide(first.C, second.C));
    }

    /// <summary>Decodes a whole code object that is well formed.</summary>
    public static DecodedInstruction[] All(Instruction[] instructions)
    {
        var count = 0;
        for (var offset = 0; offset < instructions.Length; offset += instructions[offset].Op == Opcode.Extend ? 2 : 1)
        {
            count++;
        }

        var decoded = new DecodedInstruction[count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            decoded[i] = At(instructions, next);
            next = decoded[i].Next;
        }

        return decoded;
    }

    private static int Narrow(Operand kind, ushort value) =>
        kind is Operand.Immediate or Operand.Jump or Operand.SenseJump ? (short)value : value;

    private static int Wide(ushort high, ushort low) => (high << 16) | low;
}
