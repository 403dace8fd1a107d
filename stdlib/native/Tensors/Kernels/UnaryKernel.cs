using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>An operation on one item, as a loop over a row.</summary>
internal interface IUnaryLoop<T>
{
    static abstract void Apply(ReadOnlySpan<T> source, Span<T> result);
}

/// <summary>An elementwise function of one operand, which is the result's own memory or does not overlap it. The copy is one too.</summary>
internal readonly struct UnaryKernel<T, TLoop>(Window source, Window result) : IKernel
    where T : unmanaged, INumber<T>
    where TLoop : IUnaryLoop<T>
{
    public long Work => result.Layout.Count;

    public void Run()
    {
        (Window s, Window r) = (source, result);
        if (s.Layout.IsContiguous && r.Layout.IsContiguous)
        {
            s = s with { Layout = s.Layout.Flattened() };
            r = r with { Layout = r.Layout.Flattened() };
        }

        bool direct = s.HasSpans<T>() && r.HasSpans<T>();
        int step = direct ? Math.Max(1, r.Layout.Columns) : Window.Chunk;
        Span<T> scratch = stackalloc T[direct ? 0 : Window.Chunk];
        Span<T> resultScratch = stackalloc T[direct ? 0 : Window.Chunk];
        for (int row = 0; row < r.Layout.Rows; row++)
        {
            for (int column = 0; column < r.Layout.Columns; column += step)
            {
                int count = Math.Min(step, r.Layout.Columns - column);
                bool inPlace = r.HasSpans<T>();
                Span<T> target = inPlace ? r.Items<T>().Slice(r.Layout.Offset + (row * r.Layout.RowStride) + column, count) : resultScratch[..count];
                TLoop.Apply(s.Load(row, column, count, scratch), target);
                if (!inPlace)
                {
                    r.Store<T>(row, column, target);
                }
            }
        }
    }
}
