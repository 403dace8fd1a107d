using System.Text;

namespace Pyl.VM.Text.Codecs;

/// <summary>Code pages whose tables come with .NET; nothing is loaded before one is used.</summary>
internal static class HostTables
{
    /// <summary>All 256 characters of a single-byte code page, <see cref="CharacterMaps.Undefined"/> where a byte means nothing.</summary>
    /// <param name="codePage">Windows' number of it.</param>
    /// <param name="hasControls">Whether bytes 0x80 to 0x9F may be control characters; Windows' own pages say so where nothing is assigned.</param>
    /// <param name="corrections">Where Python's table differs: byte and character, in hexadecimal.</param>
    public static string SingleByte(int codePage, bool hasControls, string corrections)
    {
        Encoding encoding = Get(codePage, new DecoderReplacementFallback(CharacterMaps.Undefined.ToString()));
        var table = new StringBuilder(256);
        for (var i = 0; i < 256; i++)
        {
            var decoded = encoding.GetChars([(byte)i]);
            var c = decoded.Length == 1 ? decoded[0] : CharacterMaps.Undefined;
            var isGap = (!hasControls && i >= 0x80 && c is >= '\u0080' and <= '\u009F') || c is >= '\uE000' and <= '\uF8FF';
            table.Append(isGap ? CharacterMaps.Undefined : c);
        }

        foreach (var correction in corrections.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            table[Convert.ToInt32(correction[..2], 16)] = (char)Convert.ToInt32(correction[2..], 16);
        return table.ToString();
    }

    /// <summary>An encoding that writes nothing for what it lacks, and reads U+FFFE for what makes no sense.</summary>
    public static Encoding Get(int codePage, DecoderFallback decoding) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, new EncoderReplacementFallback(""), decoding)!;
}
