using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// Items of lists and tuples for emitted code. False means: not a case for this; nothing has been done, the handler does it.
/// Registers are addresses in the window; items come as new references.
/// </summary>
internal static class ContainerSupport
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryListInt(ThreadState thread, ref Value container, long index, out long item)
    {
        // Number storages never change their kind or size, so that this holds with other threads about, too.
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Storage is IntStorage ints)
        {
            long[] items = ints.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length)
            {
                item = items[index];
                return true;
            }
        }

        return TryGeneralListInt(container.Ref, index, out item);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryListFloat(ThreadState thread, ref Value container, long index, out double item)
    {
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Storage is FloatStorage floats)
        {
            double[] items = floats.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length)
            {
                item = items[index];
                return true;
            }
        }

        return TryGeneralListFloat(container.Ref, index, out item);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryListItem(ThreadState thread, ref Value container, long index, out Value item)
    {
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list)
        {
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count)
            {
                if (FreeThreading.AreSeveral)
                {
                    item = SharedSlots.LoadItem(thread, list, (int)index);
                    return !item.IsUnbound;
                }

                item = list.Storage is ObjectStorage objects ? Slot.Load(thread, objects.Items[index]) : list.Storage.Peek((int)index);
                return true;
            }
        }

        item = default;
        return false;
    }

    /// <summary>A character of a str, as a str: strs and their characters are not counted.</summary>
    public static bool TryCharacter(ThreadState thread, ref Value container, long index, out Value item)
    {
        if (container.Ref is StrObject { IsWide: false, IsExact: true } text)
        {
            ReadOnlySpan<char> chars = text.Chars;
            index += index < 0 ? chars.Length : 0;
            if ((ulong)index < (ulong)chars.Length)
            {
                item = Value.Of(StrObject.OfChar(chars[(int)index]));
                return true;
            }
        }

        item = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTupleItem(ThreadState thread, ref Value container, long index, out Value item)
    {
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Tuple))
        {
            ReadOnlySpan<Value> items = Unsafe.As<TupleObject>(reference).Span;
            index += index < 0 ? items.Length : 0;
            if ((ulong)index < (ulong)items.Length)
            {
                item = items[(int)index];
                RefCount.Retain(thread, item);
                return true;
            }
        }

        item = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTupleInt(ThreadState thread, ref Value container, long index, out long item)
    {
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Tuple))
        {
            ReadOnlySpan<Value> items = Unsafe.As<TupleObject>(reference).Span;
            index += index < 0 ? items.Length : 0;
            if ((ulong)index < (ulong)items.Length && items[(int)index].Ref is null)
            {
                item = items[(int)index].Bits;
                return true;
            }
        }

        item = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTupleFloat(ThreadState thread, ref Value container, long index, out double item)
    {
        if (container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Tuple))
        {
            ReadOnlySpan<Value> items = Unsafe.As<TupleObject>(reference).Span;
            index += index < 0 ? items.Length : 0;
            if ((ulong)index < (ulong)items.Length && items[(int)index].IsFloat)
            {
                item = items[(int)index].Float;
                return true;
            }
        }

        item = 0;
        return false;
    }

    /// <summary>An int out of a list that holds other things, too.</summary>
    private static bool TryGeneralListInt(PyObject? container, long index, out long item)
    {
        if (container is ListObject { Storage: ObjectStorage objects } list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            object?[] items = objects.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length && items[index] is IntCell cell)
            {
                item = cell.Value;
                return true;
            }
        }

        item = 0;
        return false;
    }

    /// <summary>An float out of a list that holds other things, too.</summary>
    private static bool TryGeneralListFloat(PyObject? container, long index, out double item)
    {
        if (container is ListObject { Storage: ObjectStorage objects } list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            object?[] items = objects.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length && items[index] is FloatCell cell)
            {
                item = cell.Value;
                return true;
            }
        }

        item = 0;
        return false;
    }

    /// <summary>Steps the iterator of a list: 1 with an item, a new reference; 0 at the end; -1 for other iterators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextOfList(ThreadState thread, ref Value iterator, out Value item)
    {
        item = default;
        if (iterator.Ref is not ListIteratorObject over)
        {
            return -1;
        }

        int index = over.Index;
        if (FreeThreading.AreSeveral || over.List is not { } list || (uint)index >= (uint)list.Count)
        {
            return Next(thread, ref iterator, out item);
        }

        over.Index = index + 1;
        item = list.Storage is ObjectStorage objects ? Slot.Load(thread, objects.Items[index]) : list.Storage.Peek(index);
        return 1;
    }

    /// <summary>As <see cref="NextOfList"/> for a tuple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextOfTuple(ThreadState thread, ref Value iterator, out Value item)
    {
        item = default;
        if (iterator.Ref is not TupleIteratorObject over)
        {
            return -1;
        }

        if (FreeThreading.AreSeveral || over.Tuple is not { } tuple || (uint)over.Index >= (uint)tuple.Items.Length)
        {
            return Next(thread, ref iterator, out item);
        }

        item = tuple.Items[over.Index++];
        RefCount.Retain(thread, item);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StrIteratorObject? AsCharacters(ref Value register) => register.Ref as StrIteratorObject;

    /// <summary>Steps the iterator of a str; null at the end.</summary>
    public static StrObject? NextCharacter(StrIteratorObject characters) => characters.NextCharacter();

    /// <summary>Steps any iterator: 1 with an item, 0 at the end, -1 with an exception set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Next(ThreadState thread, ref Value iterator, out Value item)
    {
        if (iterator.Ref is RangeIteratorObject range)
        {
            bool has = Support.NextOfRange(range, out long number);
            item = Value.Int(number);
            return has ? 1 : 0;
        }

        if (iterator.Ref is SetIteratorObject set && !FreeThreading.AreSeveral)
        {
            return set.Step(thread, out item);
        }

        item = Items.Next(thread, iterator);
        return item.IsError ? -1 : item.IsEnd ? 0 : 1;
    }

    /// <summary>Steps an iterator of pairs: 1 with both parts, 0 at the end, -1 with an exception set, 2 with an item, the first, that is yet to be unpacked.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int NextPair(ThreadState thread, ref Value iterator, out Value first, out Value second)
    {
        PyObject reference = iterator.Ref!;
        second = default;
        if (!FreeThreading.AreSeveral)
        {
            if (reference is EnumerateObject { Type.IsHeap: false } counted)
            {
                return counted.NextPair(thread, out first, out second);
            }
            else if (reference is DictIteratorObject { IsOfItems: true } items)
            {
                return items.NextPair(thread, out first, out second);
            }
            else if (reference is ZipObject { IsPair: true, Type.IsHeap: false } zip)
            {
                return zip.NextPair(thread, out first, out second);
            }
        }

        first = Items.Next(thread, iterator);
        if (first.IsError || first.IsEnd)
        {
            return first.IsError ? -1 : 0;
        }

        if (first.Ref is not TupleObject { Length: 2 } tuple || !ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            return 2;
        }

        first = thread.Retain(tuple.First);
        second = thread.Retain(Unsafe.Add(ref tuple.First, 1));
        RefCount.Release(thread, tuple);
        return 1;
    }

    /// <summary>Sets an item of a list of ints. With other threads about the handler does it, under the list's lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetInt(ThreadState thread, ref Value container, long index, long item)
    {
        if (!FreeThreading.AreSeveral && container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Storage is IntStorage ints)
        {
            long[] items = ints.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length)
            {
                items[index] = item;
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetFloat(ThreadState thread, ref Value container, long index, double item)
    {
        if (!FreeThreading.AreSeveral && container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Storage is FloatStorage floats)
        {
            double[] items = floats.Items;
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count && (ulong)index < (ulong)items.Length)
            {
                items[index] = item;
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets an item of a general list to what a register holds: moved out of a temporary, else copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetItem(ThreadState thread, ref Value container, long index, ref Value item, bool isTemporary)
    {
        if (!FreeThreading.AreSeveral && container.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Storage is ObjectStorage objects)
        {
            index += index < 0 ? list.Count : 0;
            if ((ulong)index < (ulong)list.Count)
            {
                Slot.Store(thread, ref objects.Items[index], Support.Take(thread, ref item, isTemporary));
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendInt(ref Value list, long item) => Unsafe.As<ListObject>(list.Ref!).Add(Value.Int(item));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendFloat(ref Value list, double item) => Unsafe.As<ListObject>(list.Ref!).Add(Value.FromDouble(item));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append(ref Value list, ThreadState thread, ref Value item, bool isTemporary) =>
        Unsafe.As<ListObject>(list.Ref!).Add(Support.Take(thread, ref item, isTemporary));

    /// <summary>len() of a list, tuple, str, dict or set itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLength(ref Value container, out long length)
    {
        length = 0;
        if (container.Ref is not { } reference)
        {
            return false;
        }

        TypeObject type = reference.Type;
        if (ReferenceEquals(type, BuiltinTypes.List))
        {
            length = Unsafe.As<ListObject>(reference).Count;
            return true;
        }

        if (ReferenceEquals(type, BuiltinTypes.Tuple))
        {
            length = Unsafe.As<TupleObject>(reference).Items.Length;
            return true;
        }

        if (ReferenceEquals(type, BuiltinTypes.Str))
        {
            length = Unsafe.As<StrObject>(reference).Length;
            return true;
        }

        return TryLengthOfTable(reference, out length);
    }

    /// <summary>len() of a dict or set itself.</summary>
    private static bool TryLengthOfTable(PyObject reference, out long length)
    {
        TypeObject type = reference.Type;
        bool isDict = ReferenceEquals(type, BuiltinTypes.Dict);
        length = isDict ? Unsafe.As<DictObject>(reference).Count : 0;
        if (!isDict && ReferenceEquals(type, BuiltinTypes.Set))
        {
            length = Unsafe.As<SetObject>(reference).Count;
            return true;
        }

        return isDict;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAppendInt(ref Value list, long item)
    {
        if (!IsList(ref list))
        {
            return false;
        }

        AppendInt(ref list, item);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAppendFloat(ref Value list, double item)
    {
        if (!IsList(ref list))
        {
            return false;
        }

        AppendFloat(ref list, item);
        return true;
    }

    /// <summary>Appends what a temporary holds, which moves, or a copy of something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAppend(ThreadState thread, ref Value list, ref Value item, bool isTemporary)
    {
        if (!IsList(ref list))
        {
            return false;
        }

        Unsafe.As<ListObject>(list.Ref!).Add(Support.Take(thread, ref item, isTemporary));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsList(ref Value register) => !FreeThreading.AreSeveral && register.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List);

    /// <summary>The tuple of that length in a register, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TupleObject? TupleOf(ref Value register, int length) =>
        register.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.Tuple) && Unsafe.As<TupleObject>(reference) is var tuple && tuple.Items.Length == length ? tuple : null;

    /// <summary>The list of that length in a register, or null. With other threads about its items are read under the lock, by the handler.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ListObject? ListOf(ref Value register, int length) =>
        !FreeThreading.AreSeveral && register.Ref is { } reference && ReferenceEquals(reference.Type, BuiltinTypes.List) && Unsafe.As<ListObject>(reference) is var list && list.Count == length ? list : null;

    public static Value ItemOfList(ThreadState thread, ListObject list, int index) => list.Get(thread, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ItemOf(ThreadState thread, TupleObject tuple, int index)
    {
        Value item = Unsafe.Add(ref tuple.First, index);
        RefCount.Retain(thread, item);
        return item;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Empty(ref Value register) => register.Ref = null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(ThreadState thread, PyObject reference) => RefCount.Release(thread, reference);
}
