using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>memoryview.cast.</summary>
internal static class MemoryCast
{
    private const int MaxDimensions = 64;

    public static Value Cast(ThreadState thread, MemoryViewObject self, string format, Value shape)
    {
        if (!self.IsUsable(thread))
        {
            return Value.Error;
        }

        BufferView view = self.View;
        if (!view.IsContiguous)
        {
            return thread.TypeError("memoryview: casts are restricted to C-contiguous views");
        }

        if (!shape.IsUnbound && shape.Ref is not (ListObject or TupleObject))
        {
            return thread.TypeError("shape must be a list or a tuple");
        }

        if ((!shape.IsUnbound || view.Shape.Length != 1) && view.Shape.Length != 1 && (shape.IsUnbound ? 1 : Operators.Length(thread, shape)) != 1)
        {
            return thread.TypeError("memoryview: cast must be 1D -> ND or ND -> 1D");
        }

        char target = ItemFormat.CodeOf(format);
        if (target == '\0')
        {
            return thread.ValueError("memoryview: destination format must be a native single character format prefixed with an optional '@'");
        }

        char source = ItemFormat.CodeOf(view.Format);
        if (source == '\0')
        {
            return thread.ValueError("memoryview: source format must be a native single character format prefixed with an optional '@'");
        }

        if (!IsByte(source) && !IsByte(target))
        {
            return thread.TypeError("memoryview: cannot cast between two non-byte formats");
        }

        int size = ItemFormat.SizeOf(target);
        long bytes = view.ByteCount;
        if (bytes % size != 0)
        {
            return thread.TypeError("memoryview: length is not a multiple of itemsize");
        }

        int[] extents = [(int)(bytes / size)];
        if (!shape.IsUnbound && !TryShape(thread, shape, size, bytes, out extents))
        {
            return Value.Error;
        }

        return self.With(thread, view with { Format = format, ItemSize = size, Shape = extents, Strides = StridesOf(extents, size) });
    }

    private static bool IsByte(char code) => code is 'B' or 'b' or 'c';

    private static int[] StridesOf(int[] shape, int itemSize)
    {
        int[] strides = new int[shape.Length];
        int stride = itemSize;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }

    private static bool TryShape(ThreadState thread, Value shape, int itemSize, long bytes, out int[] extents)
    {
        extents = [];
        if (Iterables.ToArray(thread, shape) is not { } items)
        {
            return false;
        }

        bool read = TryExtents(thread, items, itemSize, bytes, out extents);
        Iterables.Release(thread, items);
        return read;
    }

    private static bool TryExtents(ThreadState thread, Value[] items, int itemSize, long bytes, out int[] extents)
    {
        extents = new int[items.Length];
        if (items.Length > MaxDimensions)
        {
            thread.ValueError($"memoryview: number of dimensions must not exceed {MaxDimensions}");
            return false;
        }

        long total = itemSize;
        for (int i = 0; i < items.Length; i++)
        {
            if (!Integers.TryGet(items[i], out long extent, out IntObject? wide))
            {
                thread.TypeError("memoryview.cast(): elements of shape must be integers");
                return false;
            }

            if (wide is not null || extent <= 0)
            {
                thread.ValueError("memoryview.cast(): elements of shape must be integers > 0");
                return false;
            }

            if (extent > int.MaxValue || total > bytes)
            {
                total = long.MaxValue;
                break;
            }

            total *= extent;
            extents[i] = (int)extent;
        }

        if (total == bytes)
        {
            return true;
        }

        thread.TypeError("memoryview: product(shape) * itemsize != buffer size");
        return false;
    }
}
