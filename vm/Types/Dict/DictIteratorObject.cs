using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The iterators of dicts and their views, in both directions.</summary>
public sealed class DictIteratorObject : PyObject
{
    private DictPart _part;
    private bool _reversed;

    /// <summary>Number of items that the dict must keep having; -1 once it had not.</summary>
    private int _used;

    private int _position;
    private int _remaining;
    private RefilledTuple _pairs;

    private DictIteratorObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    /// <summary>An iterator of a dict, which is borrowed; made of a dead one where there is one.</summary>
    internal static DictIteratorObject Of(ThreadState thread, TypeObject type, DictPart part, DictObject dict, bool reversed)
    {
        DictIteratorObject iterator = thread.Spares.Iterators.TakeDict(thread, type) ?? new DictIteratorObject(thread, type);
        RefCount.Retain(thread, dict);
        iterator.Dict = dict;
        iterator._part = part;
        iterator._reversed = reversed;
        iterator._used = dict.Used;
        iterator._remaining = dict.Used;
        iterator._position = reversed ? dict.Keys.End - 1 : dict.Keys.First;
        return iterator;
    }

    /// <summary>Null once exhausted.</summary>
    internal DictObject? Dict { get; private set; }

    /// <summary>Estimate of what is left.</summary>
    internal int Hint => Dict is { } dict && _used == dict.Used ? _remaining : 0;

    /// <summary>The next item, a new reference; End; or Error with RuntimeError when the dict has changed.</summary>
    internal Value Next(ThreadState thread)
    {
        if (!FreeThreading.AreSeveral)
        {
            return NextLocked(thread);
        }

        using CriticalSection.Scope section = Dict is { } shared ? CriticalSection.Enter(thread, shared) : default;
        return NextLocked(thread);
    }

    private Value NextLocked(ThreadState thread)
    {
        if (Dict is not { } dict)
        {
            return Value.End;
        }

        if (_used != dict.Used)
        {
            _used = -1;
            return thread.RuntimeError("dictionary changed size during iteration");
        }

        DictKeys keys = dict.Keys;
        DictEntry[] entries = keys.Entries;
        int position = _position;
        if (_reversed)
        {
            position = Math.Min(position, entries.Length - 1);
            while (position >= 0 && entries[position].Content is null)
            {
                position--;
            }

            if (position < 0)
            {
                return Finish(thread, dict);
            }

            _position = position - 1;
        }
        else
        {
            int count = keys.Count;
            while (position < count && entries[position].Content is null)
            {
                position++;
            }

            if (position >= count)
            {
                return Finish(thread, dict);
            }

            if (_remaining == 0)
            {
                Finish(thread, dict);
                return thread.RuntimeError("dictionary keys changed during iteration");
            }

            _position = position + 1;
        }

        _remaining--;
        ref DictEntry entry = ref entries[position];
        if (_part == DictPart.Keys)
        {
            return thread.Retain(entry.Key);
        }

        Value value = Slot.Load(thread, entry.Content);
        if (_part == DictPart.Values)
        {
            return value;
        }

        return _pairs.Next(thread, thread.Retain(entry.Key), value);
    }

    /// <summary>A list of what is left; the iterator stays where it is. Null when an exception is set.</summary>
    internal ListObject? Rest(ThreadState thread)
    {
        var rest = new ListObject(thread);
        if (Dict is not { } dict)
        {
            return rest;
        }

        DictIteratorObject copy = Of(thread, Type, _part, dict, _reversed);
        copy._used = _used;
        copy._position = _position;
        copy._remaining = _remaining;
        Value item;
        for (item = copy.Next(thread); !item.IsEnd && !item.IsError; item = copy.Next(thread))
        {
            rest.Add(item);
        }

        RefCount.Release(thread, copy);
        if (item.IsEnd)
        {
            return rest;
        }

        RefCount.Release(thread, rest);
        return null;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        _pairs.Release(thread);
        if (Dict is { } dict)
        {
            Dict = null;
            RefCount.Release(thread, dict);
        }

        _pairs = default;
        thread.Spares.Iterators.Give(thread, this);
    }

    private Value Finish(ThreadState thread, DictObject dict)
    {
        Dict = null;
        _pairs.Release(thread);
        RefCount.Release(thread, dict);
        return Value.End;
    }
}
