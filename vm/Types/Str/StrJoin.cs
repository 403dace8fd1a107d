using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>str.join: the length first, then one copy of everything.</summary>
internal static class StrJoin
{
    /// <summary>separator.join(iterable).</summary>
    public static Value Join(ThreadState thread, StrObject separator, Value iterable)
    {
        if (iterable.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            return JoinList(thread, separator, list);
        }

        if (iterable.Ref is TupleObject tuple)
        {
            return JoinAll(thread, separator, tuple.Span);
        }

        return JoinItems(thread, separator, iterable);
    }

    private static Value JoinItems(ThreadState thread, StrObject separator, Value iterable)
    {
        Value iterator = Items.Iterator(thread, iterable);
        if (iterator.IsError)
        {
            return thread.ClearIf(ExceptionTypes.TypeError)
                ? thread.TypeError("can only join an iterable")
                : iterator;
        }

        // The items are collected in a list in CPython, which asks how many there may be.
        Value[]? items = LengthHint.IsBeyondMemory(thread, iterable) || LengthHint.Of(thread, iterator, 0) < 0 ? null : Iterables.ToArray(thread, iterator);
        thread.Release(iterator);
        if (items is null)
        {
            return Value.Error;
        }

        Value result = JoinAll(thread, separator, items);
        Iterables.Release(thread, items);
        return result;
    }

    /// <summary>Joins strs that are known to be strs.</summary>
    public static StrObject JoinStrs(StrObject separator, ReadOnlySpan<Value> items)
    {
        long length = (long)separator.Length * Math.Max(0, items.Length - 1);
        bool wide = separator.IsWide && items.Length > 1;
        foreach (ref readonly Value item in items)
        {
            var text = Unsafe.As<StrObject>(item.Ref!);
            length += text.Length;
            wide |= text.IsWide;
        }

        if (length > StrObject.MaxLength)
        {
            throw new OutOfMemoryException();
        }

        return wide ? StrObject.OfWide(JoinWide(separator, items, (int)length)) : StrObject.OfNarrow(JoinNarrow(separator, items, (int)length));
    }

    private static Value JoinList(ThreadState thread, StrObject separator, ListObject list)
    {
        int count = list.Count;
        if (!FreeThreading.AreSeveral && !separator.IsWide && list.Storage is ObjectStorage objects
            && JoinSimple(separator, objects.Items.AsSpan(0, count)) is { } joined)
        {
            return Value.Of(joined);
        }

        if (count <= SmallCount)
        {
            SmallBuffer buffer = default;
            Span<Value> few = ((Span<Value>)buffer)[..count];
            for (int i = 0; i < count; i++)
            {
                few[i] = list.Peek(i);
            }

            return JoinAll(thread, separator, few);
        }

        Value[] items = System.Buffers.ArrayPool<Value>.Shared.Rent(count);
        for (int i = 0; i < count; i++)
        {
            items[i] = list.Peek(i);
        }

        Value result = JoinAll(thread, separator, items.AsSpan(0, count));
        System.Buffers.ArrayPool<Value>.Shared.Return(items, clearArray: true);
        return result;
    }

    /// <summary>Joins narrow strs where they lie; null when they are not all that, or not two at least.</summary>
    private static unsafe StrObject? JoinSimple(StrObject separator, ReadOnlySpan<object?> items)
    {
        long length = (long)separator.Length * (items.Length - 1);
        foreach (object? item in items)
        {
            if (item is not StrObject { IsWide: false } text)
            {
                return null;
            }

            length += text.Length;
        }

        if (items.Length < 2 || length is 0 or > StrObject.MaxLength)
        {
            return null;
        }

        string result = new('\0', (int)length);
        fixed (char* start = result)
        {
            char* target = start;
            ReadOnlySpan<char> between = separator.Chars;
            for (int i = 0; i < items.Length; i++)
            {
                if (i > 0 && between.Length > 0)
                {
                    target = Append(target, between);
                }

                target = Append(target, Unsafe.As<StrObject>(items[i]!).Chars);
            }
        }

        return StrObject.OfNarrow(result);
    }

    /// <summary>Copies the text to where there is room for it; where it ends. Single characters, which are common, need no call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe char* Append(char* target, ReadOnlySpan<char> text)
    {
        if (text.Length == 1)
        {
            *target = text[0];
        }
        else
        {
            text.CopyTo(new Span<char>(target, text.Length));
        }

        return target + text.Length;
    }

    private static Value JoinAll(ThreadState thread, StrObject separator, ReadOnlySpan<Value> items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Ref is not StrObject)
            {
                return thread.TypeError($"sequence item {i}: expected str instance, {items[i].Type.Name} found");
            }
        }

        return Value.Of(items.Length switch
        {
            0 => StrObject.Empty,
            1 => Unsafe.As<StrObject>(items[0].Ref!).Exact(),
            _ => JoinStrs(separator, items),
        });
    }

    private static unsafe string JoinNarrow(StrObject separator, ReadOnlySpan<Value> items, int length)
    {
        if (length == 0)
        {
            return "";
        }

        // string.Create cannot take a span of Values; nobody else has seen the new string yet.
        string result = new('\0', length);
        fixed (char* start = result)
        {
            var target = new Span<char>(start, length);
            ReadOnlySpan<char> between = separator.Chars;
            for (int i = 0; i < items.Length; i++)
            {
                if (i > 0 && between.Length > 0)
                {
                    if (between.Length == 1)
                    {
                        target[0] = between[0];
                    }
                    else
                    {
                        between.CopyTo(target);
                    }

                    target = target[between.Length..];
                }

                ReadOnlySpan<char> text = Unsafe.As<StrObject>(items[i].Ref!).Chars;
                text.CopyTo(target);
                target = target[text.Length..];
            }
        }

        return result;
    }

    private static int[] JoinWide(StrObject separator, ReadOnlySpan<Value> items, int length)
    {
        int[] result = new int[length];
        int at = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                separator.CopyTo(result.AsSpan(at));
                at += separator.Length;
            }

            var text = Unsafe.As<StrObject>(items[i].Ref!);
            text.CopyTo(result.AsSpan(at));
            at += text.Length;
        }

        return result;
    }

    private const int SmallCount = 16;

    [InlineArray(SmallCount)]
    private struct SmallBuffer
    {
        private Value _first;
    }
}
