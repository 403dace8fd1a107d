using System.Globalization;

namespace Pyl.VM.Numerics;

/// <summary>
/// The decimal digits of a finite double's magnitude: value = 0.DIGITS * 10**<see cref="Point"/>, without trailing zeros
/// ("0" with point 1 for zero). .NET's own formatting is exact at every precision and rounds ties to even, as David Gay's
/// dtoa in CPython; a test compares both on ties and on random bit patterns.
/// </summary>
public readonly ref struct FloatDigits
{
    private FloatDigits(ReadOnlySpan<char> digits, int point)
    {
        Digits = digits;
        Point = point;
    }

    public ReadOnlySpan<char> Digits { get; }

    /// <summary>The position of the decimal point relative to the first digit.</summary>
    public int Point { get; }

    public bool IsZero => Digits is "0";

    /// <summary>The shortest digits that read back as the same double.</summary>
    public static FloatDigits Shortest(double value)
    {
        value = Math.Abs(value);
        string text = value.ToString("R", CultureInfo.InvariantCulture);

        // Below a power of two doubles are twice as dense, which .NET 10 misses: its digits of 2**-25 and 2**-958 are those of the double before.
        bool isPowerOfTwo = (BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1)) == 0;
        return Parse(isPowerOfTwo && double.Parse(text, CultureInfo.InvariantCulture) != value ? value.ToString("G17", CultureInfo.InvariantCulture) : text);
    }

    /// <summary>Correctly rounded to <paramref name="count"/> significant digits (at least 1).</summary>
    public static FloatDigits Significant(double value, int count) =>
        Parse(Math.Abs(value).ToString("E" + (count - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Correctly rounded to <paramref name="decimals"/> digits after the point.</summary>
    public static FloatDigits Fixed(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var whole = decimals == 0 ? text.Length : text.Length - decimals - 1;
        Span<char> digits = new char[whole + decimals];
        text.AsSpan(0, whole).CopyTo(digits);
        if (decimals > 0)
            text.AsSpan(whole + 1).CopyTo(digits[whole..]);
        var leading = digits.IndexOfAnyExcept('0');
        return leading < 0
            ? new FloatDigits("0", 1)
            : new FloatDigits(digits[leading..].TrimEnd('0'), whole - leading);
    }

    // D[.DDD][E(+|-)DDD] or plain digits with a point.
    private static FloatDigits Parse(string text)
    {
        var mark = text.IndexOf('E');
        var mantissa = mark < 0 ? text.AsSpan() : text.AsSpan(0, mark);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        Span<char> digits = new char[mantissa.Length];
        mantissa[..whole].CopyTo(digits);
        var length = whole;
        if (point >= 0)
        {
            mantissa[(point + 1)..].CopyTo(digits[whole..]);
            length = mantissa.Length - 1;
        }
        digits = digits[..length];
        var leading = digits.IndexOfAnyExcept('0');
        return leading < 0
            ? new FloatDigits("0", 1)
            : new FloatDigits(digits[leading..].TrimEnd('0'), whole - leading + exponent);
    }
}
