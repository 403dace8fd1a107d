using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyl.VM.Numerics;

/// <summary>
/// The operators on the bits of BigIntegers that are not negative: .NET 10 copies both operands into a form with signs first, which takes three times as long.
/// With a negative operand, its own operators do the work.
/// </summary>
internal static class BigBits
{
    public static BigInteger And(BigInteger left, BigInteger right)
    {
        uint smallLeft = 0;
        uint smallRight = 0;
        if (!BigArithmetic.TryLimbs(ref left, ref smallLeft, out ReadOnlySpan<uint> x) || !BigArithmetic.TryLimbs(ref right, ref smallRight, out ReadOnlySpan<uint> y))
        {
            return left & right;
        }

        int length = Math.Min(x.Length, y.Length);
        while (length > 0 && (x[length - 1] & y[length - 1]) == 0)
        {
            length--;
        }

        uint[] result = GC.AllocateUninitializedArray<uint>(length);
        Span<ulong> words = MemoryMarshal.Cast<uint, ulong>(result.AsSpan());
        ReadOnlySpan<ulong> one = MemoryMarshal.Cast<uint, ulong>(x[..length]);
        ReadOnlySpan<ulong> other = MemoryMarshal.Cast<uint, ulong>(y[..length]);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = one[i] & other[i];
        }

        if ((length & 1) != 0)
        {
            result[^1] = x[length - 1] & y[length - 1];
        }

        return BigArithmetic.OfLimbs(result);
    }

    public static BigInteger Or(BigInteger left, BigInteger right) => Combine(left, right, exclusive: false);

    public static BigInteger Xor(BigInteger left, BigInteger right) => Combine(left, right, exclusive: true);

    public static BigInteger ShiftRight(BigInteger value, int count)
    {
        uint small = 0;
        if (!BigArithmetic.TryLimbs(ref value, ref small, out ReadOnlySpan<uint> x))
        {
            return value >> count;
        }

        int skipped = count >> 5;
        if (skipped >= x.Length)
        {
            return BigInteger.Zero;
        }

        x = x[skipped..];
        int shift = count & 31;
        uint[] result = GC.AllocateUninitializedArray<uint>(x.Length - (x[^1] >> shift == 0 ? 1 : 0));
        if (shift == 0)
        {
            x[..result.Length].CopyTo(result);
        }
        else
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = (x[i] >> shift) | (i + 1 < x.Length ? x[i + 1] << (32 - shift) : 0);
            }
        }

        return BigArithmetic.OfLimbs(result);
    }

    private static BigInteger Combine(BigInteger left, BigInteger right, bool exclusive)
    {
        uint smallLeft = 0;
        uint smallRight = 0;
        if (!BigArithmetic.TryLimbs(ref left, ref smallLeft, out ReadOnlySpan<uint> x) || !BigArithmetic.TryLimbs(ref right, ref smallRight, out ReadOnlySpan<uint> y))
        {
            return exclusive ? left ^ right : left | right;
        }

        if (x.Length < y.Length)
        {
            ReadOnlySpan<uint> shorter = x;
            x = y;
            y = shorter;
        }

        int length = x.Length;
        while (exclusive && length > 0 && length == y.Length && x[length - 1] == y[length - 1])
        {
            length--;
            y = y[..length];
        }

        uint[] result = x[..length].ToArray();
        Span<ulong> words = MemoryMarshal.Cast<uint, ulong>(result.AsSpan(0, y.Length));
        ReadOnlySpan<ulong> other = MemoryMarshal.Cast<uint, ulong>(y);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = exclusive ? words[i] ^ other[i] : words[i] | other[i];
        }

        if ((y.Length & 1) != 0)
        {
            result[y.Length - 1] = exclusive ? result[y.Length - 1] ^ y[^1] : result[y.Length - 1] | y[^1];
        }

        return BigArithmetic.OfLimbs(result);
    }
}
