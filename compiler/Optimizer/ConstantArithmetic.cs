using System.Collections.Immutable;
using System.Numerics;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using AstOperator = Pyl.Compiler.Ast.BinaryOperator;

namespace Pyl.Compiler.Optimizer;

/// <summary>
/// Operators on constants with Python's meaning. Whatever raises, would grow beyond CPython's limits or might differ from the
/// runtime by a rounding is left to the runtime.
/// </summary>
internal static class ConstantArithmetic
{
    // The limits of CPython's folding (Python/flowgraph.c): a constant must not be larger than the code that makes it.
    private const int MaxIntBits = 128;
    private const int MaxCollectionItems = 256;
    private const int MaxStringLength = 4096;
    private const long ExactInDouble = 1L << 53;

    /// <summary>left op right.</summary>
    public static bool TryBinary(AstOperator op, object? left, object? right, out object? result)
    {
        result = (left, right) switch
        {
            (long or BigInteger, long or BigInteger) => Ints(op, ToBig(left), ToBig(right)),
            (string x, string y) when op == AstOperator.Add && !SurrogateHalves.WouldPair(x, y) => x + y,
            (byte[] x, byte[] y) when op == AstOperator.Add => (byte[])[.. x, .. y],
            (TupleConstant x, TupleConstant y) when op == AstOperator.Add => new TupleConstant([.. x.Items, .. y.Items]),
            (long count, string or byte[] or TupleConstant) when op == AstOperator.Mult => Repeat(right!, count),
            (string or byte[] or TupleConstant, long count) when op == AstOperator.Mult => Repeat(left!, count),
            (Complex, Complex or double or long) => Complexes(op, left, right),
            (double or long, Complex) => Complexes(op, left, right),
            (double or long, double or long) => Doubles(op, left, right),
            _ => null,
        };
        return result is not null;
    }

    /// <summary>op operand, for the operators other than <c>not</c>.</summary>
    public static bool TryUnary(UnaryOperator op, object? operand, out object? result)
    {
        result = (op, operand) switch
        {
            (UnaryOperator.USub, long or BigInteger) => Normalise(-ToBig(operand)),
            (UnaryOperator.USub, double value) => -value,
            (UnaryOperator.USub, Complex value) => new Complex(-value.Real, -value.Imaginary),
            (UnaryOperator.UAdd, long or BigInteger or double or Complex) => operand,
            (UnaryOperator.Invert, long or BigInteger) => Normalise(-ToBig(operand) - 1),
            _ => null,
        };
        return result is not null;
    }

    /// <summary>The truth value of a constant.</summary>
    public static bool Truth(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        BigInteger number => !number.IsZero,
        double number => number != 0,
        Complex number => number != Complex.Zero,
        string text => text.Length > 0,
        byte[] bytes => bytes.Length > 0,
        TupleConstant tuple => tuple.Items.Length > 0,
        FrozenSetConstant set => set.Items.Length > 0,
        _ => true,
    };

    /// <summary>container[index] for an index within bounds.</summary>
    public static bool TryItem(object? container, object? index, out object? result)
    {
        result = null;
        if (index is not long at)
            return false;
        switch (container)
        {
            case TupleConstant tuple when Within(ref at, tuple.Items.Length):
                result = tuple.Items[(int)at];
                return true;
            case byte[] bytes when Within(ref at, bytes.Length):
                result = (long)bytes[at];
                return true;
            // Characters are code points: a text with surrogates is not indexed by char.
            case string text when !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && Within(ref at, text.Length):
                result = text[(int)at].ToString();
                return true;
            default:
                return false;
        }
    }

    /// <summary>A constant that stands for all that are equal to it: 1, 1.0, True and 1+0j are one key of a dict.</summary>
    public static object? EqualityKey(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        double number when double.IsInteger(number) => Normalise(new BigInteger(number)),
        Complex { Imaginary: 0 } number => EqualityKey(number.Real),
        _ => value,
    };

