using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of longrange_iterator.</summary>
[PyType("longrange_iterator", typeof(LongRangeIteratorObject), Locks = true)]
internal static class LongRangeIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, LongRangeIteratorObject self)
    {
        if (self.Remaining.Sign <= 0)
        {
            return Value.End;
        }

        self.Remaining -= 1;
        BigInteger current = self.Current;
        self.Current = current + self.Step;
        return IntObject.Of(current);
    }

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static BigInteger Hint(LongRangeIteratorObject self) => self.Remaining;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, LongRangeIteratorObject self)
    {
        BigInteger stop = self.Current + (self.Remaining * self.Step);
        var rest = new RangeObject(IntObject.Of(self.Current), IntObject.Of(stop), IntObject.Of(self.Step));
        return IteratorState.ReduceWithoutState(thread, Value.Of(rest));
    }

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, LongRangeIteratorObject self, Value state)
    {
        if (!Integers.IsInt(state))
        {
            return thread.TypeError("an integer is required");
        }

        BigInteger skipped = BigInteger.Max(0, BigInteger.Min(Integers.Big(state), self.Remaining));
        self.Current += skipped * self.Step;
        self.Remaining -= skipped;
        return Value.None;
    }
}
