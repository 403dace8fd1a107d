using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>split, splitlines, partition of bytes and bytearray.</summary>
internal static class ByteSplit
{
    public static Value Split(ThreadState thread, ByteText self, Value sep, long limit, bool fromRight)
    {
        limit = limit < 0 ? long.MaxValue : limit;
        var sink = new Pieces(new ListObject(thread), self);
        if (sep.IsUnbound || sep.IsNone)
        {
            if (fromRight)
            {
                SpanSplit.SplitSpaceRight<byte, ByteUnit, Pieces>(self.Data, limit, ref sink);
            }
            else
            {
                SpanSplit.SplitSpace<byte, ByteUnit, Pieces>(self.Data, limit, ref sink);
            }

            return Value.Of(sink.List);
        }

        if (!TrySeparator(thread, sep, out ReadOnlySpan<byte> separator))
        {
            return Value.Error;
        }

        if (fromRight)
        {
            SpanSplit.SplitRight(self.Data, separator, limit, ref sink);
        }
        else
        {
            SpanSplit.Split(self.Data, separator, limit, ref sink);
        }

        return Value.Of(sink.List);
    }

    public static Value SplitLines(ThreadState thread, ByteText self, bool keepEnds)
    {
        var sink = new Pieces(new ListObject(thread), self);
        SpanSplit.SplitLines<byte, ByteUnit, Pieces>(self.Data, keepEnds, ref sink);
        return Value.Of(sink.List);
    }

    public static Value Partition(ThreadState thread, ByteText self, Value sep, bool last)
    {
        if (!TrySeparator(thread, sep, out ReadOnlySpan<byte> separator))
        {
            return Value.Error;
        }

        int at = last ? SpanSearch.FindLast(self.Data, separator) : SpanSearch.Find(self.Data, separator);
        if (at < 0)
        {
            return last
                ? Triple(thread, self.Empty(), self.Empty(), self.Same())
                : Triple(thread, self.Same(), self.Empty(), self.Empty());
        }

        int after = at + separator.Length;
        return Triple(thread, self.Slice(0, at), self.IsMutable ? self.Make(separator) : thread.Retain(sep), self.Slice(after, self.Length - after));
    }

    private static bool TrySeparator(ThreadState thread, Value value, out ReadOnlySpan<byte> separator)
    {
        if (!Buffers.TryGet(thread, value, out separator))
        {
            return false;
        }

        if (!separator.IsEmpty)
        {
            return true;
        }

        thread.ValueError("empty separator");
        return false;
    }

    private static Value Triple(ThreadState thread, Value before, Value separator, Value after) =>
        Value.Of(TupleObject.Steal(thread, [before, separator, after]));

    private readonly ref struct Pieces(ListObject list, ByteText source) : IPieceSink
    {
        private readonly ByteText _source = source;

        public ListObject List { get; } = list;

        public void Add(int start, int length) => List.Add(_source.Slice(start, length));
    }
}
