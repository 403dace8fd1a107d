using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// list.sort. The list is empty while it is sorted, so that keys and comparisons can do it no harm; what they put into it is
/// dropped, with ValueError. A descending sort reverses before and after, which keeps it stable.
/// </summary>
public static class ListSort
{
    /// <summary>Sorts in place; <paramref name="key"/> is a function, None or Unbound. False when an exception is set; then the items are in some order.</summary>
    public static bool Sort(ThreadState thread, ListObject list, Value key, bool reverse)
    {
        ListStorage storage = list.Detach(out int count);
        bool sorted = key.IsUnbound || key.IsNone
            ? SortItems(thread, storage, count, reverse)
            : SortByKey(thread, ref storage, count, key, reverse);

        bool modified = !ReferenceEquals(list.Storage, ListStorage.Empty);
        ListStorage intruders = list.Detach(out int intruderCount);
        list.Storage = storage;
        list.Count = count;
        intruders.Release(thread, 0, intruderCount);
        if (sorted && modified)
        {
            thread.ValueError("list modified during sort");
            return false;
        }

        return sorted;
    }

    private static bool SortItems(ThreadState thread, ListStorage storage, int count, bool reverse)
    {
        if (storage is IntStorage ints)
        {
            // Equal ints cannot be told apart, so stability does not matter.
            Span<long> span = ints.Items.AsSpan(0, count);
            if (!IsAscending(span))
            {
                span.Sort();
            }

            if (reverse)
            {
                span.Reverse();
            }

            return true;
        }

        if (reverse)
        {
            storage.Reverse(0, count);
        }

        bool sorted = true;
        switch (storage)
        {
            case FloatStorage floats:
                var floatLess = default(FloatLess);
                MergeSort<double, FloatLess>.Sort(floats.Items, count, ref floatLess);
                break;
            case ObjectStorage objects when AllStr(objects.Items.AsSpan(0, count)):
                var strLess = default(StrLess);
                MergeSort<object?, StrLess>.Sort(objects.Items, count, ref strLess);
                break;
            case ObjectStorage objects:
                var valueLess = new ValueLess(thread);
                sorted = MergeSort<object?, ValueLess>.Sort(objects.Items, count, ref valueLess);
                break;
        }

        if (reverse)
        {
            storage.Reverse(0, count);
        }

        return sorted;
    }

    private static bool SortByKey(ThreadState thread, ref ListStorage storage, int count, Value key, bool reverse)
    {
        var keys = new ValueBuffer(count);
        for (int i = 0; i < count; i++)
        {
            Value item = storage.Peek(i);
            Value result = thread.Call(key, item);
            if (result.IsError)
            {
                keys.Release(thread);
                return false;
            }

            keys.Add(result);
        }

        int[]? order = OrderOf(thread, keys.Span, reverse);
        if (order is not null)
        {
            storage = Permute(storage, order);
        }

        keys.Release(thread);
        return order is not null;
    }

    /// <summary>The positions in the order of their keys; null when a comparison failed.</summary>
    private static int[]? OrderOf(ThreadState thread, ReadOnlySpan<Value> keys, bool reverse)
    {
        bool ints = true;
        bool floats = true;
        bool strs = true;
        foreach (ref readonly Value key in keys)
        {
            ints &= key.Ref is null;
            floats &= key.IsFloat;
            strs &= key.Ref is StrObject && ReferenceEquals(key.Ref.Type, BuiltinTypes.Str);
        }

        if (ints)
        {
            return Order<long, IntLess>(keys, reverse, static key => key.Bits, default);
        }

        if (floats)
        {
            return Order<double, FloatLess>(keys, reverse, static key => key.Float, default);
        }

        return strs
            ? Order<StrObject, StrLess>(keys, reverse, static key => (StrObject)key.Ref!, default)
            : Order<Value, ValueLess>(keys, reverse, static key => key, new ValueLess(thread));
    }

    private static int[]? Order<TKey, TLess>(ReadOnlySpan<Value> keys, bool reverse, Func<Value, TKey> read, TLess less)
        where TLess : struct, ILess<Keyed<TKey>>
    {
        var keyed = new Keyed<TKey>[keys.Length];
        for (int i = 0; i < keyed.Length; i++)
        {
            int index = reverse ? keyed.Length - 1 - i : i;
            keyed[i] = new Keyed<TKey> { Key = read(keys[index]), Index = index };
        }

        if (!MergeSort<Keyed<TKey>, TLess>.Sort(keyed, keyed.Length, ref less))
        {
            return null;
        }

        int[] order = new int[keyed.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[reverse ? order.Length - 1 - i : i] = keyed[i].Index;
        }

        return order;
    }

    private static ListStorage Permute(ListStorage storage, int[] order)
    {
        switch (storage)
        {
            case IntStorage ints:
                var sortedInts = new IntStorage(ints.Capacity);
                Permute(ints.Items, sortedInts.Items, order);
                return sortedInts;
            case FloatStorage floats:
                var sortedFloats = new FloatStorage(floats.Capacity);
                Permute(floats.Items, sortedFloats.Items, order);
                return sortedFloats;
            case ObjectStorage objects:
                var sortedObjects = new ObjectStorage(objects.Capacity);
                Permute(objects.Items, sortedObjects.Items, order);
                return sortedObjects;
            default:
                return storage;
        }
    }

    private static void Permute<T>(T[] source, T[] target, int[] order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            target[i] = source[order[i]];
        }
    }

    private static bool IsAscending(ReadOnlySpan<long> items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            if (items[i] < items[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllStr(ReadOnlySpan<object?> items)
    {
        foreach (object? item in items)
        {
            if (item is not StrObject text || !ReferenceEquals(text.Type, BuiltinTypes.Str))
            {
                return false;
            }
        }

        return true;
    }
}
