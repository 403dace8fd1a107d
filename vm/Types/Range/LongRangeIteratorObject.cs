using System.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a range with numbers beyond 64 bits.</summary>
public sealed class LongRangeIteratorObject : PyObject
{
    internal BigInteger Current;
    internal readonly BigInteger Step;
    internal BigInteger Remaining;

    internal LongRangeIteratorObject(ThreadState thread, BigInteger start, BigInteger step, BigInteger count)
        : base(thread, BuiltinTypes.LongRangeIterator)
    {
        Current = start;
        Step = step;
        Remaining = count;
    }
}
