using System.Globalization;
using System.Text;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>float(str), float(bytes) and the numbers inside complex(str).</summary>
public static class FloatParsing
{
    /// <summary>float(str): surrounding whitespace, Unicode digits, underscores between digits, inf, infinity, nan.</summary>
    /// <returns>null, or the ValueError.</returns>
    public static AlgorithmError? TryParse(StrData text, out double value) =>
        text.Narrow is { } narrow && TryParseShort(narrow, out value)
            ? null
            : TryParseAscii(DecimalText.ToAscii(text), out value)
            ? null
            : AlgorithmError.Value("could not convert string to float: " + Literals.ReprText(text));

    /// <summary>float(bytes or bytearray): as for str, ASCII only.</summary>
    public static AlgorithmError? TryParse(ReadOnlySpan<byte> bytes, out double value) =>
        TryParseAscii(Encoding.Latin1.GetString(bytes), out value)
            ? null
            : AlgorithmError.Value("could not convert string to float: " + Literals.Repr(bytes));

    /// <summary>complex(str): a real part, an imaginary part, or both, optionally in parentheses.</summary>
    public static AlgorithmError? TryParseComplex(StrData text, out double real, out double imaginary) =>
        TryParseComplexAscii(DecimalText.ToAscii(text).AsSpan().Trim(DecimalText.AsciiWhitespace), out real, out imaginary)
            ? null
            : AlgorithmError.Value("complex() arg is a malformed string");

    /// <summary>
    /// Plain decimals of up to 15 digits: both the digits as a whole number and the power of ten are doubles, so that one
    /// division rounds correctly (Clinger, "How to read floating point numbers accurately").
    /// </summary>
    private static bool TryParseShort(ReadOnlySpan<char> text, out double value)
    {
        const int MaxDigits = 15;
        value = 0;
        long whole = 0;
        var digits = 0;
        var decimals = -1;
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var negative = at == 1;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                whole = whole * 10 + digit;
                if (++digits > MaxDigits)
                    return false;
            }
            else if (text[at] == '.' && decimals < 0)
            {
                decimals = digits;
            }
            else
            {
                return false;
            }
        }
        if (digits == 0)
            return false;
        value = decimals < 0 ? whole : whole / s_powersOfTen[digits - decimals];
        value = negative ? -value : value;
        return true;
    }

    private static readonly double[] s_powersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The whole text is one float; whitespace around it is skipped.</summary>
    public static bool TryParseAscii(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim(DecimalText.AsciiWhitespace);
        value = 0;
        if (text.Contains('_'))
        {
            if (!DecimalText.TryRemoveUnderscores(text, out var plain))
                return false;
            text = plain;
        }
        return ScanNumber(text, out value) == text.Length && text.Length > 0;
    }

    /// <summary>Reads the longest number at the start of the text and returns its length, 0 when there is none.</summary>
    private static int ScanNumber(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var negative = at == 1 && text[0] == '-';
        var rest = text[at..];
        foreach (var (word, special) in SpecialWords)
        {
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            // Not a negation: the sign bit of .NET's NaN is set, CPython's is clear.
            value = Math.CopySign(special, negative ? -1 : 1);
            return at + word.Length;
        }
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        var digits = at - start;
        if (at < text.Length && text[at] == '.')
        {
            start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            digits += at - start;
        }
        if (digits == 0)
            return 0;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var mark = at + 1;
            if (mark < text.Length && text[mark] is '+' or '-')
                mark++;
            if (mark < text.Length && char.IsAsciiDigit(text[mark]))
            {
                at = mark + 1;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
            }
        }
        value = double.Parse(text[..at], NumberStyles.Float, CultureInfo.InvariantCulture);
        return at;
    }

    private static readonly (string Word, double Value)[] SpecialWords =
    [
        ("infinity", double.PositiveInfinity), ("inf", double.PositiveInfinity), ("nan", double.NaN),
    ];

    private static bool TryParseComplexAscii(ReadOnlySpan<char> text, out double real, out double imaginary)
    {
        real = imaginary = 0;
        if (text.Contains('_'))
        {
            if (!DecimalText.TryRemoveUnderscores(text, out var plain))
                return false;
            text = plain;
        }
        if (text.Length > 0 && text[0] == '(')
        {
            if (text[^1] != ')' || text.Length < 2)
                return false;
            text = text[1..^1].Trim(DecimalText.AsciiWhitespace);
        }
        if (text.Length == 0)
            return false;
        var length = ScanNumber(text, out var first);
        if (length == 0)
            return TryUnitImaginary(text, out imaginary);
        var rest = text[length..];
        if (rest.Length == 0)
        {
            real = first;
            return true;
        }
        if (rest is "j" or "J")
        {
            imaginary = first;
            return true;
        }
        if (rest[0] is not ('+' or '-'))
            return false;
        real = first;
        length = ScanNumber(rest, out imaginary);
        return length == 0 ? TryUnitImaginary(rest, out imaginary) : rest[length..] is "j" or "J";
    }

    // "j", "+j" and "-j" stand for one.
    private static bool TryUnitImaginary(ReadOnlySpan<char> text, out double imaginary)
    {
        imaginary = text[0] == '-' ? -1 : 1;
        return (text[0] is '+' or '-' ? text[1..] : text) is "j" or "J";
    }
}
