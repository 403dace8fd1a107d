using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pyl.Bytecode;

/// <summary>
/// A hash of 128 bits that tells one text or file from another: against damage and chance, not against an adversary. The
/// framework's own take 5 to 10 ms to load their library, which is a third of what a program may take to start; and no UInt128,
/// whose methods are not compiled ahead of time.
/// </summary>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 16;

    private const ulong FirstKey = 0xA076_1D64_78BD_642F;
    private const ulong SecondKey = 0xE703_7ED1_A0B4_28DB;
    private const ulong ThirdKey = 0x8EBC_6AF0_9C88_C6E3;
    private const ulong FourthKey = 0x5899_65CC_7537_4CC3;

    // By hand: what the compiler writes asks for a comparer of ulong, which the runtime makes by reflection.
    public bool Equals(ContentHash other) => High == other.High && Low == other.Low;

    public override int GetHashCode() => (int)Low;

    /// <summary>The hash of the bytes, which another hash may start from.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> data, ContentHash seed = default)
    {
        // Two multiply-and-fold chains with keys of their own over words of 8 bytes.
        ulong low = seed.Low ^ FirstKey;
        ulong high = seed.High ^ ThirdKey;
        ReadOnlySpan<byte> rest = data;
        for (; rest.Length >= Length; rest = rest[Length..])
        {
            Add(ref low, ref high, rest);
        }

        Span<byte> last = stackalloc byte[Length];
        last.Clear();
        rest.CopyTo(last);
        Add(ref low, ref high, last);
        low = Fold(low ^ SecondKey, (ulong)data.Length ^ high);
        high = Fold(high ^ FourthKey, (ulong)data.Length ^ low);
        return new ContentHash(high, low);
    }

    /// <summary>The hash of a text.</summary>
    public static ContentHash Of(string text, ContentHash seed = default) => Of(MemoryMarshal.AsBytes(text.AsSpan()), seed);

    /// <summary>The hash that <see cref="WriteTo"/> wrote.</summary>
    public static ContentHash ReadFrom(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes));

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], High);
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => High.ToString("x16") + Low.ToString("x16");

    private static void Add(ref ulong low, ref ulong high, ReadOnlySpan<byte> words)
    {
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(words);
        ulong second = BinaryPrimitives.ReadUInt64LittleEndian(words[8..]);
        low = Fold(first ^ SecondKey, second ^ low);
        high = Fold(second ^ FourthKey, first ^ high);
    }

    private static ulong Fold(ulong left, ulong right) => Math.BigMul(left, right, out ulong low) ^ low;
}
