namespace Pyl.VM.Runtime;

/// <summary>
/// An object whose content is memory that others may look at (PEP 3118, PEP 688): bytes, bytearray, memoryview,
/// array.array. All of them keep their items in one array of bytes.
/// </summary>
public interface IBufferProvider
{
    /// <summary>
    /// The items' bytes in order, as they are now: to be used before any user code runs. A view that is not contiguous makes
    /// a copy. False when an exception is set (a released memoryview: ValueError).
    /// </summary>
    bool TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes);

    /// <summary>As <see cref="TryGetBytes"/>, for writing; false with TypeError or BufferError set when they are read-only or not contiguous.</summary>
    bool TryGetWritable(ThreadState thread, out Span<byte> bytes);

    /// <summary>
    /// Describes the memory and holds it: until <see cref="ReleaseExport"/> the object refuses to change its size (BufferError).
    /// Null when an exception is set.
    /// </summary>
    BufferView? Export(ThreadState thread);

    /// <summary>One export less.</summary>
    void ReleaseExport(ThreadState thread);
}

/// <summary>Memory and how items lie in it (the fields of Py_buffer). Immutable.</summary>
/// <param name="Data">The array that holds the items.</param>
/// <param name="Offset">Where the first item is.</param>
/// <param name="Format">The items' type, as the module struct writes it.</param>
/// <param name="ItemSize">Bytes of an item.</param>
/// <param name="Shape">Number of items in each dimension; empty for a single item.</param>
/// <param name="Strides">Bytes from an item to the next in each dimension.</param>
/// <param name="IsReadOnly">Whether writing is refused.</param>
public sealed record BufferView(byte[] Data, int Offset, string Format, int ItemSize, int[] Shape, int[] Strides, bool IsReadOnly)
{
    /// <summary>The number of items.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (int extent in Shape)
            {
                count *= extent;
            }

            return count;
        }
    }

    /// <summary>The number of bytes of all items.</summary>
    public long ByteCount => Count * ItemSize;

    /// <summary>True when the items follow each other without gaps, the last index varying fastest.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = ItemSize;
            for (int i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] > 1 && Strides[i] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }

    /// <summary>As <see cref="IsContiguous"/>, the first index varying fastest.</summary>
    public bool IsFortranContiguous
    {
        get
        {
            long expected = ItemSize;
            for (int i = 0; i < Shape.Length; i++)
            {
                if (Shape[i] > 1 && Strides[i] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }

    /// <summary>A sequence of bytes.</summary>
    public static BufferView OfBytes(byte[] data, int offset, int length, bool isReadOnly) =>
        new(data, offset, "B", 1, [length], [1], isReadOnly);

    /// <summary>The bytes of a contiguous view.</summary>
    public Span<byte> AsSpan() => ByteCount == 0 ? default : Data.AsSpan(Offset, (int)ByteCount);

    /// <summary>A copy of the items' bytes in C order.</summary>
    public byte[] ToArray()
    {
        if (IsContiguous)
        {
            return AsSpan().ToArray();
        }

        byte[] result = new byte[ByteCount];
        int at = 0;
        Copy(0, Offset, result, ref at);
        return result;
    }

    private void Copy(int dimension, int source, byte[] target, ref int at)
    {
        if (dimension == Shape.Length)
        {
            Data.AsSpan(source, ItemSize).CopyTo(target.AsSpan(at));
            at += ItemSize;
            return;
        }

        for (int i = 0; i < Shape[dimension]; i++, source += Strides[dimension])
        {
            Copy(dimension + 1, source, target, ref at);
        }
    }
}
