using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>Strings as JSON has them.</summary>
internal static class JsonText
{
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
                int plain = PlainLength(rest, asciiOnly);
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

    /// <summary>
    /// How many characters at the start mean themselves. SearchValues does the same, but is compiled for this processor while the program waits, and most texts are short.
    /// </summary>
    private static int PlainLength(ReadOnlySpan<char> text, bool asciiOnly)
    {
        int i = 0;
        ref ushort start = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        Vector128<ushort> most = Vector128.Create((ushort)(asciiOnly ? '~' : char.MaxValue));
        for (; i + Vector128<ushort>.Count <= text.Length; i += Vector128<ushort>.Count)
        {
            var units = Vector128.LoadUnsafe(ref start, (nuint)i);
            Vector128<ushort> special = Vector128.LessThan(units, Vector128.Create((ushort)' ')) | Vector128.GreaterThan(units, most)
                | Vector128.Equals(units, Vector128.Create((ushort)'"')) | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
            if (special != Vector128<ushort>.Zero)
            {
                return i + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }

        while (i < text.Length && text[i] is var c && c >= ' ' && c != '"' && c != '\\' && (c <= '~' || !asciiOnly))
        {
            i++;
        }

        return i;
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
