using Pyl.VM.Parallelism;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>
/// A list. Its storage is typed: ints, floats or references, and widens on demand (DESIGN 2), see <see cref="ListStorage"/>.
/// </summary>
public sealed class ListObject : PyObject
{
    /// <summary>Items [0, Count) are in use; replaced as a whole when it grows or widens.</summary>
    internal ListStorage Storage;

    internal int Count;

    internal ListObject(ThreadState thread, TypeObject? type = null)
        : base(thread, type ?? BuiltinTypes.List)
    {
        Storage = ListStorage.Empty;
    }

    public int Length => Count;

    /// <summary>An empty list, made of a dead one where there is one.</summary>
    internal static ListObject New(ThreadState thread)
    {
        if (thread.Spares.TakeList() is { } spare)
        {
            spare.Revive(thread, BuiltinTypes.List);
            return spare;
        }

        return new ListObject(thread);
    }

    /// <summary>A list of borrowed items.</summary>
    public static ListObject Of(ThreadState thread, ReadOnlySpan<Value> items)
    {
        ListObject list = New(thread);
        if (items.Length > 0)
        {
            list.Storage = ListStorage.For(items[0], items.Length);
        }

        foreach (ref readonly Value item in items)
        {
            list.Add(thread.Retain(item));
        }

        return list;
    }

    /// <summary>A list of items whose references move in.</summary>
    public static ListObject Steal(ThreadState thread, ReadOnlySpan<Value> items)
    {
        ListObject list = New(thread);
        if (items.Length > 0)
        {
            list.Storage = ListStorage.For(items[0], items.Length);
        }

        foreach (ref readonly Value item in items)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>The item at an index within bounds, a new reference; Unbound when another thread has shortened the list meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Get(ThreadState thread, int index) => FreeThreading.AreSeveral ? SharedSlots.LoadItem(thread, this, index) : Storage.Get(thread, index);

    /// <summary>The item at an index within bounds, borrowed: valid until user code runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Peek(int index) => Storage.Peek(index);

    /// <summary>Replaces the item at an index within bounds; the reference moves in. The old item is released last.</summary>
    public void Set(ThreadState thread, int index, Value value)
    {
        if (!Storage.TrySet(thread, index, value))
        {
            Storage = Storage.Widen(value, Storage.Capacity);
            Storage.TrySet(thread, index, value);
        }
    }

    /// <summary>As <see cref="Set"/>, but what was there is the caller's to release (<see cref="Slot.ReleaseContent"/>); runs no user code.</summary>
    internal object? Exchange(int index, Value value)
    {
        if (!Storage.Holds(value))
        {
            Storage = Storage.Widen(value, Storage.Capacity);
        }

        if (Storage is ObjectStorage objects)
        {
            return SharedSlots.Replace(ref objects.Items[index], value);
        }

        Storage.TryInitialise(index, value);
        return null;
    }

    /// <summary>Appends; the reference moves in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Value value)
    {
        int count = Count;
        if (Storage is ObjectStorage objects)
        {
            object?[] items = objects.Items;
            if ((uint)count < (uint)items.Length)
            {
                // The array is of objects exactly: no check of what is stored.
                Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(items), count) = Slot.Content(value);
                Count = count + 1;
                return;
            }
        }
        else if (count < Storage.Capacity && Storage.TryInitialise(count, value))
        {
            Count = count + 1;
            return;
        }

        AddSlow(value);
    }

    /// <summary>Makes room for so many items more: just that in an empty list, and for others to come in one that grows.</summary>
    public void ReserveMore(int count)
    {
        int total = checked(Count + count);
        if (total > Storage.Capacity)
        {
            Storage = Storage.Resize(Count == 0 ? total : GrowthFor(total), Count);
        }
    }

    /// <summary>Makes room for the given number of items in all.</summary>
    public void Reserve(int capacity)
    {
        if (capacity > Storage.Capacity)
        {
            Storage = Storage.Resize(capacity, Count);
        }
    }

    /// <summary>Takes over a block for a list that is empty.</summary>
    internal void Adopt(ListStorage storage, int count)
    {
        Storage = storage;
        Count = count;
    }

    /// <summary>Inserts before a position within [0, Count]; the reference moves in.</summary>
    internal void Insert(int index, Value value)
    {
        int count = Count;
        if (index == count)
        {
            Add(value);
            return;
        }

        if (value.Ref is null && Storage is IntStorage ints && count < ints.Items.Length)
        {
            ints.Move(index, index + 1, count - index);
            ints.Items[index] = value.Bits;
            Count = count + 1;
            return;
        }

        if (count == Storage.Capacity)
        {
            Storage = Storage.Resize(GrowthFor(count + 1), count);
        }

        if (!Storage.Holds(value))
        {
            Storage = Storage.Widen(value, Storage.Capacity);
        }

        Storage.Move(index, index + 1, count - index);
        Storage.TryInitialise(index, value);
        Count = count + 1;
    }

