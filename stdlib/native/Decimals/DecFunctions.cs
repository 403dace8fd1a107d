using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>exp, ln, log10 and power, by integers as binary fractions; the first three are rounded correctly.</summary>
internal static class DecFunctions
{
    private const double BitsPerDigit = 3.3219280948873626;

    private static (int Bits, BigInteger Value) s_lnTen;

    public static Dec Exp(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite)
        {
            return a.IsNegative ? Dec.Zero : a;
        }

        if (a.IsZero)
        {
            return Dec.One;
        }

        if (a.Adjusted > 19 || Math.Abs((double)a.Coefficient * Math.Pow(10, a.Exponent)) > 2.4 * (context.Emax + context.Precision + 2))
        {
            return Extreme(false, a.IsNegative, context);
        }

        Dec x = a;
        return RoundCorrectly(context, extra =>
        {
            long digits = context.Precision + extra;
            if (x.Adjusted < -digits)
            {
                // 1 and a little.
                return Dec.Finite(false, Powers.Ten(digits) + (x.IsNegative ? -1 : 1), -digits);
            }

            int bits = (int)((digits + Math.Max(0, x.Adjusted) + 2) * BitsPerDigit) + 32;
            BigInteger value = ToBits(x, bits);
            BigInteger ten = LnTen(bits);
            BigInteger power = FloorDiv(value, ten);
            BigInteger result = ExpBits(value - (power * ten), bits);
            return Dec.Finite(false, (result * Powers.Ten(digits)) >> bits, (long)power - digits);
        });
    }

    public static Dec Ln(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsZero)
        {
            return Dec.Infinity(true);
        }

        if (a.IsNegative)
        {
            return context.Invalid();
        }

        if (a.IsInfinite)
        {
            return a;
        }

        if (DecArithmetic.Compare(a, Dec.One) == 0)
        {
            return Dec.Zero;
        }

        Dec x = a;
        return RoundCorrectly(context, extra => LnDigits(x, context.Precision + extra));
    }

    public static Dec Log10(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsZero)
        {
            return Dec.Infinity(true);
        }

        if (a.IsNegative)
        {
            return context.Invalid();
        }

        if (a.IsInfinite)
        {
            return a;
        }

        if (a.Coefficient == Powers.Ten(a.Digits - 1))
        {
            return context.Finish(Dec.OfInteger(a.Adjusted));
        }

        Dec x = a;
        return RoundCorrectly(context, extra =>
        {
            DecContext working = DecContext.Working(context.Precision + extra + 3);
            Dec ten = FromBits(LnTen(Bits(working.Precision)), Bits(working.Precision), working.Precision);
            Dec quotient = DecArithmetic.Divide(LnDigits(x, working.Precision), ten, working);
            // As many digits as asked for.
            working.Precision = context.Precision + extra;
            return working.Finish(quotient);
        });
    }

    public static Dec Power(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (b.IsZero)
        {
            return a.IsZero ? context.Invalid() : Dec.One;
        }

        bool isInteger = IsInteger(b);
        bool negative = a.IsNegative && isInteger && IsOdd(b);
        if (a.IsNegative && !a.IsZero && !isInteger && !(b.IsInfinite && a.IsZero))
        {
            return context.Invalid();
        }

        if (a.IsZero)
        {
            return b.IsNegative ? InfiniteOfZero(negative) : Dec.Finite(negative, BigInteger.Zero, 0);
        }

        if (b.IsInfinite)
        {
            if (a.IsNegative)
            {
                return context.Invalid();
            }

            int order = DecArithmetic.Compare(a, Dec.One);
            return order == 0 ? InexactOne(context) : (order > 0) == b.IsNegative ? Dec.Zero : Dec.Infinity(false);
        }

        if (a.IsInfinite)
        {
            return b.IsNegative ? Dec.Finite(negative, BigInteger.Zero, 0) : Dec.Infinity(negative);
        }

        if (a.Abs() is { } magnitude && DecArithmetic.Compare(magnitude, Dec.One) == 0 && (!isInteger || b.Adjusted > 6))
        {
            bool exact = isInteger && a.Exponent == 0;
            return (exact ? Dec.One : InexactOne(context)) with { IsNegative = negative };
        }

        // How large it will be, roughly.
        double size = (BigInteger.Log10(a.Coefficient) + a.Exponent) * ((double)b.Coefficient * Math.Pow(10, Math.Min(b.Exponent, 300))) * (b.IsNegative ? -1 : 1);
        if (Math.Abs(size) > context.Emax + (2.0 * context.Precision) + 10)
        {
            return Extreme(negative, size < 0, context);
        }

        return isInteger && b.Adjusted < 18 ? IntegerPower(a, b, context, negative) : RealPower(a, b, context);
    }

    /// <summary>The value of an integer exponent: whether it has no digits behind the point.</summary>
    public static bool IsInteger(in Dec value)
    {
        if (!value.IsFinite)
        {
            return false;
        }

        return value.Exponent >= 0 || value.IsZero || (-value.Exponent < value.Digits && (value.Coefficient % Powers.Ten(-value.Exponent)).IsZero);
    }

    public static BigInteger IntegerPart(in Dec value)
    {
        BigInteger whole = value.Exponent >= 0
            ? value.Coefficient * Powers.Ten(value.Exponent)
            : -value.Exponent > value.Digits ? BigInteger.Zero : value.Coefficient / Powers.Ten(-value.Exponent);
        return value.IsNegative ? -whole : whole;
    }

    private static bool IsOdd(in Dec value) => value.Exponent <= 0 && !IntegerPart(value).IsEven;

    private static Dec InfiniteOfZero(bool negative) => Dec.Infinity(negative);

    private static Dec InexactOne(DecContext context)
    {
        context.Status |= Conditions.Inexact | Conditions.Rounded;
        return Dec.Finite(false, Powers.Ten(context.Precision - 1), 1 - context.Precision);
    }

    /// <summary>Overflow or underflow as the rounding has it.</summary>
    private static Dec Extreme(bool negative, bool small, DecContext context) => small
        ? context.Finish(Dec.Finite(negative, BigInteger.One, context.Etiny - 2), true)
        : context.Finish(Dec.Finite(negative, Powers.Ten(context.Precision - 1), context.Emax + 2), true);

    private static Dec IntegerPower(in Dec a, in Dec b, DecContext context, bool negative)
    {
        BigInteger power = BigInteger.Abs(IntegerPart(b));
        if (power * a.Digits < 3000)
        {
            // Exactly, then rounded once.
            Dec exact = Dec.Finite(negative, BigInteger.Pow(a.Coefficient, (int)power), a.Exponent * (long)power);
            if (!b.IsNegative)
            {
                return context.Finish(exact);
            }

            Dec inverse = DecArithmetic.Divide(Dec.One, exact, context);
            return inverse;
        }

        DecContext working = DecContext.Working(context.Precision + 4 + Powers.DigitCount(power));
        Dec factor = b.IsNegative ? DecArithmetic.Divide(Dec.One, a, working) : a;
        Dec result = Dec.One;
        for (int bit = (int)power.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = DecArithmetic.Multiply(result, result, working);
            if (((power >> bit) & 1) == 1)
            {
                result = DecArithmetic.Multiply(result, factor, working);
            }
        }

        return context.Finish(result, (working.Status & Conditions.Inexact) != 0);
    }

    private static Dec RealPower(in Dec a, in Dec b, DecContext context)
    {
        // exp(b * ln(a)), with digits for what b is large.
        long precision = context.Precision + 8 + Math.Max(0, b.Adjusted) + Math.Max(1, Powers.DigitCount(Math.Abs(a.Adjusted) + 1));
        DecContext working = DecContext.Working(precision);
        Dec exponent = DecArithmetic.Multiply(b, Ln(a, working), working);
        working.Precision = context.Precision + 6;
        Dec result = Exp(exponent, working);
        Rounding rounding = context.Rounding;
        context.Rounding = Rounding.HalfEven;
        result = context.Finish(result);
        context.Status |= Conditions.Inexact | Conditions.Rounded;
        context.Rounding = rounding;
        return result;
    }

    /// <summary>Repeats with more digits until what is not known of the last ones (3 units) does not matter.</summary>
    private static Dec RoundCorrectly(DecContext context, Func<long, Dec> approximate)
    {
        Rounding rounding = context.Rounding;
        context.Rounding = Rounding.HalfEven;
        DecContext probe = DecContext.Working(context.Precision);
        for (long extra = 6; ; extra *= 2)
        {
            Dec found = approximate(extra);
            Dec low = probe.Finish(found with { Coefficient = found.Coefficient - 3 }, true);
            Dec high = probe.Finish(found with { Coefficient = found.Coefficient + 3 }, true);
            if (low.Coefficient == high.Coefficient && low.Exponent == high.Exponent)
            {
                Dec result = context.Finish(found, true);
                context.Rounding = rounding;
                return result;
            }
        }
    }

    /// <summary>ln with that many digits.</summary>
    private static Dec LnDigits(in Dec x, long digits)
    {
        long power = x.Adjusted;
        long lead = 0;
        if (power is 0 or -1)
        {
            // Close to 1 the logarithm is small: digits before its first count as well.
            Dec distance = DecArithmetic.Subtract(x, Dec.One, DecContext.Working(x.Digits + Math.Abs(x.Exponent) + 5));
            lead = Math.Max(0, -distance.Adjusted + 1);
        }

        long wanted = digits + lead + 1;
        int bits = Bits(wanted + Powers.DigitCount(Math.Abs(power)));
        BigInteger mantissa = ToBits(x with { Exponent = x.Exponent - power }, bits);
        BigInteger result = LnBits(mantissa, bits) + (power * LnTen(bits));
        return FromBits(result, bits, wanted);
    }

    private static int Bits(long digits) => (int)(digits * BitsPerDigit) + 48;

    private static Dec FromBits(BigInteger value, int bits, long digits) =>
        Dec.Finite(value.Sign < 0, (BigInteger.Abs(value) * Powers.Ten(digits)) >> bits, -digits);

    private static BigInteger ToBits(in Dec x, int bits)
    {
        BigInteger value = x.Exponent >= 0
            ? (x.Coefficient * Powers.Ten(x.Exponent)) << bits
            : (x.Coefficient << bits) / Powers.Ten(-x.Exponent);
        return x.IsNegative ? -value : value;
    }

    private static BigInteger FloorDiv(BigInteger a, BigInteger b)
    {
        BigInteger quotient = BigInteger.DivRem(a, b, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>exp of 0 to 2.4: halved often, Taylor's series, squared as often.</summary>
    private static BigInteger ExpBits(BigInteger x, int bits)
    {
        int halvings = (int)Math.Sqrt(bits) + 2;
        int guarded = bits + (2 * halvings) + 16;
        BigInteger r = (x << (guarded - bits)) >> halvings;
        BigInteger one = BigInteger.One << guarded;
        BigInteger sum = one;
        BigInteger term = one;
        for (int n = 1; !term.IsZero; n++)
        {
            term = ((term * r) >> guarded) / n;
            sum += term;
        }

        for (int i = 0; i < halvings; i++)
        {
            sum = (sum * sum) >> guarded;
        }

        return sum >> (guarded - bits);
    }

    /// <summary>ln of 1 to 10 by Halley's iteration, which triples the digits.</summary>
    private static BigInteger LnBits(BigInteger x, int bits)
    {
        double start = Math.Log((double)(x >> Math.Max(0, bits - 60)) / Math.Pow(2, Math.Min(bits, 60)));
        BigInteger y = (BigInteger)(start * (1L << 52));
        y = bits >= 52 ? y << (bits - 52) : y >> (52 - bits);
        y = y.Sign < 0 ? BigInteger.Zero : y;
        for (int known = 45; ; known *= 3)
        {
            BigInteger power = ExpBits(y, bits);
            y += (2 * (x - power) << bits) / (x + power);
            if (known > bits)
            {
                return y;
            }
        }
    }

    private static BigInteger LnTen(int bits)
    {
        (int Bits, BigInteger Value) kept = s_lnTen;
        if (kept.Value.IsZero || kept.Bits < bits)
        {
            int wide = bits + 64;
            BigInteger value = (46 * ArcTanh(31, wide)) + (34 * ArcTanh(49, wide)) + (20 * ArcTanh(161, wide));
            s_lnTen = kept = (wide, value);
        }

        return kept.Value >> (kept.Bits - bits);
    }

    /// <summary>atanh(1/n)</summary>
    private static BigInteger ArcTanh(int n, int bits)
    {
        BigInteger power = (BigInteger.One << bits) / n;
        BigInteger sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= n * n;
            sum += power / k;
        }

        return sum;
    }
}
