using System.Buffers;

namespace Pyl.VM.Text.Codecs;

/// <summary>A single-byte code page: ASCII below 0x80, a table above.</summary>
public sealed class CharacterMapCodec(string name, string upperHalf) : TextCodec
{
    private readonly Dictionary<int, byte> _encoding = MakeEncoding(upperHalf);

    public override string Name => name;

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        for (; at < input.Length; at++)
        {
            var c = input[at] < 0x80 ? (char)input[at] : upperHalf[input[at] - 0x80];
            if (c == CharacterMaps.Undefined)
                return new CodecFault("charmap", at, at + 1, "character maps to <undefined>");
            output.Append(c);
        }
        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        for (; at < input.Length; at++)
        {
            if (TryMap(input[at], out var mapped))
            {
                Write(output, mapped);
                continue;
            }
            var end = at + 1;
            while (end < input.Length && !TryMap(input[end], out _))
                end++;
            return new CodecFault("charmap", at, end, "character maps to <undefined>");
        }
        return null;
    }

    private bool TryMap(int codePoint, out byte mapped)
    {
        mapped = (byte)codePoint;
        return codePoint < 0x80 || _encoding.TryGetValue(codePoint, out mapped);
    }

    private static Dictionary<int, byte> MakeEncoding(string upperHalf)
    {
        var result = new Dictionary<int, byte>();
        for (var i = 0; i < upperHalf.Length; i++)
        {
            if (upperHalf[i] != CharacterMaps.Undefined)
                result[upperHalf[i]] = (byte)(0x80 + i);
        }
        return result;
    }
}
