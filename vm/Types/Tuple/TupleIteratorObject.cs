using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a tuple.</summary>
public sealed class TupleIteratorObject : PyObject
{
    /// <summary>The tuple is borrowed.</summary>
    internal TupleIteratorObject(ThreadState thread, TupleObject tuple)
        : base(thread, BuiltinTypes.TupleIterator)
    {
        RefCount.Retain(thread, tuple);
        Tuple = tuple;
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
    }
}
