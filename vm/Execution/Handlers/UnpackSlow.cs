using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Unpacking of any iterable. Nothing is written unless the number is right.</summary>
internal static class UnpackSlow
{
    public static Flow Sequence(ThreadState thread, Frame frame, ref Value registers, int a, int b, int count)
    {
        Value source = Unsafe.Add(ref registers, a);
        if (!FreeThreading.AreSeveral && source.Ref is ListObject list && list.Count == count && ReferenceEquals(list.Type, BuiltinTypes.List) && a >= frame.LocalCount)
        {
            // Releasing what the targets held can run code that changes the list, so all items are taken first.
            var items = new Value[count];
            for (int i = 0; i < count; i++)
            {
                items[i] = list.Get(thread, i);
            }

            Unsafe.Add(ref registers, a).Ref = null;
            for (int i = 0; i < count; i++)
            {
                Registers.Set(thread, ref Unsafe.Add(ref registers, b + i), items[i]);
            }

            RefCount.Release(thread, list);
            return Flow.Next;
        }

        if (Collect(thread, source, count, count) is not { } collected)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        for (int i = 0; i < count; i++)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, b + i), collected[i]);
        }

        return Flow.Next;
    }

    public static Flow Starred(ThreadState thread, Frame frame, ref Value registers, int a, int b, int counts)
    {
        int before = counts & 0xFF;
        int after = counts >> 8;
        Value source = Unsafe.Add(ref registers, a);
        if (Collect(thread, source, before + after, -1) is not { } items)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        var rest = new ListObject(thread);
        int middle = items.Count - before - after;
        for (int i = 0; i < middle; i++)
        {
            rest.Add(items[before + i]);
        }

        for (int i = 0; i < before; i++)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, b + i), items[i]);
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, b + before), Value.Of(rest));
        for (int i = 0; i < after; i++)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, b + before + 1 + i), items[before + middle + i]);
        }

        return Flow.Next;
    }

    /// <summary>The items as new references; null with ValueError when there are fewer than the minimum or more than the maximum (-1: any number).</summary>
    private static List<Value>? Collect(ThreadState thread, Value source, int minimum, int maximum)
    {
        if (!source.Type.Slot(SpecialMethod.Iter).IsDefined && !source.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError($"cannot unpack non-iterable {source.Type.Name} object");
            return null;
        }

        var items = new List<Value>(minimum);
        using var iteration = new Iteration(thread, source);
        while (iteration.MoveNext(out Value item))
        {
            items.Add(item);
            if (maximum >= 0 && items.Count > maximum)
            {
                long total = source.Ref is ListObject or TupleObject or DictObject ? Operators.Length(thread, source) : -1;
                return Fail(thread, items, total >= 0 ? $"too many values to unpack (expected {maximum}, got {total})" : $"too many values to unpack (expected {maximum})");
            }
        }

        if (iteration.Failed)
        {
            return Fail(thread, items, null);
        }

        if (items.Count < minimum)
        {
            return Fail(thread, items, $"not enough values to unpack (expected {(maximum < 0 ? "at least " : "")}{minimum}, got {items.Count})");
        }

        return items;
    }

    private static List<Value>? Fail(ThreadState thread, List<Value> items, string? message)
    {
        if (message is not null)
        {
            thread.ValueError(message);
        }

        foreach (Value item in items)
        {
            RefCount.Release(thread, item);
        }

        return null;
    }
}
