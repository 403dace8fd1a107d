using System.Buffers;
using System.Text;

namespace Pyl.VM.Text.Codecs;

/// <summary>ASCII and Latin-1: bytes are code points, up to a limit.</summary>
public sealed class Latin1Codec : TextCodec
{
    private readonly string _faultName;
    private readonly int _limit;

    private Latin1Codec(string name, string faultName, int limit) => (Name, _faultName, _limit) = (name, faultName, limit);

    public static Latin1Codec Ascii { get; } = new("ascii", "ascii", 128);

    public static Latin1Codec Latin1 { get; } = new("iso8859-1", "latin-1", 256);

    public override string Name { get; }

    public override CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed)
    {
        if (_limit == 128 && !System.Text.Ascii.IsValid(input))
            return base.TryDecode(input, errors, final, out text, out consumed);
        text = Encoding.Latin1.GetString(input);
        consumed = input.Length;
        return null;
    }

    public override CodecFault? TryEncode(StrData input, EncodeErrorHandler errors, out byte[] bytes)
    {
        if (input.Narrow is not { } narrow || narrow.AsSpan().ContainsAnyInRange((char)_limit, char.MaxValue))
            return base.TryEncode(input, errors, out bytes);
        bytes = Encoding.Latin1.GetBytes(narrow);
        return null;
    }

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        for (; at < input.Length; at++)
        {
            if (input[at] >= _limit)
                return new CodecFault(_faultName, at, at + 1, $"ordinal not in range({_limit})");
            output.Append(input[at]);
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        for (; at < input.Length; at++)
        {
            if (input[at] >= _limit)
            {
                var end = at + 1;
                while (end < input.Length && input[end] >= _limit)
                    end++;
                return new CodecFault(_faultName, at, end, $"ordinal not in range({_limit})");
            }
            Write(output, (byte)input[at]);
        }
        return null;
    }
}
