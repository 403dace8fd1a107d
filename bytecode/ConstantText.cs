using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyl.Bytecode;

/// <summary>Constants as <c>repr</c> shows them.</summary>
public static class ConstantText
{
    /// <summary>The text of a constant of a code object; code objects themselves are shown by name.</summary>
    public static string Of(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        double number => OfDouble(number),
        Complex number => OfComplex(number),
        string text => OfString(text),
        byte[] bytes => OfBytes(bytes),
        EllipsisConstant => "Ellipsis",
        TupleConstant tuple => tuple.Items.Length == 1 ? $"({Of(tuple.Items[0])},)" : $"({OfItems(tuple.Items)})",
        FrozenSetConstant set => $"frozenset({{{OfItems(set.Items)}}})",
        CodeObject code => $"<code object {code.QualifiedName}, line {code.FirstLine}>",
        _ => value.ToString() ?? "",
    };

    /// <summary>A float: the shortest digits that give it back.</summary>
    public static string OfDouble(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = value == 0 ? 0 : int.Parse(text.AsSpan(text.IndexOf('E') + 1), CultureInfo.InvariantCulture);
        var negative = shortest.StartsWith('-');
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        if (digits.Length == 0)
            return negative ? "-0.0" : "0.0";

        string body;
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            body = $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
        else if (exponent < 0)
        {
            body = "0." + new string('0', -exponent - 1) + digits;
        }
        else if (digits.Length <= exponent + 1)
        {
            body = digits.PadRight(exponent + 1, '0') + ".0";
        }
        else
        {
            body = $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
        }

        return negative ? "-" + body : body;
    }

    /// <summary>A str in quotes, escaped.</summary>
    public static string OfString(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder().Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                AppendRune(result, rune, quote);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
        }

        return result.Append(quote).ToString();
    }

    private static void AppendRune(StringBuilder result, Rune rune, char quote)
    {
        switch (rune.Value)
        {
            case '\\':
                result.Append(@"\\");
                break;
            case '\n':
                result.Append(@"\n");
                break;
            case '\r':
                result.Append(@"\r");
                break;
            case '\t':
                result.Append(@"\t");
                break;
            default:
                if (rune.Value == quote)
                    result.Append('\\').Append(quote);
                else if (IsPrintable(rune))
                    result.Append(rune.ToString());
                else if (rune.Value <= 0xFF)
                    result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                else if (rune.Value <= 0xFFFF)
                    result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                else
                    result.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                break;
        }
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static string OfBytes(byte[] bytes)
    {
        var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        var result = new StringBuilder("b").Append(quote);
        foreach (var each in bytes)
        {
            if (each is (byte)'\\' || each == quote)
                result.Append('\\').Append((char)each);
            else if (each == '\n')
                result.Append(@"\n");
            else if (each == '\r')
                result.Append(@"\r");
            else if (each == '\t')
                result.Append(@"\t");
            else if (each is < 0x20 or >= 0x7F)
                result.Append(CultureInfo.InvariantCulture, $"\\x{each:x2}");
            else
                result.Append((char)each);
        }

        return result.Append(quote).ToString();
    }

    private static string OfComplex(Complex value)
    {
        if (value.Real == 0 && !double.IsNegative(value.Real))
            return OfPart(value.Imaginary) + "j";
        var imaginary = OfPart(value.Imaginary);
        return $"({OfPart(value.Real)}{(imaginary[0] is '-' or '+' ? "" : "+")}{imaginary}j)";
    }

    private static string OfPart(double value)
    {
        var text = OfDouble(value);
        return text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    private static string OfItems(object?[] items) => string.Join(", ", items.Select(Of));
}
