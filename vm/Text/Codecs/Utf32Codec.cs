using System.Buffers;
using System.Buffers.Binary;

namespace Pyl.VM.Text.Codecs;

/// <summary>UTF-32 in a fixed byte order or with a mark, as <see cref="Utf16Codec"/>.</summary>
public sealed class Utf32Codec : TextCodec
{
    private readonly bool _bigEndian, _marked;

    private Utf32Codec(string name, bool bigEndian, bool marked) => (Name, _bigEndian, _marked) = (name, bigEndian, marked);

    public static Utf32Codec Marked { get; } = new("utf-32", false, true);

    public static Utf32Codec LittleEndian { get; } = new("utf-32-le", false, false);

    public static Utf32Codec BigEndian { get; } = new("utf-32-be", true, false);

    public override string Name { get; }

    protected override int UnitSize => 4;

    public override CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed)
    {
        if (!_marked)
            return TryDecodeFrom(0, input, errors, final, out text, out consumed);
        var mark = input.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(input);
        var codec = mark == 0xFFFE0000 ? BigEndian : LittleEndian;
        return codec.TryDecodeFrom(mark is 0xFFFE0000 or 0xFEFF ? 4 : 0, input, errors, final, out text, out consumed);
    }

    protected override void WritePrefix(ArrayBufferWriter<byte> output)
    {
        if (_marked)
            Write(output, 0xFEFF);
    }

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        for (; at < input.Length; at += 4)
        {
            if (at + 4 > input.Length)
                return final ? new CodecFault(Name, at, input.Length, "truncated data") : null;
            var c = _bigEndian
                ? BinaryPrimitives.ReadUInt32BigEndian(input[at..])
                : BinaryPrimitives.ReadUInt32LittleEndian(input[at..]);
            if (c > CodePoints.Max)
                return new CodecFault(Name, at, at + 4, "code point not in range(0x110000)");
            if (CodePoints.IsSurrogate((int)c))
                return new CodecFault(Name, at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
            output.Append((int)c);
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        for (; at < input.Length; at++)
        {
            if (CodePoints.IsSurrogate(input[at]))
                return new CodecFault(Name, at, at + 1, "surrogates not allowed");
            Write(output, input[at]);
        }
        return null;
    }

    private void Write(ArrayBufferWriter<byte> output, int codePoint)
    {
        if (_bigEndian)
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), codePoint);
        else
            BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), codePoint);
        output.Advance(4);
    }
}
