using System.Numerics;

namespace Pyl.VM.Numerics;

/// <summary>Taking doubles apart and putting them together with one correct rounding (to nearest, ties to even).</summary>
public static class FloatBits
{
    /// <summary>
    /// The double nearest to (<paramref name="mantissa"/> + s) * 2**<paramref name="exponent"/>, where s is 0, or something
    /// strictly between 0 and 1 when <paramref name="sticky"/>. Infinity when it is too large. A sticky mantissa must have at least 55
    /// significant bits or an exponent at which the rounding bit lies inside it.
    /// </summary>
    public static double Compose(ulong mantissa, bool sticky, long exponent)
    {
        if (mantissa == 0)
            return 0;
        var shift = BitOperations.LeadingZeroCount(mantissa);
        mantissa <<= shift;
        exponent -= shift;
        // Now the value is mantissa * 2**exponent with the top bit set, so it lies in [2**(exponent+63), 2**(exponent+64)).
        if (exponent + 63 > 1023)
            return double.PositiveInfinity;
        if (exponent + 64 < -1074)
            return 0;
        // Bits to drop: 11 for a normal number, more for a subnormal one.
        var drop = exponent + 63 >= -1022 ? 11 : (int)(-1074 - exponent);
        var kept = drop >= 64 ? 0 : mantissa >> drop;
        var rest = drop >= 64 ? mantissa : mantissa & ((1UL << drop) - 1);
        // With 65 bits to drop the value is below half of the smallest subnormal.
        var half = drop > 64 ? ulong.MaxValue : 1UL << (drop - 1);
        if (rest > half || rest == half && (sticky || (kept & 1) != 0))
            kept++;
        return Math.ScaleB((double)kept, (int)exponent + drop);
    }

    /// <summary>The nearest double, or infinity when the integer is beyond the largest double.</summary>
    public static double ToDouble(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var bits = (long)magnitude.GetBitLength();
        if (bits > 1100)
            return value.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var excess = (int)Math.Max(0, bits - 64);
        var top = magnitude >> excess;
        var result = Compose((ulong)top, top << excess != magnitude, excess);
        return value.Sign < 0 ? -result : result;
    }

    /// <summary>value = mantissa * 2**exponent with an integer mantissa below 2**53; finite values only.</summary>
    public static (long Mantissa, int Exponent) Decompose(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52 & 0x7FF);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var mantissa = biased == 0 ? fraction : fraction | 1L << 52;
        return (bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075);
    }
}
