using System.Globalization;

namespace Pyl.VM.Text.Codecs;

/// <summary>The error handlers that every interpreter knows: strict, ignore, replace, backslashreplace, xmlcharrefreplace,
/// namereplace, surrogateescape, surrogatepass.</summary>
public static class CodecErrorHandlers
{
    /// <summary>The TypeError when a handler that only encodes is asked to decode.</summary>
    public const string CannotDecode = "don't know how to handle UnicodeDecodeError in error callback";

    /// <summary>The handler of decoding errors with a name, or null. For xmlcharrefreplace and namereplace see
    /// <see cref="CannotDecode"/>.</summary>
    public static DecodeErrorHandler? ForDecoding(string name) => name switch
    {
        "strict" => StrictDecode,
        "ignore" => (ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume) =>
        {
            (text, resume) = (StrData.Empty, fault.End);
            return true;
        }
        ,
        "replace" => (ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume) =>
        {
            (text, resume) = ("\uFFFD", fault.End);
            return true;
        }
        ,
        "backslashreplace" => (ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume) =>
        {
            var builder = default(StrDataBuilder);
            foreach (var b in input[fault.Start..fault.End])
                Literals.AppendEscape(ref builder, b);
            (text, resume) = (builder.ToStrData(), fault.End);
            return true;
        }
        ,
        "surrogateescape" => EscapeBytes,
        "surrogatepass" => PassBytes,
        _ => null,
    };

    /// <summary>The handler of encoding errors with a name, or null.</summary>
    public static EncodeErrorHandler? ForEncoding(string name) => name switch
    {
        "strict" => StrictEncode,
        "ignore" => Replacing((ref StrDataBuilder builder, int c) => { }),
        "replace" => Replacing((ref StrDataBuilder builder, int c) => builder.Append('?')),
        "backslashreplace" => Replacing(Literals.AppendEscape),
        "xmlcharrefreplace" => Replacing((ref StrDataBuilder builder, int c) =>
            builder.Append("&#" + c.ToString(CultureInfo.InvariantCulture) + ";")),
        "namereplace" => Replacing((ref StrDataBuilder builder, int c) =>
        {
            if (UnicodeNames.NameOf(c) is { } known)
                builder.Append("\\N{" + known + "}");
            else
                Literals.AppendEscape(ref builder, c);
        }),
        "surrogateescape" => UnescapeBytes,
        "surrogatepass" => PassSurrogates,
        _ => null,
    };

    public static bool StrictDecode(ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume)
    {
        (text, resume) = (StrData.Empty, fault.End);
        return false;
    }

    public static bool StrictEncode(StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume)
    {
        (text, bytes, resume) = (StrData.Empty, null, fault.End);
        return false;
    }

    private delegate void Replacement(ref StrDataBuilder builder, int codePoint);

    private static EncodeErrorHandler Replacing(Replacement replacement) =>
        (StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume) =>
        {
            var builder = default(StrDataBuilder);
            for (var i = fault.Start; i < fault.End; i++)
                replacement(ref builder, input[i]);
            (text, bytes, resume) = (builder.ToStrData(), null, fault.End);
            return true;
        };

    // PEP 383: bytes that are not ASCII become lone surrogates U+DC80 to U+DCFF.
    private static bool EscapeBytes(ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume)
    {
        var builder = default(StrDataBuilder);
        resume = fault.Start;
        while (resume < fault.End && resume < fault.Start + 4 && input[resume] >= 0x80)
            builder.Append(0xDC00 + input[resume++]);
        text = builder.ToStrData();
        return resume > fault.Start;
    }

    // For the codecs that CPython writes in C, what can be turned back is, and the error, if any, starts behind it.
    private static bool UnescapeBytes(StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume)
    {
        text = StrData.Empty;
        resume = fault.Start;
        while (resume < fault.End && input[resume] is >= 0xDC80 and <= 0xDCFF)
            resume++;
        bytes = new byte[resume - fault.Start];
        if (resume < fault.End && fault.Encoding is not ("utf-8" or "ascii" or "latin-1"))
            return false;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)input[fault.Start + i];
        return bytes.Length > 0;
    }

    private static bool PassBytes(ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume)
    {
        (text, resume) = (StrData.Empty, fault.End);
        var rest = input[fault.Start..];
        var size = fault.Encoding switch { "utf-8" => 3, "utf-16-le" or "utf-16-be" => 2, "utf-32-le" or "utf-32-be" => 4, _ => 0 };
        if (size == 0 || rest.Length < size)
            return false;
        var c = fault.Encoding switch
        {
            "utf-8" => rest[0] >> 4 == 0xE && rest[1] >> 6 == 2 && rest[2] >> 6 == 2
                ? (rest[0] & 15) << 12 | (rest[1] & 63) << 6 | rest[2] & 63
                : 0,
            "utf-16-le" => rest[0] | rest[1] << 8,
            "utf-16-be" => rest[0] << 8 | rest[1],
            "utf-32-le" => rest[0] | rest[1] << 8 | rest[2] << 16 | rest[3] << 24,
            _ => rest[0] << 24 | rest[1] << 16 | rest[2] << 8 | rest[3],
        };
        if (!CodePoints.IsSurrogate(c))
            return false;
        (text, resume) = (StrData.FromCodePoint(c), fault.Start + size);
        return true;
    }

    private static bool PassSurrogates(StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume)
    {
        (text, resume) = (StrData.Empty, fault.End);
        var result = new List<byte>();
        bytes = null;
        Span<byte> buffer = stackalloc byte[4];
        for (var i = fault.Start; i < fault.End; i++)
        {
            var c = input[i];
            if (!CodePoints.IsSurrogate(c))
                return false;
            var (low, high) = ((byte)c, (byte)(c >> 8));
            switch (fault.Encoding)
            {
                case "utf-8":
                    result.AddRange(buffer[..CodePoints.WriteUtf8(c, buffer)]);
                    break;
                case "utf-16" or "utf-16-le":
                    result.AddRange([low, high]);
                    break;
                case "utf-16-be":
                    result.AddRange([high, low]);
                    break;
                case "utf-32" or "utf-32-le":
                    result.AddRange([low, high, 0, 0]);
                    break;
                case "utf-32-be":
                    result.AddRange([0, 0, high, low]);
                    break;
                default:
                    return false;
            }
        }
        bytes = result.ToArray();
        return true;
    }
}
