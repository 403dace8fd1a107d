using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A growing run of references of its own, for items on their way into a container.</summary>
public struct ValueBuffer(int capacity)
{
    private Value[] _items = capacity == 0 ? [] : new Value[capacity];

    public int Count { get; private set; }

    public readonly ReadOnlySpan<Value> Span => _items.AsSpan(0, Count);

    /// <summary>Appends; the reference moves in.</summary>
    public void Add(Value item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
    }

    /// <summary>Appends the items of an iterable; false when an exception is set, and then the buffer is released and empty.</summary>
    public bool TryAddAll(ThreadState thread, Value iterable)
    {
        if (LengthHint.IsBeyondMemory(thread, iterable))
        {
            Release(thread);
            return false;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            Add(item);
        }

        if (items.Failed)
        {
            Release(thread);
            return false;
        }

        return true;
    }

    /// <summary>The items; their references move to the caller and the buffer is empty.</summary>
    public Value[] ToArray()
    {
        Value[] items = _items;
        if (items.Length != Count)
        {
            Array.Resize(ref items, Count);
        }

        _items = [];
        Count = 0;
        return items;
    }

    /// <summary>Releases the items.</summary>
    public void Release(ThreadState thread)
    {
        Value[] items = _items;
        int count = Count;
        _items = [];
        Count = 0;
        for (int i = 0; i < count; i++)
        {
            RefCount.Release(thread, items[i]);
        }
    }
}
