namespace Pyl.VM.Text;

/// <summary>How texts and bytes are written as source literals: repr(str), ascii(), repr(bytes).</summary>
public static class Literals
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>repr(str): single quotes unless the text has a single and no double quote; non-printables escaped.</summary>
    public static StrData Repr(StrData text)
    {
        if (text.Narrow is { } narrow && IsPlain(narrow))
            return string.Concat("'", narrow, "'");
        return Quote(text, asciiOnly: false);
    }

    /// <summary>repr(str) as UTF-16, for messages.</summary>
    public static string ReprText(StrData text) => Repr(text).ToString();

    /// <summary>ascii(str): as repr, everything beyond ASCII escaped.</summary>
    public static string Ascii(StrData text) => Quote(text, asciiOnly: true).Narrow!;

    /// <summary>ascii() of an object: escapes what its repr has beyond ASCII, without quoting again.</summary>
    public static string AsciiOfRepr(StrData repr)
    {
        if (repr.Narrow is { } narrow && System.Text.Ascii.IsValid(narrow))
            return narrow;
        var builder = new StrDataBuilder(repr.Length + 16);
        for (var i = 0; i < repr.Length; i++)
        {
            if (repr[i] < 0x80)
                builder.Append(repr[i]);
            else
                AppendEscape(ref builder, repr[i]);
        }
        return builder.ToStrData().Narrow!;
    }

    /// <summary>repr(bytes), with the prefix b (or the start of bytearray's form, given by the caller).</summary>
    public static string Repr(ReadOnlySpan<byte> bytes, string prefix = "b")
    {
        var quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        var builder = new System.Text.StringBuilder(bytes.Length + 8).Append(prefix).Append(quote);
        foreach (var b in bytes)
        {
            switch (b)
            {
                case (byte)'\t':
                    builder.Append("\\t");
                    break;
                case (byte)'\n':
                    builder.Append("\\n");
                    break;
                case (byte)'\r':
                    builder.Append("\\r");
                    break;
                case < 0x20 or >= 0x7F:
                    builder.Append("\\x").Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
                    break;
                default:
                    if (b == quote || b == '\\')
                        builder.Append('\\');
                    builder.Append((char)b);
                    break;
            }
        }
        return builder.Append(quote).ToString();
    }

    /// <summary>Appends \xhh, \uhhhh or \Uhhhhhhhh, whichever is the shortest that holds the code point.</summary>
    public static void AppendEscape(ref StrDataBuilder builder, int codePoint)
    {
        var (letter, digits) = codePoint <= 0xFF ? ('x', 2) : codePoint <= 0xFFFF ? ('u', 4) : ('U', 8);
        builder.Append('\\');
        builder.Append(letter);
        for (var shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            builder.Append(HexDigits[codePoint >> shift & 15]);
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '\'' or '\\')
                return false;
        }
        return true;
    }

    private static StrData Quote(StrData text, bool asciiOnly)
    {
        bool single = false, twice = false;
        for (var i = 0; i < text.Length; i++)
        {
            single |= text[i] == '\'';
            twice |= text[i] == '"';
        }
        var quote = single && !twice ? '"' : '\'';
        var builder = new StrDataBuilder(text.Length + 8);
        builder.Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\t':
                    builder.Append("\\t");
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case < 0x20 or 0x7F:
                    AppendEscape(ref builder, c);
                    break;
                case < 0x7F:
                    if (c == quote || c == '\\')
                        builder.Append('\\');
                    builder.Append(c);
                    break;
                default:
                    if (asciiOnly || !UnicodeProperties.IsPrintable(c))
                        AppendEscape(ref builder, c);
                    else
                        builder.Append(c);
                    break;
            }
        }
        builder.Append(quote);
        return builder.ToStrData();
    }
}
