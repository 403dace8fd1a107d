using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The memory of bytes-like arguments.</summary>
public static class Buffers
{
    private static readonly StrObject s_buffer = StrObject.Intern("__buffer__");
    private static readonly StrObject s_releaseBuffer = StrObject.Intern("__release_buffer__");

    /// <summary>True when the value is bytes-like.</summary>
    public static bool Has(Value value) => value.Ref is IBufferProvider || (value.Ref is not null && value.Type.IsHeap && !value.Type.Lookup(s_buffer).IsUnbound);

    /// <summary>The bytes of a bytes-like value, to be used before user code runs. False when TypeError (or what the object raises) is set.</summary>
    public static bool TryGet(ThreadState thread, Value value, out ReadOnlySpan<byte> bytes)
    {
        if (value.Ref is BytesObject immutable)
        {
            bytes = immutable.Data;
            return true;
        }

        if (value.Ref is IBufferProvider provider)
        {
            return provider.TryGetBytes(thread, out bytes);
        }

        bytes = default;
        using BufferExport export = Export(thread, value);
        if (export.View is null)
        {
            return false;
        }

        bytes = export.View.ToArray();
        return true;
    }

    /// <summary>The memory of a writable bytes-like value, to be used before user code runs; the error names the argument as CPython's <c>w*</c> does.</summary>
    public static bool TryGetWritable(ThreadState thread, Value value, string wanted, out Span<byte> bytes)
    {
        bytes = default;
        if (value.Ref is IBufferProvider provider and not BytesObject)
        {
            return provider.TryGetWritable(thread, out bytes);
        }

        thread.TypeError($"{wanted} must be read-write bytes-like object, not {value.Type.Name}");
        return false;
    }

    /// <summary>Holds the memory of a bytes-like value; its View is null when an exception is set. Dispose it in any case.</summary>
    public static BufferExport Export(ThreadState thread, Value value)
    {
        if (value.Ref is IBufferProvider provider)
        {
            return new BufferExport(thread, provider, provider.Export(thread));
        }

        Value view = value.Ref is not null && value.Type.IsHeap ? thread.CallSpecialName(value, s_buffer, Value.Int(FullReadOnly)) : Value.Unbound;
        if (view.IsUnbound)
        {
            thread.TypeError($"a bytes-like object is required, not '{value.Type.Name}'");
            return default;
        }

        if (view.IsError)
        {
            return default;
        }

        if (view.Ref is not MemoryViewObject memory)
        {
            string type = view.Type.Name;
            thread.Release(view);
            thread.TypeError($"__buffer__ returned non-memoryview object of type '{type}'");
            return default;
        }

        return new BufferExport(thread, memory, memory.Export(thread), value, view);
    }

    /// <summary>Tells an object written in Python that its buffer is not needed any more.</summary>
    internal static void CallRelease(ThreadState thread, Value owner, Value view)
    {
        Value result = thread.CallSpecialName(owner, s_releaseBuffer, view);
        if (result.IsError)
        {
            thread.ClearException();
        }
        else if (!result.IsUnbound)
        {
            thread.Release(result);
        }
    }

    /// <summary>inspect.BufferFlags.FULL_RO.</summary>
    private const long FullReadOnly = 0x11C;
}

/// <summary>A buffer that is held; see <see cref="Buffers.Export"/>.</summary>
public readonly struct BufferExport : IDisposable
{
    private readonly ThreadState? _thread;
    private readonly IBufferProvider? _provider;
    private readonly Value _owner;
    private readonly Value _view;

    internal BufferExport(ThreadState thread, IBufferProvider provider, BufferView? view)
        : this(thread, provider, view, Value.Unbound, Value.Unbound)
    {
    }

    /// <summary>Of an object with a __buffer__ method: the memoryview's reference moves in.</summary>
    internal BufferExport(ThreadState thread, IBufferProvider provider, BufferView? view, Value owner, Value memory)
    {
        _thread = thread;
        _provider = provider;
        View = view;
        _owner = owner;
        _view = memory;
    }

    /// <summary>The memory; null when an exception is set.</summary>
    public BufferView? View { get; }

    public void Dispose()
    {
        if (View is null || _thread is null)
        {
            return;
        }

        _provider!.ReleaseExport(_thread);
        if (!_view.IsUnbound)
        {
            Buffers.CallRelease(_thread, _owner, _view);
            _thread.Release(_view);
        }
    }
}
