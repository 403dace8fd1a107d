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
    internal Value NextPair(ThreadState thread) => Step(thread, out Value first, out Value second) switch
    {
        1 => Tuples.Next(thread, first, second),
        0 => Value.End,
        _ => Value.Error,
    };

    /// <summary>The same in its parts: 1 with them, 0 at the end, -1 with an exception set.</summary>
    internal int NextPair(ThreadState thread, out Value first, out Value second)
    {
        int outcome = Step(thread, out first, out second);
        Tuples.Release(thread);
        return outcome;
    }

    private int Step(ThreadState thread, out Value first, out Value second)
    {
        second = default;
        first = Items.Next(thread, Iterators.Span[0]);
        if (first.IsEnd || first.IsError)
        {
            return first.IsEnd ? 0 : -1;
        }

        second = Items.Next(thread, Iterators.Span[1]);
        if (!second.IsEnd && !second.IsError)
        {
            return 1;
        }

        RefCount.Release(thread, first);
        return second.IsEnd ? 0 : -1;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Tuples.Release(thread);
        Iterators.Release(thread);
    }
}
