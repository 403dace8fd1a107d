using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>What int(str) and float(str) do to their text before they read it.</summary>
public static class DecimalText
{
    /// <summary>The characters that bytes.strip and C's isspace call whitespace.</summary>
    public const string AsciiWhitespace = " \t\n\v\f\r";

    /// <summary>
    /// Unicode decimal digits become ASCII digits and whitespace beyond ASCII becomes a space; any other character beyond
    /// ASCII becomes '?', which no number contains. ASCII stays as it is, so that U+001C to U+001F, which str.strip takes
    /// for whitespace, do not surround a number (as in CPython).
    /// </summary>
    public static string ToAscii(StrData text)
    {
        if (text.Narrow is { } narrow && IsPlainAscii(narrow))
            return narrow;
        var result = new char[text.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var c = text[i];
            if (c < 0x7F)
                result[i] = (char)c;
            else if (UnicodeProperties.IsSpace(c))
                result[i] = ' ';
            else
                result[i] = UnicodeProperties.DecimalValue(c) is >= 0 and var digit ? (char)('0' + digit) : '?';
        }
        return new string(result);
    }

    /// <summary>Drops underscores; false when one does not stand between two digits.</summary>
    public static bool TryRemoveUnderscores(ReadOnlySpan<char> text, out string result)
    {
        var buffer = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '_')
            {
                buffer[length++] = text[i];
                continue;
            }
            if (i == 0 || i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1]))
            {
                result = "";
                return false;
            }
        }
        result = new string(buffer, 0, length);
        return true;
    }

    private static bool IsPlainAscii(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x7F)
                return false;
        }
        return true;
    }
}
