using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Items that are all numbers of one kind, unboxed.</summary>
internal abstract class NumberStorage<T>(T[] items) : ListStorage
    where T : unmanaged
{
    public readonly T[] Items = items;

    public sealed override int Capacity => Items.Length;

    public sealed override bool TrySet(ThreadState thread, int index, Value value) => TryInitialise(index, value);

    public sealed override void Move(int from, int to, int count) => Items.AsSpan(from, count).CopyTo(Items.AsSpan(to, count));

    public sealed override void Clear(int start, int end)
    {
    }

    public sealed override void Release(ThreadState thread, int start, int end)
    {
    }

    public sealed override ListStorage Resize(int capacity, int count) => CopyOf(0, count, capacity);

    public sealed override ListStorage Copy(ThreadState thread, int start, int count, int capacity) => CopyOf(start, count, capacity);

    public sealed override bool TryCopyTo(ThreadState thread, int start, int count, ListStorage target, int at)
    {
        if (target is not NumberStorage<T> same)
        {
            return false;
        }

        Items.AsSpan(start, count).CopyTo(same.Items.AsSpan(at));
        return true;
    }

    public sealed override void Reverse(int start, int count) => Items.AsSpan(start, count).Reverse();

    public sealed override ListStorage Widen(Value forValue, int capacity)
    {
        var next = new ObjectStorage(capacity);
        for (int i = 0; i < Items.Length; i++)
        {
            next.Items[i] = Cell(Items[i]);
        }

        return next;
    }

    protected abstract object Cell(T item);

    protected abstract NumberStorage<T> New(int capacity);

    private NumberStorage<T> CopyOf(int start, int count, int capacity)
    {
        NumberStorage<T> next = New(capacity);
        Items.AsSpan(start, count).CopyTo(next.Items);
        return next;
    }
}

/// <summary>Items that are all ints of 64 bits.</summary>
internal sealed class IntStorage(long[] items) : NumberStorage<long>(items)
{
    public IntStorage(int capacity)
        : this(new long[capacity])
    {
    }

    public override Value Get(ThreadState thread, int index) => Value.Int(Items[index]);

    public override Value Peek(int index) => Value.Int(Items[index]);

    public override bool Holds(Value value) => value.Ref is null;

    public override bool TryInitialise(int index, Value value)
    {
        if (value.Ref is not null)
        {
            return false;
        }

        Items[index] = value.Bits;
        return true;
    }

    /// <summary>A block of its own with the items of a range.</summary>
    public IntStorage Part(ThreadState thread, int start, int count)
    {
        IntStorage part = thread.Spares.TakeInts(count);
        Items.AsSpan(start, count).CopyTo(part.Items);
        return part;
    }

    protected override object Cell(long item) => new IntCell(item);

    protected override NumberStorage<long> New(int capacity) => new IntStorage(capacity);
}

/// <summary>Items that are all floats.</summary>
internal sealed class FloatStorage(double[] items) : NumberStorage<double>(items)
{
    public FloatStorage(int capacity)
        : this(new double[capacity])
    {
    }

    public override Value Get(ThreadState thread, int index) => Value.FromDouble(Items[index]);

    public override Value Peek(int index) => Value.FromDouble(Items[index]);

    public override bool Holds(Value value) => value.IsFloat;

    public override bool TryInitialise(int index, Value value)
    {
        if (!value.IsFloat)
        {
            return false;
        }

        Items[index] = value.Float;
        return true;
    }

    protected override object Cell(double item) => new FloatCell(item);

    protected override NumberStorage<double> New(int capacity) => new FloatStorage(capacity);
}
