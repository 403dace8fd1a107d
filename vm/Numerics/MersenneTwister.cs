using System.Numerics;
using System.Security.Cryptography;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>
/// The generator behind random.Random: MT19937 (Matsumoto and Nishimura 1998), seeded as CPython seeds it, so that one
/// seed gives the same numbers. Not thread-safe: the object that owns it locks.
/// </summary>
public sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>random.seed(int): the magnitude counts, in words of 32 bits.</summary>
    public void Seed(BigInteger seed)
    {
        var bytes = BigInteger.Abs(seed).ToByteArray(isUnsigned: true);
        var key = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (var i = 0; i < bytes.Length; i++)
            key[i / 4] |= (uint)bytes[i] << i % 4 * 8;
        SeedByKey(key);
    }

    /// <summary>random.seed(bytes), version 2: the bytes followed by their SHA-512, read as a big-endian int.</summary>
    public void Seed(ReadOnlySpan<byte> seed)
    {
        var input = new byte[seed.Length + SHA512.HashSizeInBytes];
        seed.CopyTo(input);
        SHA512.HashData(seed, input.AsSpan(seed.Length));
        Seed(new BigInteger(input, isUnsigned: true, isBigEndian: true));
    }

    /// <summary>random.seed(str), version 2: its UTF-8 form as bytes.</summary>
    public void Seed(StrData seed)
    {
        var bytes = new byte[seed.Length * 4];
        var length = 0;
        for (var i = 0; i < seed.Length; i++)
            length += CodePoints.WriteUtf8(seed[i], bytes.AsSpan(length));
        Seed(bytes.AsSpan(0, length));
    }

    /// <summary>Any other object is seeded by its hash, read as an unsigned 64-bit int; so is a float.</summary>
    public void SeedByHash(long hash) => Seed(unchecked((ulong)hash));

    /// <summary>random(): a double in [0, 1) with 53 random bits.</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary>getrandbits(k) for k up to 64.</summary>
    public ulong NextBits(int count)
    {
        if (count == 0)
            return 0;
        if (count <= 32)
            return NextUInt32() >> (32 - count);
        ulong low = NextUInt32();
        return (ulong)(NextUInt32() >> (64 - count)) << 32 | low;
    }

    /// <summary>getrandbits(k): words of 32 bits, the least significant first, the last one cut.</summary>
    public BigInteger NextBigBits(int count)
    {
        if (count <= 64)
            return NextBits(count);
        var bytes = new byte[(count + 31) / 32 * 4];
        for (var i = 0; i < bytes.Length; i += 4, count -= 32)
            BitConverter.TryWriteBytes(bytes.AsSpan(i), NextUInt32() >> Math.Max(0, 32 - count));
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>getstate(): the 624 words and the index of the next one.</summary>
    public uint[] GetState()
    {
        var result = new uint[Size + 1];
        _state.CopyTo(result, 0);
        result[Size] = (uint)_next;
        return result;
    }

    /// <summary>setstate(): what <see cref="GetState"/> gave.</summary>
    /// <returns>null, or a ValueError.</returns>
    public AlgorithmError? TrySetState(ReadOnlySpan<uint> state)
    {
        if (state.Length != Size + 1)
            return AlgorithmError.Value("state vector is the wrong size");
        if (state[Size] > Size)
            return AlgorithmError.Value("invalid state");
        state[..Size].CopyTo(_state);
        _next = (int)state[Size];
        return null;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next >= Size)
            Refill();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >> 18;
    }

    private void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = _state[i] & 0x80000000 | _state[(i + 1) % Size] & 0x7FFFFFFF;
            _state[i] = _state[(i + Shift) % Size] ^ y >> 1 ^ (y & 1) * 0x9908B0DF;
        }
        _next = 0;
    }

    private void SeedByWord(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
            _state[i] = 1812433253 * (_state[i - 1] ^ _state[i - 1] >> 30) + (uint)i;
        _next = Size;
    }

    // The reference implementation's init_by_array.
    private void SeedByKey(uint[] key)
    {
        SeedByWord(19650218);
        int i = 1, j = 0;
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            _state[i] = (_state[i] ^ (_state[i - 1] ^ _state[i - 1] >> 30) * 1664525) + key[j] + (uint)j;
            if (++i == Size)
            {
                _state[0] = _state[Size - 1];
                i = 1;
            }
            if (++j == key.Length)
                j = 0;
        }
        for (var k = Size - 1; k > 0; k--)
        {
            _state[i] = (_state[i] ^ (_state[i - 1] ^ _state[i - 1] >> 30) * 1566083941) - (uint)i;
            if (++i == Size)
            {
                _state[0] = _state[Size - 1];
                i = 1;
            }
        }
        _state[0] = 0x80000000;
    }
}
