using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>enumerate(iterable, start).</summary>
public sealed class EnumerateObject : PyObject
{
    /// <summary>The reference moves in; the index is an exact int.</summary>
    internal EnumerateObject(ThreadState thread, TypeObject type, Value iterator, Value index)
        : base(thread, type)
    {
        Iterator = iterator;
        Index = index;
    }

    internal Value Iterator { get; }

    /// <summary>The next index.</summary>
    internal Value Index;

    internal RefilledTuple Tuples;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Tuples.Release(thread);
        RefCount.Release(thread, Iterator);
    }
}
