using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>batched(iterable, n, strict): tuples of n items, the last perhaps shorter.</summary>
public sealed class BatchedObject : PyObject
{
    private readonly int _size;
    private readonly bool _strict;

    /// <summary>Unbound once exhausted.</summary>
    private Value _iterator;

    /// <summary>The reference moves in.</summary>
    internal BatchedObject(ThreadState thread, TypeObject type, Value iterator, int size, bool strict)
        : base(thread, type)
    {
        _iterator = iterator;
        _size = size;
        _strict = strict;
    }

    internal Value Next(ThreadState thread)
    {
        if (_iterator.IsUnbound)
        {
            return Value.End;
        }

        Value iterator = thread.Retain(_iterator);
        var items = new ValueBuffer(Math.Min(_size, 16));
        Value item = default;
        while (items.Count < _size)
        {
            item = Items.Next(thread, iterator);
            if (item.IsEnd || item.IsError)
            {
                break;
            }

            items.Add(item);
        }

        thread.Release(iterator);
        if (items.Count == _size)
        {
            return Value.Of(TupleObject.Steal(thread, items.ToArray()));
        }

        Finish(thread);
        if (item.IsError || items.Count == 0)
        {
            items.Release(thread);
            return item;
        }

        if (_strict)
        {
            items.Release(thread);
            return thread.ValueError("batched(): incomplete batch");
        }

        return Value.Of(TupleObject.Steal(thread, items.ToArray()));
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Finish(thread);

    private void Finish(ThreadState thread)
    {
        Value iterator = _iterator;
        _iterator = Value.Unbound;
        thread.Release(iterator);
    }
}

/// <summary>The methods of batched.</summary>
[PyType("batched", typeof(BatchedObject), Module = "itertools", Locks = true, Doc = "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  If strict is True, raises a ValueError if the\nfinal batch is shorter than n.")]
internal static class BatchedMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("batched");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value iterable, long n, [KeywordOnly] bool strict = false)
    {
        if (n < 1)
        {
            return thread.ValueError("n must be at least one");
        }

        Value iterator = Items.Iterator(thread, iterable);
        return iterator.IsError ? iterator : Value.Of(new BatchedObject(thread, cls, iterator, (int)Math.Min(n, Array.MaxLength), strict));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, BatchedObject self) => self.Next(thread);
}
