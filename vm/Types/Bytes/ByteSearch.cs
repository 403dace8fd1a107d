using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>find, index, count, startswith of bytes and bytearray.</summary>
internal static class ByteSearch
{
    /// <summary>find or rfind; with <paramref name="required"/> index or rindex.</summary>
    public static Value Find(ThreadState thread, ByteText self, ReadOnlySpan<byte> needle, Value start, Value end, bool last, bool required)
    {
        if (!SpanArguments.TryBounds(thread, start, end, self.Length, out int from, out int to, out bool inside))
        {
            return Value.Error;
        }

        int found = -1;
        if (inside)
        {
            ReadOnlySpan<byte> part = Part(self, from, to);
            found = last ? SpanSearch.FindLast(part, needle) : SpanSearch.Find(part, needle);
        }

        if (found < 0)
        {
            return required ? thread.ValueError("subsection not found") : Value.Int(-1);
        }

        return Value.Int(found + from);
    }

    /// <summary>A part whose bounds came from user code, which may have shortened a bytearray meanwhile.</summary>
    private static ReadOnlySpan<byte> Part(ByteText self, int from, int to)
    {
        ReadOnlySpan<byte> now = self.Again().Data;
        to = Math.Min(to, now.Length);
        return from < to ? now[from..to] : default;
    }

    public static Value Count(ThreadState thread, ByteText self, ReadOnlySpan<byte> needle, Value start, Value end) =>
        SpanArguments.TryBounds(thread, start, end, self.Length, out int from, out int to, out bool inside)
            ? Value.Int(inside ? SpanSearch.Count(Part(self, from, to), needle) : 0)
            : Value.Error;

    public static Value Touches(ThreadState thread, ByteText self, Value part, Value start, Value end, bool atEnd)
    {
        if (!SpanArguments.TryBounds(thread, start, end, self.Length, out int from, out int to, out bool inside))
        {
            return Value.Error;
        }

        ReadOnlySpan<byte> text = inside ? Part(self, from, to) : default;
        ReadOnlySpan<byte> bytes;
        if (part.Ref is TupleObject choices)
        {
            foreach (ref readonly Value choice in choices.Span)
            {
                if (!Buffers.TryGet(thread, choice, out bytes))
                {
                    return Value.Error;
                }

                if (inside && SpanSearch.Touches(text, bytes, atEnd))
                {
                    return Value.True;
                }
            }

            return Value.False;
        }

        if (!Buffers.Has(part))
        {
            return thread.TypeError($"{(atEnd ? "endswith" : "startswith")} first arg must be bytes or a tuple of bytes, not {part.Type.Name}");
        }

        return Buffers.TryGet(thread, part, out bytes) ? Value.Bool(inside && SpanSearch.Touches(text, bytes, atEnd)) : Value.Error;
    }

    /// <summary>item in self: a number or bytes.</summary>
    public static Value Contains(ThreadState thread, ByteText self, Value item)
    {
        if (item.Ref is null || (!Buffers.Has(item) && item.Type.Slot(SpecialMethod.Index).IsDefined))
        {
            return ByteArguments.TryByte(thread, item, "byte must be in range(0, 256)", out byte number)
                ? Value.Bool(self.Data.Contains(number))
                : Value.Error;
        }

        return Buffers.TryGet(thread, item, out ReadOnlySpan<byte> needle) ? Value.Bool(SpanSearch.Find(self.Data, needle) >= 0) : Value.Error;
    }
}
