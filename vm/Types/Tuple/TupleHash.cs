using System.Numerics;

namespace Pyl.VM.Types;

/// <summary>
/// The hash of a sequence of hashes, the same number as CPython's: a simplified xxHash64 (Objects/tupleobject.c; the
/// constants are xxHash's primes). Tuples of equal items hash alike whatever their type's layout.
/// </summary>
internal struct TupleHash
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime5 = 2870177450012600261;

    private ulong _state;

    public TupleHash()
    {
        _state = Prime5;
    }

    public void Add(long hash) => _state = BitOperations.RotateLeft(_state + ((ulong)hash * Prime2), 31) * Prime1;

    /// <summary>The hash of a tuple of the given length; never -1.</summary>
    public readonly long Finish(int length) => NotMinusOne(_state + ((ulong)length ^ (Prime5 ^ 3527539)));

    /// <summary>The hash of a slice, which does not mix in its length.</summary>
    public readonly long FinishSlice() => NotMinusOne(_state);

    private static long NotMinusOne(ulong state) => state == ulong.MaxValue ? 1546275796 : (long)state;
}