    /// <summary>Takes out the item at an index within bounds; its reference moves to the caller.</summary>
    internal Value TakeAt(int index)
    {
        int last = Count - 1;
        if (Storage is IntStorage ints)
        {
            Value number = Value.Int(ints.Items[index]);
            ints.Move(index + 1, index, last - index);
            Count = last;
            ShrinkIfSparse();
            return number;
        }

        Value item = Storage.Peek(index);
        if (index < last)
        {
            Storage.Move(index + 1, index, last - index);
        }

        Storage.Clear(last, last + 1);
        Count = last;
        ShrinkIfSparse();
        return item;
    }

    /// <summary>Replaces a range by items whose references move in; what was there is released last.</summary>
    internal void ReplaceRange(ThreadState thread, int start, int removed, ReadOnlySpan<Value> items)
    {
        object?[]? displaced = Storage.Contents(start, removed);
        MakeRoomFor(items, checked(Count - removed + items.Length));
        Storage.Move(start + removed, start + items.Length, Count - start - removed);
        for (int i = 0; i < items.Length; i++)
        {
            Storage.TryInitialise(start + i, items[i]);
        }

        FinishReplacing(thread, removed, items.Length, displaced);
    }

    /// <summary>Replaces a range by copies of another list's items; false, and nothing has happened, where the blocks are not of one kind.</summary>
    internal bool TryReplaceRange(ThreadState thread, int start, int removed, ListObject other)
    {
        int added = other.Count;
        if (Count == 0 || added == 0 || Storage.GetType() != other.Storage.GetType())
        {
            return false;
        }

        object?[]? displaced = Storage.Contents(start, removed);
        int count = checked(Count - removed + added);
        if (count > Storage.Capacity)
        {
            Storage = Storage.Resize(GrowthFor(count), Count);
        }

        Storage.Move(start + removed, start + added, Count - start - removed);
        other.Storage.TryCopyTo(thread, 0, added, Storage, start);
        FinishReplacing(thread, removed, added, displaced);
        return true;
    }

    /// <summary>The items of two lists change places.</summary>
    internal void Swap(ListObject other)
    {
        (Storage, other.Storage) = (other.Storage, Storage);
        (Count, other.Count) = (other.Count, Count);
    }

    /// <summary>The new items are in place: what was there is released.</summary>
    private void FinishReplacing(ThreadState thread, int removed, int added, object?[]? displaced)
    {
        int old = Count;
        int count = old - removed + added;
        if (count < old)
        {
            Storage.Clear(count, old);
        }

        Count = count;
        ShrinkIfSparse();
        if (displaced is not null)
        {
            // The last first, as CPython's list_ass_slice has it; those with a step go the other way there.
            Array.Reverse(displaced);
            ReleaseContents(thread, displaced);
        }
    }

    /// <summary>Appends copies of a range of another list's block (this list's own included), with new references.</summary>
    internal void AddRange(ThreadState thread, ListStorage source, int start, int count)
    {
        if (count == 0)
        {
            return;
        }

        int old = Count;
        int total = checked(old + count);
        if (old == 0)
        {
            if (Storage.Capacity == 0)
            {
                Storage = source is IntStorage ints ? ints.Part(thread, start, count) : source.Copy(thread, start, count, count);
                Count = count;
                return;
            }

            Storage = ListStorage.For(source.Peek(start), Math.Max(Storage.Capacity, count));
        }
        else if (total > Storage.Capacity)
        {
            Storage = Storage.Resize(GrowthFor(total), old);
        }

        if (source.TryCopyTo(thread, start, count, Storage, old))
        {
            Count = total;
            return;
        }

        for (int i = 0; i < count; i++)
        {
            Add(source.Get(thread, start + i));
        }
    }

    /// <summary>left + right, with new references; in free threading under the locks of both.</summary>
    internal static ListObject Concatenate(ThreadState thread, ListObject left, ListObject right)
    {
        ListObject sum = New(thread);
        int first = left.Count;
        int second = right.Count;
        if (first == 0 || second == 0)
        {
            sum.AddRange(thread, left.Storage, 0, first);
            sum.AddRange(thread, right.Storage, 0, second);
            return sum;
        }

        int total = checked(first + second);
        if (left.Storage is IntStorage start && right.Storage is IntStorage end)
        {
            sum.Adopt(Joined(thread, start, first, end, second), total);
            return sum;
        }

        sum.Adopt(left.Storage.Copy(thread, 0, first, total), first);
        sum.AddRange(thread, right.Storage, 0, second);
        return sum;
    }

