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
    /// <summary>An uncounted int; exact ones are made by <see cref="Of(BigInteger)"/>.</summary>
    internal IntObject(TypeObject type, BigInteger value)
        : base(type)
    {
        Value = value;
        FitsLong = value >= long.MinValue && value <= long.MaxValue;
    }

    /// <summary>An exact int that does not fit 64 bits.</summary>
    private IntObject(BigInteger value)
        : base(BuiltinTypes.Int)
    {
        Value = value;
    }

    /// <summary>An instance of a subclass.</summary>
    internal IntObject(ThreadState thread, TypeObject type, BigInteger value)
        : base(thread, type)
    {
        Value = value;
        FitsLong = value >= long.MinValue && value <= long.MaxValue;
    }

    public BigInteger Value { get; }

    /// <summary>True when the value fits 64 bits; only instances of subclasses are so small.</summary>
    internal bool FitsLong { get; }

    /// <summary>The exact int: immediate when it fits.</summary>
    public static Value Of(BigInteger value) =>
        !BigArithmetic.IsWide(value) && value >= long.MinValue && value <= long.MaxValue ? Runtime.Value.Int((long)value) : new Value(new IntObject(value));
}