    /// <summary>An int as the constants hold it: long when it fits.</summary>
    public static object Normalise(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    private static BigInteger ToBig(object? value) => value is long number ? number : (BigInteger)value!;

    private static bool Within(ref long index, int length)
    {
        if (index < 0)
            index += length;
        return index >= 0 && index < length;
    }

    private static object? Ints(AstOperator op, BigInteger left, BigInteger right)
    {
        switch (op)
        {
            case AstOperator.Add:
                return Normalise(left + right);
            case AstOperator.Sub:
                return Normalise(left - right);
            case AstOperator.Mult when Bits(left) + Bits(right) <= MaxIntBits:
                return Normalise(left * right);
            case AstOperator.FloorDiv when !right.IsZero:
                return Normalise(FloorDivide(left, right));
            case AstOperator.Mod when !right.IsZero:
                return Normalise(left - (FloorDivide(left, right) * right));
            case AstOperator.Div when !right.IsZero && BigInteger.Abs(left) <= ExactInDouble && BigInteger.Abs(right) <= ExactInDouble:
                return (double)left / (double)right;
            case AstOperator.Pow when right.Sign >= 0 && right <= MaxIntBits && Bits(left) * (long)right <= MaxIntBits:
                return Normalise(BigInteger.Pow(left, (int)right));
            case AstOperator.LShift when right.Sign >= 0 && right <= MaxIntBits && Bits(left) + (long)right <= MaxIntBits:
                return Normalise(left << (int)right);
            case AstOperator.RShift when right.Sign >= 0 && right <= int.MaxValue:
                return Normalise(left >> (int)right);
            case AstOperator.BitAnd:
                return Normalise(left & right);
            case AstOperator.BitOr:
                return Normalise(left | right);
            case AstOperator.BitXor:
                return Normalise(left ^ right);
            default:
                return null;
        }
    }

    private static long Bits(BigInteger value) => (long)BigInteger.Abs(value).GetBitLength();

    private static BigInteger FloorDivide(BigInteger left, BigInteger right)
    {
        var quotient = BigInteger.DivRem(left, right, out var remainder);
        return !remainder.IsZero && (remainder.Sign < 0) != (right.Sign < 0) ? quotient - 1 : quotient;
    }

    private static object? Doubles(AstOperator op, object? left, object? right)
    {
        if (!TryDouble(left, out var x) || !TryDouble(right, out var y))
            return null;
        return op switch
        {
            AstOperator.Add => x + y,
            AstOperator.Sub => x - y,
            AstOperator.Mult => x * y,
            AstOperator.Div when y != 0 => x / y,
            _ => null,
        };
    }

    private static object? Complexes(AstOperator op, object? left, object? right)
    {
        // A real operand has no imaginary part at all, so signs of zero survive (CPython 3.14's mixed-mode arithmetic).
        if (left is Complex a && right is Complex b)
        {
            return op switch
            {
                AstOperator.Add => new Complex(a.Real + b.Real, a.Imaginary + b.Imaginary),
                AstOperator.Sub => new Complex(a.Real - b.Real, a.Imaginary - b.Imaginary),
                _ => null,
            };
        }

        if (left is Complex z && TryDouble(right, out var y))
        {
            return op switch
            {
                AstOperator.Add => new Complex(z.Real + y, z.Imaginary),
                AstOperator.Sub => new Complex(z.Real - y, z.Imaginary),
                _ => null,
            };
        }

        if (right is Complex w && TryDouble(left, out var x))
        {
            return op switch
            {
                AstOperator.Add => new Complex(x + w.Real, w.Imaginary),
                AstOperator.Sub => new Complex(x - w.Real, -w.Imaginary),
                _ => null,
            };
        }

        return null;
    }

    private static bool TryDouble(object? value, out double result)
    {
        switch (value)
        {
            case double number:
                result = number;
                return true;
            case long number when number is >= -ExactInDouble and <= ExactInDouble:
                result = number;
                return true;
            default:
                result = 0;
                return false;
        }
    }

    private static object? Repeat(object value, long count)
    {
        if (count < 0)
            count = 0;
        switch (value)
        {
            case string text when (count == 0 || text.Length <= MaxStringLength / count) && !SurrogateHalves.WouldPair(text, text):
                return string.Concat(Enumerable.Repeat(text, (int)count));
            case byte[] bytes when count == 0 || bytes.Length <= MaxStringLength / count:
                return Enumerable.Repeat(bytes, (int)count).SelectMany(part => part).ToArray();
            case TupleConstant tuple when count == 0 || tuple.Items.Length <= MaxCollectionItems / count:
                return new TupleConstant([.. Enumerable.Repeat(tuple.Items, (int)count).SelectMany(part => part)]);
            default:
                return null;
        }
    }
}
