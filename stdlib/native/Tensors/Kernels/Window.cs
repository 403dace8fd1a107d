using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>
/// What a kernel knows of a tensor: bytes and where the items lie in them. No object of the VM is in it, so whoever holds one
/// needs no lock and counts nothing.
/// </summary>
/// <param name="Data">The memory; may be longer than what is used of it.</param>
/// <param name="Type">What an item is.</param>
/// <param name="Layout">Where the items are.</param>
internal readonly record struct Window(byte[] Data, ItemType Type, Layout Layout)
{
    /// <summary>Items that are gathered or scattered at a time: they stay in the first-level cache.</summary>
    public const int Chunk = 1024;

    /// <summary>One number that stands for any shape.</summary>
    public static Window Scalar(double value)
    {
        byte[] data = new byte[sizeof(double)];
        MemoryMarshal.Write(data, value);
        return new Window(data, ItemType.Float, Layout.Sequence(1));
    }

    /// <summary>One number that stands for any shape.</summary>
    public static Window Scalar(long value)
    {
        byte[] data = new byte[sizeof(long)];
        MemoryMarshal.Write(data, value);
        return new Window(data, ItemType.Int, Layout.Sequence(1));
    }

    /// <summary>The whole memory as items of the type T, which must be the window's.</summary>
    public Span<T> Items<T>()
        where T : struct => MemoryMarshal.Cast<byte, T>(Data.AsSpan());

    /// <summary>The items of a window that is contiguous.</summary>
    public Span<T> Span<T>()
        where T : struct => Items<T>().Slice(Layout.Offset, Layout.Count);

    /// <summary>True when a row of the window is a span of T as it lies.</summary>
    public bool HasSpans<T>()
        where T : struct => Is<T>() && (Layout.ColumnStride == 1 || Layout.Columns == 1);

    /// <summary>True when the window's items are of the type.</summary>
    public bool Is<T>()
        where T : struct => typeof(T) == typeof(double) ? Type == ItemType.Float : Type == ItemType.Int;

    /// <summary>Items of a row as a span of T: as they lie, or gathered and converted into the scratch.</summary>
    public ReadOnlySpan<T> Load<T>(int row, int column, int count, Span<T> scratch)
        where T : struct, INumber<T>
    {
        int first = Layout.Offset + (row * Layout.RowStride) + (column * Layout.ColumnStride);
        if (HasSpans<T>())
        {
            return Items<T>().Slice(first, count);
        }

        scratch = scratch[..count];
        if (Type == ItemType.Float)
        {
            Gather(Items<double>(), first, scratch);
        }
        else
        {
            Gather(Items<long>(), first, scratch);
        }

        return scratch;
    }

    /// <summary>The item at a place, as a T.</summary>
    public T At<T>(int row, int column)
        where T : struct, INumber<T>
    {
        int at = Layout.Offset + (row * Layout.RowStride) + (column * Layout.ColumnStride);
        return Type == ItemType.Float ? Convert<double, T>(Items<double>()[at]) : Convert<long, T>(Items<long>()[at]);
    }

    /// <summary>Puts items into a row whose items do not lie side by side.</summary>
    public void Store<T>(int row, int column, ReadOnlySpan<T> values)
        where T : struct
    {
        Span<T> items = Items<T>();
        int at = Layout.Offset + (row * Layout.RowStride) + (column * Layout.ColumnStride);
        foreach (T value in values)
        {
            items[at] = value;
            at += Layout.ColumnStride;
        }
    }

    private void Gather<TSource, T>(ReadOnlySpan<TSource> source, int at, Span<T> target)
        where TSource : struct, INumber<TSource>
        where T : struct, INumber<T>
    {
        int stride = Layout.ColumnStride;
        for (int i = 0; i < target.Length; i++, at += stride)
        {
            target[i] = Convert<TSource, T>(source[at]);
        }
    }

    /// <summary>To an int64 towards zero; what does not fit becomes the nearest that does, NaN 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Convert<TSource, T>(TSource value)
        where TSource : struct, INumber<TSource>
        where T : struct, INumber<T> => typeof(TSource) == typeof(T) ? (T)(object)value : T.CreateSaturating(value);
}
