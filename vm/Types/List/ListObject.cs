using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A list. Its storage is typed: ints, floats or references, and widens on demand (DESIGN 2), see <see cref="ListStorage"/>.
/// </summary>
public class ListObject : PyObject
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

    /// <summary>A list of borrowed items.</summary>
    public static ListObject Of(ThreadState thread, ReadOnlySpan<Value> items)
    {
        var list = new ListObject(thread);
        list.Reserve(items.Length);
        foreach (ref readonly Value item in items)
        {
            list.Add(thread.Retain(item));
        }

        return list;
    }

    /// <summary>The item at an index within bounds, a new reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Get(ThreadState thread, int index) => Storage.Get(thread, index);

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

    /// <summary>Appends; the reference moves in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Value value)
    {
        int count = Count;
        if (count < Storage.Capacity && Storage.TryInitialise(count, value))
        {
            Count = count + 1;
            return;
        }

        AddSlow(value);
    }

    /// <summary>Makes room for the given number of items in all.</summary>
    public void Reserve(int capacity)
    {
        if (capacity > Storage.Capacity)
        {
            Storage = Storage.Resize(capacity, Count);
        }
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

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        ListStorage old = Detach(out int count);
        old.Release(thread, 0, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddSlow(Value value)
    {
        int count = Count;
        if (count == 0 && Storage.Capacity == 0)
        {
            Storage = ListStorage.For(value, 4);
        }
        else if (count == 0)
        {
            Storage = ListStorage.For(value, Storage.Capacity);
        }
        else if (count >= Storage.Capacity)
        {
            // CPython's growth: an eighth more, so that appending is linear.
            Storage = Storage.Resize(count + (count >> 3) + 6, count);
        }

        if (!Storage.TryInitialise(count, value))
        {
            Storage = Storage.Widen(value, Storage.Capacity);
            Storage.TryInitialise(count, value);
        }

        Count = count + 1;
    }
}
