using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Taking strs apart.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrSplitMethods
{
    [PyMethod(Doc = "Return a list of the substrings in the string, using sep as the separator.\n\n  sep\n    The separator. None (the default) splits on any run of whitespace and drops\n    empty strings.\n  maxsplit\n    The most splits to make, from the left. -1 (the default) means no limit.")]
    public static Value Split(ThreadState thread, StrObject self, [Keyword, Optional("None")] Value sep, [Keyword] long maxsplit = -1) =>
        Split(thread, self, sep, maxsplit, fromRight: false);

    [PyMethod(Doc = "Return a list of the substrings in the string, using sep as the separator.\n\nAs split(), but a limit counts from the right.")]
    public static Value Rsplit(ThreadState thread, StrObject self, [Keyword, Optional("None")] Value sep, [Keyword] long maxsplit = -1) =>
        Split(thread, self, sep, maxsplit, fromRight: true);

    [PyMethod(Doc = "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included unless keepends is true.")]
    public static Value Splitlines(ThreadState thread, StrObject self, [Keyword] bool keepends = false)
    {
        var list = new ListObject(thread);
        if (self.IsWide)
        {
            var wide = new WidePieces(list, self);
            SpanSplit.SplitLines<int, PointUnit, WidePieces>(self.Points, keepends, ref wide);
        }
        else
        {
            var narrow = new NarrowPieces(list, self);
            SpanSplit.SplitLines<char, CharUnit, NarrowPieces>(self.Chars, keepends, ref narrow);
        }

        return Value.Of(list);
    }

    [PyMethod(Doc = "Partition the string at the first occurrence of the separator into a 3-tuple:\nthe part before it, the separator, and the part after it. Without a separator:\nthe string and two empty strings.")]
    public static Value Partition(ThreadState thread, StrObject self, Value sep)
    {
        if (!TrySeparator(thread, sep, out StrObject separator))
        {
            return Value.Error;
        }

        int at = StrSearch.Find(self, separator);
        return at < 0
            ? Triple(thread, self.Exact(), StrObject.Empty, StrObject.Empty)
            : Cut(thread, self, separator, at);
    }

    [PyMethod(Doc = "Partition the string at the last occurrence of the separator into a 3-tuple:\nthe part before it, the separator, and the part after it. Without a separator:\ntwo empty strings and the string.")]
    public static Value Rpartition(ThreadState thread, StrObject self, Value sep)
    {
        if (!TrySeparator(thread, sep, out StrObject separator))
        {
            return Value.Error;
        }

        int at = StrSearch.FindLast(self, separator, 0, self.Length);
        return at < 0
            ? Triple(thread, StrObject.Empty, StrObject.Empty, self.Exact())
            : Cut(thread, self, separator, at);
    }

    private static Value Split(ThreadState thread, StrObject self, Value sep, long limit, bool fromRight)
    {
        limit = limit < 0 ? long.MaxValue : limit;
        bool onSpace = sep.IsUnbound || sep.IsNone;
        StrObject separator = StrObject.Empty;
        if (!onSpace)
        {
            if (sep.Ref is not StrObject text)
            {
                return thread.TypeError($"must be str or None, not {sep.Type.Name}");
            }

            if (text.Length == 0)
            {
                return thread.ValueError("empty separator");
            }

            separator = text;
        }

        ListObject list = ListObject.New(thread);
        list.Adopt(limit < MostExpected ? new ObjectStorage((int)limit + 1) : SpareBlocks.TakeSecond(), 0);
        if (self.IsWide)
        {
            var sink = new WidePieces(list, self);
            if (onSpace)
            {
                if (fromRight)
                {
                    SpanSplit.SplitSpaceRight<int, PointUnit, WidePieces>(self.Points, limit, ref sink);
                }
                else
                {
                    SpanSplit.SplitSpace<int, PointUnit, WidePieces>(self.Points, limit, ref sink);
                }
            }
            else if (fromRight)
            {
                SpanSplit.SplitRight(self.Points, separator.AsPoints(), limit, ref sink);
            }
            else
            {
                SpanSplit.Split(self.Points, separator.AsPoints(), limit, ref sink);
            }

            return Value.Of(list);
        }

        var narrow = new NarrowPieces(list, self);
        if (onSpace)
        {
            if (fromRight)
            {
                SpanSplit.SplitSpaceRight<char, CharUnit, NarrowPieces>(self.Chars, limit, ref narrow);
            }
            else
            {
                SpanSplit.SplitSpace<char, CharUnit, NarrowPieces>(self.Chars, limit, ref narrow);
            }
        }
        else if (separator.IsWide)
        {
            narrow.Add(0, self.Length);
        }
        else if (fromRight)
        {
            SpanSplit.SplitRight(self.Chars, separator.Chars, limit, ref narrow);
        }
        else
        {
            SpanSplit.Split(self.Chars, separator.Chars, limit, ref narrow);
        }

        return Value.Of(list);
    }

    /// <summary>With a higher limit there is room for so many pieces as lists have that have grown once: most texts that are split have no more, and growing costs two allocations each time.</summary>
    private const int MostExpected = SpareBlocks.Second - 1;

    private static bool TrySeparator(ThreadState thread, Value value, out StrObject separator)
    {
        separator = StrObject.Empty;
        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"must be str, not {value.Type.Name}");
            return false;
        }

        if (text.Length == 0)
        {
            thread.ValueError("empty separator");
            return false;
        }

        separator = text;
        return true;
    }

    private static Value Cut(ThreadState thread, StrObject self, StrObject separator, int at)
    {
        int after = at + separator.Length;
        return Triple(thread, self.Slice(0, at), separator.Exact(), self.Slice(after, self.Length - after));
    }

    private static Value Triple(ThreadState thread, StrObject before, StrObject separator, StrObject after) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(before), Value.Of(separator), Value.Of(after)]));

    /// <summary>Pieces of a narrow str, appended to a list.</summary>
    private readonly ref struct NarrowPieces(ListObject list, StrObject source) : IPieceSink
    {
        private readonly ReadOnlySpan<char> _chars = source.Chars;

        public void Add(int start, int length) =>
            list.Add(Value.Of(length == _chars.Length ? source.Exact() : StrObject.OfNarrow(_chars.Slice(start, length))));
    }

    /// <summary>Pieces of a wide str, appended to a list.</summary>
    private readonly struct WidePieces(ListObject list, StrObject source) : IPieceSink
    {
        public void Add(int start, int length) => list.Add(Value.Of(source.Slice(start, length)));
    }
}
