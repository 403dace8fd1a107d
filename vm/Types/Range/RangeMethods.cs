using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of range (Objects/rangeobject.c).</summary>
[PyType("range", typeof(RangeObject), Doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).")]
internal static class RangeMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, Value start, [Optional] Value stop, [Optional] Value step)
    {
        if (stop.IsUnbound)
        {
            stop = start;
            start = Value.Int(0);
        }

        start = Operators.Index(thread, start);
        if (start.IsError)
        {
            return start;
        }

        stop = Operators.Index(thread, stop);
        if (stop.IsError)
        {
            return stop;
        }

        step = step.IsUnbound ? Value.Int(1) : Operators.Index(thread, step);
        if (step.IsError)
        {
            return step;
        }

        return step.Ref is null && step.Bits == 0
            ? thread.ValueError("range() arg 3 must not be zero")
            : Value.Of(new RangeObject(start, stop, step));
    }

    [PyGetter("start")]
    public static Value Start(ThreadState thread, RangeObject self) => self.Start;

    [PyGetter("stop")]
    public static Value Stop(ThreadState thread, RangeObject self) => self.Stop;

    [PyGetter("step")]
    public static Value Step(ThreadState thread, RangeObject self) => self.Step;

    [PySetter("start")]
    public static bool SetStart(ThreadState thread, RangeObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PySetter("stop")]
    public static bool SetStop(ThreadState thread, RangeObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PySetter("step")]
    public static bool SetStep(ThreadState thread, RangeObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyMethod("__repr__")]
    public static string Repr(RangeObject self)
    {
        string ends = $"{RangeObject.Big(self.Start)}, {RangeObject.Big(self.Stop)}";
        return self.Step.Ref is null && self.Step.Bits == 1 ? $"range({ends})" : $"range({ends}, {RangeObject.Big(self.Step)})";
    }

    [PyMethod("__len__")]
    public static Value Len(ThreadState thread, RangeObject self) =>
        self.IsSmall ? Value.Int(self.Count) : LenSlow(thread, self);

    [PyMethod("__bool__")]
    public static bool Bool(RangeObject self) => self.IsSmall ? self.Count > 0 : self.BigCount.Sign > 0;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self)
    {
        var range = (RangeObject)self.Ref!;
        return range.IsSmall
            ? Value.Of(RangeIteratorObject.Of(thread, range.Start.Bits, range.Step.Bits, range.Count))
            : Value.Of(new LongRangeIteratorObject(thread, range.BigStart, range.BigStep, range.BigCount));
    }

    [PyMethod("__reversed__", Doc = "Return a reverse iterator.")]
    public static Value Reversed(ThreadState thread, RangeObject self)
    {
        if (self.IsSmall && self.Step.Bits != long.MinValue)
        {
            return Value.Of(RangeIteratorObject.Of(thread, self.At(self.Count - 1), -self.Step.Bits, self.Count));
        }

        BigInteger count = self.BigCount;
        return Value.Of(new LongRangeIteratorObject(thread, self.BigAt(count - 1), -self.BigStep, count));
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var range = (RangeObject)self.Ref!;
        if (index.Ref is SliceObject slice)
        {
            return GetSlice(thread, range, slice);
        }

        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return thread.TypeError($"range indices must be integers or slices, not {index.Type.Name}");
        }

        Value number = Operators.Index(thread, index);
        if (number.IsError)
        {
            return number;
        }

        if (range.IsSmall && number.Ref is null)
        {
            long position = number.Bits + (number.Bits < 0 ? range.Count : 0);
            return (ulong)position < (ulong)range.Count ? Value.Int(range.At(position)) : thread.IndexError("range object index out of range");
        }

        BigInteger wanted = RangeObject.Big(number);
        BigInteger count = range.BigCount;
        wanted += wanted.Sign < 0 ? count : 0;
        return wanted.Sign >= 0 && wanted < count ? IntObject.Of(range.BigAt(wanted)) : thread.IndexError("range object index out of range");
    }

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, RangeObject self, Value item)
    {
        if (IsPlainInt(item))
        {
            return Value.Bool(!PositionOf(self, item).IsEnd);
        }

        long found = Search(thread, Value.Of(self), item, countAll: false);
        return found < -1 ? Value.Error : Value.Bool(found >= 0);
    }

    [PyMethod(Doc = "rangeobject.count(value) -> integer -- return number of occurrences of value")]
    public static Value Count(ThreadState thread, RangeObject self, Value value)
    {
        if (IsPlainInt(value))
        {
            return Value.Int(PositionOf(self, value).IsEnd ? 0 : 1);
        }

        long count = Search(thread, Value.Of(self), value, countAll: true);
        return count < 0 ? Value.Error : Value.Int(count);
    }

    [PyMethod(Doc = "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, RangeObject self, Value value)
    {
        if (!IsPlainInt(value))
        {
            long found = Search(thread, Value.Of(self), value, countAll: false);
            return found >= 0 ? Value.Int(found) : found < -1 ? Value.Error : thread.ValueError("sequence.index(x): x not in sequence");
        }

        Value position = PositionOf(self, value);
        if (!position.IsEnd)
        {
            return position;
        }

        return thread.ValueError("range.index(x): x not in range");
    }

    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, RangeObject self)
    {
        // As the tuple (length, start, step), with None for what does not matter.
        BigInteger count = self.BigCount;
        Value start = count.IsZero ? Value.None : self.Start;
        Value step = count <= 1 ? Value.None : self.Step;
        var hash = new TupleHash();
        foreach (Value part in (ReadOnlySpan<Value>)[IntObject.Of(count), start, step])
        {
            if (!Hashing.TryHash(thread, part, out long item))
            {
                return Value.Error;
            }

            hash.Add(item);
        }

        return Value.Int(hash.Finish(3));
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) =>
        other.Ref is RangeObject right ? Value.Bool(AreEqual((RangeObject)self.Ref!, right)) : Value.NotImplemented;

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) =>
        other.Ref is RangeObject right ? Value.Bool(!AreEqual((RangeObject)self.Ref!, right)) : Value.NotImplemented;

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, RangeObject self)
    {
        Value parts = Value.Of(TupleObject.Of(thread, [self.Start, self.Stop, self.Step]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(BuiltinTypes.Range), parts]));
    }

    private static Value LenSlow(ThreadState thread, RangeObject self)
    {
        BigInteger count = self.BigCount;
        return count <= long.MaxValue ? Value.Int((long)count) : thread.OverflowError("Python int too large to convert to C ssize_t");
    }

    private static bool AreEqual(RangeObject left, RangeObject right)
    {
        BigInteger count = left.BigCount;
        if (count != right.BigCount)
        {
            return false;
        }

        return count.IsZero || (left.BigStart == right.BigStart && (count.IsOne || left.BigStep == right.BigStep));
    }

    private static Value GetSlice(ThreadState thread, RangeObject self, SliceObject slice)
    {
        if (!SliceMethods.TryIndices(thread, slice, self.BigCount, out BigInteger start, out BigInteger stop, out BigInteger step))
        {
            return Value.Error;
        }

        return Value.Of(new RangeObject(IntObject.Of(self.BigAt(start)), IntObject.Of(self.BigAt(stop)), IntObject.Of(step * self.BigStep)));
    }

    private static bool IsPlainInt(Value value) =>
        value.Ref is null or BoolObject || (value.Ref is IntObject && ReferenceEquals(value.Ref.Type, BuiltinTypes.Int));

    /// <summary>The position of an int or bool, or End.</summary>
    private static Value PositionOf(RangeObject self, Value item)
    {
        if (item.Ref is BoolObject flag)
        {
            item = Value.Int(flag.Value ? 1 : 0);
        }

        long distance = item.Bits - self.Start.Bits;
        if (self.IsSmall && item.Ref is null && distance != long.MinValue && distance >= 0 == item.Bits >= self.Start.Bits)
        {
            (long quotient, long rest) = Math.DivRem(distance, self.Step.Bits);
            return rest == 0 && quotient >= 0 && quotient < self.Count ? Value.Int(quotient) : Value.End;
        }

        var position = BigInteger.DivRem(RangeObject.Big(item) - self.BigStart, self.BigStep, out BigInteger remainder);
        return remainder.IsZero && position.Sign >= 0 && position < self.BigCount ? IntObject.Of(position) : Value.End;
    }

    /// <summary>Position of the first equal item (-1 none), or how many there are; below -1 when an exception is set.</summary>
    private static long Search(ThreadState thread, Value self, Value item, bool countAll)
    {
        long position = 0;
        long found = 0;
        using var items = new Iteration(thread, self);
        while (items.MoveNext(out Value candidate))
        {
            int equal = Comparison.Equal(thread, candidate, item);
            if (equal < 0)
            {
                return -2;
            }

            if (equal > 0 && !countAll)
            {
                return position;
            }

            found += equal;
            position++;
        }

        return items.Failed ? -2 : countAll ? found : -1;
    }
}
