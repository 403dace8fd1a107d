namespace Pyl.VM.Numerics;

/// <summary>
/// Formatting with a fixed number of decimals in 128-bit arithmetic: exact, ties to even, and many times faster than the
/// big-number division that .NET uses for it. Covers numbers and precisions whose scaled value fits 60 bits.
/// </summary>
internal static class FixedPoint
{
    /// <summary>Room for any text that this makes.</summary>
    public const int MaxLength = 40;

    private const int MaxPrecision = 15;
    private const int WordBits = 64;

    /// <summary>Bits of the fraction beyond which the scaled number is below one half.</summary>
    private const int MaxShift = 116;

    private static readonly ulong[] s_powers = Powers();

    /// <summary>The text, or null when the number is out of range.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="precision">Digits after the point.</param>
    /// <param name="plus">What stands before a number that is not negative.</param>
    public static string? TryFormat(double value, int precision, string plus)
    {
        Span<char> text = stackalloc char[MaxLength];
        return TryFormat(value, precision, plus, text, out int length) ? new string(text[..length]) : null;
    }

    /// <summary>As the other, into a text of <see cref="MaxLength"/>; false when the number is out of range.</summary>
    public static bool TryFormat(double value, int precision, string plus, Span<char> text, out int length)
    {
        length = 0;
        double magnitude = Math.Abs(value);
        if ((uint)precision > MaxPrecision || magnitude * s_powers[precision] >= 1e17)
        {
            return false;
        }

        long bits = BitConverter.DoubleToInt64Bits(magnitude);
        int biased = (int)(bits >> 52);
        ulong mantissa = (ulong)bits & ((1UL << 52) - 1);
        int shift = biased == 0 ? 1074 : 1075 - biased;
        mantissa |= biased == 0 ? 0 : 1UL << 52;
        ulong scaled = Scale(mantissa, shift, s_powers[precision]);
        ReadOnlySpan<char> sign = double.IsNegative(value) ? "-" : plus;
        sign.CopyTo(text);
        length += sign.Length;
        (ulong whole, ulong fraction) = Math.DivRem(scaled, s_powers[precision]);
        whole.TryFormat(text[length..], out int digits);
        length += digits;
        if (precision > 0)
        {
            text[length] = '.';
            if (precision <= 9)
            {
                // In 32 bits: the divisions are most of the work.
                uint small = (uint)fraction;
                for (int i = precision; i > 0; i--)
                {
                    (small, uint digit) = Math.DivRem(small, 10);
                    text[length + i] = (char)('0' + digit);
                }

                fraction = small;
            }
            else
            {
                for (int i = precision; i > 0; i--)
                {
                    (fraction, ulong digit) = Math.DivRem(fraction, 10);
                    text[length + i] = (char)('0' + digit);
                }
            }

            length += precision + 1;
        }

        return true;
    }

    /// <summary>mantissa * power / 2**shift, rounded half to even; the shift is negative for whole numbers past 2**52.</summary>
    private static ulong Scale(ulong mantissa, int shift, ulong power)
    {
        // Two words and no UInt128: the JIT compiles what works with it at every start.
        ulong high = Math.BigMul(mantissa, power, out ulong low);
        if (shift <= 0)
        {
            return low << -shift;
        }

        if (shift > MaxShift)
        {
            return 0;
        }

        ulong quotient = shift < WordBits ? (low >> shift) | (high << (WordBits - shift)) : high >> (shift - WordBits);
        bool isLow = shift <= WordBits;
        ulong word = isLow ? low : high;
        ulong below = isLow ? 0 : low;
        int place = isLow ? shift - 1 : shift - WordBits - 1;
        bool hasHalf = ((word >> place) & 1) != 0;
        bool hasMore = (below | (word & ((1UL << place) - 1))) != 0;
        return hasHalf && (hasMore || (quotient & 1) != 0) ? quotient + 1 : quotient;
    }

    private static ulong[] Powers()
    {
        var powers = new ulong[MaxPrecision + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
