namespace Pyl.VM.Numerics;

/// <summary>
/// Formatting with a fixed number of decimals in 128-bit arithmetic: exact, ties to even, and many times faster than the
/// big-number division that .NET uses for it. Covers numbers and precisions whose scaled value fits 60 bits.
/// </summary>
internal static class FixedPoint
{
    private const int MaxPrecision = 15;

    /// <summary>Bits of the fraction beyond which the scaled number is below one half.</summary>
    private const int MaxShift = 116;

    private static readonly ulong[] s_powers = Powers();

    /// <summary>The text, or null when the number is out of range.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="precision">Digits after the point.</param>
    /// <param name="plus">What stands before a number that is not negative.</param>
    public static string? TryFormat(double value, int precision, string plus)
    {
        double magnitude = Math.Abs(value);
        if ((uint)precision > MaxPrecision || magnitude * s_powers[precision] >= 1e17)
        {
            return null;
        }

        long bits = BitConverter.DoubleToInt64Bits(magnitude);
        int biased = (int)(bits >> 52);
        ulong mantissa = (ulong)bits & ((1UL << 52) - 1);
        int shift = biased == 0 ? 1074 : 1075 - biased;
        mantissa |= biased == 0 ? 0 : 1UL << 52;
        ulong scaled = Scale(mantissa, shift, s_powers[precision]);
        Span<char> text = stackalloc char[40];
        int length = 0;
        ReadOnlySpan<char> sign = double.IsNegative(value) ? "-" : plus;
        sign.CopyTo(text);
        length += sign.Length;
        (ulong whole, ulong fraction) = Math.DivRem(scaled, s_powers[precision]);
        whole.TryFormat(text[length..], out int digits);
        length += digits;
        if (precision > 0)
        {
            text[length] = '.';
            for (int i = precision; i > 0; i--)
            {
                (fraction, ulong digit) = Math.DivRem(fraction, 10);
                text[length + i] = (char)('0' + digit);
            }

            length += precision + 1;
        }

        return new string(text[..length]);
    }

    /// <summary>mantissa * power / 2**shift, rounded half to even; the shift is negative for whole numbers past 2**52.</summary>
    private static ulong Scale(ulong mantissa, int shift, ulong power)
    {
        UInt128 product = (UInt128)mantissa * power;
        if (shift <= 0)
        {
            return (ulong)(product << -shift);
        }

        if (shift > MaxShift)
        {
            return 0;
        }

        ulong quotient = (ulong)(product >> shift);
        UInt128 rest = product & ((UInt128.One << shift) - 1);
        UInt128 half = UInt128.One << (shift - 1);
        return rest > half || (rest == half && (quotient & 1) != 0) ? quotient + 1 : quotient;
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
