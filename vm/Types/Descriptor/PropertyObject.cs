using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>property(fget, fset, fdel, doc).</summary>
public sealed class PropertyObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>Counted references; None when absent.</summary>
    internal Value Getter = Value.None;

    internal Value Setter = Value.None;

    internal Value Deleter = Value.None;

    internal Value Doc = Value.None;

    /// <summary>__name__ given by __set_name__ or assignment; Unbound when not.</summary>
    internal Value Name = Value.Unbound;

    internal bool DocFromGetter;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Getter);
        RefCount.Release(thread, Setter);
        RefCount.Release(thread, Deleter);
        RefCount.Release(thread, Doc);
        RefCount.Release(thread, Name);
    }
}
