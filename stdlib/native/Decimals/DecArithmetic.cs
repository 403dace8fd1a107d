using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>The arithmetic operations of the specification, by its names.</summary>
internal static class DecArithmetic
{
    public static Dec Plus(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        // 0 + a: only rounding down to the floor keeps -0.
        return context.Finish(a.IsZero && context.Rounding != Rounding.Floor ? a.Abs() : a);
    }

    public static Dec Minus(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        return context.Finish(a.IsZero && context.Rounding != Rounding.Floor ? a.Abs() : a.Negated());
    }

    public static Dec Abs(in Dec a, DecContext context) => context.Propagate(a) ?? context.Finish(a.Abs());

    public static Dec Add(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite || b.IsInfinite)
        {
            return a.IsInfinite && b.IsInfinite && a.IsNegative != b.IsNegative ? context.Invalid() : a.IsInfinite ? a : b;
        }

        return context.Finish(AddExact(a, b, context, out bool sticky), sticky);
    }

    public static Dec Subtract(in Dec a, in Dec b, DecContext context) =>
        b.IsNaN ? Add(a, b, context) : Add(a, b.Negated(), context);

    public static Dec Multiply(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        bool negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite || b.IsInfinite)
        {
            return a.IsZero || b.IsZero ? context.Invalid() : Dec.Infinity(negative);
        }

        return context.Finish(Dec.Finite(negative, a.Coefficient * b.Coefficient, a.Exponent + b.Exponent));
    }

    public static Dec FusedMultiplyAdd(in Dec a, in Dec b, in Dec c, DecContext context)
    {
        if (a.Kind == DecKind.SignallingNaN || b.Kind == DecKind.SignallingNaN || a.IsNaN || b.IsNaN)
        {
            return c.Kind == DecKind.SignallingNaN && a.Kind != DecKind.SignallingNaN && b.Kind != DecKind.SignallingNaN
                ? context.Propagate(c)!.Value
                : context.Propagate(a, b)!.Value;
        }

        bool negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite || b.IsInfinite)
        {
            if (a.IsZero || b.IsZero)
            {
                return context.Invalid();
            }

            return Add(Dec.Infinity(negative), c, context);
        }

        return Add(Dec.Finite(negative, a.Coefficient * b.Coefficient, a.Exponent + b.Exponent), c, context);
    }

    public static Dec Divide(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        bool negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite)
        {
            return b.IsInfinite ? context.Invalid() : Dec.Infinity(negative);
        }

        if (b.IsInfinite)
        {
            context.Status |= Conditions.Clamped;
            return Dec.Finite(negative, BigInteger.Zero, context.Etiny);
        }

        if (b.IsZero)
        {
            if (a.IsZero)
            {
                return context.Invalid(Conditions.DivisionUndefined);
            }

            context.Status |= Conditions.DivisionByZero;
            return Dec.Infinity(negative);
        }

        if (a.IsZero)
        {
            return context.Finish(Dec.Finite(negative, BigInteger.Zero, a.Exponent - b.Exponent));
        }

        // As many digits as the precision asks for and one more; what is behind them is only known to be there.
        long shift = b.Digits - a.Digits + context.Precision + 1;
        long exponent = a.Exponent - b.Exponent - shift;
        BigInteger top = a.Coefficient;
        BigInteger bottom = b.Coefficient;
        if (shift >= 0)
        {
            top *= Powers.Ten(shift);
        }
        else
        {
            bottom *= Powers.Ten(-shift);
        }

        BigInteger quotient = BigInteger.DivRem(top, bottom, out BigInteger rest);
        if (rest.IsZero)
        {
            // An exact result has the ideal exponent, if it can.
            long ideal = a.Exponent - b.Exponent;
            return context.Finish(StripZeros(Dec.Finite(negative, quotient, exponent), ideal));
        }

        return context.Finish(Dec.Finite(negative, quotient, exponent), true);
    }

    /// <summary>Removes zeros at the end of the coefficient while the exponent is below the limit.</summary>
    public static Dec StripZeros(in Dec value, long limit)
    {
        BigInteger coefficient = value.Coefficient;
        long exponent = value.Exponent;
        while (exponent < limit && !coefficient.IsZero)
        {
            BigInteger shorter = BigInteger.DivRem(coefficient, 10, out BigInteger digit);
            if (!digit.IsZero)
            {
                break;
            }

            coefficient = shorter;
            exponent++;
        }

        return value with { Coefficient = coefficient, Exponent = exponent };
    }

    /// <summary>divide-integer and remainder at once.</summary>
    public static (Dec Quotient, Dec Remainder) DivMod(in Dec a, in Dec b, DecContext context, bool wantQuotient, bool wantRemainder)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return (nan, nan);
        }

        bool negative = a.IsNegative != b.IsNegative;
        if (a.IsInfinite)
        {
            Dec invalid = wantRemainder || b.IsInfinite ? context.Invalid() : Dec.NaN;
            return (b.IsInfinite ? invalid : Dec.Infinity(negative), invalid);
        }

        if (b.IsZero)
        {
            if (a.IsZero)
            {
                Dec undefined = context.Invalid(Conditions.DivisionUndefined);
                return (undefined, undefined);
            }

            if (wantQuotient)
            {
                context.Status |= Conditions.DivisionByZero;
            }

            if (wantRemainder)
            {
                context.Invalid();
            }

            return (Dec.Infinity(negative), Dec.NaN);
        }

        long ideal = b.IsInfinite ? a.Exponent : Math.Min(a.Exponent, b.Exponent);
        if (b.IsInfinite || a.IsZero || a.Adjusted - b.Adjusted < 0)
        {
            Dec whole = Dec.Finite(negative, BigInteger.Zero, 0);
            Dec rest = b.IsInfinite ? a : Rescale(a, ideal, context.Precision);
            return (whole, wantRemainder ? context.Finish(rest) : rest);
        }

        if (a.Adjusted - b.Adjusted > context.Precision)
        {
            Dec impossible = context.Invalid(Conditions.DivisionImpossible);
            return (impossible, impossible);
        }

        BigInteger top = a.Coefficient * Powers.Ten(a.Exponent - ideal);
        BigInteger bottom = b.Coefficient * Powers.Ten(b.Exponent - ideal);
        BigInteger quotient = BigInteger.DivRem(top, bottom, out BigInteger remainder);
        if (Powers.DigitCount(quotient) > context.Precision)
        {
            Dec impossible = context.Invalid(Conditions.DivisionImpossible);
            return (impossible, impossible);
        }

        Dec left = Dec.Finite(a.IsNegative, remainder, ideal);
        return (Dec.Finite(negative, quotient, 0), wantRemainder ? context.Finish(left) : left);
    }

    public static Dec RemainderNear(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite || b.IsZero)
        {
            return context.Invalid(!a.IsInfinite && a.IsZero ? Conditions.DivisionUndefined : Conditions.InvalidOperation);
        }

        if (b.IsInfinite)
        {
            return context.Finish(a);
        }

        long ideal = Math.Min(a.Exponent, b.Exponent);
        if (a.IsZero)
        {
            return context.Finish(Dec.Finite(a.IsNegative, BigInteger.Zero, ideal));
        }

        long distance = a.Adjusted - b.Adjusted;
        if (distance >= context.Precision + 1)
        {
            return context.Invalid(Conditions.DivisionImpossible);
        }

        if (distance <= -2)
        {
            return context.Finish(Rescale(a, ideal, context.Precision));
        }

        BigInteger top = a.Coefficient * Powers.Ten(a.Exponent - ideal);
        BigInteger bottom = b.Coefficient * Powers.Ten(b.Exponent - ideal);
        BigInteger quotient = BigInteger.DivRem(top, bottom, out BigInteger remainder);
        int half = (remainder * 2).CompareTo(bottom);
        bool negative = a.IsNegative;
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            remainder = bottom - remainder;
            negative = !negative;
            quotient++;
        }

        return Powers.DigitCount(quotient) > context.Precision
            ? context.Invalid(Conditions.DivisionImpossible)
            : context.Finish(Dec.Finite(negative, remainder, ideal));
    }

    public static Dec Quantize(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite || b.IsInfinite)
        {
            return a.IsInfinite && b.IsInfinite ? a : context.Invalid();
        }

        long exponent = b.Exponent;
        if (exponent < context.Etiny || exponent > context.Emax)
        {
            return context.Invalid();
        }

        if (a.IsZero)
        {
            return context.Finish(Dec.Finite(a.IsNegative, BigInteger.Zero, exponent));
        }

        if (a.Adjusted > context.Emax || a.Adjusted - exponent + 1 > context.Precision)
        {
            return context.Invalid();
        }

        Dec result;
        bool inexact = false;
        if (a.Exponent >= exponent)
        {
            result = Dec.Finite(a.IsNegative, a.Coefficient * Powers.Ten(a.Exponent - exponent), exponent);
        }
        else
        {
            BigInteger coefficient = context.Drop(a.Coefficient, exponent - a.Exponent, a.IsNegative, false, out inexact);
            result = Dec.Finite(a.IsNegative, coefficient, exponent);
        }

        if (result.Adjusted > context.Emax || result.Digits > context.Precision)
        {
            return context.Invalid();
        }

        if (!result.IsZero && result.Adjusted < context.Emin)
        {
            context.Status |= Conditions.Subnormal;
        }

        if (a.Exponent < exponent)
        {
            context.Status |= Conditions.Rounded | (inexact ? Conditions.Inexact : Conditions.None);
        }

        return context.Finish(result);
    }

    public static Dec ToIntegral(in Dec a, DecContext context, bool exact)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite || a.Exponent >= 0)
        {
            return a;
        }

        if (a.IsZero)
        {
            return Dec.Finite(a.IsNegative, BigInteger.Zero, 0);
        }

        BigInteger coefficient = context.Drop(a.Coefficient, -a.Exponent, a.IsNegative, false, out bool inexact);
        if (exact)
        {
            context.Status |= Conditions.Rounded | (inexact ? Conditions.Inexact : Conditions.None);
        }

        return Dec.Finite(a.IsNegative, coefficient, 0);
    }

    public static Dec Normalize(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        Dec rounded = context.Finish(a);
        if (!rounded.IsFinite)
        {
            return rounded;
        }

        return rounded.IsZero ? rounded with { Exponent = 0 } : StripZeros(rounded, context.Clamp ? context.Etop : context.Emax);
    }

    public static Dec SquareRoot(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsZero)
        {
            return context.Finish(Dec.Finite(a.IsNegative, BigInteger.Zero, a.Exponent >= 0 ? a.Exponent / 2 : (a.Exponent - 1) / 2));
        }

        if (a.IsNegative)
        {
            return context.Invalid();
        }

        if (a.IsInfinite)
        {
            return a;
        }

        // Of a coefficient with twice the digits; the exponent must be even.
        long exponent = a.Exponent;
        BigInteger coefficient = a.Coefficient;
        long ideal = exponent >= 0 ? exponent / 2 : (exponent - 1) / 2;
        if ((exponent & 1) != 0)
        {
            coefficient *= 10;
            exponent--;
        }

        long half = exponent / 2;
        long shift = context.Precision + 1 - ((Powers.DigitCount(coefficient) + 1) / 2);
        bool sticky = false;
        if (shift >= 0)
        {
            coefficient *= Powers.Ten(2 * shift);
        }
        else
        {
            coefficient = BigInteger.DivRem(coefficient, Powers.Ten(-2 * shift), out BigInteger lost);
            sticky = !lost.IsZero;
        }

        BigInteger root = IntegerRoot(coefficient);
        sticky |= root * root != coefficient;
        Dec result = Dec.Finite(false, root, half - shift);
        Rounding rounding = context.Rounding;
        context.Rounding = Rounding.HalfEven;
        if (!sticky)
        {
            result = StripZeros(result, ideal);
            if (result.Exponent > ideal && result.Digits + result.Exponent - ideal <= context.Precision)
            {
                result = result with { Coefficient = result.Coefficient * Powers.Ten(result.Exponent - ideal), Exponent = ideal };
            }
        }

        result = context.Finish(result, sticky);
        context.Rounding = rounding;
        return result;
    }

    public static BigInteger IntegerRoot(BigInteger value)
    {
        if (value < 1UL << 52)
        {
            return (long)Math.Sqrt((double)value);
        }

        // Newton from above.
        BigInteger x = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (x + (value / x)) >> 1;
            if (next >= x)
            {
                return x;
            }

            x = next;
        }
    }

    /// <summary>-1, 0, 1 of numbers that are no NaN.</summary>
    public static int Compare(in Dec a, in Dec b)
    {
        if (a.IsInfinite || b.IsInfinite)
        {
            int left = a.IsInfinite ? (a.IsNegative ? -1 : 1) : 0;
            int right = b.IsInfinite ? (b.IsNegative ? -1 : 1) : 0;
            return left.CompareTo(right);
        }

        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? (b.IsZero ? 0 : b.IsNegative ? 1 : -1) : a.IsNegative ? -1 : 1;
        }

        if (a.IsNegative != b.IsNegative)
        {
            return a.IsNegative ? -1 : 1;
        }

        int order = a.Adjusted.CompareTo(b.Adjusted);
        if (order == 0)
        {
            order = a.Exponent >= b.Exponent
                ? (a.Coefficient * Powers.Ten(a.Exponent - b.Exponent)).CompareTo(b.Coefficient)
                : a.Coefficient.CompareTo(b.Coefficient * Powers.Ten(b.Exponent - a.Exponent));
        }

        return a.IsNegative ? -order : order;
    }

    private static Dec Rescale(in Dec a, long exponent, long precision) =>
        a.Exponent <= exponent || a.Exponent - exponent > precision + 1 ? a : a with { Coefficient = a.Coefficient * Powers.Ten(a.Exponent - exponent), Exponent = exponent };

    /// <summary>The sum; a number that is too small to change any digit but the last is only remembered as a sticky digit.</summary>
    private static Dec AddExact(in Dec a, in Dec b, DecContext context, out bool sticky)
    {
        sticky = false;
        long exponent = Math.Min(a.Exponent, b.Exponent);
        if (a.IsZero && b.IsZero)
        {
            bool negativeZero = a.IsNegative == b.IsNegative ? a.IsNegative : context.Rounding == Rounding.Floor;
            return Dec.Finite(negativeZero, BigInteger.Zero, exponent);
        }

        if (a.IsZero || b.IsZero)
        {
            Dec other = a.IsZero ? b : a;
            // Zeros behind, as far as the precision goes.
            long wanted = Math.Max(exponent, other.Exponent - Math.Max(0, context.Precision - other.Digits));
            bool fits = wanted == exponent;
            if (wanted < other.Exponent)
            {
                other = other with { Coefficient = other.Coefficient * Powers.Ten(other.Exponent - wanted), Exponent = wanted };
            }

            if (!fits)
            {
                context.Status |= Conditions.Rounded;
            }

            return other;
        }

        Dec high = a.Exponent >= b.Exponent ? a : b;
        Dec low = a.Exponent >= b.Exponent ? b : a;
        long gap = high.Exponent - low.Exponent;
        if (gap > 0)
        {
            // Far apart: the small one counts as a one far behind.
            long reach = high.Exponent - Math.Max(0, context.Precision + 2 - high.Digits);
            if (low.Adjusted < reach - 1 && low.Adjusted < high.Adjusted - context.Precision - 2)
            {
                low = Dec.Finite(low.IsNegative, BigInteger.One, reach - 2);
                gap = high.Exponent - low.Exponent;
            }

            high = high with { Coefficient = high.Coefficient * Powers.Ten(gap), Exponent = low.Exponent };
        }

        if (high.IsNegative == low.IsNegative)
        {
            return high with { Coefficient = high.Coefficient + low.Coefficient };
        }

        int order = high.Coefficient.CompareTo(low.Coefficient);
        if (order == 0)
        {
            return Dec.Finite(context.Rounding == Rounding.Floor, BigInteger.Zero, low.Exponent);
        }

        return order > 0
            ? high with { Coefficient = high.Coefficient - low.Coefficient }
            : low with { Coefficient = low.Coefficient - high.Coefficient };
    }
}
