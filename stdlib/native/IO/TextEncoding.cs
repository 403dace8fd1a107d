using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Runtime.Coding;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;

namespace Pyl.Stdlib.Native;

/// <summary>Encodes a stream of text piece by piece: a byte order mark is written once.</summary>
internal sealed class TextEncoding(TextCodec codec, string errors)
{
    private readonly bool _isUtf8 = ReferenceEquals(codec, CodecRegistry.Utf8);
    private bool _started;

    /// <summary>Starts again; at the start of the stream a mark is due.</summary>
    public void Reset(bool atStart) => _started = !atStart;

    /// <summary>Appends the text's bytes to a growing array; false with an exception set.</summary>
    public bool TryAppend(ThreadState thread, StrData text, ref byte[] target, ref int count)
    {
        if (_isUtf8 && text.Narrow is { } narrow && !narrow.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            Reserve(ref target, count, narrow.Length * 3);
            count += Encoding.UTF8.GetBytes(narrow, target.AsSpan(count));
            return true;
        }

        TextCodec current = _started ? Continuing() : codec;
        if (current.TryEncode(text, ErrorHandling.ForEncoding(thread, errors), out byte[] bytes) is { } fault)
        {
            if (!thread.HasException)
            {
                ErrorHandling.RaiseEncode(thread, text, fault);
            }

            return false;
        }

        _started = true;
        Reserve(ref target, count, bytes.Length);
        bytes.CopyTo(target, count);
        count += bytes.Length;
        return true;
    }

    /// <summary>The codec without its mark.</summary>
    private TextCodec Continuing() => codec.Name switch
    {
        "utf-8-sig" => CodecRegistry.Utf8,
        "utf-16" => Utf16Codec.LittleEndian,
        "utf-32" => Utf32Codec.LittleEndian,
        _ => codec,
    };

    private static void Reserve(ref byte[] target, int count, int more)
    {
        if (count + more > target.Length)
        {
            Array.Resize(ref target, Math.Max(count + more, target.Length * 2));
        }
    }
}
