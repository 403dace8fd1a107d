using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module binascii: hexadecimal, base64 and checksums. Quoted-printable and uuencode are in <see cref="BinasciiMailFunctions"/>.</summary>
[PyModule("binascii", Doc = "Conversion between binary data and ASCII")]
internal static class BinasciiModule
{
    private static readonly uint[] s_crc32 = MakeTable();

    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \t\r\n"u8);

    [PyConstant("Error")]
    public static TypeObject Error { get; } = NativeExceptions.Make("binascii", "Error", ExceptionTypes.ValueError);

    [PyConstant("Incomplete")]
    public static TypeObject Incomplete { get; } = NativeExceptions.Make("binascii", "Incomplete", ExceptionTypes.Exception);

    [PyFunction("b2a_hex", Doc = "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators. Positive values count from the right,\n    negative values count from the left.")]
    public static Value ToHex(ThreadState thread, [Keyword] Value data, [Keyword, Optional] Value sep, [Keyword] int bytesPerSep = 1) => Hexlify(thread, data, sep, bytesPerSep);

    [PyFunction("hexlify", Doc = "Hexadecimal representation of binary data.\n\nAs b2a_hex().")]
    public static Value Hexlify(ThreadState thread, [Keyword] Value data, [Keyword, Optional] Value sep, [Keyword] int bytesPerSep = 1)
    {
        if (!Buffers.TryGet(thread, data, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        if (sep.IsUnbound)
        {
            byte[] digits = new byte[2 * bytes.Length];
            Convert.TryToHexStringLower(bytes, digits, out _);
            return Value.Of(BytesObject.Of(digits));
        }

        Value text = ByteHex.ToHex(thread, bytes, sep, bytesPerSep);
        return text.IsError ? text : Value.Of(BytesObject.Of(Encoding.Latin1.GetBytes(text.Ref!.ToString()!)));
    }

    [PyFunction("a2b_hex", Doc = "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).")]
    public static Value FromHex(ThreadState thread, Value hexstr) => Unhexlify(thread, hexstr);

    [PyFunction("unhexlify", Doc = "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).")]
    public static Value Unhexlify(ThreadState thread, Value hexstr)
    {
        if (!TryAscii(thread, hexstr, out ReadOnlySpan<byte> digits))
        {
            return Value.Error;
        }

        if (digits.Length % 2 != 0)
        {
            return thread.Raise(Error, "Odd-length string");
        }

        byte[] result = new byte[digits.Length / 2];
        return Convert.FromHexString(digits, result, out _, out _) == OperationStatus.Done
            ? Value.Of(BytesObject.Of(result))
            : thread.Raise(Error, "Non-hexadecimal digit found");
    }

    [PyFunction("b2a_base64", Doc = "Base64-code line of data.")]
    public static byte[] ToBase64(ReadOnlySpan<byte> data, [KeywordOnly] bool newline = true)
    {
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(data.Length) + (newline ? 1 : 0)];
        Base64.EncodeToUtf8(data, text, out _, out int written);
        if (newline)
        {
            text[written] = (byte)'\n';
        }

        return text;
    }

    [PyFunction("a2b_base64", Doc = "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not in the base64 standard are not allowed. The\n    same applies to excess data after padding (= / ==).")]
    public static Value FromBase64(ThreadState thread, Value data, [KeywordOnly] bool strictMode = false)
    {
        if (!TryAscii(thread, data, out ReadOnlySpan<byte> text))
        {
            return Value.Error;
        }

        return TryPlainBase64(text, strictMode) is { } plain ? Value.Of(BytesObject.Of(plain)) : FromBase64(thread, text, strictMode);
    }

    [PyFunction("crc32", Doc = "Compute CRC-32 incrementally.")]
    public static Value Crc32(ThreadState thread, ReadOnlySpan<byte> data, [Optional("0")] Value crc)
    {
        System.Numerics.BigInteger start = 0;
        if (!crc.IsUnbound && !Bind.TryBigInteger(thread, crc, out start))
        {
            return Value.Error;
        }

        return Value.Int(Crc32Of(data, (uint)(start & uint.MaxValue)));
    }

    [PyFunction("crc_hqx", Doc = "Compute CRC-CCITT incrementally.")]
    public static Value CrcHqx(ThreadState thread, ReadOnlySpan<byte> data, System.Numerics.BigInteger crc)
    {
        uint value = (uint)(crc & 0xFFFF);
        foreach (byte b in data)
        {
            value ^= (uint)b << 8;
            for (int i = 0; i < 8; i++)
            {
                value = ((value & 0x8000) != 0 ? (value << 1) ^ 0x1021 : value << 1) & 0xFFFF;
            }
        }

        return Value.Int(value);
    }

    /// <summary>The bytes of base64 that is as it should be; null for what is to be looked at one by one, errors among it.</summary>
    private static byte[]? TryPlainBase64(ReadOnlySpan<byte> text, bool strictMode)
    {
        // .NET passes over white space, which strict mode refuses.
        if (strictMode && text.IndexOfAny(s_blanks) >= 0)
        {
            return null;
        }

        int padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
        byte[] result = new byte[Math.Max(0, (text.Length / 4 * 3) - padding)];
        return Base64.DecodeFromUtf8(text, result, out _, out int written) != OperationStatus.Done ? null
            : written == result.Length ? result
            : result[..written];
    }

    private static Value FromBase64(ThreadState thread, ReadOnlySpan<byte> text, bool strictMode)
    {
        byte[] result = new byte[(text.Length / 4 * 3) + 3];
        int length = 0;
        int quad = 0;
        int bits = 0;
        int padding = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte c = text[i];
            if (c == '=')
            {
                if (strictMode && quad == 0)
                {
                    return thread.Raise(Error, i == 0 ? "Leading padding not allowed" : "Excess padding not allowed");
                }

                if (strictMode && quad + padding >= 4)
                {
                    return thread.Raise(Error, "Excess padding not allowed");
                }

                padding++;
                continue;
            }

            int value = Base64Value(c);
            if (value < 0)
            {
                if (strictMode)
                {
                    return thread.Raise(Error, "Only base64 data is allowed");
                }

                continue;
            }

            if (padding > 0 && strictMode)
            {
                return thread.Raise(Error, quad + padding >= 4 ? "Excess data after padding" : "Discontinuous padding not allowed");
            }

            padding = 0;
            bits = (bits << 6 | value) & 0xFFFFFF;
            if (quad > 0)
            {
                result[length++] = (byte)(bits >> (6 - (2 * quad)));
            }

            quad = (quad + 1) & 3;
        }

        if (quad == 0 || (quad >= 2 && quad + padding >= 4))
        {
            return Value.Of(BytesObject.Of(result[..length]));
        }

        return thread.Raise(Error, quad == 1
            ? $"Invalid base64-encoded string: number of data characters ({(length / 3 * 4) + 1}) cannot be 1 more than a multiple of 4"
            : "Incorrect padding");
    }

    /// <summary>CRC-32 of ISO 3309, starting from an earlier one.</summary>
    internal static uint Crc32Of(ReadOnlySpan<byte> data, uint start)
    {
        uint crc = ~start;
        foreach (byte b in data)
        {
            crc = s_crc32[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>The bytes of a buffer or of an ASCII str; false when an exception is set.</summary>
    internal static bool TryAscii(ThreadState thread, Value value, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (value.Ref is StrObject text)
        {
            if (text.IsWide || !Ascii.IsValid(text.Chars))
            {
                thread.ValueError("string argument should contain only ASCII characters");
                return false;
            }

            bytes = Encoding.ASCII.GetBytes(text.Narrow);
            return true;
        }

        if (Buffers.Has(value))
        {
            return Buffers.TryGet(thread, value, out bytes);
        }

        thread.TypeError($"argument should be bytes, buffer or ASCII string, not '{value.Type.Name}'");
        return false;
    }

    internal static int Digit(byte c) => char.IsAsciiHexDigit((char)c) ? (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) : -1;

    private static int Base64Value(byte c) => (char)c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
