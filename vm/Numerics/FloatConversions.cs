using System.Globalization;
using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>float.hex, float.fromhex, as_integer_ratio, round(float, n), and conversions between int and float.</summary>
public static class FloatConversions
{
    /// <summary>float.hex: "0x1.8000000000000p+1".</summary>
    public static string ToHex(double value)
    {
        if (!double.IsFinite(value))
            return FloatFormatting.Repr(value);
        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
            return sign + "0x0.0p+0";
        var (mantissa, exponent) = FloatBits.Decompose(Math.Abs(value));
        return string.Create(CultureInfo.InvariantCulture,
            $"{sign}0x{mantissa >> 52}.{mantissa & 0xF_FFFF_FFFF_FFFF:x13}p{exponent + 52:+0;-0;+0}");
    }

    /// <summary>float.fromhex.</summary>
    /// <returns>null, a ValueError for a malformed text, or an OverflowError.</returns>
    public static AlgorithmError? TryFromHex(StrData input, out double value)
    {
        value = 0;
        var text = (input.Narrow ?? "?").AsSpan().Trim(DecimalText.AsciiWhitespace);
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '+' or '-')
            text = text[1..];
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            value = double.PositiveInfinity;
        else if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
            value = Math.CopySign(double.NaN, 1);
        else if (!TryScanHex(text, out value))
            return AlgorithmError.Value("invalid hexadecimal floating-point string");
        else if (double.IsInfinity(value))
            return AlgorithmError.Overflow("hexadecimal value too large to represent as a float");
        if (negative)
            value = -value;
        return null;
    }

    private static bool TryScanHex(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            text = text[2..];
        var end = text.IndexOfAny('p', 'P');
        var digits = end < 0 ? text : text[..end];
        var exponent = BigInteger.Zero;
        if (end >= 0)
        {
            var tail = text[(end + 1)..];
            var signed = tail.Length > 0 && tail[0] is '+' or '-';
            var number = signed ? tail[1..] : tail;
            if (number.Length == 0 || number.ContainsAnyExceptInRange('0', '9'))
                return false;
            exponent = number.Length > 18 ? long.MaxValue >> 2 : long.Parse(number, CultureInfo.InvariantCulture);
            if (signed && tail[0] == '-')
                exponent = -exponent;
        }
        var mantissa = 0UL;
        bool sticky = false, any = false, point = false;
        long scale = 0;
        foreach (var c in digits)
        {
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (!char.IsAsciiHexDigit(c))
                return false;
            any = true;
            if (mantissa >> 60 == 0)
            {
                mantissa = mantissa << 4 | (uint)Convert.ToInt32(c.ToString(), 16);
                scale -= point ? 4 : 0;
            }
            else
            {
                sticky |= c != '0';
                scale += point ? 0 : 4;
            }
        }
        if (!any)
            return false;
        value = FloatBits.Compose(mantissa, sticky, (long)BigInteger.Clamp(exponent + scale, -1L << 60, 1L << 60));
        return true;
    }

    /// <summary>float.as_integer_ratio: lowest terms, the denominator a power of two.</summary>
    /// <returns>null; an OverflowError for an infinity; a ValueError for a NaN.</returns>
    public static AlgorithmError? TryIntegerRatio(double value, out BigInteger numerator, out BigInteger denominator)
    {
        (numerator, denominator) = (0, 1);
        if (double.IsInfinity(value))
            return AlgorithmError.Overflow("cannot convert Infinity to integer ratio");
        if (double.IsNaN(value))
            return AlgorithmError.Value("cannot convert NaN to integer ratio");
        var (mantissa, exponent) = FloatBits.Decompose(value);
        if (mantissa == 0)
            return null;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        exponent += zeros;
        numerator = exponent > 0 ? (BigInteger)mantissa << exponent : mantissa;
        denominator = exponent < 0 ? BigInteger.One << -exponent : BigInteger.One;
        return null;
    }

    /// <summary>int(float) and math.trunc: towards zero.</summary>
    /// <returns>null; an OverflowError for an infinity; a ValueError for a NaN.</returns>
    public static AlgorithmError? TryToInteger(double value, out BigInteger result)
    {
        result = default;
        if (double.IsInfinity(value))
            return AlgorithmError.Overflow("cannot convert float infinity to integer");
        if (double.IsNaN(value))
            return AlgorithmError.Value("cannot convert float NaN to integer");
        result = new BigInteger(value);
        return null;
    }

    /// <summary>float(int): the nearest double, ties to even.</summary>
    /// <returns>null, or the OverflowError.</returns>
    public static AlgorithmError? TryFromInteger(BigInteger value, out double result)
    {
        result = FloatBits.ToDouble(value);
        return double.IsInfinity(result) ? AlgorithmError.Overflow("int too large to convert to float") : null;
    }

    /// <summary>round(float, digits): the decimal value nearest to the exact binary value, ties to even.</summary>
    /// <returns>null, or an OverflowError.</returns>
    public static AlgorithmError? TryRound(double value, long digits, out double result)
    {
        // Beyond 323 digits a double has nothing to round; below -308 nothing is left of it.
        result = value;
        if (!double.IsFinite(value) || digits > 323)
            return null;
        if (digits < -308)
        {
            result = Math.CopySign(0, value);
            return null;
        }
        if (digits >= 0)
        {
            // Only the last digits of large numbers could differ, and those have no fraction.
            if (Math.Abs(value) < 1L << 52)
                result = double.Parse(value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return null;
        }
        var unit = BigInteger.Pow(10, (int)-digits);
        var whole = new BigInteger(Math.Abs(value));
        var fraction = Math.Abs(value) % 1 != 0;
        var quotient = BigInteger.DivRem(whole, unit, out var remainder);
        var order = (remainder * 2).CompareTo(unit);
        if (order > 0 || order == 0 && (fraction || !quotient.IsEven))
            quotient += 1;
        result = Math.CopySign(FloatBits.ToDouble(quotient * unit), value);
        return double.IsInfinity(result) ? AlgorithmError.Overflow("rounded value too large to represent") : null;
    }

    /// <summary>Orders an int and a float exactly: negative, zero or positive; null for a NaN.</summary>
    public static int? Compare(BigInteger left, double right)
    {
        if (double.IsNaN(right))
            return null;
        if (double.IsInfinity(right))
            return right > 0 ? -1 : 1;
        var order = left.CompareTo(new BigInteger(right));
        return order != 0 ? order : 0.0.CompareTo(right - Math.Truncate(right));
    }

    /// <summary>As <see cref="Compare(BigInteger, double)"/> for a machine-size int.</summary>
    public static int? Compare(long left, double right)
    {
        // Every integer up to 2**53 is a double.
        if (left is >= -(1L << 53) and <= 1L << 53)
            return double.IsNaN(right) ? null : ((double)left).CompareTo(right);
        return Compare((BigInteger)left, right);
    }
}
