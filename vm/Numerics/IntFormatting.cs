using System.Globalization;
using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>Text forms of ints: decimal, and bases 2, 8 and 16 in time linear in the length.</summary>
public static class IntFormatting
{
    // .NET's BigInteger.ToString is quadratic: 0.23 s for 100,000 digits and 20 s for 1,000,000, where splitting by powers of
    // ten takes 0.03 and 0.8 s (its division is not quadratic). Below this length its own code is faster.
    private const int SplitDigits = 2000;

    /// <summary>str(int).</summary>
    /// <param name="value">The int.</param>
    /// <param name="digitLimit">The limit of sys.set_int_max_str_digits, 0 for none.</param>
    /// <param name="text">The digits with a minus where needed.</param>
    /// <returns>null, or the ValueError about the limit.</returns>
    public static AlgorithmError? TryToDecimal(BigInteger value, int digitLimit, out string text)
    {
        text = "";
        var bits = (double)value.GetBitLength();
        // log10(2) = 0.30103: a value of this many bits has at least as many digits as computed here.
        if (digitLimit > 0 && bits * 0.30102 > IntParsing.DigitLimitThreshold && bits * 0.30102 - 1 > digitLimit)
            return LimitError(digitLimit);
        text = ToDecimal(value);
        var digits = text.Length - (value.Sign < 0 ? 1 : 0);
        return digitLimit > 0 && digits > digitLimit && digits > IntParsing.DigitLimitThreshold ? LimitError(digitLimit) : null;
    }

    /// <summary>The decimal digits without any limit.</summary>
    public static string ToDecimal(BigInteger value)
    {
        if (value.GetBitLength() < SplitDigits * 4)
            return value.ToString(CultureInfo.InvariantCulture);
        var magnitude = BigInteger.Abs(value);
        // 10**SplitDigits squared again and again, until the next square would exceed the value.
        var powers = new List<BigInteger> { BigInteger.Pow(10, SplitDigits) };
        while (powers[^1].GetBitLength() * 2 - 1 <= magnitude.GetBitLength())
            powers.Add(powers[^1] * powers[^1]);
        var builder = new System.Text.StringBuilder(value.Sign < 0 ? "-" : "");
        AppendDecimal(builder, magnitude, powers, powers.Count, pad: false);
        return builder.ToString();
    }

    /// <summary>The magnitude's digits in base 2, 8, 10 or 16 (lower case), without sign and prefix.</summary>
    public static string MagnitudeDigits(BigInteger value, int radix)
    {
        var magnitude = BigInteger.Abs(value);
        if (radix == 10)
            return ToDecimal(magnitude);
        if (magnitude.IsZero)
            return "0";
        var bitsPerDigit = BitOperations.Log2((uint)radix);
        if (magnitude <= ulong.MaxValue)
            return WordDigits((ulong)magnitude, bitsPerDigit);
        var bytes = magnitude.ToByteArray(isUnsigned: true);
        var count = checked((int)((magnitude.GetBitLength() + bitsPerDigit - 1) / bitsPerDigit));
        return string.Create(count, (bytes, bitsPerDigit), static (digits, source) =>
        {
            long bit = 0;
            for (var i = digits.Length - 1; i >= 0; i--, bit += source.bitsPerDigit)
            {
                var at = (int)(bit >> 3);
                var window = source.bytes[at] | (at + 1 < source.bytes.Length ? source.bytes[at + 1] << 8 : 0);
                digits[i] = "0123456789abcdef"[window >> (int)(bit & 7) & ((1 << source.bitsPerDigit) - 1)];
            }
        });
    }

    /// <summary>bin(), oct() and hex(): sign, prefix, digits.</summary>
    public static string ToPrefixed(BigInteger value, int radix) =>
        (value.Sign < 0 ? "-" : "") + (radix == 2 ? "0b" : radix == 8 ? "0o" : "0x") + MagnitudeDigits(value, radix);

    private static string WordDigits(ulong word, int bitsPerDigit)
    {
        Span<char> digits = stackalloc char[64];
        var first = digits.Length;
        for (; word != 0; word >>= bitsPerDigit)
            digits[--first] = "0123456789abcdef"[(int)word & ((1 << bitsPerDigit) - 1)];
        return new string(digits[first..]);
    }

    private static AlgorithmError LimitError(int digitLimit) => AlgorithmError.Value(string.Create(CultureInfo.InvariantCulture,
        $"Exceeds the limit ({digitLimit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"));

    private static void AppendDecimal(System.Text.StringBuilder builder, BigInteger value, List<BigInteger> powers, int level, bool pad)
    {
        if (level == 0)
        {
            var text = value.ToString(CultureInfo.InvariantCulture);
            builder.Append('0', pad ? SplitDigits - text.Length : 0).Append(text);
            return;
        }
        var high = BigInteger.DivRem(value, powers[level - 1], out var low);
        if (pad || !high.IsZero)
            AppendDecimal(builder, high, powers, level - 1, pad);
        AppendDecimal(builder, low, powers, level - 1, pad || !high.IsZero);
    }
}
