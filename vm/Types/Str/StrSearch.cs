using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Searching one str in another, whatever the forms of the two.</summary>
internal static class StrSearch
{
    /// <summary>The first place, or -1.</summary>
    public static int Find(StrObject text, StrObject part)
    {
        if (!text.IsWide)
        {
            return part.IsWide ? -1 : SpanSearch.Find(text.Chars, part.Chars);
        }

        return part.Length > text.Length ? -1 : SpanSearch.Find(text.Points, part.AsPoints());
    }

    /// <summary>The first place between two bounds that fit, or -1.</summary>
    public static int Find(StrObject text, StrObject part, int start, int end)
    {
        int found;
        if (!text.IsWide)
        {
            found = part.IsWide ? -1 : SpanSearch.Find(text.Chars[start..end], part.Chars);
        }
        else
        {
            found = SpanSearch.Find(text.Points[start..end], part.AsPoints());
        }

        return found < 0 ? -1 : found + start;
    }

    /// <summary>The last place between two bounds that fit, or -1.</summary>
    public static int FindLast(StrObject text, StrObject part, int start, int end)
    {
        int found;
        if (!text.IsWide)
        {
            found = part.IsWide ? -1 : SpanSearch.FindLast(text.Chars[start..end], part.Chars);
        }
        else
        {
            found = SpanSearch.FindLast(text.Points[start..end], part.AsPoints());
        }

        return found < 0 ? -1 : found + start;
    }

    /// <summary>How often the part occurs between two bounds that fit.</summary>
    public static int Count(StrObject text, StrObject part, int start, int end)
    {
        if (!text.IsWide)
        {
            return part.IsWide ? 0 : SpanSearch.Count(text.Chars[start..end], part.Chars);
        }

        return SpanSearch.Count(text.Points[start..end], part.AsPoints());
    }

    /// <summary>Whether what lies between two bounds that fit starts (or ends) with the part.</summary>
    public static bool Touches(StrObject text, StrObject part, int start, int end, bool atEnd)
    {
        if (!text.IsWide)
        {
            return !part.IsWide && SpanSearch.Touches(text.Chars[start..end], part.Chars, atEnd);
        }

        return part.Length <= end - start && SpanSearch.Touches(text.Points[start..end], part.AsPoints(), atEnd);
    }
}
