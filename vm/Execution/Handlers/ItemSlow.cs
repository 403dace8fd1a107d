using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Subscription of anything but a list by a small int.</summary>
internal static class ItemSlow
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Get(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value container = Unsafe.Add(ref registers, b);
        Value key = Unsafe.Add(ref registers, c);
        if (key.Ref is null && container.Ref is StrObject { IsExact: true, IsWide: false } text)
        {
            ReadOnlySpan<char> chars = text.Chars;
            long position = key.Bits < 0 ? key.Bits + chars.Length : key.Bits;
            if ((ulong)position < (ulong)chars.Length)
            {
                return Registers.Finish(thread, frame, ref registers, a, b, c, Value.Of(StrObject.OfChar(chars[(int)position])));
            }
        }

        if (container.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            Value found = dict.Load(thread, key);
            if (found.IsUnbound)
            {
                thread.KeyError(key);
                return Flow.Error;
            }

            return Registers.Finish(thread, frame, ref registers, a, b, c, found);
        }

        if (TryDerivedDict(thread, container, key, out Value item))
        {
            return Registers.Finish(thread, frame, ref registers, a, b, c, item);
        }

        if (container.Ref is InstanceObject instance && SpecialReturns.Pushable(instance.Type, SpecialMethod.GetItem, 2) is { } method)
        {
            Value self = Registers.Take(thread, frame, ref registers, b);
            Value index = Registers.Take(thread, frame, ref registers, c);
            return SpecialReturns.Push(thread, frame, method, a, ReturnAction.Replace, self, index, Value.Unbound);
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, Items.Get(thread, container, key));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow GetInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int index)
    {
        Value container = Unsafe.Add(ref registers, b);
        Value item = TryDerivedDict(thread, container, Value.Int(index), out Value found) ? found : Items.Get(thread, container, Value.Int(index));
        return Registers.Finish(thread, frame, ref registers, a, b, item);
    }

    /// <summary>The value of a key that a dict has whose class has no __getitem__ of its own, or an error; a missing key may have its __missing__.</summary>
    private static bool TryDerivedDict(ThreadState thread, Value container, Value key, out Value value)
    {
        if (container.Ref is DictObject dict && dict.Type.HasSlotOf(BuiltinTypes.Dict, SpecialMethod.GetItem))
        {
            value = dict.Load(thread, key);
            return !value.IsUnbound;
        }

        value = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Set(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value container = Unsafe.Add(ref registers, a);
        if (container.Ref is InstanceObject instance && SpecialReturns.Pushable(instance.Type, SpecialMethod.SetItem, 3) is { } method)
        {
            Value self = Registers.Take(thread, frame, ref registers, a);
            Value key = Registers.Take(thread, frame, ref registers, b);
            Value value = Registers.Take(thread, frame, ref registers, c);
            return SpecialReturns.Push(thread, frame, method, 0, ReturnAction.Discard, self, key, value);
        }

        if (Unsafe.Add(ref registers, b).Ref is null && container.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            Value item = Registers.Take(thread, frame, ref registers, c);
            if (SharedSlots.TryStoreItem(thread, list, Unsafe.Add(ref registers, b).Bits, item))
            {
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }

            thread.Release(item);
            thread.IndexError("list assignment index out of range");
            return Flow.Error;
        }

        bool stored = container.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict)
            ? dict.Set(thread, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c))
            : Items.Set(thread, container, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c));
        if (!stored)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, c);
        Registers.Consume(thread, frame, ref registers, b);
        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    public static Flow GetSlice(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value sliced = Sliced(thread, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c), Unsafe.Add(ref registers, c + 1));
        if (!sliced.IsUnbound)
        {
            return Registers.Finish(thread, frame, ref registers, a, b, sliced);
        }

        Value slice = MakeSlice(thread, ref registers, c);
        Value result = Items.Get(thread, Unsafe.Add(ref registers, b), slice);
        thread.Release(slice);
        return Registers.Finish(thread, frame, ref registers, a, b, result);
    }

    /// <summary>True for a list that only the register has, and that is not the other.</summary>
    private static bool IsOwnList(ThreadState thread, in Value value, ListObject other, out ListObject list)
    {
        list = Unsafe.As<ListObject>(value.Ref)!;
        return value.Ref is { } made && ReferenceEquals(made.Type, BuiltinTypes.List) && !ReferenceEquals(made, other) && RefCount.IsUnique(thread, made);
    }

    public static Flow SetSlice(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c)
    {
        Value container = Unsafe.Add(ref registers, a);
        Value start = Unsafe.Add(ref registers, b);
        Value stop = Unsafe.Add(ref registers, b + 1);
        if (!FreeThreading.AreSeveral && container.Ref is { } sequence && ReferenceEquals(sequence.Type, BuiltinTypes.List) && IsPlainBound(start) && IsPlainBound(stop))
        {
            var list = Unsafe.As<ListObject>(sequence);
            (int first, int count) = Range(start, stop, list.Count);
            if (count == list.Count && c >= frame.LocalCount && IsOwnList(thread, Unsafe.Add(ref registers, c), list, out ListObject made))
            {
                // As x[:] = x[1:] + x[:1]: nobody else has the new list, which goes with the old items.
                list.Swap(made);
                Registers.Consume(thread, frame, ref registers, c);
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }

            if (ListSlicing.TrySetRange(thread, list, first, count, Unsafe.Add(ref registers, c)))
            {
                Registers.Consume(thread, frame, ref registers, c);
                Registers.Consume(thread, frame, ref registers, a);
                return Flow.Next;
            }
        }

        Value slice = MakeSlice(thread, ref registers, b);
        bool stored = Items.Set(thread, Unsafe.Add(ref registers, a), slice, Unsafe.Add(ref registers, c));
        thread.Release(slice);
        if (!stored)
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, c);
        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    /// <summary>Part of an exact list, tuple or str between small ints or None, without a slice object; Unbound for anything else.</summary>
    private static Value Sliced(ThreadState thread, Value container, Value start, Value stop)
    {
        if (container.Ref is not { } sequence || !IsPlainBound(start) || !IsPlainBound(stop))
        {
            return Value.Unbound;
        }

        if (ReferenceEquals(sequence.Type, BuiltinTypes.Str))
        {
            var text = Unsafe.As<StrObject>(sequence);
            (int first, int count) = Range(start, stop, text.Length);
            return count == text.Length ? container : Value.Of(text.Slice(first, count));
        }

        if (ReferenceEquals(sequence.Type, BuiltinTypes.Tuple))
        {
            ReadOnlySpan<Value> items = Unsafe.As<TupleObject>(sequence).Span;
            (int first, int count) = Range(start, stop, items.Length);
            return count == items.Length ? thread.Retain(container) : Value.Of(TupleObject.Of(thread, items.Slice(first, count)));
        }

        if (!FreeThreading.AreSeveral && ReferenceEquals(sequence.Type, BuiltinTypes.List))
        {
            var list = Unsafe.As<ListObject>(sequence);
            (int first, int count) = Range(start, stop, list.Count);
            ListObject part = ListObject.New(thread);
            part.AddRange(thread, list.Storage, first, count);
            return Value.Of(part);
        }

        return Value.Unbound;
    }

    private static bool IsPlainBound(Value bound) => bound.Ref is null || bound.IsNone;

    /// <summary>The range that bounds select from a sequence.</summary>
    private static (int First, int Count) Range(Value start, Value stop, int length)
    {
        int first = Position(start, 0, length);
        return (first, Math.Max(0, Position(stop, length, length) - first));
    }

    private static int Position(Value bound, int absent, int length) =>
        bound.Ref is not null ? absent : (int)Math.Clamp(bound.Bits < 0 ? bound.Bits + length : bound.Bits, 0, length);

    private static Value MakeSlice(ThreadState thread, ref Value registers, int first)
    {
        Value start = Unsafe.Add(ref registers, first);
        Value stop = Unsafe.Add(ref registers, first + 1);
        Unsafe.Add(ref registers, first).Ref = null;
        Unsafe.Add(ref registers, first + 1).Ref = null;
        return Value.Of(new SliceObject(thread, start, stop, Value.None));
    }
}
