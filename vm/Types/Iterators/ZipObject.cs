using Pyl.VM.Memory;
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

    /// <summary>zip of two that need not be of one length.</summary>
    internal bool IsPair => Iterators.Count == 2 && !Strict;

    /// <summary>The next pair of such a zip, End or Error.</summary>
    internal Value NextPair(ThreadState thread)
    {
        Value first = Items.Next(thread, Iterators.Span[0]);
        if (first.IsEnd || first.IsError)
        {
            return first;
        }

        Value second = Items.Next(thread, Iterators.Span[1]);
        if (second.IsEnd || second.IsError)
        {
            RefCount.Release(thread, first);
            return second;
        }

        return Tuples.Next(thread, first, second);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Tuples.Release(thread);
        Iterators.Release(thread);
    }
}
