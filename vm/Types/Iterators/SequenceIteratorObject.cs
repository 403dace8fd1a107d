using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of an object that has only __getitem__: 0, 1, ... until IndexError or StopIteration.</summary>
public sealed class SequenceIteratorObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal SequenceIteratorObject(ThreadState thread, Value sequence)
        : base(thread, BuiltinTypes.SequenceIterator)
    {
        Sequence = sequence;
    }

    /// <summary>Unbound once exhausted.</summary>
    internal Value Sequence;

    internal long Position;

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Sequence);
}
