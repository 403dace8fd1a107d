using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        if (!FreeThreading.AreSeveral && source.Ref is ListObject list && list.Count == count && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            // Releasing what the targets held can run code that changes the list, so all items are taken first.
            bool isTemporary = a >= frame.LocalCount;
            if (count == 2 && isTemporary)
            {
                Value first = list.Get(thread, 0);
                Value second = list.Get(thread, 1);
                Unsafe.Add(ref registers, a).Ref = null;
                Registers.Set(thread, ref Unsafe.Add(ref registers, b), first);
                Registers.Set(thread, ref Unsafe.Add(ref registers, b + 1), second);
                RefCount.Release(thread, list);
                return Flow.Next;
            }

            FewArguments few = default;
            Span<Value> items = count <= FewArguments.Length ? few : new Value[count];
            for (int i = 0; i < count; i++)
            {
                items[i] = list.Get(thread, i);
            }

            if (isTemporary)
            {
                // The first target may be the register that the list stands in.
                Unsafe.Add(ref registers, a).Ref = null;
            }

            for (int i = 0; i < count; i++)
            {
                Registers.Set(thread, ref Unsafe.Add(ref registers, b + i), items[i]);
            }

            if (isTemporary)
            {
                RefCount.Release(thread, list);
            }

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
        if (source.Ref is { } sequence && ReferenceEquals(sequence.Type, BuiltinTypes.Tuple) && Unsafe.As<TupleObject>(sequence).Length >= before + after)
        {
            ReadOnlySpan<Value> own = Unsafe.As<TupleObject>(sequence).Span;
            RefCount.RetainAll(thread, own);
            if (a >= frame.LocalCount)
            {
                // The first target may be the register that the tuple stands in.
                Unsafe.Add(ref registers, a).Ref = null;
            }

            Spread(thread, ref Unsafe.Add(ref registers, b), own, before, after);
            if (a >= frame.LocalCount)
            {
                RefCount.Release(thread, sequence);
            }

            return Flow.Next;
        }

        if (Collect(thread, source, before + after, -1) is not { } items)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        Spread(thread, ref Unsafe.Add(ref registers, b), CollectionsMarshal.AsSpan(items), before, after);
        return Flow.Next;
    }

    /// <summary>Moves items to the targets: some each, the ones between as a list.</summary>
    private static void Spread(ThreadState thread, ref Value targets, ReadOnlySpan<Value> items, int before, int after)
    {
        int middle = items.Length - before - after;
        ListObject rest = ListObject.Steal(thread, items.Slice(before, middle));

        for (int i = 0; i < before; i++)
        {
            Registers.Set(thread, ref Unsafe.Add(ref targets, i), items[i]);
        }

        Registers.Set(thread, ref Unsafe.Add(ref targets, before), Value.Of(rest));
        for (int i = 0; i < after; i++)
        {
            Registers.Set(thread, ref Unsafe.Add(ref targets, before + 1 + i), items[before + middle + i]);
        }
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
