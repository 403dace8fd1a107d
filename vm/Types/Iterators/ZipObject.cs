using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>zip(*iterables, strict=False).</summary>
public sealed class ZipObject : PyObject
{
    internal readonly ParallelIterators Iterators;

    internal bool Strict;

    internal RefilledTuple Tuples;

    /// <summary>The iterators' references move in.</summary>
    internal ZipObject(ThreadState thread, TypeObject type, ParallelIterators iterators, bool strict)
        : base(thread, type)
    {
        Iterators = iterators;
        Strict = strict;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Tuples.Release(thread);
        Iterators.Release(thread);
    }
}
