using System.Text;

namespace Pyl.VM.Text.Codecs;

/// <summary>The text encodings by name. A name that is not here is LookupError "unknown encoding: NAME".</summary>
public static class CodecRegistry
{
    public static TextCodec Utf8 { get; } = new Utf8Codec(withMark: false);

    private static readonly Dictionary<string, Lazy<TextCodec>> Codecs = MakeCodecs();

    /// <summary>Finds an encoding by any of its names; null when it is unknown.</summary>
    public static TextCodec? Find(string name) => name is "utf-8"
        ? Utf8
        : Codecs.TryGetValue(NormalizeName(name), out var codec) ? codec.Value : null;

    /// <summary>Lower case, runs of what is neither a letter, a digit nor a dot as one underscore, none at the ends.</summary>
    public static string NormalizeName(string name)
    {
        var result = new StringBuilder(name.Length);
        var gap = false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '.')
            {
                gap = true;
                continue;
            }
            if (gap && result.Length > 0)
                result.Append('_');
            gap = false;
            result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }

    private static Dictionary<string, Lazy<TextCodec>> MakeCodecs()
    {
        var result = new Dictionary<string, Lazy<TextCodec>>();
        void Add(Func<TextCodec> make, string names)
        {
            var codec = new Lazy<TextCodec>(make);
            foreach (var name in names.Split(' '))
                result[name] = codec;
        }

        Add(() => Utf8, "utf_8 utf8 u8 utf cp65001 utf8_ucs2 utf8_ucs4");
        Add(() => new Utf8Codec(withMark: true), "utf_8_sig");
        Add(() => Utf16Codec.Marked, "utf_16 utf16 u16");
        Add(() => Utf16Codec.LittleEndian, "utf_16_le utf_16le utf16_le unicodelittleunmarked");
        Add(() => Utf16Codec.BigEndian, "utf_16_be utf_16be utf16_be unicodebigunmarked");
        Add(() => Utf32Codec.Marked, "utf_32 utf32 u32");
        Add(() => Utf32Codec.LittleEndian, "utf_32_le utf_32le utf32_le");
        Add(() => Utf32Codec.BigEndian, "utf_32_be utf_32be utf32_be");
        Add(() => Latin1Codec.Ascii,
            "ascii 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii");
        Add(() => Latin1Codec.Latin1,
            "latin_1 latin1 latin l1 iso_8859_1 iso8859_1 iso8859 8859 cp819 csisolatin1 ibm819 iso_8859_1_1987 iso_ir_100");
        Add(() => new CharacterMapCodec("cp437", CharacterMaps.Cp437), "cp437 437 ibm437 cspc8codepage437");
        Add(() => new CharacterMapCodec("cp850", CharacterMaps.Cp850), "cp850 850 ibm850 cspc850multilingual");
        Add(() => new CharacterMapCodec("cp1250", CharacterMaps.Cp1250), "cp1250 1250 windows_1250");
        Add(() => new CharacterMapCodec("cp1251", CharacterMaps.Cp1251), "cp1251 1251 windows_1251");
        Add(() => new CharacterMapCodec("cp1252", CharacterMaps.Cp1252), "cp1252 1252 windows_1252");
        Add(() => new CharacterMapCodec("iso8859-2", CharacterMaps.Iso8859Part2),
            "iso8859_2 iso_8859_2 latin2 l2 csisolatin2 iso_8859_2_1987 iso_ir_101");
        Add(() => new CharacterMapCodec("iso8859-15", CharacterMaps.Iso8859Part15), "iso8859_15 iso_8859_15 latin9 l9");
        Add(() => new CharacterMapCodec("koi8-r", CharacterMaps.Koi8R), "koi8_r cskoi8r");
        Add(() => new EscapeCodec(raw: false), "unicode_escape");
        Add(() => new EscapeCodec(raw: true), "raw_unicode_escape");
        return result;
    }
}
