using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a range whose numbers fit 64 bits; the dispatch loop steps it directly.</summary>
public sealed class RangeIteratorObject : PyObject
{
    internal long Current;
    internal readonly long Step;
    internal long Remaining;

    internal RangeIteratorObject(ThreadState thread, long start, long step, long count)
        : base(thread, BuiltinTypes.RangeIterator)
    {
        Current = start;
        Step = step;
        Remaining = count;
    }
}
