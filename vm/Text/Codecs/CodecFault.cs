namespace Pyl.VM.Text.Codecs;

/// <summary>What a codec cannot decode or encode: the attributes of UnicodeDecodeError and UnicodeEncodeError.</summary>
/// <param name="Encoding">The name that the exception shows, which is not always the codec's ("charmap").</param>
/// <param name="Start">The first byte or code point at fault.</param>
/// <param name="End">The one after the last.</param>
/// <param name="Reason">CPython's text.</param>
public sealed record CodecFault(string Encoding, int Start, int End, string Reason)
{
    /// <summary>How many bytes in front of the input the positions, and the exception's object, leave out: utf-8-sig's mark.</summary>
    public int Skipped { get; init; }

    /// <summary>The bytes that an error handler has put in place of the input (the exception's object), or null: decoding goes on in them.</summary>
    public byte[]? Replacement { get; set; }

    /// <summary>str() of the UnicodeDecodeError.</summary>
    public string DecodeMessage(ReadOnlySpan<byte> input) => End == Start + 1 && Start + Skipped < input.Length
        ? $"'{Encoding}' codec can't decode byte 0x{input[Start + Skipped]:x2} in position {Start}: {Reason}"
        : $"'{Encoding}' codec can't decode bytes in position {Start}-{End - 1}: {Reason}";

    /// <summary>str() of the UnicodeEncodeError.</summary>
    public string EncodeMessage(StrData input) => End == Start + 1 && Start < input.Length
        ? $"'{Encoding}' codec can't encode character '{Escape(input[Start])}' in position {Start}: {Reason}"
        : $"'{Encoding}' codec can't encode characters in position {Start}-{End - 1}: {Reason}";

    private static string Escape(int codePoint)
    {
        var builder = default(StrDataBuilder);
        Literals.AppendEscape(ref builder, codePoint);
        return builder.ToStrData().ToString();
    }
}
