using System.Globalization;

namespace Pyl.VM.Types;

/// <summary>Decimal text of ints; the smallest are kept, since programs print them all the time.</summary>
internal static class SmallIntText
{
    private const int Kept = 1000;

    private static readonly StrObject?[] s_texts = new StrObject?[Kept];

    public static StrObject Of(long value)
    {
        if ((ulong)value >= Kept)
        {
            return StrObject.OfNarrow(value.ToString(CultureInfo.InvariantCulture));
        }

        return s_texts[value] ??= StrObject.OfNarrow(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Formats with the commonest specs: a width, a zero before it, a d behind it. Null for any other.</summary>
    public static StrObject? TryFormat(long value, StrObject spec)
    {
        if (spec.IsWide || spec.Length > 4)
        {
            return null;
        }

        ReadOnlySpan<char> text = spec.Chars;
        text = text.EndsWith("d") ? text[..^1] : text;
        bool zeros = text.StartsWith("0");
        int width = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }

            width = (width * 10) + c - '0';
        }

        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        if (length >= width)
        {
            return StrObject.OfNarrow(digits[..length]);
        }

        Span<char> padded = width <= 128 ? stackalloc char[width] : new char[width];
        padded.Fill(zeros ? '0' : ' ');
        int sign = zeros && value < 0 ? 1 : 0;
        padded[0] = sign != 0 ? '-' : padded[0];
        digits[sign..length].CopyTo(padded[(width - length + sign)..]);
        return StrObject.OfNarrow(padded);
    }
}
