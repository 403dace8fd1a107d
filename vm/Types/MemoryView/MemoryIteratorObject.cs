using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a memoryview of one dimension.</summary>
public sealed class MemoryIteratorObject : PyObject
{
    /// <summary>Null once exhausted.</summary>
    internal MemoryViewObject? Memory;

    private int _index;

    /// <summary>The view is borrowed.</summary>
    internal MemoryIteratorObject(ThreadState thread, MemoryViewObject memory)
        : base(thread, BuiltinTypes.MemoryIterator)
    {
        RefCount.Retain(thread, memory);
        Memory = memory;
    }

    internal Value Next(ThreadState thread)
    {
        if (Memory is not { } memory)
        {
            return Value.End;
        }

        BufferView view = memory.View;
        if (_index < view.Shape[0])
        {
            return memory.IsUsable(thread) && MemoryItems.TryCode(thread, view, out char code)
                ? MemoryItems.Read(view, code, view.Offset + (_index++ * view.Strides[0]))
                : Value.Error;
        }

        Memory = null;
        RefCount.Release(thread, memory);
        return Value.End;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Memory is { } memory)
        {
            Memory = null;
            RefCount.Release(thread, memory);
        }
    }
}
