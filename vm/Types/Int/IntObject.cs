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
    // What fits 128 bits (hashes, random numbers, sums before they are masked) is in these two, and _large is zero, which is nothing that does not fit: such ints are made
    // without an array, and BigInteger has no part in their arithmetic (Int128Operations).
    private readonly ulong _low;
    private readonly long _high;
    private readonly BigInteger _large;

    /// <summary>An uncounted int; exact ones are made by <see cref="Of(BigInteger)"/>.</summary>
    internal IntObject(TypeObject type, BigInteger value)
        : base(type)
    {
        if (BigArithmetic.TryInt128(value, out Int128 number))
        {
            (_high, _low) = ((long)(number >> 64), (ulong)number);
        }
        else
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
    private IntObject(long high, ulong low)
        : base(BuiltinTypes.Int)
    {
        _high = high;
        _low = low;
    }

    /// <summary>An instance of a subclass.</summary>
    internal IntObject(ThreadState thread, TypeObject type, BigInteger value)
        : base(thread, type)
    {
        if (BigArithmetic.TryInt128(value, out Int128 number))
        {
            (_high, _low) = ((long)(number >> 64), (ulong)number);
        }
        else
        {
            _large = value;
        }
    }

    /// <summary>The value; where <see cref="FitsInt128"/>, it is made from <see cref="Int128"/> each time.</summary>
    public BigInteger Value => _large.IsZero ? Int128 : _large;

    /// <summary>True when the value fits 64 bits; only instances of subclasses are so small.</summary>
    internal bool FitsLong => _large.IsZero && _high == (long)_low >> 63;

    /// <summary>True when <see cref="Int128"/> is the value. (One that fits may be a BigInteger all the same: the least one.)</summary>
    internal bool FitsInt128 => _large.IsZero;

    /// <summary>The value where <see cref="FitsInt128"/>.</summary>
    internal Int128 Int128 => new((ulong)_high, _low);

    /// <summary>The value where <see cref="FitsLong"/>.</summary>
    internal long Long => (long)_low;

    /// <summary>The exact int: immediate when it fits.</summary>
    public static Value Of(BigInteger value) =>
        BigArithmetic.TryInt128(value, out Int128 number) ? Of(number) : new Value(new IntObject(in value));

    /// <summary>The exact int: immediate when it fits.</summary>
    public static Value Of(Int128 value)
    {
        long high = (long)(value >> 64);
        ulong low = (ulong)value;
        return high == (long)low >> 63 ? Runtime.Value.Int((long)low) : new Value(new IntObject(high, low));
    }
}
