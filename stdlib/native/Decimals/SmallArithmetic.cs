namespace Pyl.Stdlib.Native.Decimals;

/// <summary>An operation on two small numbers; false, with nothing done, for what <see cref="DecArithmetic"/> must do.</summary>
internal delegate bool SmallOperation(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result);

/// <summary>
/// The common cases of the commonest operations without big integers: operands that fit 64 bits, results that do so when they
/// are rounded, no zeros, and no exponent near the limits. Everything else is left to <see cref="DecArithmetic"/>.
/// </summary>
internal static class SmallArithmetic
{
    public static bool Add(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result)
    {
        result = default;
        bool isFirstHigh = a.Exponent >= b.Exponent;
        SmallDec high = isFirstHigh ? a : b;
        SmallDec low = isFirstHigh ? b : a;
        long gap = high.Exponent - low.Exponent;
        if (high.Coefficient == 0 || low.Coefficient == 0 || (ulong)gap > Powers.MostSmall)
        {
            return false;
        }

        ulong left = high.Coefficient;
        if (gap > 0 && Math.BigMul(left, Powers.SmallTen((int)gap), out left) != 0)
        {
            return false;
        }

        ulong right = low.Coefficient;
        if (high.IsNegative == low.IsNegative)
        {
            ulong sum = left + right;
            return sum >= left && TryFinish(high.IsNegative, sum, low.Exponent, false, context, out result);
        }

        // The sign of a zero depends on the rounding.
        return left != right && (left > right
            ? TryFinish(high.IsNegative, left - right, low.Exponent, false, context, out result)
            : TryFinish(low.IsNegative, right - left, low.Exponent, false, context, out result));
    }

    public static bool Subtract(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result) =>
        Add(a, b with { IsNegative = !b.IsNegative }, context, out result);

    public static bool Multiply(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result)
    {
        ulong high = Math.BigMul(a.Coefficient, b.Coefficient, out ulong low);
        return TryFinish(a.IsNegative != b.IsNegative, new UInt128(high, low), a.Exponent + b.Exponent, false, context, out result);
    }

    public static bool Divide(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result)
    {
        result = default;
        if (a.Coefficient == 0 || b.Coefficient == 0)
        {
            return false;
        }

        // As in DecArithmetic: one digit more than the precision, what is behind it is only known to be there.
        long shift = Powers.DigitCount(b.Coefficient) - Powers.DigitCount(a.Coefficient) + context.Precision + 1;
        if ((ulong)shift > Powers.MostSmall)
        {
            return false;
        }

        ulong high = Math.BigMul(a.Coefficient, Powers.SmallTen((int)shift), out ulong low);
        bool negative = a.IsNegative != b.IsNegative;
        long ideal = a.Exponent - b.Exponent;
        if (high == 0)
        {
            (ulong quotient, ulong rest) = Math.DivRem(low, b.Coefficient);
            return rest != 0
                ? TryFinish(negative, quotient, ideal - shift, true, context, out result)
                : TryFinishExact(negative, quotient, ideal - shift, ideal, context, out result);
        }

        (UInt128 wide, UInt128 left) = UInt128.DivRem(new UInt128(high, low), b.Coefficient);
        return left != 0
            ? TryFinish(negative, wide, ideal - shift, true, context, out result)
            : wide <= ulong.MaxValue && TryFinishExact(negative, (ulong)wide, ideal - shift, ideal, context, out result);
    }

    public static bool Quantize(in SmallDec a, in SmallDec b, DecContext context, out SmallDec result)
    {
        result = default;
        long exponent = b.Exponent;
        long gap = a.Exponent - exponent;
        if (a.Coefficient == 0 || gap > (long)Powers.MostSmall || gap < -(long)Powers.MostSmall || !IsAmple(exponent, context))
        {
            return false;
        }

        ulong coefficient = a.Coefficient;
        bool inexact = false;
        if (gap > 0)
        {
            if (Math.BigMul(coefficient, Powers.SmallTen((int)gap), out coefficient) != 0)
            {
                return false;
            }
        }
        else if (gap < 0)
        {
            coefficient = (ulong)Drop(coefficient, (int)-gap, a.IsNegative, false, context, out inexact);
        }

        if (coefficient == 0 || Powers.DigitCount(coefficient) > context.Precision)
        {
            return false;
        }

        if (gap < 0)
        {
            context.Status |= Conditions.Rounded | (inexact ? Conditions.Inexact : Conditions.None);
        }

        result = new SmallDec(a.IsNegative, coefficient, exponent);
        return true;
    }

    /// <summary>An exact quotient: without zeros at its end, as far as the ideal exponent.</summary>
    private static bool TryFinishExact(bool isNegative, ulong coefficient, long exponent, long ideal, DecContext context, out SmallDec result)
    {
        while (exponent < ideal)
        {
            (ulong shorter, ulong digit) = Math.DivRem(coefficient, 10);
            if (digit != 0)
            {
                break;
            }

            coefficient = shorter;
            exponent++;
        }

        return TryFinish(isNegative, coefficient, exponent, false, context, out result);
    }

    /// <summary>Rounds to the precision, as <see cref="DecContext.Finish"/>; false, with nothing done, when the result is not small or near a limit.</summary>
    private static bool TryFinish(bool isNegative, UInt128 coefficient, long exponent, bool sticky, DecContext context, out SmallDec result)
    {
        result = default;
        if (coefficient == 0 || !IsAmple(exponent, context))
        {
            return false;
        }

        long excess = Powers.DigitCount(coefficient) - context.Precision;
        if (excess <= 0)
        {
            if (coefficient > ulong.MaxValue)
            {
                return false;
            }

            if (sticky)
            {
                context.Status |= Conditions.Inexact | Conditions.Rounded;
            }

            result = new SmallDec(isNegative, (ulong)coefficient, exponent);
            return true;
        }

        if (context.Precision > (long)Powers.MostSmall)
        {
            return false;
        }

        UInt128 kept = Drop(coefficient, (int)excess, isNegative, sticky, context, out bool inexact);
        if (kept == Powers.SmallTen((int)context.Precision))
        {
            // 999 became 1000.
            kept /= 10;
            excess++;
        }

        context.Status |= Conditions.Rounded | (inexact ? Conditions.Inexact : Conditions.None);
        result = new SmallDec(isNegative, (ulong)kept, exponent + excess);
        return true;
    }

    /// <summary>True for exponents with which no result comes near the limits: 38 digits more or less change nothing.</summary>
    private static bool IsAmple(long exponent, DecContext context) => exponent > context.Etiny + 64 && exponent < context.Etop - 64 && !context.Clamp;

    /// <summary>The coefficient without its last digits, rounded.</summary>
    private static UInt128 Drop(UInt128 coefficient, int count, bool isNegative, bool sticky, DecContext context, out bool inexact)
    {
        UInt128 unit = Powers.WideTen(count);
        UInt128 kept;
        UInt128 rest;
        if (coefficient <= ulong.MaxValue && unit <= ulong.MaxValue)
        {
            (ulong quotient, ulong left) = Math.DivRem((ulong)coefficient, (ulong)unit);
            (kept, rest) = (quotient, left);
        }
        else
        {
            (kept, rest) = UInt128.DivRem(coefficient, unit);
        }

        inexact = rest != 0 || sticky;
        if (!inexact)
        {
            return kept;
        }

        int half = (rest * 2).CompareTo(unit);
        if (half == 0 && sticky)
        {
            half = 1;
        }

        return context.RoundsAway(isNegative, half, (int)(kept % 10)) ? kept + 1 : kept;
    }
}
