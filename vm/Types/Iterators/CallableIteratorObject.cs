using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What iter(callable, sentinel) makes.</summary>
public sealed class CallableIteratorObject : PyObject
{
    /// <summary>Both references move in.</summary>
    internal CallableIteratorObject(ThreadState thread, Value callable, Value sentinel)
        : base(thread, BuiltinTypes.CallableIterator)
    {
        Callable = callable;
        Sentinel = sentinel;
    }

    /// <summary>Unbound once exhausted.</summary>
    internal Value Callable { get; private set; }

    internal Value Sentinel { get; private set; }

    /// <summary>Exhausts the iterator.</summary>
    internal void Finish(ThreadState thread)
    {
        Value callable = Callable;
        Value sentinel = Sentinel;
        Callable = Value.Unbound;
        Sentinel = Value.Unbound;
        RefCount.Release(thread, callable);
        RefCount.Release(thread, sentinel);
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Finish(thread);
}
