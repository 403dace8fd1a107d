using System.Runtime.CompilerServices;

namespace Pyl.VM.Text;

/// <summary>Conversions between the forms a text may have: UTF-16 with surrogate pairs (.NET's), one char a code point
/// (narrow <see cref="StrData"/>), arrays of code points (wide), and UTF-8.</summary>
public static class CodePoints
{
    private const int ShortLength = 600;

    /// <summary>The largest code point.</summary>
    public const int Max = 0x10FFFF;

    public static bool IsSurrogate(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF;

    public static int Combine(int high, int low) => 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);

    public static bool FitsBmp(ReadOnlySpan<int> codePoints) => !codePoints.ContainsAnyInRange(0x10000, int.MaxValue);

    /// <summary>Narrows code points that are all at most 0xFFFF.</summary>
    public static string ToBmp(ReadOnlySpan<int> codePoints) =>
        string.Create(codePoints.Length, codePoints, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = (char)source[i];
        });

    /// <summary>Copies chars that are one code point each.</summary>
    public static void Widen(ReadOnlySpan<char> bmp, Span<int> target)
    {
        for (var i = 0; i < bmp.Length; i++)
            target[i] = bmp[i];
    }

    /// <summary>Pairs of surrogates become one code point; a lone surrogate stays what it is.</summary>
    public static StrData FromUtf16(string text)
    {
        var first = IndexOfPair(text);
        if (first < 0)
            return text;
        var result = new int[text.Length - 1];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            int c = text[i];
            if (char.IsHighSurrogate((char)c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                c = Combine(c, text[++i]);
            result[count++] = c;
        }
        return StrData.FromCodePoints(result.AsSpan(0, count));
    }

    /// <summary>UTF-16 with surrogate pairs. Lone surrogates are kept as they are.</summary>
    public static string ToUtf16(ReadOnlySpan<int> codePoints)
    {
        var length = codePoints.Length;
        foreach (var c in codePoints)
        {
            if (c > 0xFFFF)
                length++;
        }
        return string.Create(length, codePoints, static (target, source) =>
        {
            var at = 0;
            foreach (var c in source)
            {
                if (c <= 0xFFFF)
                {
                    target[at++] = (char)c;
                    continue;
                }
                target[at++] = (char)(0xD800 + ((c - 0x10000) >> 10));
                target[at++] = (char)(0xDC00 + ((c - 0x10000) & 0x3FF));
            }
        });
    }

    /// <summary>The number of bytes of the UTF-8 form, a lone surrogate counting three (WTF-8).</summary>
    public static int Utf8Length(int codePoint) => codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

    /// <summary>Writes one code point as UTF-8 (surrogates as three bytes) and returns how many bytes it took.</summary>
    public static int WriteUtf8(int codePoint, Span<byte> target)
    {
        switch (Utf8Length(codePoint))
        {
            case 1:
                target[0] = (byte)codePoint;
                return 1;
            case 2:
                target[0] = (byte)(0xC0 | codePoint >> 6);
                target[1] = (byte)(0x80 | codePoint & 0x3F);
                return 2;
            case 3:
                target[0] = (byte)(0xE0 | codePoint >> 12);
                target[1] = (byte)(0x80 | codePoint >> 6 & 0x3F);
                target[2] = (byte)(0x80 | codePoint & 0x3F);
                return 3;
            default:
                target[0] = (byte)(0xF0 | codePoint >> 18);
                target[1] = (byte)(0x80 | codePoint >> 12 & 0x3F);
                target[2] = (byte)(0x80 | codePoint >> 6 & 0x3F);
                target[3] = (byte)(0x80 | codePoint & 0x3F);
                return 4;
        }
    }

    /// <summary>True when a high surrogate is followed by a low one.</summary>
    public static bool HasPair(string text) => IndexOfPair(text) >= 0;

    private static int IndexOfPair(string text)
    {
        return text.Length <= ShortLength && !HasHighSurrogate(text) ? -1 : SearchPair(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SearchPair(string text)
    {
        for (var i = 0; ;)
        {
            var at = text.AsSpan(i).IndexOfAnyInRange('\uD800', '\uDBFF');
            if (at < 0)
                return -1;
            i += at + 1;
            if (i < text.Length && char.IsLowSurrogate(text[i]))
                return i - 1;
        }
    }

    /// <summary>Short texts by one unit after the other: no slower, and at the start of the process no types of vectors are loaded for names.</summary>
    private static bool HasHighSurrogate(string text)
    {
        foreach (var unit in text)
        {
            if (char.IsHighSurrogate(unit))
                return true;
        }

        return false;
    }
}
