using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of slice (Objects/sliceobject.c).</summary>
[PyType("slice", typeof(SliceObject), Doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).")]
internal static class SliceMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, Value start, [Optional] Value stop, [Optional, NoneAsDefault] Value step)
    {
        if (stop.IsUnbound)
        {
            return Value.Of(new SliceObject(thread, Value.None, thread.Retain(start), Value.None));
        }

        return Value.Of(new SliceObject(thread, thread.Retain(start), thread.Retain(stop), step.IsUnbound ? Value.None : thread.Retain(step)));
    }

    [PyGetter("start")]
    public static Value Start(ThreadState thread, SliceObject self) => thread.Retain(self.Start);

    [PyGetter("stop")]
    public static Value Stop(ThreadState thread, SliceObject self) => thread.Retain(self.Stop);

    [PyGetter("step")]
    public static Value Step(ThreadState thread, SliceObject self) => thread.Retain(self.Step);

    [PySetter("start")]
    public static bool SetStart(ThreadState thread, SliceObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PySetter("stop")]
    public static bool SetStop(ThreadState thread, SliceObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PySetter("step")]
    public static bool SetStep(ThreadState thread, SliceObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, SliceObject self)
    {
        string? start = Operators.ReprText(thread, self.Start);
        string? stop = start is null ? null : Operators.ReprText(thread, self.Stop);
        string? step = stop is null ? null : Operators.ReprText(thread, self.Step);
        return step is null ? Value.Error : Value.Str($"slice({start}, {stop}, {step})");
    }

    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, SliceObject self)
    {
        var hash = new TupleHash();
        foreach (Value part in (ReadOnlySpan<Value>)[self.Start, self.Stop, self.Step])
        {
            if (!Hashing.TryHash(thread, part, out long item))
            {
                return Value.Error;
            }

            hash.Add(item);
        }

        return Value.Int(hash.FinishSlice());
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ge, self, other);

    [PyMethod("indices", Doc = "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.")]
    public static Value Indices(ThreadState thread, SliceObject self, Value length)
    {
        Value index = Operators.Index(thread, length);
        if (index.IsError)
        {
            return index;
        }

        BigInteger size = BigOf(index);
        if (size.Sign < 0)
        {
            return thread.ValueError("length should not be negative");
        }

        return TryIndices(thread, self, size, out BigInteger start, out BigInteger stop, out BigInteger step)
            ? Value.Of(TupleObject.Steal(thread, [IntObject.Of(start), IntObject.Of(stop), IntObject.Of(step)]))
            : Value.Error;
    }

    [PyMethod("__reduce__", Doc = "What pickle needs to make the slice anew.")]
    public static Value Reduce(ThreadState thread, SliceObject self)
    {
        TupleObject parts = TupleObject.Of(thread, [self.Start, self.Stop, self.Step]);
        return Value.Of(TupleObject.Steal(thread, [Value.Of(BuiltinTypes.Slice), Value.Of(parts)]));
    }

    /// <summary>The slice fitted to a length of any size; false when an exception is set.</summary>
    internal static bool TryIndices(ThreadState thread, SliceObject self, BigInteger size, out BigInteger start, out BigInteger stop, out BigInteger step)
    {
        start = stop = default;
        if (!TryBig(thread, self.Step, BigInteger.One, out step))
        {
            return false;
        }

        if (step.IsZero)
        {
            thread.ValueError("slice step cannot be zero");
            return false;
        }

        bool down = step.Sign < 0;
        BigInteger lower = down ? BigInteger.MinusOne : BigInteger.Zero;
        BigInteger upper = down ? size - 1 : size;
        return TryBound(thread, self.Start, size, lower, upper, down ? upper : lower, out start)
            && TryBound(thread, self.Stop, size, lower, upper, down ? lower : upper, out stop);
    }

    private static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other)
    {
        if (other.Ref is not SliceObject right)
        {
            return Value.NotImplemented;
        }

        var left = (SliceObject)self.Ref!;
        if (ReferenceEquals(left, right))
        {
            // Equal, as CPython has it, even when a part is not equal to itself.
            return Value.Bool(operation is SpecialMethod.Eq or SpecialMethod.Le or SpecialMethod.Ge);
        }

        return ItemComparison.Compare(thread, operation, [left.Start, left.Stop, left.Step], [right.Start, right.Stop, right.Step]);
    }

    private static bool TryBound(ThreadState thread, Value value, BigInteger size, BigInteger lower, BigInteger upper, BigInteger absent, out BigInteger bound)
    {
        if (!TryBig(thread, value, absent, out bound))
        {
            return false;
        }

        if (!value.IsNone)
        {
            bound = bound.Sign < 0 ? BigInteger.Max(bound + size, lower) : BigInteger.Min(bound, upper);
        }

        return true;
    }

    private static bool TryBig(ThreadState thread, Value value, BigInteger absent, out BigInteger number)
    {
        number = absent;
        if (value.IsNone)
        {
            return true;
        }

        if (value.Ref is not null && !value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("slice indices must be integers or None or have an __index__ method");
            return false;
        }

        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            return false;
        }

        number = BigOf(index);
        return true;
    }

    private static BigInteger BigOf(Value index) => index.Ref is IntObject wide ? wide.Value : index.Bits;
}
