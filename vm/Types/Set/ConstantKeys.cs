using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Hash and equality of the constants that can stand in a set display: numbers, text, None and tuples of these.</summary>
internal static class ConstantKeys
{
    public static long Hash(Value item)
    {
        switch (item.Ref)
        {
            case null:
                return Hashing.OfInt(item.Bits);
            case StrObject text:
                return text.Hash;
            case TupleObject tuple:
                var hash = new TupleHash();
                foreach (ref readonly Value part in tuple.Span)
                {
                    hash.Add(Hash(part));
                }

                return hash.Finish(tuple.Length);
            default:
                return Hashing.OfConstant(item);
        }
    }

    /// <summary>Equality as == has it; only asked when the hashes are equal.</summary>
    public static bool AreEqual(Value a, Value b)
    {
        if (a.Same(b))
        {
            return true;
        }

        return (a.Ref, b.Ref) switch
        {
            (StrObject left, StrObject right) => left.TextEquals(right),
            (BytesObject left, BytesObject right) => left.Span.SequenceEqual(right.Span),
            (TupleObject left, TupleObject right) => AreEqual(left.Span, right.Span),
            _ => AreEqualNumbers(a, b),
        };
    }

    private static bool AreEqual(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>On its own, so that keys that are texts do not load the library of big numbers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreEqualNumbers(Value a, Value b) =>
        TryNumber(a, out BigInteger? whole, out Complex number) && TryNumber(b, out BigInteger? otherWhole, out Complex otherNumber)
            && (whole is { } x && otherWhole is { } y ? x == y : number == otherNumber);

    /// <summary>A number as an int when it is one, and as a complex number.</summary>
    private static bool TryNumber(Value value, out BigInteger? whole, out Complex number)
    {
        whole = value.Ref switch
        {
            null => value.Bits,
            BoolObject flag => flag.Value ? 1 : 0,
            IntObject wide => wide.Value,
            _ => value.IsFloat && double.IsInteger(value.Float) ? new BigInteger(value.Float) : null,
        };
        number = value.Ref is ComplexObject complex ? complex.Value : value.IsFloat ? value.Float : whole is { } exact ? (double)exact : default;
        if (value.Ref is ComplexObject { Value: { Imaginary: 0 } real } && double.IsInteger(real.Real))
        {
            whole = new BigInteger(real.Real);
        }

        return whole is not null || value.IsFloat || value.Ref is ComplexObject;
    }
}
