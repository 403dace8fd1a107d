using System.Globalization;
using System.Numerics;
using Pyl.Grammar;

namespace Pyl.Compiler.Parsing;

/// <summary>Values of number tokens, whose spelling the lexer has checked.</summary>
internal static class NumberParser
{
    // CPython's default for sys.set_int_max_str_digits, which guards decimal conversion.
    private const int MaxDecimalDigits = 4300;

    /// <summary>A <see cref="long"/>, <see cref="BigInteger"/>, <see cref="double"/> or <see cref="Complex"/>.</summary>
    public static object Parse(SourceToken token, Faults faults)
    {
        var text = token.Span;
        if (text.Contains('_'))
            text = text.ToString().Replace("_", "");
        if (text.Length > 1 && text[0] == '0')
        {
            switch (text[1] | 0x20)
            {
                case 'x':
                    return Narrow(ParseHex(text[2..]));
                case 'o':
                    return Narrow(ParseBits(text[2..], 3));
                case 'b':
                    return Narrow(ParseBits(text[2..], 1));
            }
        }

        if ((text[^1] | 0x20) == 'j')
            return new Complex(0, ParseDouble(text[..^1]));
        if (text.IndexOfAny('.', 'e', 'E') >= 0)
            return ParseDouble(text);
        if (text.Length <= 18)
            return long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        if (text.Length > MaxDecimalDigits)
            throw faults.At(token, $"Exceeds the limit ({MaxDecimalDigits} digits) for integer string conversion: value has "
                + $"{text.Length} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal "
                + "for huge integer literals to avoid decimal conversion limits.");
        return Narrow(BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static double ParseDouble(ReadOnlySpan<char> text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static BigInteger ParseHex(ReadOnlySpan<char> digits) =>
        // The leading zero keeps the sign bit clear.
        BigInteger.Parse(string.Concat("0", digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static BigInteger ParseBits(ReadOnlySpan<char> digits, int bitsEach)
    {
        var bytes = new byte[digits.Length * bitsEach / 8 + 1];
        var bit = 0;
        for (var i = digits.Length - 1; i >= 0; i--, bit += bitsEach)
        {
            var shifted = (digits[i] - '0') << (bit & 7);
            bytes[bit >> 3] |= (byte)shifted;
            if (shifted > 0xFF)
                bytes[(bit >> 3) + 1] |= (byte)(shifted >> 8);
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    private static object Narrow(BigInteger value)
    {
        // Not in one expression: the long would become a BigInteger again, which the other operand is.
        if (value <= long.MaxValue)
            return (long)value;
        return value;
    }
}
