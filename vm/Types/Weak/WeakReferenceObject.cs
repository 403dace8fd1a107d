using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>weakref.ref, and the proxies.</summary>
public sealed class WeakReferenceObject : PyObject
{
    /// <summary>The target, not counted; null once its end was announced (<see cref="Clear"/>). The host GC announces the ends of uncounted targets and of cycles.</summary>
    private WeakReference<PyObject>? _target;

    internal WeakReferenceObject(ThreadState thread, TypeObject type, PyObject target, Value callback)
        : base(thread, type)
    {
        Callback = callback;
        _target = WeakReferences.Add(thread, target, this);
    }

    /// <summary>Borrowed, and perhaps about to die: see <see cref="Retain"/>. Null once the target has died.</summary>
    internal PyObject? Target => _target is { } handle && handle.TryGetTarget(out PyObject? target) ? target : null;

    /// <summary>A counted reference, or None.</summary>
    internal Value Callback;

    /// <summary>Hash of the target once asked for.</summary>
    internal long? CachedHash;

    /// <summary>True for the one that ref(x) or proxy(x) without a callback gives again.</summary>
    internal bool IsReusable { get; init; }

    /// <summary>The target has died.</summary>
    internal void Clear() => _target = null;

    /// <summary>The target as a new reference; null when it is dead.</summary>
    internal PyObject? Retain(ThreadState thread) => Target is { } target && RefCount.TryRetain(thread, target) ? target : null;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Target is { } target)
        {
            WeakReferences.Remove(target, this);
            _target = null;
        }

        Value callback = Callback;
        Callback = Value.None;
        RefCount.Release(thread, callback);
    }
}
