using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>The rest of the specification: orders, neighbours, digit-wise operations.</summary>
internal static class DecMore
{
    public static Dec Compare(in Dec a, in Dec b, DecContext context) =>
        context.Propagate(a, b) ?? Dec.OfInteger(DecArithmetic.Compare(a, b));

    public static Dec CompareSignal(in Dec a, in Dec b, DecContext context)
    {
        if (a.IsNaN || b.IsNaN)
        {
            context.Status |= Conditions.InvalidOperation;
            return context.Propagate(a, b)!.Value;
        }

        return Dec.OfInteger(DecArithmetic.Compare(a, b));
    }

    public static int TotalOrder(in Dec a, in Dec b)
    {
        if (a.IsNegative != b.IsNegative)
        {
            return a.IsNegative ? -1 : 1;
        }

        int sign = a.IsNegative ? -1 : 1;
        int Rank(in Dec x) => x.Kind switch { DecKind.SignallingNaN => 1, DecKind.QuietNaN => 2, _ => 0 };
        if (Rank(a) != Rank(b) || Rank(a) != 0)
        {
            int order = Rank(a) != Rank(b) ? Rank(a).CompareTo(Rank(b)) : a.Coefficient.CompareTo(b.Coefficient);
            return sign * order;
        }

        int value = DecArithmetic.Compare(a, b);
        return value != 0 || a.IsInfinite ? value : sign * a.Exponent.CompareTo(b.Exponent);
    }

    public static Dec MaxMin(in Dec a, in Dec b, DecContext context, bool max, bool magnitude)
    {
        if (a.IsNaN || b.IsNaN)
        {
            // A quiet NaN loses against a number.
            if (a.Kind != DecKind.SignallingNaN && b.Kind != DecKind.SignallingNaN && a.IsNaN != b.IsNaN)
            {
                return context.Finish(a.IsNaN ? b : a);
            }

            return context.Propagate(a, b)!.Value;
        }

        int order = magnitude ? DecArithmetic.Compare(a.Abs(), b.Abs()) : DecArithmetic.Compare(a, b);
        if (order == 0 && magnitude)
        {
            order = DecArithmetic.Compare(a, b);
        }

        if (order == 0)
        {
            order = TotalOrder(a, b);
        }

        return context.Finish((order >= 0) == max ? a : b);
    }

    public static Dec Next(in Dec a, DecContext context, bool up)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite)
        {
            return a.IsNegative == up ? Dec.Finite(a.IsNegative, Powers.Ten(context.Precision) - 1, context.Etop) : a;
        }

        DecContext silent = new() { Precision = context.Precision, Emin = context.Emin, Emax = context.Emax, Clamp = context.Clamp, Rounding = up ? Rounding.Ceiling : Rounding.Floor };
        Dec rounded = silent.Finish(a);
        if (DecArithmetic.Compare(rounded, a) != 0)
        {
            return rounded;
        }

        return DecArithmetic.Add(a, Dec.Finite(!up, BigInteger.One, context.Etiny - 1), silent);
    }

    public static Dec NextToward(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        int order = DecArithmetic.Compare(a, b);
        if (order == 0)
        {
            return a with { IsNegative = b.IsNegative };
        }

        Dec next = Next(a, context, order < 0);
        if (next.IsInfinite)
        {
            context.Status |= Conditions.Overflow | Conditions.Inexact | Conditions.Rounded;
        }
        else if (next.IsZero || next.Adjusted < context.Emin)
        {
            context.Status |= Conditions.Underflow | Conditions.Subnormal | Conditions.Inexact | Conditions.Rounded;
            if (next.IsZero)
            {
                context.Status |= Conditions.Clamped;
            }
        }

        return next;
    }

    public static Dec LogB(in Dec a, DecContext context)
    {
        if (context.Propagate(a) is { } nan)
        {
            return nan;
        }

        if (a.IsInfinite)
        {
            return Dec.Infinity(false);
        }

        if (a.IsZero)
        {
            context.Status |= Conditions.DivisionByZero;
            return Dec.Infinity(true);
        }

        return context.Finish(Dec.OfInteger(a.Adjusted));
    }

    public static Dec ScaleB(in Dec a, in Dec b, DecContext context)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (!b.IsFinite || b.Exponent != 0 || b.Coefficient > 2 * (context.Emax + context.Precision))
        {
            return context.Invalid();
        }

        return a.IsInfinite ? a : context.Finish(a with { Exponent = a.Exponent + (long)DecFunctions.IntegerPart(b) });
    }

    public static Dec Shift(in Dec a, in Dec b, DecContext context, bool rotate)
    {
        if (context.Propagate(a, b) is { } nan)
        {
            return nan;
        }

        if (!b.IsFinite || b.Exponent != 0 || b.Coefficient > context.Precision)
        {
            return context.Invalid();
        }

        if (a.IsInfinite)
        {
            return a;
        }

        int places = (int)DecFunctions.IntegerPart(b);
        BigInteger whole = Powers.Ten(context.Precision);
        BigInteger digits = a.Coefficient % whole;
        if (!rotate)
        {
            return a with { Coefficient = places >= 0 ? digits * Powers.Ten(places) % whole : digits / Powers.Ten(-places) };
        }

        int left = places >= 0 ? places : (int)context.Precision + places;
        BigInteger high = BigInteger.DivRem(digits, Powers.Ten(context.Precision - left), out BigInteger low);
        return a with { Coefficient = (low * Powers.Ten(left)) + high };
    }

    public static Dec Logical(in Dec a, in Dec b, DecContext context, Func<bool, bool, bool> operation)
    {
        if (!IsLogical(a, context) || !IsLogical(b, context))
        {
            return context.Invalid();
        }

        BigInteger result = BigInteger.Zero;
        BigInteger left = a.Coefficient;
        BigInteger right = b.Coefficient;
        int count = (int)Math.Min(context.Precision, Math.Max(a.Digits, b.Digits));
        for (int i = 0; i < count; i++)
        {
            left = BigInteger.DivRem(left, 10, out BigInteger one);
            right = BigInteger.DivRem(right, 10, out BigInteger two);
            if (operation(one.IsOne, two.IsOne))
            {
                result += Powers.Ten(i);
            }
        }

        return Dec.Finite(false, result, 0);
    }

    public static Dec LogicalInvert(in Dec a, DecContext context)
    {
        Dec ones = Dec.Finite(false, (Powers.Ten(context.Precision) - 1) / 9, 0);
        return Logical(a, ones, context, static (x, y) => x != y);
    }

    public static bool IsNormal(in Dec a, DecContext context) => a.IsFinite && !a.IsZero && a.Adjusted >= context.Emin;

    public static bool IsSubnormal(in Dec a, DecContext context) => a.IsFinite && !a.IsZero && a.Adjusted < context.Emin;

    public static string NumberClass(in Dec a, DecContext context)
    {
        if (a.IsNaN)
        {
            return a.Kind == DecKind.SignallingNaN ? "sNaN" : "NaN";
        }

        string sign = a.IsNegative ? "-" : "+";
        return sign + (a.IsInfinite ? "Infinity" : a.IsZero ? "Zero" : IsSubnormal(a, context) ? "Subnormal" : "Normal");
    }

    private static bool IsLogical(in Dec a, DecContext context)
    {
        if (!a.IsFinite || a.IsNegative || a.Exponent != 0 || a.Digits > context.Precision)
        {
            return false;
        }

        for (BigInteger rest = a.Coefficient; !rest.IsZero;)
        {
            rest = BigInteger.DivRem(rest, 10, out BigInteger digit);
            if (digit > 1)
            {
                return false;
            }
        }

        return true;
    }
}
