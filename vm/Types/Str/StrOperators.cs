using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>The operators of str: + and *, comparison, containment, subscription.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrOperators
{
    [PyMethod("__add__", Sequence = true)]
    public static Value Add(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Of(StrObject.Concatenate(Unsafe.As<StrObject>(self.Ref!), right)) : Value.NotImplemented;

    [PyMethod("__mul__", Sequence = true)]
    public static Value Mul(ThreadState thread, Value self, Value count) => Repeat(thread, Unsafe.As<StrObject>(self.Ref!), count);

    [PyMethod("__rmul__", Sequence = true)]
    public static Value RMul(ThreadState thread, Value self, Value count) => Repeat(thread, Unsafe.As<StrObject>(self.Ref!), count);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(Unsafe.As<StrObject>(self.Ref!).TextEquals(right)) : Value.NotImplemented;

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(!Unsafe.As<StrObject>(self.Ref!).TextEquals(right)) : Value.NotImplemented;

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(Unsafe.As<StrObject>(self.Ref!).CompareTo(right) < 0) : Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(Unsafe.As<StrObject>(self.Ref!).CompareTo(right) <= 0) : Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(Unsafe.As<StrObject>(self.Ref!).CompareTo(right) > 0) : Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) =>
        other.Ref is StrObject right ? Value.Bool(Unsafe.As<StrObject>(self.Ref!).CompareTo(right) >= 0) : Value.NotImplemented;

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, Value self, Value item) =>
        item.Ref is StrObject part
            ? Value.Bool(StrSearch.Find(Unsafe.As<StrObject>(self.Ref!), part) >= 0)
            : thread.TypeError($"'in <string>' requires string as left operand, not {item.Type.Name}");

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var text = Unsafe.As<StrObject>(self.Ref!);
        return index.Ref is null ? GetAt(thread, text, index.Bits)
            : index.Ref is SliceObject slice ? GetSlice(thread, text, slice)
            : GetByIndex(thread, text, index);
    }

    private static Value GetByIndex(ThreadState thread, StrObject text, Value index)
    {
        if (!index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return thread.TypeError($"string indices must be integers, not '{index.Type.Name}'");
        }

        return Operators.TryIndex(thread, index, out long position, ExceptionTypes.IndexError) ? GetAt(thread, text, position) : Value.Error;
    }

    private static Value GetAt(ThreadState thread, StrObject text, long position)
    {
        position += position < 0 ? text.Length : 0;
        if ((ulong)position >= (ulong)text.Length)
        {
            return thread.IndexError("string index out of range");
        }

        return Value.Of(text.IsWide ? StrObject.OfCodePoint(text.Points[(int)position]) : StrObject.OfChar(text.Chars[(int)position]));
    }

    private static Value GetSlice(ThreadState thread, StrObject text, SliceObject slice)
    {
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return Value.Error;
        }

        SliceIndices indices = bounds.Fit(text.Length);
        int count = (int)indices.Count;
        if (indices.Step == 1)
        {
            return Value.Of(text.Slice((int)indices.Start, count));
        }

        if (count == 0)
        {
            return Value.Of(StrObject.Empty);
        }

        if (text.IsWide)
        {
            int[] points = new int[count];
            SpanEdit.Stride(text.Points, indices.Start, indices.Step, points);
            return Value.Of(StrObject.OfCodePoints(points));
        }

        string result = string.Create(count, (text, indices), static (target, source) =>
            SpanEdit.Stride(source.text.Chars, source.indices.Start, source.indices.Step, target));
        return Value.Of(StrObject.OfNarrow(result));
    }

    private static Value Repeat(ThreadState thread, StrObject text, Value count)
    {
        if (count.Ref is not null && !count.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return Value.NotImplemented;
        }

        if (!Operators.TryIndex(thread, count, out long times))
        {
            return Value.Error;
        }

        if (times <= 0 || text.Length == 0)
        {
            return Value.Of(StrObject.Empty);
        }

        if (times == 1)
        {
            return Value.Of(text.Exact());
        }

        if (times > StrObject.MaxLength / text.Length)
        {
            // CPython's two limits: what an index can count, and what memory holds.
            return times > long.MaxValue / text.Length ? thread.OverflowError("repeated string is too long") : thread.MemoryError();
        }

        int length = text.Length * (int)times;
        if (text.IsWide)
        {
            int[] points = new int[length];
            SpanEdit.Repeat(text.Points, points);
            return Value.Of(StrObject.OfWide(points));
        }

        return Value.Of(StrObject.OfNarrow(string.Create(length, text, static (target, source) => SpanEdit.Repeat(source.Chars, target))));
    }
}
