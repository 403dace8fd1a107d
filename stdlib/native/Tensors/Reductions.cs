using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>sum, mean and the like, the product of matrices, and sorting: what turns windows into other shapes.</summary>
internal static class Reductions
{
    private static readonly string[] s_names = ["sum", "prod", "min", "max"];

    /// <summary>The reduction; axis None or Unbound for all items.</summary>
    public static Value Of(ThreadState thread, Reduction reduction, TensorObject self, Value axis)
    {
        Layout layout = self.Layout;
        if (!TryAxis(thread, layout, axis, out ReductionAxis along))
        {
            return Value.Error;
        }

        int reduced = along switch
        {
            ReductionAxis.All => layout.Count,
            ReductionAxis.Rows => layout.Rows,
            _ => layout.Columns,
        };
        if (reduced == 0 && reduction is Reduction.Min or Reduction.Max)
        {
            return thread.ValueError($"{s_names[(int)reduction]} of no items");
        }

        Layout shape = Layout.Sequence(along switch
        {
            ReductionAxis.All => 1,
            ReductionAxis.Rows => layout.Columns,
            _ => layout.Rows,
        });
        if (TensorObject.Make(thread, self.ItemType, shape) is not { } result)
        {
            return Value.Error;
        }

        Value value;
        if (layout.Count == 0)
        {
            long neutral = reduction == Reduction.Product ? 1 : 0;
            value = Elementwise.Finish(thread, result, Elementwise.TryCopy(thread, Window.Scalar(neutral), result.Window));
        }
        else
        {
            bool done = self.ItemType == ItemType.Float ? Run<double>(thread, reduction, self.Window, along, result.Window) : Run<long>(thread, reduction, self.Window, along, result.Window);
            value = Elementwise.Finish(thread, result, done);
        }

        return along == ReductionAxis.All && !value.IsError ? TakeOnly(thread, result) : value;
    }

    /// <summary>The arithmetic mean, floats always.</summary>
    public static Value Mean(ThreadState thread, TensorObject self, Value axis)
    {
        Layout layout = self.Layout;
        if (!TryAxis(thread, layout, axis, out ReductionAxis along))
        {
            return Value.Error;
        }

        int reduced = along switch
        {
            ReductionAxis.All => layout.Count,
            ReductionAxis.Rows => layout.Rows,
            _ => layout.Columns,
        };
        if (reduced == 0)
        {
            return thread.ValueError("mean of no items");
        }

        Value total = Of(thread, Reduction.Sum, self, axis);
        if (total.IsError)
        {
            return total;
        }

        if (total.Ref is not TensorObject)
        {
            return Value.FromDouble((total.IsFloat ? total.Float : total.Bits) / reduced);
        }

        Value mean = Elementwise.Of(thread, Operation.Divide, total, Value.Int(reduced));
        thread.Release(total);
        return mean;
    }

    /// <summary>The standard deviation of the whole population.</summary>
    public static Value Deviation(ThreadState thread, TensorObject self)
    {
        Value mean = Mean(thread, self, Value.None);
        if (mean.IsError)
        {
            return mean;
        }

        Window squares = Window.Scalar(0.0);
        return Unlocked.Run(thread, new SquaresKernel(self.Window, mean.Float, squares))
            ? Value.FromDouble(Math.Sqrt(squares.At<double>(0, 0) / self.Layout.Count))
            : Value.Error;
    }

    /// <summary>The place of the least or greatest item, counted row by row.</summary>
    public static Value Place(ThreadState thread, TensorObject self, bool greatest)
    {
        if (self.Layout.Count == 0)
        {
            return thread.ValueError($"{(greatest ? "argmax" : "argmin")} of no items");
        }

        Window place = Window.Scalar(0L);
        bool done = self.ItemType == ItemType.Float
            ? Unlocked.Run(thread, new SearchKernel<double>(self.Window, greatest, place))
            : Unlocked.Run(thread, new SearchKernel<long>(self.Window, greatest, place));
        return done ? Value.Int(place.At<long>(0, 0)) : Value.Error;
    }

