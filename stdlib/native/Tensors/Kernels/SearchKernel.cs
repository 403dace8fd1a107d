using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>The place of the least or greatest item, counted row by row, into a window of one int64; the first of equals, and the first NaN before all.</summary>
internal readonly struct SearchKernel<T>(Window source, bool greatest, Window result) : IKernel
    where T : unmanaged, INumber<T>
{
    public long Work => source.Layout.Count;

    public void Run()
    {
        Span<T> scratch = stackalloc T[Window.Chunk];
        T best = default;
        int place = -1;
        for (int row = 0; row < source.Layout.Rows; row++)
        {
            for (int column = 0; column < source.Layout.Columns; column += Window.Chunk)
            {
                ReadOnlySpan<T> items = source.Load(row, column, Math.Min(Window.Chunk, source.Layout.Columns - column), scratch);
                for (int i = 0; i < items.Length; i++)
                {
                    T item = items[i];
                    bool better = greatest ? item > best : item < best;
                    if (better || place < 0 || T.IsNaN(item))
                    {
                        best = item;
                        place = (row * source.Layout.Columns) + column + i;
                        if (T.IsNaN(item))
                        {
                            result.Span<long>()[0] = place;
                            return;
                        }
                    }
                }
            }
        }

        result.Span<long>()[0] = place;
    }
}
