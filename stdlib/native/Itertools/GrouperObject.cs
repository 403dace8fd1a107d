using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>One group of a groupby.</summary>
public sealed class GrouperObject : PyObject
{
    private readonly GroupByObject _parent;

    /// <summary>The parent is borrowed, the key's reference moves in.</summary>
    internal GrouperObject(ThreadState thread, GroupByObject parent, Value key)
        : base(thread, GrouperMethods.Type)
    {
        RefCount.Retain(thread, parent);
        _parent = parent;
        Key = key;
    }

    internal Value Key { get; }

    internal Value Next(ThreadState thread) => _parent.NextOf(thread, this);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(Key);
        RefCount.Release(thread, _parent);
    }
}

/// <summary>The methods of _grouper.</summary>
[PyType("_grouper", typeof(GrouperObject), Module = "itertools", Locks = true)]
internal static class GrouperMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("_grouper", TypeFlags.DisallowInstantiation);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, GrouperObject self) => self.Next(thread);
}
