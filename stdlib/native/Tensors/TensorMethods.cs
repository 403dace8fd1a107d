using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>The attributes and methods of tensors that are no operators.</summary>
[PyType("Tensor", typeof(TensorObject), Module = "tensor", Doc = "Numbers of one type, float64 or int64, in one or two dimensions.\nMade by tensor.array, zeros, arange and others.")]
internal static class TensorMethods
{
    internal static readonly TypeObject Type =
        new(BuiltinTypes.Type, "Tensor", BuiltinTypes.Object, TypeFlags.DisallowInstantiation | TypeFlags.HasWeakReferences) { Module = "tensor" };

    [PyGetter("shape", Doc = "The sizes of the dimensions: (columns,) or (rows, columns).")]
    public static Value Shape(ThreadState thread, TensorObject self) => Value.Of(TupleObject.Of(
        thread,
        self.Layout.Dimensions == 1 ? [Value.Int(self.Layout.Columns)] : [Value.Int(self.Layout.Rows), Value.Int(self.Layout.Columns)]));

    [PyGetter("ndim", Doc = "The number of dimensions, 1 or 2.")]
    public static long Dimensions(TensorObject self) => self.Layout.Dimensions;

    [PyGetter("size", Doc = "The number of items.")]
    public static long Size(TensorObject self) => self.Layout.Count;

    [PyGetter("itemsize", Doc = "The bytes of an item.")]
    public static long ItemSize(TensorObject self) => sizeof(long);

    [PyGetter("nbytes", Doc = "The bytes of all items.")]
    public static long ByteCount(TensorObject self) => self.Layout.Count * (long)sizeof(long);

    [PyGetter("dtype", Doc = "The type of the items: 'float64' or 'int64'.")]
    public static string ItemTypeName(TensorObject self) => self.ItemType == ItemType.Float ? Operands.FloatName : Operands.IntName;

    [PyGetter("T", Doc = "A view with rows and columns exchanged; of one dimension a view of the same shape.")]
    public static Value Transposed(ThreadState thread, TensorObject self)
    {
        Layout l = self.Layout;
        return Value.Of(self.View(thread, l.Dimensions == 1 ? l : new Layout(2, l.Columns, l.Rows, l.Offset, l.ColumnStride, l.RowStride)));
    }

    [PyMethod("__repr__")]
    public static string Repr(TensorObject self) => TensorText.Of(self.Window);

