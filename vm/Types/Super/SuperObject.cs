using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>super(type, object_or_type).</summary>
public sealed class SuperObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>The class whose successors in the MRO are searched; null before __init__.</summary>
    internal TypeObject? ThisClass;

    /// <summary>The instance or class it was bound to, a counted reference; Unbound when unbound.</summary>
    internal Value Self = Value.Unbound;

    /// <summary>The class whose MRO is walked.</summary>
    internal TypeObject? SelfClass;

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Self);
}
