using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Encodings of old mail: quoted-printable (RFC 2045) and uuencode.</summary>
[PyModule("binascii")]
internal static class BinasciiMailFunctions
{
    private const int LineLimit = 76;
    private const int UuLimit = 45;

    [PyFunction("a2b_qp", Doc = "Decode a string of qp-encoded data.")]
    public static Value FromQuotedPrintable(ThreadState thread, [Keyword] Value data, [Keyword] bool header = false)
    {
        if (!BinasciiModule.TryAscii(thread, data, out ReadOnlySpan<byte> text))
        {
            return Value.Error;
        }

        var result = new MemoryStream(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            byte c = text[i];
            if (c == '=')
            {
                if (++i >= text.Length)
                {
                    break;
                }

                if (text[i] is (byte)'\n' or (byte)'\r')
                {
                    // A soft line break.
                    while (i < text.Length && text[i] != '\n')
                    {
                        i++;
                    }

                    continue;
                }

                int high = BinasciiModule.Digit(text[i]);
                int low = i + 1 < text.Length ? BinasciiModule.Digit(text[i + 1]) : -1;
                if (text[i] == '=')
                {
                    result.WriteByte((byte)'=');
                }
                else if (high >= 0 && low >= 0)
                {
                    result.WriteByte((byte)(high << 4 | low));
                    i++;
                }
                else
                {
                    result.WriteByte((byte)'=');
                    i--;
                }

                continue;
            }

            result.WriteByte(header && c == '_' ? (byte)' ' : c);
        }

        return Value.Of(BytesObject.Of(result.ToArray()));
    }

    [PyFunction("b2a_qp", Doc = "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white space at end of\nlines is.  When istext is not set, \\\\r and \\\\n (CR/LF) are both encoded.  When\nquotetabs is set, space and tabs are encoded.")]
    public static byte[] ToQuotedPrintable([Keyword] ReadOnlySpan<byte> data, [Keyword] bool quotetabs = false, [Keyword] bool istext = true, [Keyword] bool header = false)
    {
        var result = new MemoryStream(data.Length * 3 / 2);
        int column = 0;
        bool crlf = data.IndexOf((byte)'\n') is > 0 and int first && data[first - 1] == '\r';
        for (int i = 0; i < data.Length; i++)
        {
            byte c = data[i];
            bool lineEnds = c == '\n' || (c == '\r' && i + 1 < data.Length && data[i + 1] == '\n');
            if (istext && lineEnds)
            {
                if (crlf)
                {
                    result.WriteByte((byte)'\r');
                }

                result.WriteByte((byte)'\n');
                i += c == '\r' ? 1 : 0;
                column = 0;
                continue;
            }

            bool encode = MustEncode(data, i, quotetabs, istext, header, column);
            int width = encode ? 3 : 1;
            bool last = i + 1 == data.Length || (istext && data[i + 1] is (byte)'\n');
            if (column + width >= LineLimit + (last ? 1 : 0))
            {
                result.WriteByte((byte)'=');
                if (crlf)
                {
                    result.WriteByte((byte)'\r');
                }

                result.WriteByte((byte)'\n');
                column = 0;
            }

            if (encode)
            {
                result.WriteByte((byte)'=');
                result.WriteByte((byte)"0123456789ABCDEF"[c >> 4]);
                result.WriteByte((byte)"0123456789ABCDEF"[c & 15]);
            }
            else
            {
                result.WriteByte(header && c == ' ' ? (byte)'_' : c);
            }

            column += width;
        }

        return result.ToArray();
    }

    [PyFunction("a2b_uu", Doc = "Decode a line of uuencoded data.")]
    public static Value FromUu(ThreadState thread, Value data)
    {
        if (!BinasciiModule.TryAscii(thread, data, out ReadOnlySpan<byte> text))
        {
            return Value.Error;
        }

        if (text.IsEmpty)
        {
            return thread.Raise(BinasciiModule.Error, "Missing length byte");
        }

        int length = (text[0] - ' ') & 0x3F;
        byte[] result = new byte[length];
        int at = 1;
        int bits = 0;
        int have = 0;
        for (int count = 0; count < length; at++)
        {
            byte c = at < text.Length ? text[at] : (byte)'\n';
            int value = 0;
            if (c is not ((byte)'\n' or (byte)'\r'))
            {
                if (c is < (byte)' ' or > (byte)' ' + 64)
                {
                    return thread.Raise(BinasciiModule.Error, "Illegal char");
                }

                value = (c - ' ') & 0x3F;
            }

            bits = bits << 6 | value;
            have += 6;
            if (have >= 8)
            {
                have -= 8;
                result[count++] = (byte)(bits >> have);
                bits &= (1 << have) - 1;
            }
        }

        for (; at < text.Length; at++)
        {
            if (text[at] is not ((byte)' ' or (byte)' ' + 64 or (byte)'\n' or (byte)'\r'))
            {
                return thread.Raise(BinasciiModule.Error, "Trailing garbage");
            }
        }

        return Value.Of(BytesObject.Of(result));
    }

    [PyFunction("b2a_uu", Doc = "Uuencode line of data.")]
    public static Value ToUu(ThreadState thread, ReadOnlySpan<byte> data, [KeywordOnly] bool backtick = false)
    {
        if (data.Length > UuLimit)
        {
            return thread.Raise(BinasciiModule.Error, "At most 45 bytes at once");
        }

        var result = new MemoryStream((data.Length * 4 / 3) + 6);
        void Write(int value) => result.WriteByte(backtick && value == 0 ? (byte)'`' : (byte)(value + ' '));
        Write(data.Length);
        for (int i = 0; i < data.Length; i += 3)
        {
            int a = data[i];
            int b = i + 1 < data.Length ? data[i + 1] : 0;
            int c = i + 2 < data.Length ? data[i + 2] : 0;
            Write(a >> 2);
            Write((a & 3) << 4 | b >> 4);
            Write((b & 15) << 2 | c >> 6);
            Write(c & 0x3F);
        }

        result.WriteByte((byte)'\n');
        return Value.Of(BytesObject.Of(result.ToArray()));
    }

    private static bool MustEncode(ReadOnlySpan<byte> data, int at, bool quoteTabs, bool isText, bool header, int column)
    {
        byte c = data[at];
        bool ends = at + 1 == data.Length;
        if (c > 126 || c == '=' || (header && c == '_'))
        {
            return true;
        }

        if (c == '.' && column == 0 && (ends || data[at + 1] is (byte)'\n' or (byte)'\r' or 0))
        {
            return true;
        }

        if (c is (byte)'\r' or (byte)'\n')
        {
            return !isText;
        }

        if (c is (byte)' ' or (byte)'\t')
        {
            // Blanks before the end of a line, but for those that are underscores; a return alone ends none.
            return quoteTabs || ends || (isText && !(header && c == ' ') && (data[at + 1] == '\n' || (data[at + 1] == '\r' && at + 2 < data.Length && data[at + 2] == '\n')));
        }

        return c < 33;
    }
}
