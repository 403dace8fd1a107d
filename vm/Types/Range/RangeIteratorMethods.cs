using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of range_iterator.</summary>
[PyType("range_iterator", typeof(RangeIteratorObject))]
internal static class RangeIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self)
    {
        var iterator = Unsafe.As<RangeIteratorObject>(self.Ref!);
        if (iterator.Remaining <= 0)
        {
            return Value.End;
        }

        iterator.Remaining--;
        long current = iterator.Current;
        iterator.Current = current + iterator.Step;
        return Value.Int(current);
    }

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(RangeIteratorObject self) => self.Remaining;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, RangeIteratorObject self)
    {
        long stop = self.Current + (self.Remaining * self.Step);
        if (self.Remaining > 0 && (self.Step > 0 ? stop < self.Current : stop > self.Current))
        {
            // Past the last number of 64 bits: one beyond the last item, which the range's own end is not before, gives the same items.
            stop = self.Current + ((self.Remaining - 1) * self.Step) + Math.Sign(self.Step);
        }

        var rest = new RangeObject(Value.Int(self.Current), Value.Int(stop), Value.Int(self.Step));
        return IteratorState.ReduceWithoutState(thread, Value.Of(rest));
    }

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, RangeIteratorObject self, Value state)
    {
        if (Integers.IsInt(state) && Integers.Big(state) is var whole && (whole > long.MaxValue || whole < long.MinValue))
        {
            return thread.OverflowError("Python int too large to convert to C long");
        }

        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        index = Math.Clamp(index, 0, self.Remaining);
        self.Current += index * self.Step;
        self.Remaining -= index;
        return Value.None;
    }
}
