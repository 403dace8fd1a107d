using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A memoryview: a window on the memory of another object, which it holds exported until it is released or dies. Views of
/// views hold the first object themselves.
/// </summary>
public sealed class MemoryViewObject : PyObject, IBufferProvider
{
    private readonly IBufferProvider _provider;
    private int _exports;
    private bool _closed;

    /// <summary>The view's export of the provider and the reference to the object move in.</summary>
    private MemoryViewObject(ThreadState thread, Value owner, IBufferProvider provider, BufferView view)
        : base(thread, BuiltinTypes.MemoryView)
    {
        Owner = owner;
        _provider = provider;
        View = view;
    }

    /// <summary>The object whose memory it is (obj).</summary>
    internal Value Owner { get; }

    /// <summary>A memoryview on whose release __release_buffer__ of the owner, an object written in Python, is called.</summary>
    private Value _pythonView = Value.Unbound;

    /// <summary>How the memory is seen.</summary>
    internal BufferView View { get; }

    /// <summary>The hash once computed; 0 when not yet.</summary>
    internal long CachedHash;

    /// <summary>True after release().</summary>
    public bool IsReleased => _closed;

    /// <summary>memoryview(value): Error with TypeError (or ValueError for a released one) set when that cannot be.</summary>
    public static Value FromObject(ThreadState thread, Value value)
    {
        if (value.Ref is MemoryViewObject other)
        {
            return other.IsUsable(thread) ? other.With(thread, other.View) : Value.Error;
        }

        if (value.Ref is IBufferProvider provider)
        {
            return provider.Export(thread) is { } view
                ? Value.Of(new MemoryViewObject(thread, thread.Retain(value), provider, view))
                : Value.Error;
        }

        if (!Buffers.Has(value))
        {
            return thread.TypeError($"memoryview: a bytes-like object is required, not '{value.Type.Name}'");
        }

        Value inner = thread.CallSpecialName(value, StrObject.Intern("__buffer__"), Value.Int(0x11C));
        if (inner.Ref is not MemoryViewObject memory)
        {
            string type = inner.Type.Name;
            bool failed = inner.IsError;
            thread.Release(failed ? Value.None : inner);
            return failed ? inner : thread.TypeError($"__buffer__ returned non-memoryview object of type '{type}'");
        }

        if (memory.Export(thread) is not { } window)
        {
            thread.Release(inner);
            return Value.Error;
        }

        return Value.Of(new MemoryViewObject(thread, thread.Retain(value), memory, window) { _pythonView = inner });
    }

    /// <summary>Another view of the same memory.</summary>
    internal Value With(ThreadState thread, BufferView view) =>
        _provider.Export(thread) is null
            ? Value.Error
            : Value.Of(new MemoryViewObject(thread, thread.Retain(Owner), _provider, view));

    /// <summary>False with ValueError set once released.</summary>
    internal bool IsUsable(ThreadState thread)
    {
        if (!_closed)
        {
            return true;
        }

        thread.ValueError("operation forbidden on released memoryview object");
        return false;
    }

    /// <summary>release(): false with BufferError set while somebody holds its memory.</summary>
    public bool TryRelease(ThreadState thread)
    {
        if (_closed)
        {
            return true;
        }

        if (_exports > 0)
        {
            thread.Raise(ExceptionTypes.BufferError, $"memoryview has {_exports} exported buffer{(_exports == 1 ? "" : "s")}");
            return false;
        }

        Close(thread);
        return true;
    }

    public bool TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!IsUsable(thread))
        {
            return false;
        }

        bytes = View.IsContiguous ? View.AsSpan() : View.ToArray();
        return true;
    }

    public bool TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        bytes = default;
        if (!IsUsable(thread))
        {
            return false;
        }

        if (View.IsReadOnly || !View.IsContiguous)
        {
            thread.Raise(ExceptionTypes.BufferError, View.IsReadOnly ? "memoryview: underlying buffer is not writable" : "memoryview: underlying buffer is not C-contiguous");
            return false;
        }

        bytes = View.AsSpan();
        return true;
    }

    public BufferView? Export(ThreadState thread)
    {
        if (!IsUsable(thread))
        {
            return null;
        }

        Interlocked.Increment(ref _exports);
        return View;
    }

    public void ReleaseExport(ThreadState thread) => Interlocked.Decrement(ref _exports);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (!_closed)
        {
            Close(thread);
        }
    }

    /// <summary>True when nothing is wrong with the position; otherwise IndexError is set. Negative ones count from the end.</summary>
    internal static bool TryPosition(ThreadState thread, long index, int extent, int dimension, out int position)
    {
        index += index < 0 ? extent : 0;
        position = (int)index;
        if ((ulong)index < (ulong)extent)
        {
            return true;
        }

        thread.IndexError($"index out of bounds on dimension {dimension}");
        return false;
    }

    private void Close(ThreadState thread)
    {
        _closed = true;
        _provider.ReleaseExport(thread);
        if (!_pythonView.IsUnbound)
        {
            Buffers.CallRelease(thread, Owner, _pythonView);
            thread.Release(_pythonView);
        }

        RefCount.Release(thread, Owner);
    }
}
