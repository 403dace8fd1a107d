using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>Fills contiguous memory with first, first + step, ...: computed from the index, so that errors do not add up.</summary>
internal readonly struct RangeKernel<T>(T first, T step, Window result) : IKernel
    where T : unmanaged, INumber<T>
{
    public long Work => result.Layout.Count;

    public void Run()
    {
        Span<T> items = result.Span<T>();
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = first + (T.CreateTruncating(i) * step);
        }
    }
}
