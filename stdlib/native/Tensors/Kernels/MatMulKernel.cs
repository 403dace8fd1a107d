using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>
/// The matrix product of contiguous windows into a contiguous one of zeros. Four rows of the result at a time are kept in
/// registers, two vectors wide, while a slice of the right operand that fits the second-level cache passes by.
/// </summary>
internal readonly struct MatMulKernel<T>(Window left, Window right, Window result) : IKernel
    where T : unmanaged, INumber<T>
{
    private const int Depth = 192;
    private const int Tile = 4;

    public long Work => (long)left.Layout.Rows * left.Layout.Columns * right.Layout.Columns;

    public void Run()
    {
        (int rows, int inner, int columns) = (left.Layout.Rows, left.Layout.Columns, right.Layout.Columns);
        ReadOnlySpan<T> a = left.Span<T>();
        ReadOnlySpan<T> b = right.Span<T>();
        Span<T> c = result.Span<T>();
        int wide = 2 * Vector<T>.Count;
        int edge = columns - (columns % wide);
        for (int first = 0; first < inner; first += Depth)
        {
            int last = Math.Min(inner, first + Depth);
            int row = 0;
            for (; row + Tile <= rows; row += Tile)
            {
                for (int column = 0; column < edge; column += wide)
                {
                    MultiplyTile(a, b, c, row, column, first, last, inner, columns);
                }
            }

            // What is left over below and on the right.
            MultiplyRest(a, b, c, 0, row, edge, columns, first, last, inner, columns);
            MultiplyRest(a, b, c, row, rows, 0, columns, first, last, inner, columns);
        }
    }

    private static void MultiplyTile(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int row, int column, int first, int last, int inner, int columns)
    {
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        ref T a0 = ref MemoryMarshal.GetReference(a.Slice(row * inner, Tile * inner));
        ref T b0 = ref MemoryMarshal.GetReference(b.Slice((first * columns) + column));
        for (int k = first; k < last; k++)
        {
            Vector<T> x = Unsafe.As<T, Vector<T>>(ref b0);
            Vector<T> y = Unsafe.As<T, Vector<T>>(ref Unsafe.Add(ref b0, Vector<T>.Count));
            var factor = new Vector<T>(Unsafe.Add(ref a0, k));
            c00 += factor * x;
            c01 += factor * y;
            factor = new Vector<T>(Unsafe.Add(ref a0, inner + k));
            c10 += factor * x;
            c11 += factor * y;
            factor = new Vector<T>(Unsafe.Add(ref a0, (2 * inner) + k));
            c20 += factor * x;
            c21 += factor * y;
            factor = new Vector<T>(Unsafe.Add(ref a0, (3 * inner) + k));
            c30 += factor * x;
            c31 += factor * y;
            b0 = ref Unsafe.Add(ref b0, columns);
        }

        Add(c, (row * columns) + column, c00, c01);
        Add(c, ((row + 1) * columns) + column, c10, c11);
        Add(c, ((row + 2) * columns) + column, c20, c21);
        Add(c, ((row + 3) * columns) + column, c30, c31);
    }

    private static void Add(Span<T> c, int at, Vector<T> x, Vector<T> y)
    {
        Span<T> target = c.Slice(at, 2 * Vector<T>.Count);
        (new Vector<T>(target) + x).CopyTo(target);
        target = target[Vector<T>.Count..];
        (new Vector<T>(target) + y).CopyTo(target);
    }

    private static void MultiplyRest(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int firstRow, int lastRow, int firstColumn, int lastColumn, int first, int last, int inner, int columns)
    {
        if (firstColumn >= lastColumn)
        {
            return;
        }

        for (int row = firstRow; row < lastRow; row++)
        {
            Span<T> target = c.Slice((row * columns) + firstColumn, lastColumn - firstColumn);
            for (int k = first; k < last; k++)
            {
                T factor = a[(row * inner) + k];
                ReadOnlySpan<T> source = b.Slice((k * columns) + firstColumn, target.Length);
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] += factor * source[i];
                }
            }
        }
    }
}
