using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>map(function, *iterables, strict=False).</summary>
public sealed class MapObject : PyObject
{
    internal readonly ParallelIterators Iterators;

    internal bool Strict;

    /// <summary>The references move in.</summary>
    internal MapObject(ThreadState thread, TypeObject type, Value function, ParallelIterators iterators, bool strict)
        : base(thread, type)
    {
        Function = function;
        Iterators = iterators;
        Strict = strict;
    }

    internal Value Function { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Function);
        Iterators.Release(thread);
    }
}
