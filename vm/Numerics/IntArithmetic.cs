using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>The arithmetic of int where Python's differs from .NET's: flooring division, true division, powers, shifts.</summary>
public static class IntArithmetic
{
    public static readonly AlgorithmError DivisionByZero = AlgorithmError.ZeroDivision("division by zero");

    /// <summary>Rounds towards minus infinity. The divisor is not zero; long.MinValue / -1 overflows, which the caller rules
    /// out by <see cref="FloorDivideOverflows"/>.</summary>
    public static long FloorDivide(long left, long right)
    {
        var quotient = left / right;
        return (left ^ right) < 0 && quotient * right != left ? quotient - 1 : quotient;
    }

    /// <summary>The remainder with the divisor's sign. The divisor is not zero; -1 is allowed with any dividend.</summary>
    public static long FloorModulo(long left, long right)
    {
        if (right == -1)
            return 0;
        var remainder = left % right;
        return remainder != 0 && (remainder ^ right) < 0 ? remainder + right : remainder;
    }

    public static bool FloorDivideOverflows(long left, long right) => right == -1 && left == long.MinValue;

    public static BigInteger FloorDivide(BigInteger left, BigInteger right) => FloorDivRem(left, right, out _);

    public static BigInteger FloorModulo(BigInteger left, BigInteger right)
    {
        var remainder = BigInteger.Remainder(left, right);
        return !remainder.IsZero && remainder.Sign != right.Sign ? remainder + right : remainder;
    }

    /// <summary>divmod: quotient towards minus infinity, remainder with the divisor's sign.</summary>
    public static BigInteger FloorDivRem(BigInteger left, BigInteger right, out BigInteger remainder)
    {
        var quotient = BigInteger.DivRem(left, right, out remainder);
        if (remainder.IsZero || remainder.Sign == right.Sign)
            return quotient;
        remainder += right;
        return quotient - 1;
    }

    /// <summary>int / int, correctly rounded however large the operands.</summary>
    /// <returns>null, ZeroDivisionError or OverflowError.</returns>
    public static AlgorithmError? TryTrueDivide(BigInteger left, BigInteger right, out double result)
    {
        result = 0;
        if (right.IsZero)
            return DivisionByZero;
        if (left.IsZero)
        {
            // 0 / -5 is -0.0.
            result = right.Sign < 0 ? -0.0 : 0.0;
            return null;
        }
        var (a, b) = (BigInteger.Abs(left), BigInteger.Abs(right));
        // The quotient gets 63 or 64 bits; the remainder only decides ties.
        var shift = (long)a.GetBitLength() - (long)b.GetBitLength() - 63;
        if (shift < -1300)
        {
            result = left.Sign == right.Sign ? 0.0 : -0.0;
            return null;
        }
        if (shift > 1100)
            return AlgorithmError.Overflow("integer division result too large for a float");
        var quotient = shift >= 0
            ? BigInteger.DivRem(a, b << (int)shift, out var remainder)
            : BigInteger.DivRem(a << (int)-shift, b, out remainder);
        result = FloatBits.Compose((ulong)quotient, !remainder.IsZero, shift);
        if (double.IsInfinity(result))
            return AlgorithmError.Overflow("integer division result too large for a float");
        if (left.Sign != right.Sign)
            result = -result;
        return null;
    }

    /// <summary>As <see cref="TryTrueDivide(BigInteger, BigInteger, out double)"/> for machine-size ints.</summary>
    public static AlgorithmError? TryTrueDivide(long left, long right, out double result)
    {
        const long exact = 1L << 53;
        if (left is >= -exact and <= exact && right is >= -exact and <= exact && right != 0)
        {
            result = (double)left / right;
            return null;
        }
        return TryTrueDivide((BigInteger)left, right, out result);
    }

    /// <summary>int ** int for an exponent that is not negative (a negative one makes a float power).</summary>
    /// <returns>null, or a MemoryError when the result would not fit in memory.</returns>
    public static AlgorithmError? TryPower(BigInteger value, BigInteger exponent, out BigInteger result)
    {
        result = BigInteger.One;
        if (exponent.IsZero || value.IsOne)
            return null;
        if (value.IsZero || value == BigInteger.MinusOne)
        {
            result = value.IsZero || !exponent.IsEven ? value : BigInteger.One;
            return null;
        }
        if ((double)(value.GetBitLength() - 1) * (double)exponent > MaxBits || exponent > int.MaxValue)
            return TooLarge;
        // A power of two inside the base is a shift afterwards: 10**n costs what 5**n costs.
        var zeros = (int)BigInteger.TrailingZeroCount(value);
        result = BigInteger.Pow(value >> zeros, (int)exponent);
        if (zeros > 0)
            result <<= checked((int)(zeros * (long)exponent));
        return null;
    }

    /// <summary>pow(base, exponent, modulus), the result with the modulus's sign; a negative exponent inverts the base.</summary>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryPower(BigInteger value, BigInteger exponent, BigInteger modulus, out BigInteger result)
    {
        result = default;
        if (modulus.IsZero)
            return AlgorithmError.Value("pow() 3rd argument cannot be 0");
        var positive = BigInteger.Abs(modulus);
        value = FloorModulo(value, positive);
        if (exponent.Sign < 0)
        {
            if (!TryInvert(value, positive, out value))
                return AlgorithmError.Value("base is not invertible for the given modulus");
            exponent = -exponent;
        }
        result = BigInteger.ModPow(value, exponent, positive);
        if (modulus.Sign < 0 && !result.IsZero)
            result += modulus;
        return null;
    }

    /// <summary>int &lt;&lt; int.</summary>
    /// <returns>null, ValueError (negative count), OverflowError or MemoryError.</returns>
    public static AlgorithmError? TryShiftLeft(BigInteger value, BigInteger count, out BigInteger result)
    {
        result = default;
        if (count.Sign < 0)
            return AlgorithmError.Value("negative shift count");
        if (value.IsZero)
            return null;
        if (count > long.MaxValue)
            return AlgorithmError.Overflow("too many digits in integer");
        if ((double)count + value.GetBitLength() > MaxBits)
            return TooLarge;
        result = value << (int)count;
        return null;
    }

    /// <summary>int &gt;&gt; int: arithmetic, towards minus infinity.</summary>
    /// <returns>null, or a ValueError for a negative count.</returns>
    public static AlgorithmError? TryShiftRight(BigInteger value, BigInteger count, out BigInteger result)
    {
        result = default;
        if (count.Sign < 0)
            return AlgorithmError.Value("negative shift count");
        result = count > int.MaxValue ? (value.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : BigBits.ShiftRight(value, (int)count);
        return null;
    }

    // BigInteger itself stops at 2**31 bits.
    private const double MaxBits = 2_147_483_000;

    private static readonly AlgorithmError TooLarge = new(ErrorKind.MemoryError, "");

    private static bool TryInvert(BigInteger value, BigInteger modulus, out BigInteger inverse)
    {
        // Extended Euclid, keeping only the coefficient of value.
        var (r0, r1) = (modulus, value);
        var (t0, t1) = (BigInteger.Zero, BigInteger.One);
        while (!r1.IsZero)
        {
            var quotient = BigInteger.DivRem(r0, r1, out var remainder);
            (r0, r1) = (r1, remainder);
            (t0, t1) = (t1, t0 - quotient * t1);
        }
        inverse = FloorModulo(t0, modulus);
        return r0.IsOne;
    }
}
