using Pyl.VM.Runtime;
using Pyl.VM.Runtime.Coding;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;

namespace Pyl.Stdlib.Native;

/// <summary>Decodes a stream of bytes piece by piece: an unfinished sequence waits for the next piece, a byte order mark is looked at once.</summary>
internal sealed class TextDecoding
{
    private readonly TextCodec _declared;
    private readonly string _errors;
    private TextCodec _codec;
    private bool _started;

    public TextDecoding(TextCodec codec, string errors)
    {
        (_declared, _codec, _errors) = (codec, codec, errors);
    }

    /// <summary>Bytes of an unfinished sequence.</summary>
    public byte[] Left { get; private set; } = [];

    /// <summary>True when nothing is waiting.</summary>
    public bool IsClean => Left.Length == 0;

    /// <summary>A copy, to try things on.</summary>
    public TextDecoding Copy() => new(_declared, _errors) { Left = Left, _codec = _codec, _started = _started };

    /// <summary>Forgets everything. Not at the start of the stream: there will be no mark.</summary>
    public void Reset(bool atStart)
    {
        Left = [];
        _codec = _declared;
        _started = false;
        if (!atStart && _declared.Name == "utf-8-sig")
        {
            _codec = CodecRegistry.Utf8;
            _started = true;
        }
    }

    /// <summary>The text of the next bytes; false with an exception set.</summary>
    public bool TryDecode(ThreadState thread, ReadOnlySpan<byte> input, bool final, out StrData text)
    {
        byte[]? joined = Left.Length > 0 ? [.. Left, .. input] : null;
        ReadOnlySpan<byte> bytes = joined ?? input;
        text = StrData.Empty;
        if (!_started && !TryStart(ref bytes, final))
        {
            Left = bytes.ToArray();
            return true;
        }

        if (_codec.TryDecode(bytes, ErrorHandling.ForDecoding(thread, _errors), final, out text, out int consumed) is { } fault)
        {
            if (!thread.HasException)
            {
                ErrorHandling.RaiseDecode(thread, bytes, null, fault);
            }

            return false;
        }

        Left = consumed == bytes.Length ? [] : bytes[consumed..].ToArray();
        return true;
    }

    /// <summary>Looks for a byte order mark, once there are enough bytes to tell; false to wait for more.</summary>
    private bool TryStart(ref ReadOnlySpan<byte> bytes, bool final)
    {
        switch (_declared.Name)
        {
            case "utf-8-sig":
                if (bytes.Length < 3 && !final && (bytes.IsEmpty || bytes[0] == 0xEF))
                {
                    return false;
                }

                bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
                _codec = CodecRegistry.Utf8;
                break;
            case "utf-16":
                if (bytes.Length < 2 && !final)
                {
                    return false;
                }

                bool big = bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
                bytes = big || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? bytes[2..] : bytes;
                _codec = big ? Utf16Codec.BigEndian : Utf16Codec.LittleEndian;
                break;
            case "utf-32":
                if (bytes.Length < 4 && !final)
                {
                    return false;
                }

                bool bigWide = bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
                bytes = bigWide || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? bytes[4..] : bytes;
                _codec = bigWide ? Utf32Codec.BigEndian : Utf32Codec.LittleEndian;
                break;
        }

        _started = true;
        return true;
    }
}
