using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>X | Y for types: typing.Union, which is types.UnionType too (PEP 604).</summary>
public sealed class UnionObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal UnionObject(ThreadState thread, TupleObject members)
        : base(thread, BuiltinTypes.Union)
    {
        Members = members;
    }

    internal TupleObject Members { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Members);
}
