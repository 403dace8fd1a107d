using System.Numerics;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// An int as a heap object: one that does not fit 64 bits, or an instance of a subclass of int (then of any size).
/// Exact ints that fit 64 bits are always immediate. Uncounted, unless its class was made by a program.
/// </summary>
public sealed class IntObject : PyObject
{
    // What fits 128 bits (hashes, random numbers, sums before they are masked) is in the first, and _large is zero, which is nothing that does not fit: such ints are made
    // without an array, and BigInteger has no part in their arithmetic (DoubleWordOperations).
    private readonly DoubleWord _number;
    private readonly BigInteger _large;

    /// <summary>An uncounted int; exact ones are made by <see cref="Of(BigInteger)"/>.</summary>
    internal IntObject(TypeObject type, BigInteger value)
        : base(type)
    {
        if (!BigArithmetic.TryDoubleWord(value, out _number))
        {
            _large = value;
        }
    }

    /// <summary>An exact int that does not fit 128 bits.</summary>
    private IntObject(in BigInteger value)
        : base(BuiltinTypes.Int)
    {
        _large = value;
    }

    /// <summary>An exact int that does not fit 64 bits.</summary>
    private IntObject(DoubleWord value)
        : base(BuiltinTypes.Int)
    {
        _number = value;
    }

    /// <summary>An instance of a subclass.</summary>
    internal IntObject(ThreadState thread, TypeObject type, BigInteger value)
        : base(thread, type)
    {
        if (!BigArithmetic.TryDoubleWord(value, out _number))
        {
            _large = value;
        }
    }

    /// <summary>The value; where <see cref="FitsDoubleWord"/>, it is made from <see cref="Number"/> each time.</summary>
    public BigInteger Value => _large.IsZero ? _number : _large;

    /// <summary>True when the value fits 64 bits; only instances of subclasses are so small.</summary>
    internal bool FitsLong => _large.IsZero && _number.IsLong;

    /// <summary>True when <see cref="Number"/> is the value. (One that fits may be a BigInteger all the same: the least one.)</summary>
    internal bool FitsDoubleWord => _large.IsZero;

    /// <summary>The value where <see cref="FitsDoubleWord"/>.</summary>
    internal DoubleWord Number => _number;

    /// <summary>The value where <see cref="FitsLong"/>.</summary>
    internal long Long => (long)_number.Low;

    /// <summary>The exact int: immediate when it fits.</summary>
    public static Value Of(BigInteger value) =>
        BigArithmetic.TryDoubleWord(value, out DoubleWord number) ? Of(number) : new Value(new IntObject(in value));

    /// <summary>The exact int: immediate when it fits.</summary>
    internal static Value Of(DoubleWord value) => value.IsLong ? Runtime.Value.Int((long)value.Low) : new Value(new IntObject(value));
}
