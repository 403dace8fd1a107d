using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>weakref.ref, and the proxies.</summary>
public sealed class WeakReferenceObject : PyObject
{
    internal WeakReferenceObject(ThreadState thread, TypeObject type, PyObject target, Value callback)
        : base(thread, type)
    {
        Target = target;
        Callback = callback;
        WeakReferences.Add(target, this);
    }

    /// <summary>Not counted; null once the target has died.</summary>
    internal PyObject? Target;

    /// <summary>A counted reference, or None.</summary>
    internal Value Callback;

    /// <summary>Hash of the target once asked for.</summary>
    internal long? CachedHash;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Target is { } target)
        {
            WeakReferences.Remove(target, this);
            Target = null;
        }

        Value callback = Callback;
        Callback = Value.None;
        RefCount.Release(thread, callback);
    }
}
