using System.Runtime.CompilerServices;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of tuple (Objects/tupleobject.c).</summary>
[PyType("tuple", typeof(TupleObject), Doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.")]
internal static class TupleMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, BuiltinTypes.Tuple, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length > 1)
        {
            return thread.TypeError($"tuple expected at most 1 argument, got {arguments.Length}");
        }

        if (ReferenceEquals(cls, BuiltinTypes.Tuple))
        {
            return arguments.IsEmpty ? Value.Of(TupleObject.Empty) : TupleObject.From(thread, arguments[0]);
        }

        Value[]? items = arguments.IsEmpty ? [] : Iterables.ToArray(thread, arguments[0]);
        return items is null ? Value.Error : Value.Of(new TupleObject(thread, cls, items));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__getnewargs__")]
    public static Value GetNewArgs(ThreadState thread, TupleObject self)
    {
        Value items = Value.Of(TupleObject.Of(thread, self.Span));
        return Value.Of(TupleObject.Steal(thread, [items]));
    }

    [PyMethod(Doc = "Return number of occurrences of value.")]
    public static Value Count(ThreadState thread, TupleObject self, Value value)
    {
        long found = 0;
        foreach (ref readonly Value item in self.Span)
        {
            int equal = Comparison.Equal(thread, item, value);
            if (equal < 0)
            {
                return Value.Error;
            }

            found += equal;
        }

        return Value.Int(found);
    }

    [PyMethod(Doc = "Return first index of value.\n\nRaises ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, TupleObject self, Value value, [Optional("0")] Value start, [Optional("sys.maxsize")] Value stop)
    {
        if (!Iterables.TryBound(thread, start, self.Length, 0, out int first)
            || !Iterables.TryBound(thread, stop, self.Length, self.Length, out int last))
        {
            return Value.Error;
        }

        int index = Find(thread, self, value, first, last);
        return index >= 0 ? Value.Int(index) : index == Failed ? Value.Error : thread.ValueError("tuple.index(x): x not in tuple");
    }

    [PyMethod("__len__")]
    public static long Len(TupleObject self) => self.Length;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(TupleIteratorObject.Of(thread, (TupleObject)self.Ref!));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, TupleObject self, Value item)
    {
        int index = Find(thread, self, item, 0, self.Length);
        return index == Failed ? Value.Error : Value.Bool(index >= 0);
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TupleObject self)
    {
        if (self.Length == 0)
        {
            return Value.Str("()");
        }

        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("(...)");
        }

        var text = new StringBuilder("(");
        bool succeeded = ReprText.TryAppendAll(thread, text, self.Span);
        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append(self.Length == 1 ? ",)" : ")").ToString()) : Value.Error;
    }

    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, Value self) =>
        Unsafe.As<TupleObject>(self.Ref!).TryHash(thread, out long hash) ? Value.Int(hash) : Value.Error;

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var tuple = (TupleObject)self.Ref!;
        if (index.Ref is SliceObject slice)
        {
            return GetSlice(thread, self, slice);
        }

        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return thread.TypeError($"tuple indices must be integers or slices, not {index.Type.Name}");
        }

        if (!Operators.TryIndex(thread, index, out long position, ExceptionTypes.IndexError))
        {
            return Value.Error;
        }

        position += position < 0 ? tuple.Length : 0;
        return (ulong)position < (ulong)tuple.Length ? thread.Retain(tuple.Items[(int)position]) : thread.IndexError("tuple index out of range");
    }

    [PyMethod("__add__", Sequence = true)]
    public static Value Add(ThreadState thread, Value self, Value other)
    {
        var left = (TupleObject)self.Ref!;
        if (other.Ref is not TupleObject right)
        {
            return Value.NotImplemented;
        }

        if (left.Length == 0 && ReferenceEquals(right.Type, BuiltinTypes.Tuple))
        {
            return thread.Retain(other);
        }

        if (right.Length == 0 && ReferenceEquals(left.Type, BuiltinTypes.Tuple))
        {
            return thread.Retain(self);
        }

        var items = new Value[checked(left.Length + right.Length)];
        left.Span.CopyTo(items);
        right.Span.CopyTo(items.AsSpan(left.Length));
        return StealRetained(thread, items);
    }

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, Value self, Value count) => Repeat(thread, self, count);

    [PyMethod("__rmul__")]
    public static Value RMul(ThreadState thread, Value self, Value count) => Repeat(thread, self, count);

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

    private const int NotFound = -1;
    private const int Failed = -2;

    private static int Find(ThreadState thread, TupleObject self, Value value, int start, int stop)
    {
        for (int i = start; i < stop; i++)
        {
            int equal = Comparison.Equal(thread, self.Items[i], value);
            if (equal != 0)
            {
                return equal < 0 ? Failed : i;
            }
        }

        return NotFound;
    }

    private static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other) =>
        other.Ref is TupleObject right
            ? ItemComparison.Compare(thread, operation, ((TupleObject)self.Ref!).Span, right.Span)
            : Value.NotImplemented;

    private static Value Repeat(ThreadState thread, Value self, Value count)
    {
        var tuple = (TupleObject)self.Ref!;
        if (!SequenceRepeat.TryCount(thread, count, out long times))
        {
            return Value.Error;
        }

        if (ReferenceEquals(tuple.Type, BuiltinTypes.Tuple) && (times == 1 || tuple.Length == 0))
        {
            return thread.Retain(self);
        }

        if (!SequenceRepeat.TryTotal(thread, tuple.Length, times, out int total))
        {
            return Value.Error;
        }

        var items = new Value[total];
        for (int i = 0; i < total; i += tuple.Length)
        {
            tuple.Span.CopyTo(items.AsSpan(i));
        }

        return StealRetained(thread, items);
    }

    private static Value GetSlice(ThreadState thread, Value self, SliceObject slice)
    {
        var tuple = (TupleObject)self.Ref!;
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return Value.Error;
        }

        SliceIndices indices = bounds.Fit(tuple.Length);
        if (indices.Step == 1 && indices.Count == tuple.Length && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            return thread.Retain(self);
        }

        if (indices.Step == 1)
        {
            return Value.Of(TupleObject.Of(thread, tuple.Span.Slice((int)indices.Start, (int)indices.Count)));
        }

        var items = new Value[indices.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = tuple.Items[(int)(indices.Start + (i * indices.Step))];
        }

        return StealRetained(thread, items);
    }

    /// <summary>A tuple of items that were copied without counting.</summary>
    private static Value StealRetained(ThreadState thread, Value[] items)
    {
        foreach (ref Value item in items.AsSpan())
        {
            thread.Retain(item);
        }

        return Value.Of(TupleObject.Steal(thread, items));
    }
}
