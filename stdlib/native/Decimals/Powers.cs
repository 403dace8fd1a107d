using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>Powers of ten and numbers of digits.</summary>
internal static class Powers
{
    private const int Kept = 400;

    /// <summary>The largest power of ten that fits 64 bits.</summary>
    public const ulong MostSmall = 19;

    private static readonly ulong[] s_small = MakeSmall();
    private static readonly UInt128[] s_wide = MakeWide();
    private static readonly BigInteger[] s_powers = MakePowers();

    /// <summary>10 ** exponent; OverflowException for sizes that no machine holds.</summary>
    public static BigInteger Ten(long exponent) =>
        exponent < Kept ? s_powers[exponent] : exponent > 50_000_000 ? throw new OutOfMemoryException() : BigInteger.Pow(10, (int)exponent);

    /// <summary>The number of decimal digits of a value that is not negative; 1 for 0.</summary>
    public static int DigitCount(BigInteger value)
    {
        if (value <= ulong.MaxValue)
        {
            return DigitCount((ulong)value);
        }

        // From the bits, at most one too few.
        long bits = value.GetBitLength();
        int estimate = (int)((bits - 1) * 0.30102999566398119521);
        return value >= Ten(estimate) ? value >= Ten(estimate + 1) ? estimate + 2 : estimate + 1 : estimate;
    }

    /// <summary>10 ** exponent, up to <see cref="MostSmall"/>.</summary>
    public static ulong SmallTen(int exponent) => s_small[exponent];

    /// <summary>10 ** exponent, up to 38.</summary>
    public static UInt128 WideTen(int exponent) => s_wide[exponent];

    /// <summary>The number of decimal digits; 1 for 0.</summary>
    public static int DigitCount(ulong value)
    {
        // From the bits, at most one too few.
        int estimate = (BitOperations.Log2(value | 1) * 1233) >> 12;
        return estimate < (int)MostSmall && value >= s_small[estimate + 1] ? estimate + 2 : estimate + 1;
    }

    /// <summary>As <see cref="DigitCount(ulong)"/>.</summary>
    public static int DigitCount(UInt128 value)
    {
        if (value <= ulong.MaxValue)
        {
            return DigitCount((ulong)value);
        }

        int count = (int)MostSmall + 1;
        while (count < s_wide.Length && value >= s_wide[count])
        {
            count++;
        }

        return count;
    }

    private static UInt128[] MakeWide()
    {
        var table = new UInt128[39];
        table[0] = 1;
        for (int i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * 10;
        }

        return table;
    }

    private static ulong[] MakeSmall()
    {
        ulong[] table = new ulong[20];
        table[0] = 1;
        for (int i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * 10;
        }

        return table;
    }

    private static BigInteger[] MakePowers()
    {
        var table = new BigInteger[Kept];
        table[0] = BigInteger.One;
        for (int i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * 10;
        }

        return table;
    }
}
