using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>replace, join, repetition and translation of bytes and bytearray.</summary>
internal static class ByteReplace
{
    public static Value Replace(ByteText self, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement, long count) =>
        SpanEdit.Replace(self.Data, old, replacement, SpanArguments.Limit(count)) is { } replaced ? self.Make(replaced) : self.Same();

    public static Value Repeat(ThreadState thread, ByteText self, Value count)
    {
        if (count.Ref is not null && !count.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return Value.NotImplemented;
        }

        if (!Operators.TryIndex(thread, count, out long times))
        {
            return Value.Error;
        }

        if (times <= 0 || self.Length == 0)
        {
            return self.Empty();
        }

        if (times == 1)
        {
            return self.Same();
        }

        // Only now: the count's __index__ may have changed a bytearray.
        self = self.Again();
        if (self.Length != 0 && times > Array.MaxLength / self.Length)
        {
            return !self.IsMutable && times > long.MaxValue / self.Length ? thread.OverflowError("repeated bytes are too long") : thread.MemoryError();
        }

        byte[] result = new byte[self.Length * times];
        SpanEdit.Repeat(self.Data, result.AsSpan());
        return self.Make(result);
    }

    public static Value Concatenate(ThreadState thread, ByteText self, ReadOnlySpan<byte> other)
    {
        if ((long)self.Length + other.Length > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        byte[] result = new byte[self.Length + other.Length];
        self.Data.CopyTo(result);
        other.CopyTo(result.AsSpan(self.Length));
        return self.Make(result);
    }

    public static Value Join(ThreadState thread, ByteText self, Value iterable)
    {
        Value[]? items;
        bool owned = false;
        switch (iterable.Ref)
        {
            case TupleObject tuple:
                items = tuple.Span.ToArray();
                break;
            default:
                Value iterator = Items.Iterator(thread, iterable);
                if (iterator.IsError)
                {
                    return thread.ClearIf(ExceptionTypes.TypeError)
                        ? thread.TypeError("can only join an iterable")
                        : iterator;
                }

                items = LengthHint.IsBeyondMemory(thread, iterable) || LengthHint.Of(thread, iterator, 0) < 0 ? null : Iterables.ToArray(thread, iterator);
                thread.Release(iterator);
                owned = true;
                break;
        }

        if (items is null)
        {
            return Value.Error;
        }

        Value result = JoinAll(thread, self, items);
        if (owned)
        {
            Iterables.Release(thread, items);
        }

        return result;
    }

    public static Value Translate(ThreadState thread, ByteText self, Value table, ReadOnlySpan<byte> deleted)
    {
        ReadOnlySpan<byte> map = default;
        if (!table.IsNone)
        {
            if (!Buffers.TryGet(thread, table, out map))
            {
                return Value.Error;
            }

            if (map.Length != 256)
            {
                return thread.ValueError("translation table must be 256 characters long");
            }
        }

        Span<bool> drop = stackalloc bool[256];
        foreach (byte b in deleted)
        {
            drop[b] = true;
        }

        byte[] result = new byte[self.Length];
        int at = 0;
        foreach (byte b in self.Data)
        {
            if (!drop[b])
            {
                result[at++] = map.IsEmpty ? b : map[b];
            }
        }

        return at == result.Length ? self.Make(result) : self.Make(result.AsSpan(0, at));
    }

    public static Value MakeTranslation(ThreadState thread, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        if (from.Length != to.Length)
        {
            return thread.ValueError("maketrans arguments must have same length");
        }

        byte[] table = new byte[256];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (byte)i;
        }

        for (int i = 0; i < from.Length; i++)
        {
            table[from[i]] = to[i];
        }

        return Value.Of(BytesObject.Of(table));
    }

    private static Value JoinAll(ThreadState thread, ByteText self, ReadOnlySpan<Value> items)
    {
        long length = (long)self.Length * Math.Max(0, items.Length - 1);
        for (int i = 0; i < items.Length; i++)
        {
            if (!Buffers.Has(items[i]))
            {
                return thread.TypeError($"sequence item {i}: expected a bytes-like object, {items[i].Type.Name} found");
            }

            if (!Buffers.TryGet(thread, items[i], out ReadOnlySpan<byte> part))
            {
                return Value.Error;
            }

            length += part.Length;
        }

        if (items.Length == 1 && items[0].Ref is BytesObject { IsExact: true } only && !self.IsMutable)
        {
            return Value.Of(only);
        }

        if (length > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        byte[] result = new byte[length];
        Span<byte> target = result;
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                self.Data.CopyTo(target);
                target = target[self.Length..];
            }

            if (!Buffers.TryGet(thread, items[i], out ReadOnlySpan<byte> part) || part.Length > target.Length)
            {
                return thread.HasException ? Value.Error : thread.RuntimeError("sequence changed size during join");
            }

            part.CopyTo(target);
            target = target[part.Length..];
        }

        return self.Make(result);
    }
}
