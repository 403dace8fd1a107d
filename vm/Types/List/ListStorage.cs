using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The block of a list's items, of one kind; its capacity never changes, so a reader of an old block stays within bounds
/// (CONCURRENCY 7). The kinds are <see cref="IntStorage"/>, <see cref="FloatStorage"/> and <see cref="ObjectStorage"/>.
/// </summary>
internal abstract class ListStorage
{
    public static readonly ListStorage Empty = new ObjectStorage(0);

    public abstract int Capacity { get; }

    /// <summary>The storage that holds the value and its like.</summary>
    public static ListStorage For(Value value, int capacity) =>
        value.Ref is null ? new IntStorage(capacity) : value.IsFloat ? new FloatStorage(capacity) : new ObjectStorage(capacity);

    /// <summary>A new reference.</summary>
    public abstract Value Get(ThreadState thread, int index);

    /// <summary>Borrowed.</summary>
    public abstract Value Peek(int index);

    /// <summary>Replaces an item, releasing the old one last; false when this kind cannot hold the value.</summary>
    public abstract bool TrySet(ThreadState thread, int index, Value value);

    /// <summary>Sets an unused item; false when this kind cannot hold the value.</summary>
    public abstract bool TryInitialise(int index, Value value);

    /// <summary>A block of the same kind with another capacity; the items move.</summary>
    public abstract ListStorage Resize(int capacity, int count);

    /// <summary>A general block with the same items, which move.</summary>
    public abstract ListStorage Widen(Value forValue, int capacity);

    /// <summary>Moves items within the block (overlap allowed); no counts change, the vacated places are the caller's to fill or clear.</summary>
    public abstract void Move(int from, int to, int count);

    /// <summary>Releases the items of a range and clears it.</summary>
    public abstract void Release(ThreadState thread, int start, int end);

    /// <summary>A new block with copies of the items of a range, with new references.</summary>
    public abstract ListStorage Copy(ThreadState thread, int start, int count, int capacity);
}

/// <summary>Items that are all ints of 64 bits.</summary>
internal sealed class IntStorage(int capacity) : ListStorage
{
    public readonly long[] Items = new long[capacity];

    public override int Capacity => Items.Length;

    public override Value Get(ThreadState thread, int index) => Value.Int(Items[index]);

    public override Value Peek(int index) => Value.Int(Items[index]);

    public override bool TrySet(ThreadState thread, int index, Value value) => TryInitialise(index, value);

    public override bool TryInitialise(int index, Value value)
    {
        if (value.Ref is not null)
        {
            return false;
        }

        Items[index] = value.Bits;
        return true;
    }

    public override ListStorage Resize(int capacity, int count)
    {
        var next = new IntStorage(capacity);
        Items.AsSpan(0, count).CopyTo(next.Items);
        return next;
    }

    public override ListStorage Widen(Value forValue, int capacity)
    {
        var next = new ObjectStorage(capacity);
        for (int i = 0; i < Items.Length; i++)
        {
            next.Items[i] = new IntCell(Items[i]);
        }

        return next;
    }

    public override void Move(int from, int to, int count) => Array.Copy(Items, from, Items, to, count);

    public override void Release(ThreadState thread, int start, int end)
    {
    }

    public override ListStorage Copy(ThreadState thread, int start, int count, int capacity)
    {
        var next = new IntStorage(capacity);
        Items.AsSpan(start, count).CopyTo(next.Items);
        return next;
    }
}

/// <summary>Items that are all floats.</summary>
internal sealed class FloatStorage(int capacity) : ListStorage
{
    public readonly double[] Items = new double[capacity];

    public override int Capacity => Items.Length;

    public override Value Get(ThreadState thread, int index) => Value.FromDouble(Items[index]);

    public override Value Peek(int index) => Value.FromDouble(Items[index]);

    public override bool TrySet(ThreadState thread, int index, Value value) => TryInitialise(index, value);

    public override bool TryInitialise(int index, Value value)
    {
        if (!value.IsFloat)
        {
            return false;
        }

        Items[index] = value.Float;
        return true;
    }

    public override ListStorage Resize(int capacity, int count)
    {
        var next = new FloatStorage(capacity);
        Items.AsSpan(0, count).CopyTo(next.Items);
        return next;
    }

    public override ListStorage Widen(Value forValue, int capacity)
    {
        var next = new ObjectStorage(capacity);
        for (int i = 0; i < Items.Length; i++)
        {
            next.Items[i] = new FloatCell(Items[i]);
        }

        return next;
    }

    public override void Move(int from, int to, int count) => Array.Copy(Items, from, Items, to, count);

    public override void Release(ThreadState thread, int start, int end)
    {
    }

    public override ListStorage Copy(ThreadState thread, int start, int count, int capacity)
    {
        var next = new FloatStorage(capacity);
        Items.AsSpan(start, count).CopyTo(next.Items);
        return next;
    }
}

/// <summary>Items of any kind, one slot each.</summary>
internal sealed class ObjectStorage(int capacity) : ListStorage
{
    public readonly object?[] Items = new object?[capacity];

    public override int Capacity => Items.Length;

    public override Value Get(ThreadState thread, int index) => Slot.Load(thread, Items[index]);

    public override Value Peek(int index) => Slot.Peek(Items[index]);

    public override bool TrySet(ThreadState thread, int index, Value value)
    {
        Slot.Store(thread, ref Items[index], value);
        return true;
    }

    public override bool TryInitialise(int index, Value value)
    {
        Items[index] = Slot.Content(value);
        return true;
    }

    public override ListStorage Resize(int capacity, int count)
    {
        var next = new ObjectStorage(capacity);
        Array.Copy(Items, next.Items, count);
        return next;
    }

    public override ListStorage Widen(Value forValue, int capacity) => this;

    public override void Move(int from, int to, int count) => Array.Copy(Items, from, Items, to, count);

    public override void Release(ThreadState thread, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            object? content = Items[i];
            Items[i] = null;
            if (content is PyObject reference)
            {
                RefCount.Release(thread, reference);
            }
        }
    }

    public override ListStorage Copy(ThreadState thread, int start, int count, int capacity)
    {
        var next = new ObjectStorage(capacity);
        for (int i = 0; i < count; i++)
        {
            next.Items[i] = Slot.Content(Slot.Load(thread, Items[start + i]));
        }

        return next;
    }
}
