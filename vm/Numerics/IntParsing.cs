using System.Globalization;
using System.Numerics;
using System.Text;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>int(str, base) and int(bytes, base).</summary>
public static class IntParsing
{
    /// <summary>The digits below which the limit of sys.set_int_max_str_digits is not looked at.</summary>
    public const int DigitLimitThreshold = 640;

    /// <summary>The digit limit that an interpreter starts with.</summary>
    public const int DefaultDigitLimit = 4300;

    /// <summary>The fast path: an optional sign and up to 18 ASCII digits, nothing else.</summary>
    public static bool TryParseSmall(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        if (text.Length == at || text.Length - at > 18)
            return false;
        for (var i = at; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }
        if (text[0] == '-')
            value = -value;
        return true;
    }

    /// <summary>As <see cref="TryParseSmall"/>, with 19 to 36 digits.</summary>
    internal static bool TryParseDoubleWord(ReadOnlySpan<char> text, out DoubleWord value)
    {
        value = 0;
        var sign = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var digits = text.Length - sign;
        if (digits is < 19 or > 36 || !TryParseSmall(text[sign..^18], out var high) || !TryParseSmall(text[^18..], out var low)
            || !char.IsAsciiDigit(text[sign]) || !char.IsAsciiDigit(text[^18]))
            return false;
        DoubleWord.TryMultiply(high, 1_000_000_000_000_000_000, out value);
        DoubleWord.TryAdd(value, low, out value);
        if (text[0] == '-')
            value = -value;
        return true;
    }

    /// <summary>int(str, base): whitespace, sign, prefix (base 0, 2, 8, 16), underscores, Unicode digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">2 to 36, or 0 to go by the prefix. The caller clamps larger ints to any invalid value.</param>
    /// <param name="digitLimit">The limit on decimal digits, 0 for none.</param>
    /// <param name="value">The result.</param>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryParse(StrData text, int radix, int digitLimit, out BigInteger value) =>
        CheckRadix(radix, out value)
        ?? TryParseAscii(DecimalText.ToAscii(text), radix, digitLimit, out value, () => Literals.Repr(text));

    /// <summary>int(bytes, base).</summary>
    public static AlgorithmError? TryParse(ReadOnlySpan<byte> bytes, int radix, int digitLimit, out BigInteger value)
    {
        var copy = bytes.ToArray();
        return CheckRadix(radix, out value)
            ?? TryParseAscii(Encoding.Latin1.GetString(bytes), radix, digitLimit, out value, () => Literals.Repr(copy));
    }

    /// <summary>Reads digits (already checked: no sign, no underscore) in any base from 2 to 36, in better than quadratic
    /// time.</summary>
    public static BigInteger FromDigits(ReadOnlySpan<char> digits, int radix)
    {
        if (radix == 10)
            return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (BitOperations.IsPow2(radix))
            return FromBinaryDigits(digits, BitOperations.Log2((uint)radix));
        return FromDigitsByHalves(digits, radix, []);
    }

    private static AlgorithmError? CheckRadix(int radix, out BigInteger value)
    {
        value = default;
        return radix is 0 or >= 2 and <= 36 ? null : AlgorithmError.Value("int() base must be >= 2 and <= 36, or 0");
    }

    private static AlgorithmError? TryParseAscii(string source, int radix, int digitLimit, out BigInteger value, Func<StrData> repr)
    {
        value = default;
        var text = source.AsSpan().Trim(DecimalText.AsciiWhitespace);
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
            text = text[1..];
        var effective = radix;
        var prefix = text.Length > 1 && text[0] == '0' ? PrefixRadix(text[1]) : 0;
        var prefixed = prefix != 0 && (radix == 0 || radix == prefix);
        if (prefixed)
        {
            effective = prefix;
            text = text[2..];
            if (text.Length > 0 && text[0] == '_')
                text = text[1..];
        }
        else if (radix == 0)
        {
            effective = 10;
        }
        if (!TryCollectDigits(text, effective, out var digits) || radix == 0 && !prefixed && digits[0] == '0' && digits.AsSpan().ContainsAnyExcept('0'))
        {
            // CPython cuts the repr to 200 characters.
            var shown = repr();
            return AlgorithmError.Value($"invalid literal for int() with base {radix}: {shown.Slice(0, Math.Min(200, shown.Length))}");
        }
        if (!BitOperations.IsPow2(effective) && digitLimit > 0 && digits.Length > DigitLimitThreshold && digits.Length > digitLimit)
            return AlgorithmError.Value(string.Create(CultureInfo.InvariantCulture,
                $"Exceeds the limit ({digitLimit} digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit"));
        value = FromDigits(digits, effective);
        if (negative)
            value = -value;
        return null;
    }

    private static int PrefixRadix(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static int DigitOf(char c) => char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : 99;

    private static bool TryCollectDigits(ReadOnlySpan<char> text, int radix, out string digits)
    {
        digits = "";
        var buffer = new char[text.Length];
        var count = 0;
        var afterDigit = false;
        foreach (var c in text)
        {
            if (c == '_' && afterDigit)
            {
                afterDigit = false;
                continue;
            }
            if (DigitOf(c) >= radix)
                return false;
            buffer[count++] = c;
            afterDigit = true;
        }
        digits = new string(buffer, 0, count);
        return afterDigit;
    }

    private static BigInteger FromBinaryDigits(ReadOnlySpan<char> digits, int bitsPerDigit)
    {
        var bytes = new byte[(digits.Length * (long)bitsPerDigit + 7) / 8 + 4];
        long bit = 0;
        for (var i = digits.Length - 1; i >= 0; i--, bit += bitsPerDigit)
        {
            var spread = DigitOf(digits[i]) << (int)(bit & 7);
            bytes[bit >> 3] |= (byte)spread;
            bytes[(bit >> 3) + 1] |= (byte)(spread >> 8);
        }
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static BigInteger FromDigitsByHalves(ReadOnlySpan<char> digits, int radix, Dictionary<int, BigInteger> powers)
    {
        if (digits.Length <= 200)
        {
            var result = BigInteger.Zero;
            // Twelve digits of base 36 fit a long.
            for (var i = 0; i < digits.Length;)
            {
                long chunk = 0, scale = 1;
                for (var end = Math.Min(i + 12, digits.Length); i < end; i++, scale *= radix)
                    chunk = chunk * radix + DigitOf(digits[i]);
                result = result * scale + chunk;
            }
            return result;
        }
        var low = digits.Length / 2;
        if (!powers.TryGetValue(low, out var power))
            powers[low] = power = BigInteger.Pow(radix, low);
        return FromDigitsByHalves(digits[..^low], radix, powers) * power + FromDigitsByHalves(digits[^low..], radix, powers);
    }
}
