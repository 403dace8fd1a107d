using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The block of a list's items, of one kind; its capacity never changes, so a reader of an old block stays within bounds
/// (CONCURRENCY 7). The kinds are <see cref="IntStorage"/>, <see cref="FloatStorage"/>, <see cref="ObjectStorage"/> and, for
/// an empty list whose first item decides, <see cref="ReservedStorage"/>.
/// </summary>
internal abstract class ListStorage
{
    public static readonly ListStorage Empty = new ReservedStorage(0);

    public abstract int Capacity { get; }

    /// <summary>The storage that holds the value and its like.</summary>
    public static ListStorage For(Value value, int capacity) =>
        value.Ref is null ? new IntStorage(capacity) : value.IsFloat ? new FloatStorage(capacity) : new ObjectStorage(capacity);

    /// <summary>A new reference.</summary>
    public abstract Value Get(ThreadState thread, int index);

    /// <summary>Borrowed.</summary>
    public abstract Value Peek(int index);

    /// <summary>True when this kind can hold the value.</summary>
    public abstract bool Holds(Value value);

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

    /// <summary>Forgets the items of a range without releasing them: their references have moved.</summary>
    public abstract void Clear(int start, int end);

    /// <summary>Releases the items of a range and clears it.</summary>
    public abstract void Release(ThreadState thread, int start, int end);

    /// <summary>A new block with copies of the items of a range, with new references.</summary>
    public abstract ListStorage Copy(ThreadState thread, int start, int count, int capacity);

    /// <summary>Copies items with new references into unused places of a block of the same kind; false when the kinds differ.</summary>
    public abstract bool TryCopyTo(ThreadState thread, int start, int count, ListStorage target, int at);

    /// <summary>Reverses a range.</summary>
    public abstract void Reverse(int start, int count);

    /// <summary>What <see cref="Move"/> or <see cref="Clear"/> is about to overwrite and somebody has to release; null when nothing is counted here.</summary>
    public virtual object?[]? Contents(int start, int count) => null;
}
