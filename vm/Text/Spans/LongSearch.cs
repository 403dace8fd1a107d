using System.Numerics;

namespace Pyl.VM.Text.Spans;

/// <summary>
/// Finding long needles in linear time. .NET's search compares the needle anew at each candidate: 'a' * n + 'b' in 'a' * 2n takes
/// n * n steps. Here the candidates are found by a short prefix, and once comparing has cost more than passing over the text would,
/// the search goes on with Knuth, Morris and Pratt's algorithm (1977), which never compares a unit twice.
/// </summary>
internal static class LongSearch
{
    /// <summary>Shorter needles cannot cost enough.</summary>
    public const int MinLength = 64;

    private const int Prefix = 8;

    // What may be spent on candidates before the other algorithm takes over, in units compared beyond those passed over.
    private const long Budget = 1 << 14;

    /// <summary>The first place of the needle, or -1.</summary>
    public static int Find<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> needle)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<T> prefix = needle[..Prefix];
        long spent = 0;
        int at = 0;
        while (at + needle.Length <= text.Length)
        {
            int step = text[at..].IndexOf(prefix);
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (at + needle.Length > text.Length)
            {
                return -1;
            }

            int common = text.Slice(at, needle.Length).CommonPrefixLength(needle);
            if (common == needle.Length)
            {
                return at;
            }

            spent += common;
            at++;
            if (spent > Budget + at)
            {
                return FindLinear(text, needle, at);
            }
        }

        return -1;
    }

    private static int FindLinear<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> needle, int at)
        where T : unmanaged, IBinaryInteger<T>
    {
        // borders[i]: the length of the longest proper prefix of needle[..(i + 1)] that is its suffix, too.
        int[] borders = new int[needle.Length];
        for (int i = 1, k = 0; i < needle.Length; i++)
        {
            while (k > 0 && needle[i] != needle[k])
            {
                k = borders[k - 1];
            }

            if (needle[i] == needle[k])
            {
                k++;
            }

            borders[i] = k;
        }

        for (int matched = 0; at < text.Length; at++)
        {
            while (matched > 0 && text[at] != needle[matched])
            {
                matched = borders[matched - 1];
            }

            if (text[at] == needle[matched] && ++matched == needle.Length)
            {
                return at - matched + 1;
            }
        }

        return -1;
    }
}
