using System.Text;

namespace Pyl.VM.Text;

/// <summary>Puts the parts of a formatted number together: sign, prefix, digits in groups, fraction, padding.</summary>
internal static class NumberLayout
{
    /// <summary>Lays out one number.</summary>
    /// <param name="builder">Where to write.</param>
    /// <param name="spec">Fill, alignment, width, sign and grouping.</param>
    /// <param name="number">An optional minus, digits, an optional point with a fraction, and whatever follows (exponent, "inf",
    /// a percent sign).</param>
    /// <param name="prefix">"0x" and the like, after the sign.</param>
    /// <param name="radix">The radix of the digits: hexadecimal letters are digits only in base 16.</param>
    public static void Append(ref StrDataBuilder builder, FormatSpec spec, ReadOnlySpan<char> number, string prefix = "", int radix = 10)
    {
        var negative = number.Length > 0 && number[0] == '-';
        if (negative)
            number = number[1..];
        var sign = negative ? "-" : spec.Sign switch { '+' => "+", ' ' => " ", _ => "" };
        var count = 0;
        while (count < number.Length && (radix == 16 ? char.IsAsciiHexDigit(number[count]) : char.IsAsciiDigit(number[count])))
            count++;
        var whole = number[..count];
        var tail = GroupFraction(number[count..], spec.FractionGrouping);
        var fixedLength = sign.Length + prefix.Length + tail.Length;
        var least = spec is { Fill: '0', Align: '=' } ? spec.Width - fixedLength : 0;
        // "inf" and "nan" have no digits to group; zeros before them are plain padding.
        var digits = count == 0 ? "" : GroupWhole(whole, spec.Grouping, radix == 10 ? 3 : 4, least);
        var padding = Math.Max(0, spec.Width - fixedLength - digits.Length);
        var (left, inner, right) = spec.Align switch
        {
            '<' => (0, 0, padding),
            '^' => (padding / 2, 0, padding - padding / 2),
            '=' => (0, padding, 0),
            _ => (padding, 0, 0),
        };
        builder.AppendRepeated(spec.Fill, left);
        builder.Append(sign);
        builder.Append(prefix);
        builder.AppendRepeated(spec.Fill, inner);
        builder.Append(digits);
        builder.Append(tail);
        builder.AppendRepeated(spec.Fill, right);
    }

    /// <summary>Pads a text to the width; '=' counts as '>'.</summary>
    public static void AppendPadded(ref StrDataBuilder builder, FormatSpec spec, StrData text)
    {
        var padding = Math.Max(0, spec.Width - text.Length);
        var left = spec.Align switch { '>' or '=' => padding, '^' => padding / 2, _ => 0 };
        builder.AppendRepeated(spec.Fill, left);
        builder.Append(text);
        builder.AppendRepeated(spec.Fill, padding - left);
    }

    // Zeros in front count as digits, so that they are grouped as well; a separator never comes first.
    private static string GroupWhole(ReadOnlySpan<char> digits, char separator, int size, int least)
    {
        if (separator == '\0')
            return digits.Length >= least ? digits.ToString() : string.Concat(new string('0', least - digits.Length), digits);
        var total = digits.Length;
        if (total + (total - 1) / size < least)
        {
            // The fewest digits whose grouped length reaches the width.
            total = (least * size + 1) / (size + 1);
            while (total + (total - 1) / size < least)
                total++;
            while (total > digits.Length && total - 1 + (total - 2) / size >= least)
                total--;
        }
        var result = new StringBuilder(total + total / size);
        for (var i = 0; i < total; i++)
        {
            if (i > 0 && (total - i) % size == 0)
                result.Append(separator);
            var at = i - (total - digits.Length);
            result.Append(at < 0 ? '0' : digits[at]);
        }
        return result.ToString();
    }

    private static ReadOnlySpan<char> GroupFraction(ReadOnlySpan<char> tail, char separator)
    {
        if (separator == '\0' || tail.Length == 0 || tail[0] != '.')
            return tail;
        var result = new StringBuilder(".");
        var i = 1;
        for (; i < tail.Length && char.IsAsciiDigit(tail[i]); i++)
        {
            if (i > 1 && (i - 1) % 3 == 0)
                result.Append(separator);
            result.Append(tail[i]);
        }
        return result.Append(tail[i..]).ToString();
    }
}
