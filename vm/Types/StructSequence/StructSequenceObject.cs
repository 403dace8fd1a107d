using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A tuple whose items have names too (time.struct_time, os.stat_result, sys.version_info). Fields behind the tuple's items
/// have a name only.
/// </summary>
public sealed class StructSequenceObject : TupleObject
{
    /// <summary>Fields that are no items.</summary>
    internal readonly Value[] Hidden;

    internal StructSequenceObject(TypeObject type, Value[] items, Value[] hidden)
        : base(type, items)
    {
        Hidden = hidden;
    }

    internal StructSequenceObject(ThreadState thread, TypeObject type, Value[] items, Value[] hidden)
        : base(thread, type, items)
    {
        Hidden = hidden;
    }

    /// <summary>The field at an index, borrowed.</summary>
    internal Value Field(int index) => index < Items.Length ? Items[index] : Hidden[index - Items.Length];

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        base.ReleaseReferences(thread);
        foreach (Value field in Hidden)
        {
            RefCount.Release(thread, field);
        }
    }
}
