using System.Numerics;
using System.Numerics.Tensors;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>How many items become one.</summary>
internal interface IReduction<T>
{
    /// <summary>Of at least one item.</summary>
    static abstract T Of(ReadOnlySpan<T> items);

    static abstract T Of(T left, T right);

    /// <summary>Item by item, the first into itself.</summary>
    static abstract void Into(Span<T> total, ReadOnlySpan<T> row);
}

/// <summary>Which items become one.</summary>
internal enum ReductionAxis
{
    All,

    /// <summary>Axis 0: the result has an item for each column.</summary>
    Rows,

    /// <summary>Axis 1: the result has an item for each row.</summary>
    Columns,
}

/// <summary>Reduces a window that is not empty into one that is contiguous.</summary>
internal readonly struct ReductionKernel<T, TReduction>(Window source, ReductionAxis axis, Window result) : IKernel
    where T : unmanaged, INumber<T>
    where TReduction : IReduction<T>
{
    public long Work => source.Layout.Count;

    public void Run()
    {
        Window s = axis == ReductionAxis.All && source.Layout.IsContiguous ? source with { Layout = source.Layout.Flattened() } : source;
        Span<T> target = result.Span<T>();
        bool direct = s.HasSpans<T>();
        int step = direct ? Math.Max(1, s.Layout.Columns) : Window.Chunk;
        Span<T> scratch = stackalloc T[direct ? 0 : Window.Chunk];
        for (int row = 0; row < s.Layout.Rows; row++)
        {
            T total = default;
            for (int column = 0; column < s.Layout.Columns; column += step)
            {
                ReadOnlySpan<T> items = s.Load(row, column, Math.Min(step, s.Layout.Columns - column), scratch);
                if (axis == ReductionAxis.Rows)
                {
                    Span<T> totals = target.Slice(column, items.Length);
                    if (row == 0)
                    {
                        items.CopyTo(totals);
                    }
                    else
                    {
                        TReduction.Into(totals, items);
                    }
                }
                else
                {
                    T part = TReduction.Of(items);
                    total = column == 0 ? part : TReduction.Of(total, part);
                }
            }

            if (axis == ReductionAxis.Columns)
            {
                target[row] = total;
            }
            else if (axis == ReductionAxis.All)
            {
                target[0] = row == 0 ? total : TReduction.Of(target[0], total);
            }
        }
    }
}

/// <summary>The sum; of ints it wraps.</summary>
internal readonly struct SumReduction<T> : IReduction<T>
    where T : INumber<T>
{
    public static T Of(ReadOnlySpan<T> items) => TensorPrimitives.Sum(items);

    public static T Of(T left, T right) => left + right;

    public static void Into(Span<T> total, ReadOnlySpan<T> row) => TensorPrimitives.Add(total, row, total);
}

/// <summary>The product; of ints it wraps.</summary>
internal readonly struct ProductReduction<T> : IReduction<T>
    where T : INumber<T>
{
    public static T Of(ReadOnlySpan<T> items) => TensorPrimitives.Product(items);

    public static T Of(T left, T right) => left * right;

    public static void Into(Span<T> total, ReadOnlySpan<T> row) => TensorPrimitives.Multiply(total, row, total);
}

/// <summary>The least; NaN when there is one.</summary>
internal readonly struct MinReduction<T> : IReduction<T>
    where T : INumber<T>
{
    public static T Of(ReadOnlySpan<T> items) => TensorPrimitives.Min(items);

    public static T Of(T left, T right) => T.Min(left, right);

    public static void Into(Span<T> total, ReadOnlySpan<T> row) => TensorPrimitives.Min(total, row, total);
}

/// <summary>The greatest; NaN when there is one.</summary>
internal readonly struct MaxReduction<T> : IReduction<T>
    where T : INumber<T>
{
    public static T Of(ReadOnlySpan<T> items) => TensorPrimitives.Max(items);

    public static T Of(T left, T right) => T.Max(left, right);

    public static void Into(Span<T> total, ReadOnlySpan<T> row) => TensorPrimitives.Max(total, row, total);
}
