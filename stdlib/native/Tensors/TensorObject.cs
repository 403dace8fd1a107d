using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>
/// A tensor: numbers of one type in one or two dimensions, its own memory or a window on another's. Its fields never change;
/// the items do, by plain stores of eight bytes, which do not tear.
/// </summary>
public sealed class TensorObject : PyObject, IBufferProvider
{
    private const int ItemSize = 8;

    /// <summary>The user of the storage moves in.</summary>
    internal TensorObject(ThreadState thread, TensorStorage storage, ItemType itemType, in Layout layout)
        : base(thread, TensorMethods.Type)
    {
        Storage = storage;
        Window = new Window(storage.Data, itemType, layout);
    }

    internal TensorStorage Storage { get; }

    internal Window Window { get; }

    internal ItemType ItemType => Window.Type;

    internal Layout Layout => Window.Layout;

    /// <summary>A tensor of fresh memory; null with MemoryError set.</summary>
    internal static TensorObject? Make(ThreadState thread, ItemType itemType, in Layout shape, bool clear = false)
    {
        long bytes = (long)shape.Rows * shape.Columns * ItemSize;
        if (bytes > Array.MaxLength)
        {
            thread.MemoryError();
            return null;
        }

        try
        {
            return new TensorObject(thread, new TensorStorage((int)bytes, clear), itemType, shape.Fresh());
        }
        catch (OutOfMemoryException)
        {
            thread.MemoryError();
            return null;
        }
    }

    /// <summary>Another window on the same memory.</summary>
    internal TensorObject View(ThreadState thread, in Layout layout)
    {
        Storage.AddUser();
        return new TensorObject(thread, Storage, ItemType, layout);
    }

    bool IBufferProvider.TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        BufferView view = Describe();
        bytes = view.IsContiguous ? view.AsSpan() : view.ToArray();
        return true;
    }

    bool IBufferProvider.TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        BufferView view = Describe();
        bytes = view.IsContiguous ? view.AsSpan() : default;
        if (!view.IsContiguous)
        {
            thread.Raise(ExceptionTypes.BufferError, "tensor: the items do not lie side by side");
        }

        return view.IsContiguous;
    }

    BufferView? IBufferProvider.Export(ThreadState thread)
    {
        Storage.AddUser();
        return Describe();
    }

    void IBufferProvider.ReleaseExport(ThreadState thread) => Storage.RemoveUser();

    protected internal override void ReleaseReferences(ThreadState thread) => Storage.RemoveUser();

    private BufferView Describe()
    {
        Layout layout = Layout;
        string format = ItemType == ItemType.Float ? "d" : "q";
        return layout.Dimensions == 1
            ? new BufferView(Storage.Data, layout.Offset * ItemSize, format, ItemSize, [layout.Columns], [layout.ColumnStride * ItemSize], IsReadOnly: false)
            : new BufferView(Storage.Data, layout.Offset * ItemSize, format, ItemSize, [layout.Rows, layout.Columns], [layout.RowStride * ItemSize, layout.ColumnStride * ItemSize], IsReadOnly: false);
    }
}
