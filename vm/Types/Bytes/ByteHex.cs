using System.Globalization;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>hex() and fromhex() of bytes, bytearray and memoryview, and of the module binascii.</summary>
public static class ByteHex
{
    /// <summary>Two hexadecimal digits a byte, with a separator after each group: groups count from the right when positive.</summary>
    public static Value ToHex(ThreadState thread, ReadOnlySpan<byte> data, Value separator, int group)
    {
        if (separator.IsUnbound)
        {
            return Value.Of(StrObject.OfNarrow(Convert.ToHexStringLower(data)));
        }

        if (!TrySeparator(thread, separator, out char mark))
        {
            return Value.Error;
        }

        long size = Math.Abs((long)group);
        if (size == 0 || data.Length <= size)
        {
            return Value.Of(StrObject.OfNarrow(Convert.ToHexStringLower(data)));
        }

        string digits = Convert.ToHexStringLower(data);
        var text = new System.Text.StringBuilder(digits.Length + (int)(data.Length / size));
        long phase = group > 0 ? data.Length % size : 0;
        for (int i = 0; i < data.Length; i++)
        {
            if (i > 0 && (i - phase) % size == 0)
            {
                text.Append(mark);
            }

            text.Append(digits, 2 * i, 2);
        }

        return Value.Of(StrObject.OfNarrow(text.ToString()));
    }

    /// <summary>The bytes that hexadecimal digits stand for; ASCII whitespace between bytes is skipped. Null when an exception is set.</summary>
    public static byte[]? FromHex(ThreadState thread, Value text)
    {
        if (text.Ref is StrObject str)
        {
            return Parse(thread, str.IsWide ? str.ToString() : str.Chars);
        }

        if (!Buffers.Has(text))
        {
            thread.TypeError($"fromhex() argument must be str or bytes-like, not {text.Type.Name}");
            return null;
        }

        return Buffers.TryGet(thread, text, out ReadOnlySpan<byte> bytes) ? Parse(thread, System.Text.Encoding.Latin1.GetString(bytes)) : null;
    }

    private static byte[]? Parse(ThreadState thread, ReadOnlySpan<char> text)
    {
        byte[] result = new byte[text.Length / 2];
        int count = 0;
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ' || (uint)(text[at] - '\t') <= 4)
            {
                at++;
                continue;
            }

            int high = Digit(text[at]);
            int low = high >= 0 && at + 1 < text.Length ? Digit(text[at + 1]) : -1;
            if (low >= 0)
            {
                result[count++] = (byte)(high << 4 | low);
                at += 2;
                continue;
            }

            if (high >= 0 && at + 1 >= text.Length)
            {
                thread.ValueError("fromhex() arg must contain an even number of hexadecimal digits");
            }
            else
            {
                int position = high < 0 ? at : at + 1;
                thread.ValueError(string.Create(CultureInfo.InvariantCulture, $"non-hexadecimal number found in fromhex() arg at position {position}"));
            }

            return null;
        }

        return count == result.Length ? result : result[..count];
    }

    private static int Digit(char c) => char.IsAsciiHexDigit(c) ? (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) : -1;

    private static bool TrySeparator(ThreadState thread, Value value, out char mark)
    {
        mark = '\0';
        long length = Operators.Length(thread, value);
        if (length < 0)
        {
            return false;
        }

        if (length != 1)
        {
            thread.ValueError("sep must be length 1.");
            return false;
        }

        switch (value.Ref)
        {
            case StrObject text:
                mark = (char)Math.Min(text.CodePointAt(0), char.MaxValue);
                break;
            case BytesObject bytes:
                mark = (char)bytes.Data[0];
                break;
            default:
                thread.TypeError("sep must be str or bytes.");
                return false;
        }

        if (mark < 128)
        {
            return true;
        }

        thread.ValueError("sep must be ASCII.");
        return false;
    }
}
