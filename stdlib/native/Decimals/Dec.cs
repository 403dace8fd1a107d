using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>What kind of number a decimal is.</summary>
internal enum DecKind : byte
{
    Finite,
    Infinite,
    QuietNaN,
    SignallingNaN,
}

/// <summary>A decimal floating-point number (General Decimal Arithmetic, 2): sign, coefficient (of a NaN its payload), exponent.</summary>
internal readonly record struct Dec(DecKind Kind, bool IsNegative, BigInteger Coefficient, long Exponent)
{
    public static readonly Dec Zero = new(DecKind.Finite, false, BigInteger.Zero, 0);

    public static readonly Dec One = new(DecKind.Finite, false, BigInteger.One, 0);

    public static readonly Dec NaN = new(DecKind.QuietNaN, false, BigInteger.Zero, 0);

    public bool IsFinite => Kind == DecKind.Finite;

    public bool IsInfinite => Kind == DecKind.Infinite;

    public bool IsNaN => Kind >= DecKind.QuietNaN;

    public bool IsZero => Kind == DecKind.Finite && Coefficient.IsZero;

    public int Digits => Powers.DigitCount(Coefficient);

    /// <summary>The exponent of the first digit.</summary>
    public long Adjusted => Exponent + Digits - 1;

    public static Dec Finite(bool isNegative, BigInteger coefficient, long exponent) => new(DecKind.Finite, isNegative, coefficient, exponent);

    public static Dec Infinity(bool isNegative) => new(DecKind.Infinite, isNegative, BigInteger.Zero, 0);

    public static Dec OfInteger(BigInteger value) => new(DecKind.Finite, value.Sign < 0, BigInteger.Abs(value), 0);

    /// <summary>The exact value of a double; of infinities and NaN what they are.</summary>
    public static Dec OfDouble(double value)
    {
        if (double.IsNaN(value))
        {
            return NaN with { IsNegative = double.IsNegative(value) };
        }

        if (double.IsInfinity(value))
        {
            return Infinity(value < 0);
        }

        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int power = (int)(bits >> 52);
        long mantissa = bits & 0xFFFFFFFFFFFFF;
        if (power == 0)
        {
            power++;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        power -= 1075;
        bool negative = double.IsNegative(value);
        if (mantissa == 0)
        {
            return Finite(negative, BigInteger.Zero, 0);
        }

        int zeros = BitOperations.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        power += zeros;
        return power >= 0
            ? Finite(negative, (BigInteger)mantissa << power, 0)
            : Finite(negative, mantissa * BigInteger.Pow(5, -power), power);
    }

    public Dec Negated() => this with { IsNegative = !IsNegative };

    public Dec Abs() => this with { IsNegative = false };

    /// <summary>Reads a numeric string; null when it is none. Underscores and white space around are for the caller.</summary>
    public static Dec? Parse(ReadOnlySpan<char> text)
    {
        int at = 0;
        bool negative = false;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            negative = text[0] == '-';
            at = 1;
        }

        ReadOnlySpan<char> rest = text[at..];
        if (rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            return Infinity(negative);
        }

        bool signalling = rest.Length > 0 && rest[0] is 's' or 'S';
        ReadOnlySpan<char> name = signalling ? rest[1..] : rest;
        if (name.StartsWith("nan", StringComparison.OrdinalIgnoreCase))
        {
            name = name[3..];
            foreach (char c in name)
            {
                if (!char.IsAsciiDigit(c))
                {
                    return null;
                }
            }

            BigInteger payload = name.Length == 0 ? BigInteger.Zero : BigInteger.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);
            return new Dec(signalling ? DecKind.SignallingNaN : DecKind.QuietNaN, negative, payload, 0);
        }

        return ParseFinite(rest, negative);
    }

    /// <summary>to-scientific-string, or to-engineering-string.</summary>
    public string ToText(bool engineering, bool capitals)
    {
        string sign = IsNegative ? "-" : "";
        if (Kind == DecKind.Infinite)
        {
            return sign + "Infinity";
        }

        if (IsNaN)
        {
            return sign + (Kind == DecKind.SignallingNaN ? "sNaN" : "NaN") + (Coefficient.IsZero ? "" : Coefficient.ToString(CultureInfo.InvariantCulture));
        }

        string digits = Coefficient.ToString(CultureInfo.InvariantCulture);
        long left = Exponent + digits.Length;
        long point;
        if (Exponent <= 0 && left > -6)
        {
            point = left;
        }
        else if (!engineering)
        {
            point = 1;
        }
        else if (Coefficient.IsZero)
        {
            point = ((((left + 1) % 3) + 3) % 3) - 1;
        }
        else
        {
            point = ((((left - 1) % 3) + 3) % 3) + 1;
        }

        var text = new StringBuilder(sign);
        if (point <= 0)
        {
            text.Append("0.").Append('0', (int)-point).Append(digits);
        }
        else if (point >= digits.Length)
        {
            text.Append(digits).Append('0', (int)(point - digits.Length));
        }
        else
        {
            text.Append(digits, 0, (int)point).Append('.').Append(digits, (int)point, digits.Length - (int)point);
        }

        if (left != point)
        {
            long exponent = left - point;
            text.Append(capitals ? 'E' : 'e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static Dec? ParseFinite(ReadOnlySpan<char> text, bool negative)
    {
        int mark = text.IndexOfAny('e', 'E');
        BigInteger exponent = BigInteger.Zero;
        if (mark >= 0)
        {
            ReadOnlySpan<char> power = text[(mark + 1)..];
            bool below = power.Length > 0 && power[0] == '-';
            if (power.Length > 0 && power[0] is '+' or '-')
            {
                power = power[1..];
            }

            if (power.Length == 0 || power.ContainsAnyExceptInRange('0', '9'))
            {
                return null;
            }

            exponent = BigInteger.Parse(power, NumberStyles.None, CultureInfo.InvariantCulture);
            exponent = below ? -exponent : exponent;
            text = text[..mark];
        }

        int dot = text.IndexOf('.');
        ReadOnlySpan<char> whole = dot < 0 ? text : text[..dot];
        ReadOnlySpan<char> part = dot < 0 ? [] : text[(dot + 1)..];
        if (whole.Length + part.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || part.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        BigInteger coefficient;
        if (whole.Length + part.Length <= 18)
        {
            long small = 0;
            foreach (char c in whole)
            {
                small = (small * 10) + c - '0';
            }

            foreach (char c in part)
            {
                small = (small * 10) + c - '0';
            }

            coefficient = small;
        }
        else
        {
            coefficient = BigInteger.Parse(string.Concat(whole, part), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        exponent -= part.Length;
        // Beyond what any context can hold: still far outside after this.
        exponent = BigInteger.Max(BigInteger.Min(exponent, 4_000_000_000_000_000_000), -4_000_000_000_000_000_000);
        return Finite(negative, coefficient, (long)exponent);
    }
}
