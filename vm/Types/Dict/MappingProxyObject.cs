using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A read-only view of a mapping (types.MappingProxyType; a class's __dict__).</summary>
public sealed class MappingProxyObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal MappingProxyObject(ThreadState thread, Value mapping)
        : base(thread, BuiltinTypes.MappingProxy)
    {
        Mapping = mapping;
    }

    internal Value Mapping { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Mapping);
}
