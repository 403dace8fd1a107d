using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator that reversed() makes for a list.</summary>
public sealed class ListReverseIteratorObject : PyObject
{
    /// <summary>The list is borrowed.</summary>
    internal ListReverseIteratorObject(ThreadState thread, ListObject list)
        : base(thread, BuiltinTypes.ListReverseIterator)
    {
        RefCount.Retain(thread, list);
        List = list;
        Index = list.Count - 1;
    }

    /// <summary>Null once exhausted.</summary>
    internal ListObject? List;

    internal int Index;

    /// <summary>The next item, a new reference, or End.</summary>
    internal Value Next(ThreadState thread)
    {
        if (List is not { } list)
        {
            return Value.End;
        }

        int index = Index;
        if (index >= 0 && index < list.Count)
        {
            Index = index - 1;
            Value item = list.Get(thread, index);
            if (!item.IsUnbound)
            {
                return item;
            }
        }

        Index = -1;
        List = null;
        RefCount.Release(thread, list);
        return Value.End;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (List is { } list)
        {
            List = null;
            RefCount.Release(thread, list);
        }
    }
}
