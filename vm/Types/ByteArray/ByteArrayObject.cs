using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A bytearray. While its memory is exported (memoryview and others) it refuses to change its size. Uncounted unless it is an
/// instance of a class made by a program: it holds no references.
/// </summary>
public sealed class ByteArrayObject : PyObject, IBufferProvider
{
    private const string Locked = "Existing exports of data: object cannot be re-sized";

    private readonly ByteStore _store;

    /// <summary>A bytearray that takes over the array.</summary>
    internal ByteArrayObject(byte[] data)
        : base(BuiltinTypes.ByteArray)
    {
        _store = new ByteStore(data, Locked);
    }

    /// <summary>An empty instance of a class made by a program.</summary>
    internal ByteArrayObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
        _store = new ByteStore([], Locked);
    }

    public int Length => _store.Length;

    /// <summary>The room that the array has.</summary>
    public int Capacity => _store.Capacity;

    /// <summary>The bytes as they are now; a change of size leaves the span on the old ones.</summary>
    public Span<byte> Span => _store.Span;

    /// <summary>See <see cref="ByteStore.TrySplice"/>.</summary>
    public bool TrySplice(ThreadState thread, int start, int count, ReadOnlySpan<byte> bytes) => _store.TrySplice(thread, start, count, bytes);

    /// <summary>Appends a byte; false when an exception is set.</summary>
    public bool TryAppend(ThreadState thread, byte value) => _store.TryAppend(thread, value);

    /// <summary>Changes the size; new bytes are zero. False when an exception is set.</summary>
    public bool TryResize(ThreadState thread, int length) => _store.TryResize(thread, length);

    bool IBufferProvider.TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bytes = _store.Span;
        return true;
    }

    bool IBufferProvider.TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        bytes = _store.Span;
        return true;
    }

    BufferView? IBufferProvider.Export(ThreadState thread) => _store.Export("B", 1);

    void IBufferProvider.ReleaseExport(ThreadState thread) => _store.Release();
}
