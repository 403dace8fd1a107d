using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>reversed(sequence) of a sequence that has no __reversed__.</summary>
public sealed class ReversedObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal ReversedObject(ThreadState thread, TypeObject type, Value sequence, long position)
        : base(thread, type)
    {
        Sequence = sequence;
        Position = position;
    }

    /// <summary>Unbound once exhausted.</summary>
    internal Value Sequence;

    internal long Position;

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Sequence);
}
