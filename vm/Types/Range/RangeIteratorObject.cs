using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a range whose numbers fit 64 bits; the dispatch loop steps it directly.</summary>
public sealed class RangeIteratorObject : PyObject
{
    internal long Current;
    internal long Step;
    internal long Remaining;

    private RangeIteratorObject(ThreadState thread)
        : base(thread, BuiltinTypes.RangeIterator)
    {
    }

    /// <summary>An iterator of so many numbers; made of a dead one where there is one.</summary>
    internal static RangeIteratorObject Of(ThreadState thread, long start, long step, long count)
    {
        RangeIteratorObject iterator = thread.Spares.Iterators.TakeRange(thread) ?? new RangeIteratorObject(thread);
        iterator.Current = start;
        iterator.Step = step;
        iterator.Remaining = count;
        return iterator;
    }

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Spares.Iterators.Give(thread, this);
}
