using System.Buffers;
using System.Buffers.Binary;

namespace Pyl.VM.Text.Codecs;

/// <summary>UTF-16 in a fixed byte order, or with a mark: then it is written little-endian with a mark, and read by the mark.
/// The mark is looked for at the start of each call: a stream remembers the order after its first piece.</summary>
public sealed class Utf16Codec : TextCodec
{
    private readonly bool _bigEndian, _marked;

    private Utf16Codec(string name, bool bigEndian, bool marked) => (Name, _bigEndian, _marked) = (name, bigEndian, marked);

    public static Utf16Codec Marked { get; } = new("utf-16", false, true);

    public static Utf16Codec LittleEndian { get; } = new("utf-16-le", false, false);

    public static Utf16Codec BigEndian { get; } = new("utf-16-be", true, false);

    public override string Name { get; }

    protected override int UnitSize => 2;

    public override CodecFault? TryDecode(ReadOnlySpan<byte> input, DecodeErrorHandler errors, bool final, out StrData text, out int consumed)
    {
        if (!_marked)
            return TryDecodeFrom(0, input, errors, final, out text, out consumed);
        var mark = input.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(input);
        var codec = mark == 0xFFFE ? BigEndian : LittleEndian;
        return codec.TryDecodeFrom(mark is 0xFFFE or 0xFEFF ? 2 : 0, input, errors, final, out text, out consumed);
    }

    protected override void WritePrefix(ArrayBufferWriter<byte> output)
    {
        if (_marked)
            Write(output, 0xFEFF);
    }

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        while (at < input.Length)
        {
            if (at + 1 == input.Length)
                return final ? new CodecFault(Name, at, at + 1, "truncated data") : null;
            var unit = Read(input, at);
            if (!CodePoints.IsSurrogate(unit))
            {
                output.Append(unit);
                at += 2;
                continue;
            }
            if (unit >= 0xDC00)
                return new CodecFault(Name, at, at + 2, "illegal encoding");
            if (at + 4 > input.Length)
                return final ? new CodecFault(Name, at, input.Length, "unexpected end of data") : null;
            var low = Read(input, at + 2);
            if (low is < 0xDC00 or > 0xDFFF)
                return new CodecFault(Name, at, at + 2, "illegal UTF-16 surrogate");
            output.Append(CodePoints.Combine(unit, low));
            at += 4;
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        for (; at < input.Length; at++)
        {
            var c = input[at];
            if (CodePoints.IsSurrogate(c))
                return new CodecFault(Name, at, at + 1, "surrogates not allowed");
            if (c > 0xFFFF)
            {
                Write(output, 0xD800 + ((c - 0x10000) >> 10));
                c = 0xDC00 + ((c - 0x10000) & 0x3FF);
            }
            Write(output, c);
        }
        return null;
    }

    private int Read(ReadOnlySpan<byte> input, int at) => _bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(input[at..])
        : BinaryPrimitives.ReadUInt16LittleEndian(input[at..]);

    private void Write(ArrayBufferWriter<byte> output, int unit)
    {
        if (_bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)unit);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), (ushort)unit);
        output.Advance(2);
    }
}
