using System.Buffers.Binary;
using System.Numerics;

namespace Pyl.Stdlib.Native;

/// <summary>SHA-224 (FIPS 180-4): SHA-256 from another start, cut short; .NET has none.</summary>
internal sealed class Sha224() : BlockHash(BlockSize)
{
    private const int BlockSize = 64;

    private static readonly uint[] s_constants = MakeConstants();

    private uint[] _state =
    [
        0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
    ];

    protected override void Compress(ReadOnlySpan<byte> block) => Mix(_state, block);

    protected override void SeparateState() => _state = [.. _state];

    protected override byte[] Finish(ReadOnlySpan<byte> rest, int length)
    {
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length + 9 <= BlockSize ? BlockSize : 2 * BlockSize)];
        BinaryPrimitives.WriteInt64BigEndian(last[^8..], 8 * Length);
        uint[] state = [.. _state];
        for (int i = 0; i < last.Length; i += BlockSize)
        {
            Mix(state, last.Slice(i, BlockSize));
        }

        byte[] digest = new byte[28];
        for (int i = 0; i < 7; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), state[i]);
        }

        return digest;
    }

    private static void Mix(uint[] state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        }

        for (int i = 16; i < 64; i++)
        {
            uint early = words[i - 15];
            uint late = words[i - 2];
            words[i] = words[i - 16] + words[i - 7]
                + (BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3))
                + (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10));
        }

        (uint a, uint b, uint c, uint d) = (state[0], state[1], state[2], state[3]);
        (uint e, uint f, uint g, uint h) = (state[4], state[5], state[6], state[7]);
        for (int i = 0; i < 64; i++)
        {
            uint first = h + s_constants[i] + words[i] + ((e & f) ^ (~e & g))
                + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
            uint second = ((a & b) ^ (a & c) ^ (b & c))
                + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static uint[] MakeConstants()
    {
        var constants = new uint[64];
        int found = 0;
        for (int candidate = 2; found < constants.Length; candidate++)
        {
            bool isPrime = true;
            for (int divisor = 2; divisor * divisor <= candidate && isPrime; divisor++)
            {
                isPrime = candidate % divisor != 0;
            }

            if (isPrime)
            {
                constants[found++] = CubeRootFraction(candidate);
            }
        }

        return constants;
    }

    /// <summary>floor(cbrt(n) * 2^32) mod 2^32, by bisection with exact integers.</summary>
    private static uint CubeRootFraction(int n)
    {
        BigInteger target = (BigInteger)n << 96;
        ulong low = 0;
        for (int bit = 35; bit >= 0; bit--)
        {
            ulong next = low | (1UL << bit);
            if (BigInteger.Pow(next, 3) <= target)
            {
                low = next;
            }
        }

        return (uint)low;
    }
}
