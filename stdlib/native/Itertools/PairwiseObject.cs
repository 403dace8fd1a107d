using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>pairwise(iterable): overlapping pairs.</summary>
public sealed class PairwiseObject : PyObject
{
    private Value _old = Value.Unbound;

    /// <summary>Unbound once exhausted.</summary>
    private Value _iterator;

    /// <summary>The reference moves in.</summary>
    internal PairwiseObject(ThreadState thread, TypeObject type, Value iterator)
        : base(thread, type)
    {
        _iterator = iterator;
    }

    internal Value Next(ThreadState thread)
    {
        if (_iterator.IsUnbound)
        {
            return Value.End;
        }

        Value iterator = thread.Retain(_iterator);
        Value item = Advance(thread, iterator);
        thread.Release(iterator);
        if (item.IsEnd || item.IsError)
        {
            Replace(thread, ref _iterator, Value.Unbound);
            Replace(thread, ref _old, Value.Unbound);
        }

        return item;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Replace(thread, ref _iterator, Value.Unbound);
        Replace(thread, ref _old, Value.Unbound);
    }

    private Value Advance(ThreadState thread, Value iterator)
    {
        if (_old.IsUnbound)
        {
            Value first = Items.Next(thread, iterator);
            if (first.IsEnd || first.IsError)
            {
                return first;
            }

            Replace(thread, ref _old, first);
            if (_iterator.IsUnbound)
            {
                return Value.End;
            }
        }

        Value old = thread.Retain(_old);
        Value next = Items.Next(thread, iterator);
        if (next.IsEnd || next.IsError)
        {
            thread.Release(old);
            return next;
        }

        Replace(thread, ref _old, thread.Retain(next));
        return Value.Of(TupleObject.Steal(thread, [old, next]));
    }

    private static void Replace(ThreadState thread, ref Value field, Value value)
    {
        Value displaced = field;
        field = value;
        thread.Release(displaced);
    }
}

/// <summary>The methods of pairwise.</summary>
[PyType("pairwise", typeof(PairwiseObject), Module = "itertools", Locks = true, Doc = "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...")]
internal static class PairwiseMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("pairwise");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, Type, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 1)
        {
            return thread.TypeError($"pairwise expected 1 argument, got {arguments.Length}");
        }

        Value iterator = Items.Iterator(thread, arguments[0]);
        return iterator.IsError ? iterator : Value.Of(new PairwiseObject(thread, cls, iterator));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, PairwiseObject self) => self.Next(thread);
}
