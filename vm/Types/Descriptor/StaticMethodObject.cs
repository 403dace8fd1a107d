using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>staticmethod(function).</summary>
public sealed class StaticMethodObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>The wrapped callable, a counted reference.</summary>
    internal Value Function = Value.None;

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Function);
}
