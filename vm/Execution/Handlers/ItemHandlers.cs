using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Subscription.</summary>
[OpcodeHandlers]
internal static class ItemHandlers
{
    internal static Flow GetItem(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value container = ref Unsafe.Add(ref registers, b);
        ref Value index = ref Unsafe.Add(ref registers, c);
        if (index.Ref is null && container.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            long position = index.Bits;
            position += position < 0 ? list.Count : 0;
            if ((ulong)position < (ulong)list.Count)
            {
                Value item = FreeThreading.AreSeveral ? SharedSlots.LoadItem(thread, list, (int)position)
                    : list.Storage is IntStorage ints ? Value.Int(ints.Items[position]) : list.Storage.Get(thread, (int)position);
                if (!FreeThreading.AreSeveral || !item.IsUnbound)
                {
                    frame.Pc = pc;
                    Registers.Consume(thread, frame, ref registers, b);
                    Registers.Set(thread, ref Unsafe.Add(ref registers, a), item);
                    return Flow.Next;
                }
            }
        }

        frame.Pc = pc;
        return ItemSlow.Get(thread, frame, ref registers, a, b, c);
    }

    internal static Flow GetItemInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value container = ref Unsafe.Add(ref registers, b);
        if (container.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            int position = c < 0 ? c + list.Count : c;
            if ((uint)position < (uint)list.Count)
            {
                Value item = list.Get(thread, position);
                if (!FreeThreading.AreSeveral || !item.IsUnbound)
                {
                    frame.Pc = pc;
                    Registers.Consume(thread, frame, ref registers, b);
                    Registers.Set(thread, ref Unsafe.Add(ref registers, a), item);
                    return Flow.Next;
                }
            }
        }
        else if (container.Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            int position = c < 0 ? c + tuple.Length : c;
            if ((uint)position < (uint)tuple.Length)
            {
                Value item = Unsafe.Add(ref tuple.First, position);
                RefCount.Retain(thread, item);
                frame.Pc = pc;
                Registers.Consume(thread, frame, ref registers, b);
                Registers.Set(thread, ref Unsafe.Add(ref registers, a), item);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ItemSlow.GetInt(thread, frame, ref registers, a, b, c);
    }

    internal static Flow SetItem(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value container = ref Unsafe.Add(ref registers, a);
        ref Value index = ref Unsafe.Add(ref registers, b);
        frame.Pc = pc;
        if (!FreeThreading.AreSeveral && index.Ref is null && container.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            long position = index.Bits;
            position += position < 0 ? list.Count : 0;
            if ((ulong)position < (ulong)list.Count)
            {
                list.Set(thread, (int)position, Registers.Take(thread, frame, ref registers, c));
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }
        }

        return ItemSlow.Set(thread, frame, ref registers, a, b, c);
    }

    internal static Flow DeleteItem(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (!Items.Delete(thread, Unsafe.Add(ref registers, a), Unsafe.Add(ref registers, b)))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        Registers.Consume(thread, frame, ref registers, b);
        return Flow.Next;
    }

    internal static Flow GetSlice(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ItemSlow.GetSlice(thread, frame, ref registers, a, b, c);
    }

    internal static Flow SetSlice(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ItemSlow.SetSlice(thread, frame, ref registers, a, b, c);
    }

    internal static Flow BuildSlice(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value start = Unsafe.Add(ref registers, b);
        Value stop = Unsafe.Add(ref registers, b + 1);
        Value step = c == 3 ? Unsafe.Add(ref registers, b + 2) : Value.None;
        for (int i = 0; i < c; i++)
        {
            Unsafe.Add(ref registers, b + i).Ref = null;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(new SliceObject(thread, start, stop, step)));
        return Flow.Next;
    }
}