    [PyMethod("__len__")]
    public static long Len(TensorObject self) => self.Layout.Dimensions == 1 ? self.Layout.Columns : self.Layout.Rows;

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, TensorObject self, Value key) => TensorIndexing.Get(thread, self, key);

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, TensorObject self, Value key, Value value) => TensorIndexing.Set(thread, self, key, value);

    [PyMethod("__bool__")]
    public static Value Bool(ThreadState thread, TensorObject self) => TryOnly(thread, self, "the truth of a tensor of more than one item is not defined; use all() or any()", out Value item)
        ? Value.Bool(item.IsFloat ? item.Float != 0 : item.Bits != 0)
        : Value.Error;

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, TensorObject self) => TryOnly(thread, self, "only a tensor of one item is a number", out Value item)
        ? Value.FromDouble(item.IsFloat ? item.Float : item.Bits)
        : Value.Error;

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, TensorObject self)
    {
        if (!TryOnly(thread, self, "only a tensor of one item is a number", out Value item))
        {
            return Value.Error;
        }

        return item.IsFloat ? thread.Call(Value.Of(BuiltinTypes.Int), item) : item;
    }

    [PyMethod(Doc = "The only item, or the item at the place counted row by row, as a number.")]
    public static Value Item(ThreadState thread, TensorObject self, [Optional("None")] Value index)
    {
        if (index.IsUnbound || index.IsNone)
        {
            return TryOnly(thread, self, "a tensor of more than one item; say which", out Value only) ? only : Value.Error;
        }

        if (!Operators.TryIndex(thread, index, out long place, ExceptionTypes.IndexError))
        {
            return Value.Error;
        }

        long count = self.Layout.Count;
        if (place < -count || place >= count)
        {
            return thread.IndexError($"index {place} is out of bounds for a tensor of {count} items");
        }

        (int row, int column) = Math.DivRem((int)(place < 0 ? place + count : place), self.Layout.Columns);
        return Operands.Item(self.Window, row, column);
    }

    [PyMethod("tolist", Doc = "The items as a list of numbers, or of lists of numbers.")]
    public static Value ToList(ThreadState thread, TensorObject self)
    {
        if (self.Layout.Dimensions == 1)
        {
            return Row(thread, self, 0);
        }

        var rows = new Value[self.Layout.Rows];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = Row(thread, self, row);
        }

        return Value.Of(ListObject.Steal(thread, rows));
    }

    [PyMethod(Doc = "A tensor of its own memory with the same items.")]
    public static Value Copy(ThreadState thread, Value self) => Elementwise.Of(thread, Function.Copy, self);

    [PyMethod("__copy__")]
    public static Value ShallowCopy(ThreadState thread, Value self) => Copy(thread, self);

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, Value self, Value memo) => Copy(thread, self);

    [PyMethod("astype", Doc = "A copy with items of another type; floats lose what stands behind the point.")]
    public static Value AsType(ThreadState thread, TensorObject self, [Keyword] Value dtype)
    {
        if (!Operands.TryType(thread, dtype, out ItemType? type))
        {
            return Value.Error;
        }

        return TensorObject.Make(thread, type ?? ItemType.Float, self.Layout) is { } result
            ? Elementwise.Finish(thread, result, Elementwise.TryCopy(thread, self.Window, result.Window))
            : Value.Error;
    }

    [PyMethod(Doc = "The items in another shape, of which one size may be -1: a view, or a copy where the items have gaps.")]
    public static Value Reshape(ThreadState thread, TensorObject self, ReadOnlySpan<Value> shape)
    {
        Value argument = shape.Length == 1 ? thread.Retain(shape[0]) : Value.Of(TupleObject.Of(thread, shape));
        bool read = Operands.TryShape(thread, argument, out Layout wanted, allowUnknown: true);
        thread.Release(argument);
        if (!read)
        {
            return Value.Error;
        }

        int count = self.Layout.Count;
        (int rows, int columns) = (wanted.Rows, wanted.Columns);
        if (rows < 0 && columns > 0 && count % columns == 0)
        {
            rows = count / columns;
        }
        else if (columns < 0 && rows > 0 && count % rows == 0)
        {
            columns = count / rows;
        }

        if (rows < 0 || columns < 0 || (long)rows * columns != count)
        {
            return thread.ValueError($"{count} items cannot have the shape {Operands.Shape(wanted)}");
        }

        Value source = self.Layout.IsContiguous ? thread.Retain(Value.Of(self)) : Copy(thread, Value.Of(self));
        if (source.Ref is not TensorObject tensor)
        {
            return source;
        }

        Value result = Value.Of(tensor.View(thread, new Layout(wanted.Dimensions, rows, columns, tensor.Layout.Offset, columns, 1)));
        thread.Release(source);
        return result;
    }

    [PyMethod(Doc = "Sort the items of each row in place; NaN comes last.")]
    public static Value Sort(ThreadState thread, TensorObject self) => Reductions.TrySort(thread, self) ? Value.None : Value.Error;

    [PyMethod(Doc = "The sum of all items, or along an axis.")]
    public static Value Sum(ThreadState thread, TensorObject self, [Keyword, Optional("None")] Value axis) => Reductions.Of(thread, Reduction.Sum, self, axis);

    [PyMethod(Doc = "The product of all items, or along an axis.")]
    public static Value Prod(ThreadState thread, TensorObject self, [Keyword, Optional("None")] Value axis) => Reductions.Of(thread, Reduction.Product, self, axis);

    [PyMethod(Doc = "The least item, or the least along an axis; NaN when there is one.")]
    public static Value Min(ThreadState thread, TensorObject self, [Keyword, Optional("None")] Value axis) => Reductions.Of(thread, Reduction.Min, self, axis);

    [PyMethod(Doc = "The greatest item, or the greatest along an axis; NaN when there is one.")]
    public static Value Max(ThreadState thread, TensorObject self, [Keyword, Optional("None")] Value axis) => Reductions.Of(thread, Reduction.Max, self, axis);

    [PyMethod(Doc = "The mean of all items, or along an axis.")]
    public static Value Mean(ThreadState thread, TensorObject self, [Keyword, Optional("None")] Value axis) => Reductions.Mean(thread, self, axis);

    [PyMethod(Doc = "The standard deviation of all items, taken as the whole population.")]
    public static Value Std(ThreadState thread, TensorObject self) => Reductions.Deviation(thread, self);

    [PyMethod("argmin", Doc = "The place of the first least item, counted row by row.")]
    public static Value ArgMin(ThreadState thread, TensorObject self) => Reductions.Place(thread, self, greatest: false);

    [PyMethod("argmax", Doc = "The place of the first greatest item, counted row by row.")]
    public static Value ArgMax(ThreadState thread, TensorObject self) => Reductions.Place(thread, self, greatest: true);

    [PyMethod(Doc = "True when no item is zero.")]
    public static Value All(ThreadState thread, TensorObject self) => CountNonZero(thread, self, count => count == self.Layout.Count);

    [PyMethod(Doc = "True when an item is not zero.")]
    public static Value Any(ThreadState thread, TensorObject self) => CountNonZero(thread, self, static count => count > 0);

    [PyMethod("__buffer__", Doc = "A view of the memory.")]
    public static Value Buffer(ThreadState thread, Value self, long flags) => MemoryViewObject.FromObject(thread, self);

    [PyMethod("__reduce__", Doc = "What pickles and other interpreters make it from again.")]
    public static Value Reduce(ThreadState thread, TensorObject self)
    {
        ((IBufferProvider)self).TryGetBytes(thread, out ReadOnlySpan<byte> bytes);
        Value module = thread.Interpreter.Modules.GetName(StrObject.Intern("tensor"));
        Value restore = module.Ref is ModuleObject loaded ? loaded.Namespace.GetName(StrObject.Intern("_restore")) : Value.None;
        Value state = Value.Of(TupleObject.Steal(thread, [Value.Of(BytesObject.Of(bytes)), Value.Str(ItemTypeName(self)), Shape(thread, self)]));
        return Value.Of(TupleObject.Steal(thread, [thread.Retain(restore), state]));
    }

    private static Value Row(ThreadState thread, TensorObject self, int row)
    {
        var items = new Value[self.Layout.Columns];
        for (int column = 0; column < items.Length; column++)
        {
            items[column] = Operands.Item(self.Window, row, column);
        }

        return Value.Of(ListObject.Steal(thread, items));
    }

    private static Value CountNonZero(ThreadState thread, TensorObject self, Func<long, bool> test)
    {
        Value differs = Elementwise.Of(thread, Operation.NotEqual, Value.Of(self), Value.Int(0));
        if (differs.Ref is not TensorObject ones)
        {
            return differs;
        }

        Value count = Reductions.Of(thread, Reduction.Sum, ones, Value.None);
        thread.Release(differs);
        return count.IsError ? count : Value.Bool(test(count.Bits));
    }

    private static bool TryOnly(ThreadState thread, TensorObject self, string message, out Value item)
    {
        item = Value.Error;
        if (self.Layout.Count != 1)
        {
            thread.ValueError(message);
            return false;
        }

        item = Operands.Item(self.Window, 0, 0);
        return true;
    }
}
