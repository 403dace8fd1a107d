using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>chain(*iterables): one after the other.</summary>
public sealed class ChainObject : PyObject
{
    /// <summary>Gives the iterables; Unbound once exhausted.</summary>
    private Value _source;

    /// <summary>The iterator at work, or Unbound.</summary>
    private Value _active = Value.Unbound;

    /// <summary>The reference moves in.</summary>
    internal ChainObject(ThreadState thread, TypeObject type, Value source)
        : base(thread, type)
    {
        _source = source;
    }

    internal Value Next(ThreadState thread)
    {
        while (true)
        {
            if (_active.IsUnbound)
            {
                if (_source.IsUnbound)
                {
                    return Value.End;
                }

                Value opened = OpenNext(thread);
                if (opened.IsEnd || opened.IsError)
                {
                    return opened;
                }

                Replace(thread, ref _active, opened);
            }

            // The iterator may come back here and exhaust this chain, which drops it.
            Value active = thread.Retain(_active);
            Value item = Items.Next(thread, active);
            if (item.IsEnd && _active.Same(active))
            {
                Replace(thread, ref _active, Value.Unbound);
            }

            thread.Release(active);
            if (!item.IsEnd)
            {
                return item;
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Replace(thread, ref _active, Value.Unbound);
        Replace(thread, ref _source, Value.Unbound);
    }

    private Value OpenNext(ThreadState thread)
    {
        Value source = thread.Retain(_source);
        Value iterable = Items.Next(thread, source);
        thread.Release(source);
        Value iterator = iterable;
        if (!iterable.IsEnd && !iterable.IsError)
        {
            iterator = Items.Iterator(thread, iterable);
            thread.Release(iterable);
        }

        if (iterator.IsEnd || iterator.IsError)
        {
            Replace(thread, ref _source, Value.Unbound);
        }

        return iterator;
    }

    private static void Replace(ThreadState thread, ref Value field, Value value)
    {
        Value old = field;
        field = value;
        thread.Release(old);
    }
}

/// <summary>The methods of chain.</summary>
[PyType("chain", typeof(ChainObject), Module = "itertools", Locks = true, Doc = "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.")]
internal static class ChainMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("chain");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        TupleObject iterables = TupleObject.Of(thread, arguments);
        Value source = Value.Of(TupleIteratorObject.Of(thread, iterables));
        RefCount.Release(thread, iterables);
        return Value.Of(new ChainObject(thread, cls, source));
    }

    [PyClassMethod("from_iterable", Doc = "Alternative chain() constructor taking a single iterable argument that evaluates lazily.")]
    public static Value FromIterable(ThreadState thread, TypeObject cls, Value iterable)
    {
        Value source = Items.Iterator(thread, iterable);
        return source.IsError ? source : Value.Of(new ChainObject(thread, cls, source));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ChainObject self) => self.Next(thread);
}
