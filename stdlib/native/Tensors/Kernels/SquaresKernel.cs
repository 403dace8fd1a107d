using System.Numerics.Tensors;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>The sum of the squared distances from a number: what a standard deviation is made of.</summary>
internal readonly struct SquaresKernel(Window source, double centre, Window result) : IKernel
{
    public long Work => source.Layout.Count;

    public void Run()
    {
        Span<double> scratch = stackalloc double[Window.Chunk];
        Span<double> distances = stackalloc double[Window.Chunk];
        double total = 0;
        for (int row = 0; row < source.Layout.Rows; row++)
        {
            for (int column = 0; column < source.Layout.Columns; column += Window.Chunk)
            {
                int count = Math.Min(Window.Chunk, source.Layout.Columns - column);
                TensorPrimitives.Subtract(source.Load(row, column, count, scratch), centre, distances[..count]);
                total += TensorPrimitives.SumOfSquares<double>(distances[..count]);
            }
        }

        result.Span<double>()[0] = total;
    }
}