    /// <summary>left @ right: matrices, or a sequence that stands for a row on the left and a column on the right.</summary>
    public static Value MatMul(ThreadState thread, TensorObject left, TensorObject right)
    {
        Layout a = left.Layout;
        Layout b = right.Layout;
        Layout columnB = b.Dimensions == 1 ? new Layout(2, b.Columns, 1, b.Offset, b.ColumnStride, 1) : b;
        if (a.Columns != columnB.Rows)
        {
            return thread.ValueError($"shapes {Operands.Shape(a)} and {Operands.Shape(b)} cannot be multiplied: {a.Columns} columns and {columnB.Rows} rows");
        }

        ItemType type = left.ItemType == ItemType.Int && right.ItemType == ItemType.Int ? ItemType.Int : ItemType.Float;
        if (TensorObject.Make(thread, type, Layout.Matrix(a.Rows, columnB.Columns), clear: true) is not { } result)
        {
            return Value.Error;
        }

        Value product = Value.Of(result);
        if (!TryContiguous(thread, left.Window, type, out Window x, out Value xOwner))
        {
            thread.Release(product);
            return Value.Error;
        }

        bool done = TryContiguous(thread, right.Window with { Layout = columnB }, type, out Window y, out Value yOwner)
            && (type == ItemType.Float
                ? Unlocked.Run(thread, new MatMulKernel<double>(x, y, result.Window))
                : Unlocked.Run(thread, new MatMulKernel<long>(x, y, result.Window)));
        thread.Release(xOwner);
        thread.Release(yOwner);
        if (!done)
        {
            thread.Release(product);
            return Value.Error;
        }

        if (a.Dimensions == 2 && b.Dimensions == 2)
        {
            return product;
        }

        if (a.Dimensions == 1 && b.Dimensions == 1)
        {
            return TakeOnly(thread, result);
        }

        Value sequence = Value.Of(result.View(thread, Layout.Sequence(result.Layout.Count)));
        thread.Release(product);
        return sequence;
    }

    /// <summary>Sorts each row in its place; false when an exception is set.</summary>
    public static bool TrySort(ThreadState thread, TensorObject self)
    {
        if (!TryContiguous(thread, self.Window, self.ItemType, out Window window, out Value owner))
        {
            return false;
        }

        bool done = self.ItemType == ItemType.Float
            ? Unlocked.Run(thread, new SortKernel<double>(window))
            : Unlocked.Run(thread, new SortKernel<long>(window));
        if (done && owner.Ref is TensorObject)
        {
            done = Elementwise.TryCopy(thread, window, self.Window);
        }

        thread.Release(owner);
        return done;
    }

    /// <summary>The window itself, or that of a copy without gaps and of the type, which the owner (a new reference, None for none) keeps.</summary>
    private static bool TryContiguous(ThreadState thread, in Window window, ItemType type, out Window contiguous, out Value owner)
    {
        contiguous = window;
        owner = Value.None;
        if (window.Type == type && window.Layout.IsContiguous)
        {
            return true;
        }

        if (TensorObject.Make(thread, type, window.Layout) is not { } copy)
        {
            return false;
        }

        contiguous = copy.Window;
        owner = Elementwise.Finish(thread, copy, Elementwise.TryCopy(thread, window, copy.Window));
        return !owner.IsError;
    }

    /// <summary>The only item of a tensor, whose reference is given up.</summary>
    private static Value TakeOnly(ThreadState thread, TensorObject tensor)
    {
        Value item = Operands.Item(tensor.Window, 0, 0);
        thread.Release(Value.Of(tensor));
        return item;
    }

    private static bool TryAxis(ThreadState thread, in Layout layout, Value axis, out ReductionAxis along)
    {
        along = ReductionAxis.All;
        if (axis.IsUnbound || axis.IsNone)
        {
            return true;
        }

        if (!Operators.TryIndex(thread, axis, out long index))
        {
            return false;
        }

        if (index < -layout.Dimensions || index >= layout.Dimensions)
        {
            thread.ValueError($"axis {index} is out of bounds for a tensor of {layout.Dimensions} dimension{(layout.Dimensions == 1 ? "" : "s")}");
            return false;
        }

        // A sequence has one axis: along it all becomes one.
        along = layout.Dimensions == 1 ? ReductionAxis.All : (index + 2) % 2 == 0 ? ReductionAxis.Rows : ReductionAxis.Columns;
        return true;
    }

    private static bool Run<T>(ThreadState thread, Reduction reduction, in Window source, ReductionAxis axis, in Window result)
        where T : unmanaged, System.Numerics.INumber<T> => reduction switch
        {
            Reduction.Sum => Unlocked.Run(thread, new ReductionKernel<T, SumReduction<T>>(source, axis, result)),
            Reduction.Product => Unlocked.Run(thread, new ReductionKernel<T, ProductReduction<T>>(source, axis, result)),
            Reduction.Min => Unlocked.Run(thread, new ReductionKernel<T, MinReduction<T>>(source, axis, result)),
            _ => Unlocked.Run(thread, new ReductionKernel<T, MaxReduction<T>>(source, axis, result)),
        };
}
