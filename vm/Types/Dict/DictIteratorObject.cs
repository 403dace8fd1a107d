using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The iterators of dicts and their views, in both directions.</summary>
public sealed class DictIteratorObject : PyObject
{
    private const int Ended = -1;
    private const int Failed = -2;

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

    /// <summary>Gives pairs of key and value.</summary>
    internal bool IsOfItems => _part == DictPart.Items;

    /// <summary>The next key and value, new references: 1 with them, 0 at the end, -1 with RuntimeError when the dict has changed. Only with an interpreter's lock.</summary>
    internal int NextPair(ThreadState thread, out Value key, out Value value)
    {
        int position = Advance(thread, out DictEntry[] entries);
        if (position < 0)
        {
            key = value = default;
            return position == Ended ? 0 : -1;
        }

        ref DictEntry entry = ref entries[position];
        key = thread.Retain(entry.Key);
        value = Slot.Load(thread, entry.Content);
        _pairs.Release(thread);
        return 1;
    }

    private Value NextLocked(ThreadState thread)
    {
        int position = Advance(thread, out DictEntry[] entries);
        if (position < 0)
        {
            return position == Ended ? Value.End : Value.Error;
        }

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

    /// <summary>The next entry's index among the entries; <see cref="Ended"/>, or <see cref="Failed"/> with RuntimeError set.</summary>
    private int Advance(ThreadState thread, out DictEntry[] entries)
    {
        entries = [];
        if (Dict is not { } dict)
        {
            return Ended;
        }

        if (_used != dict.Used)
        {
            _used = -1;
            thread.RuntimeError("dictionary changed size during iteration");
            return Failed;
        }

        DictKeys keys = dict.Keys;
        entries = keys.Entries;
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
                Finish(thread, dict);
                return Ended;
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
                Finish(thread, dict);
                return Ended;
            }

            if (_remaining == 0)
            {
                Finish(thread, dict);
                thread.RuntimeError("dictionary keys changed during iteration");
                return Failed;
            }

            _position = position + 1;
        }

        _remaining--;
        return position;
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

    private void Finish(ThreadState thread, DictObject dict)
    {
        Dict = null;
        _pairs.Release(thread);
        RefCount.Release(thread, dict);
    }
}
