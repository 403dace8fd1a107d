using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.VM.Types;

/// <summary>The hash of text and bytes: keyed by a random number for the process, as CPython's, unless PYTHONHASHSEED fixes it.</summary>
internal static class StrHash
{
    private const ulong FirstKey = 0xA076_1D64_78BD_642F;
    private const ulong SecondKey = 0xE703_7ED1_A0B4_28DB;

    private static readonly ulong s_seed = Seed();

    public static long Compute(ReadOnlySpan<char> text) => Compute(MemoryMarshal.AsBytes(text));

    public static long Compute(ReadOnlySpan<int> codePoints) => Compute(MemoryMarshal.AsBytes(codePoints));

    /// <summary>
    /// Multiply-and-fold over words of 8 bytes, as the family of wyhash does; the last words overlap, so that short names,
    /// which is what is mostly hashed, take two reads and two multiplications. Never -1, which means an error, nor 0, which
    /// means "not computed", but for the empty text.
    /// </summary>
    public static long Compute(ReadOnlySpan<byte> data)
    {
        ref byte start = ref MemoryMarshal.GetReference(data);
        int length = data.Length;
        ulong hash = s_seed ^ FirstKey;
        ulong low;
        ulong high;
        if (length >= 8)
        {
            nint at = 0;
            for (nint last = length - 16; at < last; at += 16)
            {
                hash = Mix(Read8(ref start, at) ^ SecondKey, Read8(ref start, at + 8) ^ hash);
            }

            low = Read8(ref start, length >= 16 ? length - 16 : 0);
            high = Read8(ref start, length - 8);
        }
        else if (length >= 4)
        {
            low = Read4(ref start, 0);
            high = Read4(ref start, length - 4);
        }
        else if (length == 0)
        {
            // As CPython's. Whoever caches hashes computes this one anew each time.
            return 0;
        }
        else
        {
            low = (ulong)start | (ulong)Unsafe.Add(ref start, length >> 1) << 8 | (ulong)Unsafe.Add(ref start, length - 1) << 16;
            high = 0;
        }

        hash = Mix(low ^ SecondKey, high ^ hash);
        hash = Mix(hash ^ SecondKey, (ulong)length ^ FirstKey);
        return (long)hash is 0 or -1 ? -2 : (long)hash;
    }

    private static ulong Read8(ref byte start, nint offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    private static ulong Read4(ref byte start, nint offset) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, offset));

    private static ulong Mix(ulong left, ulong right) => Math.BigMul(left, right, out ulong low) ^ low;

    private static ulong Seed()
    {
        string? fixedSeed = Environment.GetEnvironmentVariable("PYTHONHASHSEED");
        return fixedSeed is null ? (ulong)Random.Shared.NextInt64() : SeedOf(fixedSeed);
    }

    private static ulong SeedOf(string text) =>
        uint.TryParse(text, out uint seed) ? seed * 0x9E3779B97F4A7C15UL : (ulong)Random.Shared.NextInt64();
}
