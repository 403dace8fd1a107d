using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>Sorts each row of a contiguous window in its place; NaN comes last.</summary>
internal readonly struct SortKernel<T>(Window window) : IKernel
    where T : unmanaged, INumber<T>
{
    /// <summary>Sorting takes many steps an item.</summary>
    public long Work => window.Layout.Count * 16L;

    public void Run()
    {
        for (int row = 0; row < window.Layout.Rows; row++)
        {
            Span<T> items = window.Span<T>().Slice(row * window.Layout.Columns, window.Layout.Columns);
            items.Sort();
            if (items.Length > 0 && T.IsNaN(items[0]))
            {
                MoveLast(items);
            }
        }
    }

    /// <summary>.NET sorts NaN before all numbers.</summary>
    private static void MoveLast(Span<T> items)
    {
        int count = 1;
        while (count < items.Length && T.IsNaN(items[count]))
        {
            count++;
        }

        T nan = items[0];
        items[count..].CopyTo(items);
        items[^count..].Fill(nan);
    }
}
