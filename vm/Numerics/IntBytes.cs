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

    /// <summary>int.from_bytes.</summary>
    public static BigInteger FromBytes(ReadOnlySpan<byte> bytes, bool bigEndian, bool signed) =>
        new(bytes, isUnsigned: !signed, isBigEndian: bigEndian);
}
