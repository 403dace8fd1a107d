using System.Buffers;

namespace Pyl.VM.Text.Codecs;

/// <summary>Resolves a decoding error: the text to put in its place and where to go on. False gives up; a handler that gives
/// up because it raised something itself knows so.</summary>
public delegate bool DecodeErrorHandler(ReadOnlySpan<byte> input, CodecFault fault, out StrData replacement, out int resume);

/// <summary>Resolves an encoding error: text to encode in its place, or bytes to write as they are, and where to go on.</summary>
public delegate bool EncodeErrorHandler(StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume);

/// <summary>A text encoding. Subclasses run until the first error; the handling of errors is here.</summary>
public abstract class TextCodec
{
    /// <summary>The canonical name, as codecs.lookup(...).name.</summary>
    public abstract string Name { get; }

    /// <summary>Decodes bytes.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="errors">The error handler, see <see cref="CodecErrorHandlers"/>.</param>
    /// <param name="final">Whether the input is complete; otherwise an unfinished sequence at the end is left alone.</param>
    /// <param name="text">The text.</param>
    /// <param name="consumed">How many bytes were read.</param>
    /// <returns>null, or the fault that the handler did not resolve.</returns>
    public virtual CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed) =>
        TryDecodeFrom(0, input, errors, final, out text, out consumed);

    /// <summary>Decodes bytes that are complete.</summary>
    public CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, out StrData text) =>
        TryDecode(input, errors, final: true, out text, out _);

    /// <summary>Encodes a text.</summary>
    /// <returns>null, or the fault that the handler did not resolve.</returns>
    public virtual CodecFault? TryEncode(StrData input, EncodeErrorHandler errors, out byte[] bytes)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, input.Length));
        WritePrefix(output);
        bytes = [];
        for (var at = 0; at < input.Length;)
        {
            if (EncodeRun(input, ref at, output) is not { } fault)
                break;
            if (!errors(input, fault, out var text, out var raw, out at))
                return fault;
            var inner = 0;
            if (raw is not null)
            {
                if (raw.Length % UnitSize != 0)
                    return fault;
                output.Write(raw);
            }
            else if (EncodeRun(text, ref inner, output) is not null)
                return fault;
        }
        bytes = output.WrittenSpan.ToArray();
        return null;
    }

    /// <summary>Bytes that a handler writes must come in multiples of this.</summary>
    protected virtual int UnitSize => 1;

    /// <summary>Decodes from <paramref name="at"/> on until the end, an unfinished sequence that may still be completed, or an error.</summary>
    protected abstract CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output);

    /// <summary>Encodes from <paramref name="at"/> on until the end or an error.</summary>
    protected abstract CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output);

    /// <summary>Writes what comes before the text: a byte order mark.</summary>
    protected virtual void WritePrefix(ArrayBufferWriter<byte> output)
    {
    }

    /// <summary>As <see cref="TryDecode(ReadOnlySpan{byte}, DecodeErrorHandler, bool, out StrData, out int)"/>, from an offset on.</summary>
    protected CodecFault? TryDecodeFrom(
        int start, ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed)
    {
        var builder = new StrDataBuilder(input.Length - start);
        text = StrData.Empty;
        consumed = start;
        while (consumed < input.Length)
        {
            if (DecodeRun(input, ref consumed, final, ref builder) is not { } fault)
                break;
            if (!errors(input, fault, out var replacement, out consumed))
                return fault;
            builder.Append(replacement);
            if (fault.Replacement is { } changed)
                input = changed;
        }
        text = builder.ToStrData();
        return null;
    }

    protected static void Write(ArrayBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
