using System.Text;

namespace Pyl.VM.Text.Codecs;

/// <summary>The text encodings by name. A name that is not here is LookupError "unknown encoding: NAME".</summary>
public static class CodecRegistry
{
    public static TextCodec Utf8 { get; } = new Utf8Codec(withMark: false);

    /// <summary>Finds an encoding by any of its names; null when it is unknown.</summary>
    public static TextCodec? Find(string name) => name is "utf-8"
        ? Utf8
        : Table.Codecs.TryGetValue(NormalizeName(name), out var codec) ? codec.Value : null;

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

    /// <summary>Made when an encoding is asked for that is not "utf-8", which the streams of every program are.</summary>
    private static class Table
    {
        public static readonly Dictionary<string, Lazy<TextCodec>> Codecs = MakeCodecs();

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
            AddHosted(Add);
            Add(() => new EscapeCodec(raw: false), "unicode_escape");
            Add(() => new EscapeCodec(raw: true), "raw_unicode_escape");
            return result;
        }

        /// <summary>Code pages whose tables are .NET's.</summary>
        private static void AddHosted(Action<Func<TextCodec>, string> add)
        {
            foreach (var page in new[] { 1253, 1254, 1255, 1256, 1257, 1258, 874 })
                Single($"cp{page}", page, hasControls: false, $"cp{page} {page} windows_{page}");
            foreach (var page in new[] { 737, 775, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869 })
                Single($"cp{page}", page, hasControls: true, $"cp{page} {page} ibm{page}");
            foreach (var (page, number) in new[] { ("cp037", 37), ("cp500", 500), ("cp1026", 1026), ("cp1140", 1140), ("cp273", 20273), ("cp424", 20424) })
                Single(page, number, hasControls: true, $"{page} {page[2..].TrimStart('0')} {page[2..]} ibm{page[2..]}");
            foreach (var (part, more) in new[] { (3, "latin3 l3"), (4, "latin4 l4"), (5, "cyrillic"), (6, "arabic"), (7, "greek greek8"), (8, "hebrew"), (9, "latin5 l5"), (13, "latin7 l7") })
                Single($"iso8859-{part}", 28590 + part, hasControls: true, $"iso8859_{part} iso_8859_{part} {more}");
            Single("koi8-u", 21866, hasControls: true, "koi8_u");
            Single("mac-roman", 10000, hasControls: true, "mac_roman macroman macintosh");
            Single("mac-cyrillic", 10007, hasControls: true, "mac_cyrillic maccyrillic");
            Single("mac-greek", 10006, hasControls: true, "mac_greek macgreek");
            Single("mac-turkish", 10081, hasControls: true, "mac_turkish macturkish");
            Many("gbk", 936, 0x81, "gbk cp936 936 ms936");
            Many("gb2312", 936, 0xA1, "gb2312 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 csiso58gb231280 chinese iso_ir_58");
            Many("gb18030", 54936, 0x81, "gb18030 gb18030_2000");
            Many("big5", 950, 0xA1, "big5 big5_tw csbig5");
            Many("cp950", 950, 0x81, "cp950 950 ms950");
            Many("shift_jis", 932, 0x81, "shift_jis csshiftjis shiftjis sjis s_jis");
            Many("cp932", 932, 0x81, "cp932 932 ms932 mskanji ms_kanji windows_31j");
            Many("euc_jp", 51932, 0x8E, "euc_jp eucjp ujis u_jis");
            Many("euc_kr", 51949, 0xA1, "euc_kr euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001 iso_ir_149");
            Many("cp949", 949, 0x81, "cp949 949 ms949 uhc");

            void Single(string name, int codePage, bool hasControls, string names) =>
                add(() => new CharacterMapCodec(name, HostTables.SingleByte(codePage, hasControls, Corrections(name))), names);

            void Many(string name, int codePage, int firstLead, string names) => add(() => new MultiByteCodec(name, codePage, firstLead), names);
        }

        /// <summary>What .NET's tables have differently; private characters mean nothing in Python's, but Apple's are kept.</summary>
        private static string Corrections(string name) => name switch
        {
            "cp273" => "BC203E",
            "cp424" => "B300B7 BC00AF",
            "cp864" => "25066A 9BFFFE 9CFFFE 9FFFFE",
            "cp869" => "80FFFE 81FFFE 82FFFE 83FFFE 84FFFE 85FFFE 87FFFE 93FFFE 94FFFE",
            "cp1255" => "CAFFFE",
            "iso8859-7" => "A12018 A22019 A420AC A520AF AA037A",
            "iso8859-8" => "AF00AF FD200E FE200F",
            "koi8-u" => "AE255D BE256C",
            "mac-roman" => "BD03A9 F0F8FF",
            "mac-cyrillic" => "A20490 B60491 FF20AC",
            "mac-greek" => "9C20AC AF00B7 FF00AD",
            "mac-turkish" => "BD03A9 F0F8FF F5F8A0",
            _ => "",
        };
    }
}