    /// <summary>this + right for a list that nobody else has: it becomes the sum, in a block of just that size.</summary>
    internal void Absorb(ThreadState thread, ListObject right)
    {
        int first = Count;
        int second = right.Count;
        int total = checked(first + second);
        if (first != 0 && second != 0 && Storage is IntStorage start && right.Storage is IntStorage end)
        {
            Adopt(Joined(thread, start, first, end, second), total);
            thread.Spares.Give(start);
            return;
        }

        if (first != 0)
        {
            Reserve(total);
        }

        AddRange(thread, right.Storage, 0, second);
    }

    private static IntStorage Joined(ThreadState thread, IntStorage left, int first, IntStorage right, int second)
    {
        IntStorage ints = thread.Spares.TakeInts(first + second);
        left.Items.AsSpan(0, first).CopyTo(ints.Items);
        right.Items.AsSpan(0, second).CopyTo(ints.Items.AsSpan(first));
        return ints;
    }

    /// <summary>Takes the items out, leaving the list empty; references move to the caller.</summary>
    internal ListStorage Detach(out int count)
    {
        ListStorage old = Storage;
        count = Count;
        Count = 0;
        Storage = ListStorage.Empty;
        return old;
    }

    /// <summary>Empties the list, then releases what it held.</summary>
    internal void ReleaseAll(ThreadState thread)
    {
        ListStorage old = Detach(out int count);
        old.Release(thread, 0, count);
    }

    /// <summary>Gives memory back when less than half of the block is in use.</summary>
    internal void ShrinkIfSparse()
    {
        int capacity = Storage.Capacity;
        if (Count < capacity >> 2 && capacity > 8)
        {
            Storage = Count == 0 ? ListStorage.Empty : Storage.Resize(GrowthFor(Count), Count);
        }
    }

    internal static void ReleaseContents(ThreadState thread, object?[]? contents)
    {
        if (contents is not null)
        {
            foreach (object? content in contents)
            {
                Slot.ReleaseContent(thread, content);
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        ListStorage old = Detach(out int count);
        if (old is not ObjectStorage objects)
        {
            if (old is IntStorage ints)
            {
                thread.Spares.Give(ints);
            }

            return;
        }

        objects.Release(thread, 0, count);
        SpareBlocks.Give(objects);
    }

    /// <summary>A capacity for so many items, so that appending is linear. Half more: CPython's eighth relies on realloc, which mostly extends in place; here every growth copies.</summary>
    private static int GrowthFor(int count) => (int)Math.Min((long)count + (count >> 1) + 6, Array.MaxLength);

    private void MakeRoomFor(ReadOnlySpan<Value> items, int count)
    {
        if (items.IsEmpty)
        {
            return;
        }

        if (Count == 0)
        {
            Storage = ListStorage.For(items[0], Math.Max(count, Storage.Capacity));
        }
        else if (count > Storage.Capacity)
        {
            Storage = Storage.Resize(GrowthFor(count), Count);
        }

        foreach (ref readonly Value item in items)
        {
            if (!Storage.Holds(item))
            {
                Storage = Storage.Widen(item, Storage.Capacity);
                break;
            }
        }
    }

    /// <summary>The block that a full first one makes place for.</summary>
    private static ObjectStorage GrowFirst(ObjectStorage first)
    {
        ObjectStorage grown = SpareBlocks.TakeSecond();
        object?[] from = first.Items;
        object?[] to = grown.Items;
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[2];
        to[3] = from[3];
        if (!FreeThreading.AreSeveral)
        {
            Array.Clear(from);
            SpareBlocks.Give(first);
        }

        return grown;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddSlow(Value value)
    {
        int count = Count;
        if (count == 0)
        {
            int capacity = Storage.Capacity == 0 ? SpareBlocks.First : Storage.Capacity;
            Storage = capacity == SpareBlocks.First && value.Ref is not null && !value.IsFloat ? SpareBlocks.TakeFirst() : ListStorage.For(value, capacity);
        }
        else if (count >= Storage.Capacity)
        {
            Storage = count == SpareBlocks.First && Storage is ObjectStorage first ? GrowFirst(first) : Storage.Resize(GrowthFor(count + 1), count);
        }

        if (!Storage.TryInitialise(count, value))
        {
            Storage = Storage.Widen(value, Storage.Capacity);
            Storage.TryInitialise(count, value);
        }

        Count = count + 1;
    }
}
