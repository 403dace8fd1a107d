using System.Numerics;

namespace Pyl.VM.Text.Spans;

/// <summary>Takes the pieces of a split, in order.</summary>
internal interface IPieceSink
{
    void Add(int start, int length);
}

/// <summary>split, rsplit and splitlines on any kind of units. Pieces go to a sink, so that nothing is kept in between.</summary>
internal static class SpanSplit
{
    /// <summary>split(separator, limit) with a separator that is not empty.</summary>
    public static void Split<T, TSink>(ReadOnlySpan<T> text, ReadOnlySpan<T> separator, long limit, ref TSink sink)
        where T : unmanaged, IBinaryInteger<T>
        where TSink : IPieceSink, allows ref struct
    {
        int start = 0;
        for (; limit > 0; limit--)
        {
            int at = SpanSearch.Find(text[start..], separator);
            if (at < 0)
            {
                break;
            }

            sink.Add(start, at);
            start += at + separator.Length;
        }

        sink.Add(start, text.Length - start);
    }

    /// <summary>split(None, limit): runs of whitespace separate, and are dropped at the ends; what the limit leaves keeps its own.</summary>
    public static void SplitSpace<T, TUnit, TSink>(ReadOnlySpan<T> text, long limit, ref TSink sink)
        where T : unmanaged, IBinaryInteger<T>
        where TUnit : ITextUnit<T>
        where TSink : IPieceSink, allows ref struct
    {
        int at = 0;
        while (true)
        {
            while (at < text.Length && TUnit.IsSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return;
            }

            if (limit-- <= 0)
            {
                sink.Add(at, text.Length - at);
                return;
            }

            int start = at;
            while (at < text.Length && !TUnit.IsSpace(text[at]))
            {
                at++;
            }

            sink.Add(start, at - start);
        }
    }

    /// <summary>rsplit(separator, limit).</summary>
    public static void SplitRight<T, TSink>(ReadOnlySpan<T> text, ReadOnlySpan<T> separator, long limit, ref TSink sink)
        where T : unmanaged, IBinaryInteger<T>
        where TSink : IPieceSink, allows ref struct
    {
        var pieces = new List<(int Start, int Length)>();
        int end = text.Length;
        for (; limit > 0; limit--)
        {
            int at = SpanSearch.FindLast(text[..end], separator);
            if (at < 0)
            {
                break;
            }

            pieces.Add((at + separator.Length, end - at - separator.Length));
            end = at;
        }

        sink.Add(0, end);
        AddReversed(pieces, ref sink);
    }

    /// <summary>rsplit(None, limit).</summary>
    public static void SplitSpaceRight<T, TUnit, TSink>(ReadOnlySpan<T> text, long limit, ref TSink sink)
        where T : unmanaged, IBinaryInteger<T>
        where TUnit : ITextUnit<T>
        where TSink : IPieceSink, allows ref struct
    {
        var pieces = new List<(int Start, int Length)>();
        int at = text.Length;
        while (true)
        {
            while (at > 0 && TUnit.IsSpace(text[at - 1]))
            {
                at--;
            }

            if (at == 0)
            {
                break;
            }

            if (limit-- <= 0)
            {
                pieces.Add((0, at));
                break;
            }

            int end = at;
            while (at > 0 && !TUnit.IsSpace(text[at - 1]))
            {
                at--;
            }

            pieces.Add((at, end - at));
        }

        AddReversed(pieces, ref sink);
    }

    /// <summary>splitlines(keepends).</summary>
    public static void SplitLines<T, TUnit, TSink>(ReadOnlySpan<T> text, bool keepEnds, ref TSink sink)
        where T : unmanaged, IBinaryInteger<T>
        where TUnit : ITextUnit<T>
        where TSink : IPieceSink, allows ref struct
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = start;
            while (end < text.Length && !TUnit.IsLineBreak(text[end]))
            {
                end++;
            }

            int next = end;
            if (end < text.Length)
            {
                bool pair = text[end] == T.CreateTruncating('\r') && end + 1 < text.Length && text[end + 1] == T.CreateTruncating('\n');
                next = end + (pair ? 2 : 1);
            }

            sink.Add(start, (keepEnds ? next : end) - start);
            start = next;
        }
    }

    private static void AddReversed<TSink>(List<(int Start, int Length)> pieces, ref TSink sink)
        where TSink : IPieceSink, allows ref struct
    {
        for (int i = pieces.Count - 1; i >= 0; i--)
        {
            sink.Add(pieces[i].Start, pieces[i].Length);
        }
    }
}
