using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Collecting the items of iterables, and the small conversions that sequences' arguments need.</summary>
public static class Iterables
{
    /// <summary>The items of any iterable as new references; null when an exception is set.</summary>
    public static Value[]? ToArray(ThreadState thread, Value iterable)
    {
        switch (iterable.Ref)
        {
            case TupleObject tuple when ReferenceEquals(tuple.Type, BuiltinTypes.Tuple):
                return Retained(thread, tuple.Span);
            case ListObject list when ReferenceEquals(list.Type, BuiltinTypes.List):
                var copies = new Value[list.Count];
                for (int i = 0; i < copies.Length; i++)
                {
                    copies[i] = list.Get(thread, i);
                }

                return copies;
            case IItemsAtOnce container when container.TryItems(thread) is { } own:
                return own;
        }

        var items = new ValueBuffer(0);
        return items.TryAddAll(thread, iterable) ? items.ToArray() : null;
    }

    /// <summary>A copy of borrowed items, with new references.</summary>
    public static Value[] Retained(ThreadState thread, ReadOnlySpan<Value> items)
    {
        Value[] copy = items.ToArray();
        foreach (ref Value item in copy.AsSpan())
        {
            RefCount.Retain(thread, item);
        }

        return copy;
    }

    /// <summary>Releases references that have nowhere to go.</summary>
    public static void Release(ThreadState thread, ReadOnlySpan<Value> items)
    {
        foreach (ref readonly Value item in items)
        {
            RefCount.Release(thread, item);
        }
    }

    /// <summary>An argument such as the bounds of index(): an int of any size, clamped; false with TypeError set otherwise.</summary>
    public static bool TryBound(ThreadState thread, Value value, out long bound)
    {
        if (value.Ref is null)
        {
            bound = value.Bits;
            return true;
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("slice indices must be integers or have an __index__ method");
            bound = 0;
            return false;
        }

        return Operators.TryIndexClamped(thread, value, out bound);
    }

    /// <summary>An optional bound that counts from the end when negative, fitted to [0, length].</summary>
    public static bool TryBound(ThreadState thread, Value value, int length, int absent, out int bound)
    {
        bound = absent;
        if (value.IsUnbound)
        {
            return true;
        }

        if (!TryBound(thread, value, out long index))
        {
            return false;
        }

        index += index < 0 ? length : 0;
        bound = (int)Math.Clamp(index, 0, length);
        return true;
    }
}
