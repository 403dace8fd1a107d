using System.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>A decimal.Decimal. Immutable; uncounted, unless its class was made by a program.</summary>
public sealed class DecimalObject : PyObject
{
    private readonly ulong _coefficient;
    private readonly long _exponent;
    private readonly DecKind _kind;
    private readonly bool _isNegative;

    // A BigInteger, for a coefficient that does not fit 64 bits.
    private readonly object? _wide;

    private long _hash = -1;

    private DecimalObject(in SmallDec value)
        : base(DecimalMethods.Type)
    {
        (_isNegative, _coefficient, _exponent) = value;
    }

    private DecimalObject(in Dec value)
        : base(DecimalMethods.Type)
    {
        (_kind, _isNegative, _coefficient, _wide, _exponent) = Parts(value);
    }

    private DecimalObject(ThreadState thread, TypeObject type, in Dec value)
        : base(thread, type)
    {
        (_kind, _isNegative, _coefficient, _wide, _exponent) = Parts(value);
    }

    internal Dec Number => new(_kind, _isNegative, _wide is null ? _coefficient : (BigInteger)_wide, _exponent);

    /// <summary>The number, if it is a small one.</summary>
    internal bool TryGetSmall(out SmallDec number)
    {
        number = new SmallDec(_isNegative, _coefficient, _exponent);
        return _kind == DecKind.Finite && _wide is null;
    }

    internal static Value Make(in SmallDec value) => Value.Of(new DecimalObject(value));

    internal static Value Make(in Dec value) => Value.Of(new DecimalObject(value));

    internal static Value Make(ThreadState thread, TypeObject type, in Dec value) =>
        ReferenceEquals(type, DecimalMethods.Type) ? Make(value) : Value.Of(new DecimalObject(thread, type, value));

    internal long Hash()
    {
        if (_hash == -1)
        {
            _hash = DecimalConversions.Hash(Number);
        }

        return _hash;
    }

    private static (DecKind Kind, bool IsNegative, ulong Coefficient, object? Wide, long Exponent) Parts(in Dec value)
    {
        bool fits = value.Coefficient <= ulong.MaxValue;
        return (value.Kind, value.IsNegative, fits ? (ulong)value.Coefficient : 0, fits ? null : value.Coefficient, value.Exponent);
    }
}
