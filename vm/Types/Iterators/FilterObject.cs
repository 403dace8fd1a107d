using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>filter(function, iterable); the function may be None.</summary>
public sealed class FilterObject : PyObject
{
    /// <summary>Both references move in.</summary>
    internal FilterObject(ThreadState thread, TypeObject type, Value function, Value iterator)
        : base(thread, type)
    {
        Function = function;
        Iterator = iterator;
    }

    internal Value Function { get; }

    internal Value Iterator { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Function);
        RefCount.Release(thread, Iterator);
    }
}
