using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The iterator of a set or frozenset, in table order.</summary>
public sealed class SetIteratorObject : PyObject
{
    private int _used;
    private int _position;

    private SetIteratorObject(ThreadState thread)
        : base(thread, BuiltinTypes.SetIterator)
    {
    }

    /// <summary>An iterator of a set, which is borrowed; made of a dead one where there is one.</summary>
    internal static SetIteratorObject Of(ThreadState thread, SetObject set)
    {
        SetIteratorObject iterator = thread.Spares.Iterators.TakeSet(thread) ?? new SetIteratorObject(thread);
        RefCount.Retain(thread, set);
        iterator.Set = set;
        iterator._used = set.Used;
        iterator._position = 0;
        iterator.Remaining = set.Used;
        return iterator;
    }

    /// <summary>Null once exhausted.</summary>
    internal SetObject? Set { get; private set; }

    internal int Remaining { get; private set; }

    /// <summary>Estimate of what is left.</summary>
    internal int Hint => Set is { } set && _used == set.Used ? Remaining : 0;

    /// <summary>The next item, a new reference; End; or Error with RuntimeError when the set has changed.</summary>
    internal Value Next(ThreadState thread)
    {
        using CriticalSection.Scope section = Set is { } shared ? CriticalSection.Enter(thread, shared) : default;
        if (Set is not { } set)
        {
            return Value.End;
        }

        if (_used != set.Used)
        {
            _used = -1;
            return thread.RuntimeError("Set changed size during iteration");
        }

        if (set.MoveNext(thread, ref _position, out Value key, out _))
        {
            Remaining--;
            return key;
        }

        Set = null;
        RefCount.Release(thread, set);
        return Value.End;
    }

    /// <summary>As <see cref="Next"/> where no other thread is about: 1 with an item, 0 at the end, -1 with an exception set.</summary>
    internal int Step(ThreadState thread, out Value item)
    {
        if (Set is { } set && _used == set.Used)
        {
            SetEntry[] table = set.Table;
            for (int i = _position; i < table.Length; i++)
            {
                if (table[i].IsUsed)
                {
                    _position = i + 1;
                    Remaining--;
                    item = thread.Retain(table[i].Key);
                    return 1;
                }
            }
        }

        item = Next(thread);
        return item.IsError ? -1 : item.IsEnd ? 0 : 1;
    }

    /// <summary>A list of what is left; the iterator stays where it is. Null when an exception is set.</summary>
    internal ListObject? Rest(ThreadState thread)
    {
        using CriticalSection.Scope section = Set is { } shared ? CriticalSection.Enter(thread, shared) : default;
        if (Set is { } set && _used != set.Used)
        {
            thread.RuntimeError("Set changed size during iteration");
            return null;
        }

        var rest = new ListObject(thread);
        int position = _position;
        while (Set is { } walked && walked.MoveNext(thread, ref position, out Value key, out _))
        {
            rest.Add(key);
        }

        return rest;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Set is { } set)
        {
            Set = null;
            RefCount.Release(thread, set);
        }

        thread.Spares.Iterators.Give(thread, this);
    }
}
