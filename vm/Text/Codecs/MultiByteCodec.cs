using System.Buffers;
using System.Text;

namespace Pyl.VM.Text.Codecs;

/// <summary>A code page of East Asia, in which a character has one to four bytes, over .NET's tables.</summary>
/// <param name="name">Its name.</param>
/// <param name="codePage">Windows' number of it.</param>
/// <param name="firstLead">The smallest byte that begins a character of several.</param>
public sealed class MultiByteCodec(string name, int codePage, int firstLead) : TextCodec
{
    private readonly Encoding _encoding = HostTables.Get(codePage, new DecoderReplacementFallback(CharacterMaps.Undefined.ToString()));

    public override string Name => name;

    protected override CodecFault? DecodeRun(ReadOnlySpan<byte> input, ref int at, bool final, ref StrDataBuilder output)
    {
        Span<char> characters = stackalloc char[8];
        while (at < input.Length)
        {
            if (input[at] < 0x80)
            {
                output.Append((char)input[at++]);
                continue;
            }

            if (IsSingle(input[at]) && TryDecode(input.Slice(at, 1), characters, ref output))
            {
                at++;
                continue;
            }

            var length = at + 1 < input.Length && input[at] < firstLead ? 1 : LengthOf(input[at..]);
            if (at + length > input.Length)
                return final ? new CodecFault(name, at, input.Length, "incomplete multibyte sequence") : null;
            if (length == 1 || !TryDecode(input.Slice(at, length), characters, ref output))
                return new CodecFault(name, at, at + 1, "illegal multibyte sequence");
            at += length;
        }

        return null;
    }

    protected override CodecFault? EncodeRun(StrData input, ref int at, ArrayBufferWriter<byte> output)
    {
        Span<char> characters = stackalloc char[2];
        Span<byte> bytes = stackalloc byte[8];
        for (; at < input.Length; at++)
        {
            if (input[at] < 0x80)
            {
                Write(output, (byte)input[at]);
                continue;
            }

            var written = 0;
            if (Rune.TryCreate(input[at], out var rune))
                written = _encoding.GetBytes(characters[..rune.EncodeToUtf16(characters)], bytes);
            if (written == 0 || bytes[0] < firstLead && !IsSingle(bytes[0]) || (codePage == 936 && firstLead > 0x81 && bytes[1] < 0xA1))
                return new CodecFault(name, at, at + 1, "illegal multibyte sequence");
            output.Write(bytes[..written]);
        }

        return null;
    }

    /// <summary>Half-width katakana of Shift JIS, and what .NET reads as one byte.</summary>
    private bool IsSingle(byte value) => codePage == 932 && value is >= 0xA1 and <= 0xDF;

    private int LengthOf(ReadOnlySpan<byte> start) => codePage switch
    {
        54936 when start.Length > 1 && start[1] is >= 0x30 and <= 0x39 => 4,
        51932 when start[0] == 0x8F => 3,
        _ => 2,
    };

    private bool TryDecode(ReadOnlySpan<byte> bytes, Span<char> characters, ref StrDataBuilder output)
    {
        var count = _encoding.GetChars(bytes, characters);
        // One character, or the two halves of one.
        if (count != 1 + (char.IsHighSurrogate(characters[0]) ? 1 : 0) || characters[0] == CharacterMaps.Undefined || characters[0] is >= '\uE000' and <= '\uF8FF')
            return false;
        Rune.DecodeFromUtf16(characters[..count], out var rune, out _);
        output.Append(rune.Value);
        return true;
    }
}
