using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>How to round; the order of the names in CPython's _decimal.</summary>
internal enum Rounding
{
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// <summary>Conditions, as bits of a context's status. Those of invalid operations stand first.</summary>
[Flags]
internal enum Conditions
{
    None = 0,
    InvalidOperation = 1,
    ConversionSyntax = 2,
    DivisionImpossible = 4,
    DivisionUndefined = 8,
    InvalidContext = 16,
    FloatOperation = 32,
    DivisionByZero = 64,
    Overflow = 128,
    Inexact = 256,
    Rounded = 512,
    Underflow = 1024,
    Subnormal = 2048,
    Clamped = 4096,
    AnyInvalid = InvalidOperation | ConversionSyntax | DivisionImpossible | DivisionUndefined | InvalidContext,
}

/// <summary>The settings that an operation works under, and the conditions that it has met.</summary>
internal sealed class DecContext
{
    public const long Limit = 999_999_999_999_999_999;

    public long Precision = 28;
    public Rounding Rounding = Rounding.HalfEven;
    public long Emin = -999_999;
    public long Emax = 999_999;
    public bool Clamp;
    public Conditions Status;

    public long Etiny => Emin - Precision + 1;

    public long Etop => Emax - Precision + 1;

    /// <summary>The same limits with another precision and half-even rounding, for the steps of a computation.</summary>
    public static DecContext Working(long precision) => new() { Precision = precision, Emin = -Limit, Emax = Limit };

    public Dec Invalid(Conditions condition = Conditions.InvalidOperation)
    {
        Status |= condition;
        return Dec.NaN;
    }

    /// <summary>The NaN that an operation with a NaN gives; null when there is none.</summary>
    public Dec? Propagate(in Dec a, in Dec b = default)
    {
        if (!a.IsNaN && !b.IsNaN)
        {
            return null;
        }

        if (a.Kind == DecKind.SignallingNaN || b.Kind == DecKind.SignallingNaN)
        {
            Status |= Conditions.InvalidOperation;
        }

        Dec chosen = a.Kind == DecKind.SignallingNaN ? a : b.Kind == DecKind.SignallingNaN ? b : a.IsNaN ? a : b;
        return FitPayload(chosen with { Kind = DecKind.QuietNaN });
    }

    /// <summary>A NaN whose payload fits the precision.</summary>
    public Dec FitPayload(in Dec nan)
    {
        long room = Precision - (Clamp ? 1 : 0);
        return nan.Coefficient.IsZero || nan.Digits <= room ? nan : nan with { Coefficient = nan.Coefficient % Powers.Ten(room) };
    }

    /// <summary>Rounds to the precision and the range of exponents (sticky: digits behind that are not zero were left out).</summary>
    public Dec Finish(in Dec value, bool sticky = false)
    {
        if (!value.IsFinite)
        {
            return value.IsNaN ? FitPayload(value) : value;
        }

        long etiny = Etiny;
        if (value.Coefficient.IsZero && !sticky)
        {
            long top = Clamp ? Etop : Emax;
            long exponent = Math.Clamp(value.Exponent, etiny, top);
            if (exponent != value.Exponent)
            {
                Status |= Conditions.Clamped;
                return value with { Exponent = exponent };
            }

            return value;
        }

        int digits = value.Digits;
        // Written so that it cannot overflow.
        long least = digits - Precision + value.Exponent;
        if (least > Etop)
        {
            return OverflowResult(value.IsNegative);
        }

        bool subnormal = least < etiny;
        if (subnormal)
        {
            least = etiny;
        }

        if (value.Exponent < least)
        {
            return Shorten(value, digits, least, subnormal, sticky);
        }

        if (subnormal)
        {
            Status |= Conditions.Subnormal;
        }

        if (sticky)
        {
            Status |= Conditions.Inexact | Conditions.Rounded;
        }

        if (Clamp && value.Exponent > Etop)
        {
            Status |= Conditions.Clamped;
            return value with { Coefficient = value.Coefficient * Powers.Ten(value.Exponent - Etop), Exponent = Etop };
        }

        return value;
    }

    /// <summary>The coefficient without its last digits, rounded; reports whether anything was lost.</summary>
    public BigInteger Drop(BigInteger coefficient, long count, bool isNegative, bool sticky, out bool inexact)
    {
        if (count <= 0)
        {
            inexact = sticky;
            return coefficient;
        }

        int digits = Powers.DigitCount(coefficient);
        BigInteger kept;
        int half;
        bool any;
        if (count > digits)
        {
            kept = BigInteger.Zero;
            any = !coefficient.IsZero || sticky;
            half = -1;
        }
        else
        {
            BigInteger unit = Powers.Ten(count);
            kept = BigInteger.DivRem(coefficient, unit, out BigInteger rest);
            any = !rest.IsZero || sticky;
            half = (rest * 2).CompareTo(unit);
            if (half == 0 && sticky)
            {
                half = 1;
            }
        }

        inexact = any;
        if (!any)
        {
            return kept;
        }

        bool away = RoundsAway(isNegative, half, (int)(kept % 10));
        return away ? kept + 1 : kept;
    }

    /// <summary>Whether an inexact result is the greater one: half compares what is lost with half a unit of the last digit that is kept.</summary>
    public bool RoundsAway(bool isNegative, int half, int lastDigit) => Rounding switch
    {
        Rounding.Up => true,
        Rounding.Down => false,
        Rounding.Ceiling => !isNegative,
        Rounding.Floor => isNegative,
        Rounding.HalfUp => half >= 0,
        Rounding.HalfDown => half > 0,
        Rounding.HalfEven => half > 0 || (half == 0 && (lastDigit & 1) != 0),
        _ => lastDigit is 0 or 5,
    };

    private Dec Shorten(in Dec value, int digits, long least, bool subnormal, bool sticky)
    {
        BigInteger coefficient = Drop(value.Coefficient, least - value.Exponent, value.IsNegative, sticky, out bool inexact);
        if (Powers.DigitCount(coefficient) > Precision)
        {
            // 999 became 1000.
            coefficient /= 10;
            least++;
        }

        if (least > Etop)
        {
            return OverflowResult(value.IsNegative);
        }

        if (inexact && subnormal)
        {
            Status |= Conditions.Underflow;
        }

        if (subnormal)
        {
            Status |= Conditions.Subnormal;
        }

        if (inexact)
        {
            Status |= Conditions.Inexact;
        }

        Status |= Conditions.Rounded;
        if (coefficient.IsZero)
        {
            Status |= Conditions.Clamped;
        }

        return Dec.Finite(value.IsNegative, coefficient, least);
    }

    private Dec OverflowResult(bool isNegative)
    {
        Status |= Conditions.Overflow | Conditions.Inexact | Conditions.Rounded;
        bool infinite = Rounding switch
        {
            Rounding.Down or Rounding.ZeroFiveUp => false,
            Rounding.Ceiling => !isNegative,
            Rounding.Floor => isNegative,
            _ => true,
        };
        return infinite ? Dec.Infinity(isNegative) : Dec.Finite(isNegative, Powers.Ten(Precision) - 1, Etop);
    }
}
