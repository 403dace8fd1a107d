using System.Runtime.InteropServices;

namespace Pyl.Bytecode;

/// <summary>
/// One 64-bit instruction: opcode and three 16-bit operands (DESIGN 4). With <see cref="Opcode.Extend"/> in front each operand
/// has 32 bits; signed ones (immediates, jump distances) are then signed 32-bit numbers. Jumps to an extended instruction
/// lead to its prefix; an extended jump's distance counts from the instruction after the jump itself.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
public readonly record struct Instruction
{
    // Fields, not properties: the dispatch loop reads them hundreds of times, and the JIT's inliner has a budget.
    public readonly Opcode Op;
    public readonly ushort A;
    public readonly ushort B;
    public readonly ushort C;

    public Instruction(Opcode op, ushort a, ushort b, ushort c)
    {
        Op = op;
        A = a;
        B = b;
        C = c;
    }

    /// <summary>The low bits of operands that do not fit 16 bits; <see cref="Opcode.Extend"/> in front carries the rest.</summary>
    public static Instruction Of(Opcode op, int a = 0, int b = 0, int c = 0) =>
        new(op, unchecked((ushort)a), unchecked((ushort)b), unchecked((ushort)c));
}
