using System.Numerics;

namespace Pyl.Compiler.Emit;

/// <summary>
/// The set of local registers that provably hold a value at a point of the code. Immutable between changes: the builder copies
/// it at jumps, so a set that a label holds never changes behind its back.
/// </summary>
public sealed class BoundLocals
{
    private readonly ulong[] words;

    /// <summary>The empty set for a number of registers.</summary>
    public BoundLocals(int count) => words = new ulong[(count + 63) / 64];

    private BoundLocals(ulong[] words) => this.words = words;

    /// <summary>How many registers are in the set.</summary>
    public int Count => words.Sum(BitOperations.PopCount);

    /// <summary>Whether the register holds a value for certain.</summary>
    public bool Contains(int register) => (words[register >> 6] & (1UL << (register & 63))) != 0;

    /// <summary>Puts a register in.</summary>
    public void Add(int register) => words[register >> 6] |= 1UL << (register & 63);

    /// <summary>Takes a register out.</summary>
    public void Remove(int register) => words[register >> 6] &= ~(1UL << (register & 63));

    /// <summary>A copy.</summary>
    public BoundLocals Clone() => new((ulong[])words.Clone());

    /// <summary>Keeps only the registers that are in the other set too.</summary>
    public void IntersectWith(BoundLocals other)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] &= other.words[i];
    }

    /// <summary>Takes out the registers of the other set.</summary>
    public void ExceptWith(BoundLocals other)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] &= ~other.words[i];
    }
}
