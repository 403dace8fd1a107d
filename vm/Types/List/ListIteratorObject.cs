using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The iterator of a list, which may change meanwhile: each step looks at the list as it is.</summary>
public sealed class ListIteratorObject : PyObject
{
    private ListIteratorObject(ThreadState thread)
        : base(thread, BuiltinTypes.ListIterator)
    {
    }

    /// <summary>An iterator of a list, which is borrowed; made of a dead one where there is one.</summary>
    internal static ListIteratorObject Of(ThreadState thread, ListObject list)
    {
        ListIteratorObject iterator = thread.Spares.Iterators.TakeList(thread) ?? new ListIteratorObject(thread);
        RefCount.Retain(thread, list);
        iterator.List = list;
        iterator.Index = 0;
        return iterator;
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

        if (Index < list.Count)
        {
            if (!FreeThreading.AreSeveral)
            {
                int index = Index++;
                ListStorage storage = list.Storage;
                return storage.GetType() == typeof(ObjectStorage) ? Slot.Load(thread, Unsafe.As<ObjectStorage>(storage).Items[index])
                    : storage.GetType() == typeof(IntStorage) ? Value.Int(Unsafe.As<IntStorage>(storage).Items[index])
                    : storage.Get(thread, index);
            }

            Value item = list.Get(thread, Index);
            if (!item.IsUnbound)
            {
                Index++;
                return item;
            }
        }

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

        thread.Spares.Iterators.Give(thread, this);
    }
}
