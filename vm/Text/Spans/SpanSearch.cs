using System.Numerics;

namespace Pyl.VM.Text.Spans;

/// <summary>Finding one sequence of units in another; the searches themselves are .NET's vectorised ones.</summary>
internal static class SpanSearch
{
    /// <summary>The first place of the needle, or -1; an empty one is at 0.</summary>
    public static int Find<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> needle)
        where T : unmanaged, IBinaryInteger<T> =>
        needle.Length == 1 ? text.IndexOf(needle[0]) : needle.IsEmpty ? 0 : needle.Length < LongSearch.MinLength ? text.IndexOf(needle) : LongSearch.Find(text, needle);

    /// <summary>The last place of the needle, or -1; an empty one is at the end.</summary>
    public static int FindLast<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> needle)
        where T : unmanaged, IBinaryInteger<T> =>
        needle.Length == 1 ? text.LastIndexOf(needle[0]) : needle.IsEmpty ? text.Length : text.LastIndexOf(needle);

    /// <summary>How often the needle occurs without overlapping, at most <paramref name="limit"/> times; an empty one before each unit and at the end.</summary>
    public static int Count<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> needle, int limit = int.MaxValue)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (needle.IsEmpty)
        {
            return Math.Min(text.Length + 1, limit);
        }

        if (needle.Length == 1)
        {
            return Math.Min(text.Count(needle[0]), limit);
        }

        int count = 0;
        for (int at; count < limit && (at = Find(text, needle)) >= 0; count++)
        {
            text = text[(at + needle.Length)..];
        }

        return count;
    }

    /// <summary>True when some occurrence of the prefix (or, with <paramref name="atEnd"/>, suffix) is there.</summary>
    public static bool Touches<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> part, bool atEnd)
        where T : unmanaged, IBinaryInteger<T> =>
        atEnd ? text.EndsWith(part) : text.StartsWith(part);

    /// <summary>
    /// The bounds of find, count, startswith and the like, fitted to the length: a negative one counts from the end. False
    /// when the start lies behind the end, where not even an empty text is found.
    /// </summary>
    public static bool TryBounds(int length, ref long start, ref long end)
    {
        if (end > length)
        {
            end = length;
        }
        else if (end < 0)
        {
            end = Math.Max(end + length, 0);
        }

        if (start < 0)
        {
            start = Math.Max(start + length, 0);
        }

        return start <= end;
    }
}
