using System.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// An int as a heap object: one that does not fit 64 bits, or an instance of a subclass of int (then of any size).
/// Exact ints that fit 64 bits are always immediate. Uncounted.
/// </summary>
public sealed class IntObject : PyObject
{
    /// <summary>For subclasses; exact ints are made by <see cref="Of(BigInteger)"/>.</summary>
    internal IntObject(TypeObject type, BigInteger value)
        : base(type)
    {
        Value = value;
    }

    public BigInteger Value { get; }

    /// <summary>The exact int: immediate when it fits.</summary>
    public static Value Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? Runtime.Value.Int((long)value) : new Value(new IntObject(BuiltinTypes.Int, value));
}
