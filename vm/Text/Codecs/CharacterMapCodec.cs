using System.Buffers;

namespace Pyl.VM.Text.Codecs;

/// <summary>A single-byte code page: a table of all bytes, or of those above 0x7F, with ASCII below.</summary>
public sealed class CharacterMapCodec(string name, string table) : TextCodec
{
    private readonly string _table = table.Length == 256 ? table : Ascii + table;
    private readonly Dictionary<int, byte> _encoding = MakeEncoding(table.Length == 256 ? table : Ascii + table);

    private static string Ascii => string.Create(128, 0, static (characters, _) =>
    {
        for (var i = 0; i < characters.Length; i++)
            characters[i] = (char)i;
    });

    public override string Name => name;

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        for (; at < input.Length; at++)
        {
            var c = _table[input[at]];
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

    private bool TryMap(int codePoint, out byte mapped) => _encoding.TryGetValue(codePoint, out mapped);

    private static Dictionary<int, byte> MakeEncoding(string table)
    {
        var result = new Dictionary<int, byte>();
        for (var i = 0; i < table.Length; i++)
        {
            if (table[i] != CharacterMaps.Undefined)
                result[table[i]] = (byte)i;
        }
        return result;
    }
}
