using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>A deque: a ring of slots, so that both ends are cheap. A bounded one drops from the other end when it is full.</summary>
public sealed class DequeObject : PyObject, IItemsAtOnce
{
    /// <summary>The ring; its length is a power of two.</summary>
    private object?[] _slots = new object?[8];

    private int _head;

    internal DequeObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    internal int Count { get; private set; }

    /// <summary>maxlen, or -1.</summary>
    internal long MaxLength { get; set; } = -1;

    /// <summary>Changes with every insertion, removal and move: what iterators compare.</summary>
    internal int Version { get; private set; }

    /// <summary>The item at a position within bounds, a new reference.</summary>
    internal Value Get(ThreadState thread, int index) => Slot.Load(thread, At(index));

    /// <summary>Replaces the item at a position within bounds; the reference moves in, the old item is released last.</summary>
    internal void Set(ThreadState thread, int index, Value value) => Slot.Store(thread, ref At(index), value);

    /// <summary>Appends; the reference moves in. What a full deque drops is released last.</summary>
    internal void AddLast(ThreadState thread, Value value)
    {
        if (Count == MaxLength)
        {
            if (Count == 0)
            {
                thread.Release(value);
                return;
            }

            Value dropped = TakeFirst();
            AddLast(thread, value);
            thread.Release(dropped);
            return;
        }

        MakeRoom();
        At(Count++) = Slot.Content(value);
        Version++;
    }

    /// <summary>As <see cref="AddLast"/> at the other end.</summary>
    internal void AddFirst(ThreadState thread, Value value)
    {
        if (Count == MaxLength)
        {
            if (Count == 0)
            {
                thread.Release(value);
                return;
            }

            Value dropped = TakeLast();
            AddFirst(thread, value);
            thread.Release(dropped);
            return;
        }

        MakeRoom();
        _head = (_head - 1) & (_slots.Length - 1);
        Count++;
        Version++;
        At(0) = Slot.Content(value);
    }

    /// <summary>Takes the first item out of a deque that is not empty; its reference moves to the caller.</summary>
    internal Value TakeFirst()
    {
        ref object? slot = ref At(0);
        Value value = Slot.Peek(slot);
        slot = null;
        _head = (_head + 1) & (_slots.Length - 1);
        Count--;
        Version++;
        return value;
    }

    /// <summary>Takes the last item out of a deque that is not empty; its reference moves to the caller.</summary>
    internal Value TakeLast()
    {
        ref object? slot = ref At(Count - 1);
        Value value = Slot.Peek(slot);
        slot = null;
        Count--;
        Version++;
        return value;
    }

    /// <summary>Inserts before a position within [0, Count]; the reference moves in. The deque is not full.</summary>
    internal void Insert(ThreadState thread, int index, Value value)
    {
        AddLast(thread, Value.None);
        for (int i = Count - 1; i > index; i--)
        {
            At(i) = At(i - 1);
        }

        At(index) = Slot.Content(value);
    }

    /// <summary>Takes out the item at a position within bounds; its reference moves to the caller.</summary>
    internal Value TakeAt(int index)
    {
        Value value = Slot.Peek(At(index));
        for (int i = index; i < Count - 1; i++)
        {
            At(i) = At(i + 1);
        }

        At(Count - 1) = null;
        Count--;
        Version++;
        return value;
    }

    /// <summary>Moves the last items to the front (or, when negative, the first to the back).</summary>
    internal void Rotate(long steps)
    {
        if (Count <= 1)
        {
            return;
        }

        int right = (int)(((steps % Count) + Count) % Count);
        if (right == 0)
        {
            return;
        }

        Version++;
        int mask = _slots.Length - 1;
        if (right <= Count / 2)
        {
            for (int i = 0; i < right; i++)
            {
                object? last = At(Count - 1);
                At(Count - 1) = null;
                _head = (_head - 1) & mask;
                At(0) = last;
            }

            return;
        }

        for (int i = right; i < Count; i++)
        {
            object? first = At(0);
            At(0) = null;
            _head = (_head + 1) & mask;
            At(Count - 1) = first;
        }
    }

    internal void Reverse()
    {
        for (int i = 0, j = Count - 1; i < j; i++, j--)
        {
            (At(i), At(j)) = (At(j), At(i));
        }
    }

    /// <inheritdoc/>
    public Value[]? TryItems(ThreadState thread) => ReferenceEquals(Type, DequeMethods.Type) && !FreeThreading.AreSeveral ? ToArray(thread) : null;

    /// <summary>The items as new references.</summary>
    internal Value[] ToArray(ThreadState thread)
    {
        var items = new Value[Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Get(thread, i);
        }

        return items;
    }

    /// <summary>Empties the deque, then releases what it held.</summary>
    internal void ReleaseAll(ThreadState thread)
    {
        object?[] old = _slots;
        _slots = new object?[8];
        _head = 0;
        Count = 0;
        Version++;
        foreach (object? content in old)
        {
            Slot.ReleaseContent(thread, content);
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread) => ReleaseAll(thread);

    private ref object? At(int index) => ref _slots[(_head + index) & (_slots.Length - 1)];

    private void MakeRoom()
    {
        if (Count < _slots.Length)
        {
            return;
        }

        var grown = new object?[_slots.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            grown[i] = At(i);
        }

        _slots = grown;
        _head = 0;
    }
}
