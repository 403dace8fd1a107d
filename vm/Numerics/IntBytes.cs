using System.Buffers.Binary;
using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>int.to_bytes and int.from_bytes.</summary>
public static class IntBytes
{
    /// <summary>Reads a byte order.</summary>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryByteOrder(StrData order, out bool bigEndian)
    {
        bigEndian = order.Narrow == "big";
        return bigEndian || order.Narrow == "little" ? null : AlgorithmError.Value("byteorder must be either 'little' or 'big'");
    }

    /// <summary>int.to_bytes.</summary>
    /// <returns>null, a ValueError for a negative length, or an OverflowError when the value does not fit.</returns>
    public static AlgorithmError? TryToBytes(BigInteger value, long length, bool bigEndian, bool signed, out byte[] bytes)
    {
        bytes = [];
        if (length < 0)
            return AlgorithmError.Value("length argument must be non-negative");
        if (value.Sign < 0 && !signed)
            return AlgorithmError.Overflow("can't convert negative int to unsigned");
        var needed = value.IsZero ? 0 : value.GetByteCount(isUnsigned: !signed);
        if (needed > length)
            return AlgorithmError.Overflow("int too big to convert");
        if (length > Array.MaxLength)
            return new AlgorithmError(ErrorKind.MemoryError, "");
        bytes = new byte[length];
        if (value.Sign < 0)
            bytes.AsSpan().Fill(0xFF);
        if (needed > 0)
            value.TryWriteBytes(bigEndian ? bytes.AsSpan(bytes.Length - needed) : bytes, out _, isUnsigned: !signed, bigEndian);
        return null;
    }

    /// <summary>int.to_bytes of a number of up to 128 bits; null where the length is not of that order or the number does not fit, for which the other form has the error.</summary>
    internal static byte[]? TryToBytes(DoubleWord value, long length, bool bigEndian, bool signed)
    {
        if (length is < 1 or > 64 || (!signed && value.IsNegative))
            return null;
        if (length < 16 && value >> (int)((8 * length) - (signed ? 1 : 0)) is var rest && !rest.IsZero && !(signed && rest == -1))
            return null;
        Span<byte> all = stackalloc byte[64];
        all.Fill(value.IsNegative ? (byte)0xFF : (byte)0);
        BinaryPrimitives.WriteUInt64LittleEndian(all, value.Low);
        BinaryPrimitives.WriteInt64LittleEndian(all[8..], value.High);
        var bytes = all[..(int)length].ToArray();
        if (bigEndian)
            bytes.AsSpan().Reverse();
        return bytes;
    }

    /// <summary>As <see cref="FromBytes"/>, of what makes at most 128 bits with the sign.</summary>
    internal static bool TryFromFewBytes(ReadOnlySpan<byte> bytes, bool bigEndian, bool signed, out DoubleWord value)
    {
        value = 0;
        if (bytes.Length is 0 or > 16)
            return bytes.IsEmpty;
        var isHigh = (bigEndian ? bytes[0] : bytes[^1]) >= 0x80;
        if (isHigh && !signed && bytes.Length == 16)
            return false;
        Span<byte> all = stackalloc byte[16];
        all.Fill(isHigh && signed ? (byte)0xFF : (byte)0);
        bytes.CopyTo(all);
        if (bigEndian)
            all[..bytes.Length].Reverse();
        value = new DoubleWord(BinaryPrimitives.ReadInt64LittleEndian(all[8..]), BinaryPrimitives.ReadUInt64LittleEndian(all));
        return true;
    }

    /// <summary>int.from_bytes.</summary>
    public static BigInteger FromBytes(ReadOnlySpan<byte> bytes, bool bigEndian, bool signed) =>
        new(bytes, isUnsigned: !signed, isBigEndian: bigEndian);
}
