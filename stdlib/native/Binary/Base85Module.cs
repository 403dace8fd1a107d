using System.Buffers.Binary;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _base85: what the encodings of base 85 in the module base64 have in common.</summary>
[PyModule("_base85")]
internal static class Base85Module
{
    [PyFunction("encode", Doc = "Five digits for four bytes; the last group is as short as its bytes are, unless pad is true. Foldnul and foldspaces: z for four zeros, y for four spaces.")]
    public static byte[] Encode(ReadOnlySpan<byte> data, ReadOnlySpan<byte> alphabet, bool pad, bool foldnul = false, bool foldspaces = false)
    {
        byte[] result = new byte[checked((data.Length + 3) / 4 * 5)];
        int length = 0;
        for (int at = 0; at < data.Length; at += 4)
        {
            int missing = Math.Max(0, at + 4 - data.Length);
            uint word = missing == 0 ? BinaryPrimitives.ReadUInt32BigEndian(data[at..]) : LastWord(data[at..]);
            bool isShortened = missing > 0 && !pad;
            if ((foldnul && word == 0 && !isShortened) || (foldspaces && word == 0x20202020))
            {
                result[length++] = word == 0 ? (byte)'z' : (byte)'y';
                continue;
            }

            for (int i = 4; i >= 0; i--)
            {
                (word, uint digit) = Math.DivRem(word, 85);
                result[length + i] = alphabet[(int)digit];
            }

            length += isShortened ? 5 - missing : 5;
        }

        return length == result.Length ? result : result[..length];
    }

    /// <summary>One to three bytes and zeros behind them.</summary>
    private static uint LastWord(ReadOnlySpan<byte> rest)
    {
        Span<byte> group = stackalloc byte[4];
        group.Clear();
        rest.CopyTo(group);
        return BinaryPrimitives.ReadUInt32BigEndian(group);
    }

    [PyFunction("decode", Doc = "The bytes of digits; signs are z and y where they may stand for a group, ignored what is passed over. None for anything that is not right.")]
    public static Value Decode(ThreadState thread, ReadOnlySpan<byte> text, ReadOnlySpan<byte> alphabet, ReadOnlySpan<byte> signs, ReadOnlySpan<byte> ignored)
    {
        const byte Bad = 255, Ignored = 254, Zeros = 253, Spaces = 252;
        Span<byte> meanings = stackalloc byte[256];
        meanings.Fill(Bad);
        foreach (byte c in ignored)
        {
            meanings[c] = Ignored;
        }

        foreach (byte c in signs)
        {
            meanings[c] = c == 'z' ? Zeros : Spaces;
        }

        for (int i = 0; i < alphabet.Length; i++)
        {
            meanings[alphabet[i]] = (byte)i;
        }

        // A sign of one character is four bytes.
        byte[] result = new byte[checked((signs.IsEmpty ? (text.Length + 4) / 5 : text.Length) * 4L)];
        int length = 0;
        int count = 0;
        ulong word = 0;
        foreach (byte c in text)
        {
            byte meaning = meanings[c];
            if (meaning < 85)
            {
                word = (word * 85) + meaning;
                if (++count == 5)
                {
                    if (word > uint.MaxValue)
                    {
                        return Value.None;
                    }

                    BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(length), (uint)word);
                    length += 4;
                    count = 0;
                    word = 0;
                }
            }
            else if (meaning != Ignored)
            {
                if (meaning == Bad || count > 0)
                {
                    return Value.None;
                }

                result.AsSpan(length, 4).Fill(meaning == Zeros ? (byte)0 : (byte)' ');
                length += 4;
            }
        }

        if (count > 0)
        {
            // The rest as if the greatest digit stood for what is missing.
            for (int i = count; i < 5; i++)
            {
                word = (word * 85) + 84;
            }

            if (word > uint.MaxValue)
            {
                return Value.None;
            }

            for (int i = 0; i < count - 1; i++)
            {
                result[length++] = (byte)(word >> (24 - (8 * i)));
            }
        }

        return Value.Of(BytesObject.Of(length == result.Length ? result : result[..length]));
    }
}
