using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>An operation on two items, as loops over rows; R is the type of the result's items.</summary>
internal interface IBinaryLoops<T, R>
{
    static abstract void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<R> result);

    static abstract void Apply(ReadOnlySpan<T> left, T right, Span<R> result);

    static abstract void Apply(T left, ReadOnlySpan<T> right, Span<R> result);
}

/// <summary>
/// An elementwise operation. The operands have been broadcast to the result's shape, and either are the result's own memory at
/// the same places or do not overlap it.
/// </summary>
internal readonly struct BinaryKernel<T, R, TLoops>(Window left, Window right, Window result) : IKernel
    where T : unmanaged, INumber<T>
    where R : unmanaged, INumber<R>
    where TLoops : IBinaryLoops<T, R>
{
    public long Work => result.Layout.Count;

    public void Run()
    {
        (Window a, Window b, Window r) = (left, right, result);
        if (r.Layout.IsContiguous && IsFlat(a) && IsFlat(b))
        {
            a = a with { Layout = a.Layout.Flattened() };
            b = b with { Layout = b.Layout.Flattened() };
            r = r with { Layout = r.Layout.Flattened() };
        }

        bool leftRepeats = a.Layout.ColumnStride == 0;
        bool rightRepeats = b.Layout.ColumnStride == 0;
        bool direct = (leftRepeats || a.HasSpans<T>()) && (rightRepeats || b.HasSpans<T>()) && r.HasSpans<R>();
        int step = direct ? Math.Max(1, r.Layout.Columns) : Window.Chunk;
        Span<T> leftScratch = stackalloc T[direct ? 0 : Window.Chunk];
        Span<T> rightScratch = stackalloc T[direct ? 0 : Window.Chunk];
        Span<R> resultScratch = stackalloc R[direct ? 0 : Window.Chunk];
        for (int row = 0; row < r.Layout.Rows; row++)
        {
            for (int column = 0; column < r.Layout.Columns; column += step)
            {
                int count = Math.Min(step, r.Layout.Columns - column);
                bool inPlace = r.HasSpans<R>();
                Span<R> target = inPlace ? r.Items<R>().Slice(r.Layout.Offset + (row * r.Layout.RowStride) + column, count) : resultScratch[..count];
                if (leftRepeats && rightRepeats)
                {
                    leftScratch = leftScratch.Length > 0 ? leftScratch : new T[1];
                    leftScratch[0] = a.At<T>(row, 0);
                    TLoops.Apply(leftScratch[..1], b.At<T>(row, 0), target[..1]);
                    target[1..].Fill(target[0]);
                }
                else if (leftRepeats)
                {
                    TLoops.Apply(a.At<T>(row, 0), b.Load(row, column, count, rightScratch), target);
                }
                else if (rightRepeats)
                {
                    TLoops.Apply(a.Load(row, column, count, leftScratch), b.At<T>(row, 0), target);
                }
                else
                {
                    TLoops.Apply(a.Load(row, column, count, leftScratch), b.Load(row, column, count, rightScratch), target);
                }

                if (!inPlace)
                {
                    r.Store<R>(row, column, target);
                }
            }
        }
    }

    private static bool IsFlat(in Window window) => window.Layout.IsContiguous || window.Layout.IsScalar;
}
