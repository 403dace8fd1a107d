using System.Globalization;
using System.Text;

namespace Pyl.VM.Numerics;

/// <summary>Text forms of floats and complex numbers, character for character as CPython's.</summary>
public static class FloatFormatting
{
    /// <summary>repr(float): the shortest digits that round-trip, exponent form below 1e-4 and from 1e16 on.</summary>
    public static string Repr(double value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude is >= 1e-4 and < 1e15)
        {
            // Within this range .NET prints no exponent, and its digits are the ones wanted.
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('.') ? text : text + ".0";
        }
        return Format(value, 'r', 0, FloatFormatFlags.AddDotZero);
    }

    /// <summary>repr(complex): "(1+2j)", or "2j" when the real part is positive zero.</summary>
    public static string Repr(double real, double imaginary)
    {
        if (real == 0 && !double.IsNegative(real))
            return Format(imaginary, 'r', 0, FloatFormatFlags.None) + "j";
        return string.Concat("(", Format(real, 'r', 0, FloatFormatFlags.None),
            Format(imaginary, 'r', 0, FloatFormatFlags.Sign), "j)");
    }

    /// <summary>
    /// A float in one of the printf styles. <paramref name="code"/> is e, f, g (or E, F, G) or r for the shortest
    /// digits, which takes no precision. The digits are correctly rounded at any precision.
    /// </summary>
    public static string Format(double value, char code, int precision, FloatFormatFlags flags)
    {
        var upper = code is 'E' or 'F' or 'G';
        var style = char.ToLowerInvariant(code);
        var plus = (flags & FloatFormatFlags.Sign) != 0 ? "+" : "";
        if (!double.IsFinite(value))
        {
            var word = double.IsNaN(value) ? plus + "nan" : (value < 0 ? "-" : plus) + "inf";
            return upper ? word.ToUpperInvariant() : word;
        }
        if (style == 'f' && (flags & ~FloatFormatFlags.Sign) == 0 && FixedPoint.TryFormat(value, precision, plus) is { } quick)
            return quick;
        if (style == 'g' && precision == 0)
            precision = 1;
        var digits = style switch
        {
            'e' => FloatDigits.Significant(value, precision + 1),
            'f' => FloatDigits.Fixed(value, precision),
            'g' => FloatDigits.Significant(value, precision),
            _ => FloatDigits.Shortest(value),
        };
        var addDotZero = (flags & FloatFormatFlags.AddDotZero) != 0;
        var alternate = (flags & FloatFormatFlags.Alternate) != 0;
        var exponential = style switch
        {
            'e' => true,
            'f' => false,
            'g' => digits.Point <= -4 || digits.Point > precision - (addDotZero ? 1 : 0),
            _ => digits.Point is <= -4 or > 16,
        };
        var negative = double.IsNegative(value) && !(digits.IsZero && (flags & FloatFormatFlags.NoNegativeZero) != 0);
        var result = new StringBuilder(negative ? "-" : plus, Math.Max(24, digits.Digits.Length + 8));
        // The point's place in the text, and how many digits the text must at least have.
        var point = exponential ? 1 : digits.Point;
        var wanted = style switch
        {
            'e' => precision + 1,
            'f' => point + precision,
            'g' when alternate => precision,
            _ => 0,
        };
        if (addDotZero && !exponential)
            wanted = Math.Max(wanted, point + 1);
        AppendDigits(result, digits.Digits, point, wanted, alternate);
        if (exponential)
            AppendExponent(result, digits.Point - 1, upper ? 'E' : 'e');
        return result.ToString();
    }

    private static void AppendDigits(StringBuilder result, ReadOnlySpan<char> digits, int point, int wanted, bool alternate)
    {
        var end = Math.Max(Math.Max(digits.Length, wanted), point);
        if (point <= 0)
        {
            result.Append('0');
            if (end > point || alternate)
                result.Append('.').Append('0', end > point ? Math.Min(-point, end - point) : 0);
            result.Append(digits);
            result.Append('0', Math.Max(0, end - Math.Max(digits.Length, 0)));
            return;
        }
        var whole = Math.Min(point, digits.Length);
        result.Append(digits[..whole]).Append('0', point - whole);
        if (end > point || alternate)
            result.Append('.');
        if (end > point)
            result.Append(digits[whole..]).Append('0', end - Math.Max(point, digits.Length));
    }

    private static void AppendExponent(StringBuilder result, int exponent, char letter)
    {
        result.Append(letter).Append(exponent < 0 ? '-' : '+');
        exponent = Math.Abs(exponent);
        if (exponent < 10)
            result.Append('0');
        result.Append(exponent);
    }
}
