using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a tuple.</summary>
public sealed class TupleIteratorObject : PyObject
{
    private TupleIteratorObject(ThreadState thread)
        : base(thread, BuiltinTypes.TupleIterator)
    {
    }

    /// <summary>An iterator of a tuple, which is borrowed; made of a dead one where there is one.</summary>
    internal static TupleIteratorObject Of(ThreadState thread, TupleObject tuple)
    {
        TupleIteratorObject iterator = thread.Spares.Iterators.TakeTuple(thread) ?? new TupleIteratorObject(thread);
        RefCount.Retain(thread, tuple);
        iterator.Tuple = tuple;
        iterator.Index = 0;
        return iterator;
    }

    /// <summary>Null once exhausted.</summary>
    internal TupleObject? Tuple;

    internal int Index;

    /// <summary>The next item, a new reference, or End.</summary>
    internal Value Next(ThreadState thread)
    {
        if (Tuple is not { } tuple)
        {
            return Value.End;
        }

        if (Index < tuple.Items.Length)
        {
            return thread.Retain(tuple.Items[Index++]);
        }

        Tuple = null;
        RefCount.Release(thread, tuple);
        return Value.End;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Tuple is { } tuple)
        {
            Tuple = null;
            RefCount.Release(thread, tuple);
        }

        thread.Spares.Iterators.Give(thread, this);
    }
}
