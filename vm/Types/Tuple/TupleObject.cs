using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A tuple. Its items are written once before anybody else sees it, so it can hold Values, numbers unboxed. Counted when an
/// item is counted; a tuple of uncounted items is uncounted.
/// </summary>
public class TupleObject : PyObject
{
    public static readonly TupleObject Empty = new(BuiltinTypes.Tuple, []);

    internal readonly Value[] Items;

    /// <summary>The hash once computed; 0 when not yet. Items are hashed again and again when tuples are keys.</summary>
    internal long CachedHash;

    /// <summary>An uncounted tuple of uncounted items.</summary>
    internal TupleObject(TypeObject type, Value[] items)
        : base(type)
    {
        Items = items;
    }

    /// <summary>A counted tuple; the items' references move in.</summary>
    internal TupleObject(ThreadState thread, TypeObject type, Value[] items)
        : base(thread, type)
    {
        Items = items;
    }

    public int Length => Items.Length;

    public ReadOnlySpan<Value> Span => Items;

    /// <summary>A tuple of the items, whose references move in.</summary>
    public static TupleObject Steal(ThreadState thread, Value[] items)
    {
        if (items.Length == 0)
        {
            return Empty;
        }

        foreach (ref Value item in items.AsSpan())
        {
            if (item.Ref is { } reference && reference.OwnerId != RefCount.Uncounted)
            {
                return new TupleObject(thread, BuiltinTypes.Tuple, items);
            }
        }

        return new TupleObject(BuiltinTypes.Tuple, items);
    }

    /// <summary>A tuple of borrowed items.</summary>
    public static TupleObject Of(ThreadState thread, ReadOnlySpan<Value> items)
    {
        Value[] copy = items.ToArray();
        foreach (ref Value item in copy.AsSpan())
        {
            RefCount.Retain(thread, item);
        }

        return Steal(thread, copy);
    }

    /// <summary>A tuple of the items of any iterable; an exact tuple is its own. Error when an exception is set.</summary>
    public static Value From(ThreadState thread, Value iterable)
    {
        if (iterable.Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            return thread.Retain(iterable);
        }

        return Iterables.ToArray(thread, iterable) is { } items ? Value.Of(Steal(thread, items)) : Value.Error;
    }

    /// <summary>Hash of the items, made once; false when an exception is set.</summary>
    internal bool TryHash(ThreadState thread, out long hash)
    {
        hash = CachedHash;
        return hash != 0 || TryHashItems(thread, out hash);
    }

    private bool TryHashItems(ThreadState thread, out long hash)
    {
        hash = 0;
        if (!StackGuard.Enter(thread))
        {
            return false;
        }

        var combined = new TupleHash();
        foreach (ref readonly Value item in Items.AsSpan())
        {
            if (!Hashing.TryHash(thread, item, out long itemHash))
            {
                StackGuard.Leave(thread);
                return false;
            }

            combined.Add(itemHash);
        }

        StackGuard.Leave(thread);
        CachedHash = hash = combined.Finish(Items.Length);
        return true;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        // The last first, as CPython's tuple_dealloc has it.
        for (int i = Items.Length - 1; i >= 0; i--)
        {
            RefCount.Release(thread, Items[i]);
        }
    }
}
