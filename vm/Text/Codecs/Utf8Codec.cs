using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pyl.VM.Text.Codecs;

/// <summary>UTF-8; with a byte order mark, which encoding writes and decoding skips, it is utf-8-sig.</summary>
public sealed class Utf8Codec(bool withMark) : TextCodec
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    public override string Name => withMark ? "utf-8-sig" : "utf-8";

    public override CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed)
    {
        // The positions in errors count from behind the mark, as in CPython.
        if (withMark && input.StartsWith(Mark))
        {
            var fault = TryDecode(input[3..], errors, final, out text, out consumed);
            consumed += 3;
            return fault is null ? null : fault with { Skipped = 3 };
        }
        if (withMark && !final && input.Length < 3 && Mark.AsSpan().StartsWith(input))
        {
            (text, consumed) = (StrData.Empty, 0);
            return null;
        }
        if (Utf8.IsValid(input))
        {
            text = CodePoints.FromUtf16(Encoding.UTF8.GetString(input));
            consumed = input.Length;
            return null;
        }
        return base.TryDecode(input, errors, final, out text, out consumed);
    }

    public override CodecFault? TryEncode(StrData input, EncodeErrorHandler errors, out byte[] bytes)
    {
        if (withMark || input.Narrow is not { } narrow || narrow.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return base.TryEncode(input, errors, out bytes);
        bytes = Encoding.UTF8.GetBytes(narrow);
        return null;
    }

    protected override void WritePrefix(ArrayBufferWriter<byte> output)
    {
        if (withMark)
            output.Write(Mark);
    }

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        while (at < input.Length)
        {
            int lead = input[at];
            if (lead < 0x80)
            {
                output.Append(lead);
                at++;
                continue;
            }
            // The second byte's range excludes overlong forms, surrogates and what is above U+10FFFF.
            var (length, low, high) = lead switch
            {
                >= 0xC2 and <= 0xDF => (2, 0x80, 0xBF),
                0xE0 => (3, 0xA0, 0xBF),
                0xED => (3, 0x80, 0x9F),
                >= 0xE1 and <= 0xEF => (3, 0x80, 0xBF),
                0xF0 => (4, 0x90, 0xBF),
                >= 0xF1 and <= 0xF3 => (4, 0x80, 0xBF),
                0xF4 => (4, 0x80, 0x8F),
                _ => (0, 0, 0),
            };
            if (length == 0)
                return new CodecFault("utf-8", at, at + 1, "invalid start byte");
            var value = lead & (0xFF >> (length + 1));
            for (var i = 1; i < length; i++, (low, high) = (0x80, 0xBF))
            {
                if (at + i == input.Length)
                    return final ? new CodecFault("utf-8", at, at + i, "unexpected end of data") : null;
                int next = input[at + i];
                // Half of a surrogate may still become one that surrogatepass takes.
                if (lead == 0xED && i == 1 && next >> 6 == 2 && at + 2 == input.Length && !final)
                    return null;
                if (next < low || next > high)
                    return new CodecFault("utf-8", at, at + i, "invalid continuation byte");
                value = value << 6 | next & 0x3F;
            }
            output.Append(value);
            at += length;
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        for (; at < input.Length; at++)
        {
            if (CodePoints.IsSurrogate(input[at]))
            {
                var end = at + 1;
                while (end < input.Length && CodePoints.IsSurrogate(input[end]))
                    end++;
                return new CodecFault("utf-8", at, end, "surrogates not allowed");
            }
            output.Advance(CodePoints.WriteUtf8(input[at], output.GetSpan(4)));
        }
        return null;
    }
}
