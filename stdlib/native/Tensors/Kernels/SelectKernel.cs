using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>The item of one operand where the condition is not zero, of the other elsewhere; all broadcast to the result, which is fresh memory.</summary>
internal readonly struct SelectKernel<T>(Window condition, Window yes, Window no, Window result) : IKernel
    where T : unmanaged, INumber<T>
{
    public long Work => result.Layout.Count;

    public void Run()
    {
        Span<long> conditions = stackalloc long[Window.Chunk];
        Span<T> left = stackalloc T[Window.Chunk];
        Span<T> right = stackalloc T[Window.Chunk];
        for (int row = 0; row < result.Layout.Rows; row++)
        {
            for (int column = 0; column < result.Layout.Columns; column += Window.Chunk)
            {
                int count = Math.Min(Window.Chunk, result.Layout.Columns - column);
                ReadOnlySpan<long> choose = condition.Load(row, column, count, conditions);
                ReadOnlySpan<T> a = yes.Load(row, column, count, left);
                ReadOnlySpan<T> b = no.Load(row, column, count, right);
                Span<T> target = result.Items<T>().Slice((row * result.Layout.RowStride) + column, count);
                for (int i = 0; i < count; i++)
                {
                    target[i] = choose[i] != 0 ? a[i] : b[i];
                }
            }
        }
    }
}
