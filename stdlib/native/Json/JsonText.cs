using System.Buffers;
using System.Globalization;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>Strings as JSON has them.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, ' ').Select(static c => (char)c)));

    private static readonly SearchValues<char> s_plainAscii = SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (char)c).Where(static c => c is not ('"' or '\\'))));

    /// <summary>Appends the str in quotes, with what is special, or beyond ASCII if so wanted, escaped.</summary>
    public static void AppendQuoted(ref StrDataBuilder target, StrObject str, bool asciiOnly)
    {
        target.Append('"');
        if (str.IsWide)
        {
            foreach (int c in str.Points)
            {
                AppendPoint(ref target, c, asciiOnly);
            }
        }
        else
        {
            ReadOnlySpan<char> rest = str.Chars;
            while (!rest.IsEmpty)
            {
                int plain = asciiOnly ? rest.IndexOfAnyExcept(s_plainAscii) : rest.IndexOfAny(s_special);
                plain = plain < 0 ? rest.Length : plain;
                target.Append(rest[..plain]);
                if (plain == rest.Length)
                {
                    break;
                }

                AppendPoint(ref target, rest[plain], asciiOnly);
                rest = rest[(plain + 1)..];
            }
        }

        target.Append('"');
    }

    private static void AppendPoint(ref StrDataBuilder target, int c, bool asciiOnly)
    {
        int letter = c switch { '"' or '\\' => c, '\b' => 'b', '\f' => 'f', '\n' => 'n', '\r' => 'r', '\t' => 't', _ => 0 };
        if (letter != 0)
        {
            target.Append('\\');
            target.Append(letter);
        }
        else if (c >= ' ' && (c <= '~' || !asciiOnly))
        {
            target.Append(c);
        }
        else if (c > char.MaxValue)
        {
            AppendUnit(ref target, 0xD800 | ((c - 0x10000) >> 10));
            AppendUnit(ref target, 0xDC00 | ((c - 0x10000) & 0x3FF));
        }
        else
        {
            AppendUnit(ref target, c);
        }
    }

    private static void AppendUnit(ref StrDataBuilder target, int unit)
    {
        Span<char> digits = stackalloc char[4];
        unit.TryFormat(digits, out _, "x4", CultureInfo.InvariantCulture);
        target.Append("\\u");
        target.Append(digits);
    }
}
