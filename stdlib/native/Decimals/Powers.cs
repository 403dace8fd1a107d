using System.Numerics;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>Powers of ten and numbers of digits.</summary>
internal static class Powers
{
    private const int Kept = 400;

    private static readonly ulong[] s_small = MakeSmall();
    private static readonly BigInteger[] s_powers = MakePowers();

    /// <summary>10 ** exponent; OverflowException for sizes that no machine holds.</summary>
    public static BigInteger Ten(long exponent) =>
        exponent < Kept ? s_powers[exponent] : exponent > 50_000_000 ? throw new OutOfMemoryException() : BigInteger.Pow(10, (int)exponent);

    /// <summary>The number of decimal digits of a value that is not negative; 1 for 0.</summary>
    public static int DigitCount(BigInteger value)
    {
        if (value <= ulong.MaxValue)
        {
            ulong small = (ulong)value;
            int count = 1;
            while (count < 20 && small >= s_small[count])
            {
                count++;
            }

            return count;
        }

        // From the bits, at most one too few.
        long bits = value.GetBitLength();
        int estimate = (int)((bits - 1) * 0.30102999566398119521);
        return value >= Ten(estimate) ? value >= Ten(estimate + 1) ? estimate + 2 : estimate + 1 : estimate;
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
