using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The iterator of an OrderedDict and its views, in both directions; any change of the keys ends it with RuntimeError.</summary>
public sealed class OrderedDictIteratorObject : PyObject
{
    private readonly DictPart _part;
    private readonly bool _reversed;
    private readonly int _version;
    private int _position;

    /// <summary>Null once exhausted.</summary>
    private DictObject? _dict;

    /// <summary>The dict is borrowed.</summary>
    internal OrderedDictIteratorObject(ThreadState thread, DictPart part, DictObject dict, bool reversed)
        : base(thread, OrderedDictIteratorMethods.Type)
    {
        RefCount.Retain(thread, dict);
        _dict = dict;
        _part = part;
        _reversed = reversed;
        _version = dict.KeyVersion;
        _position = reversed ? dict.Keys.End - 1 : dict.Keys.First;
    }

    internal Value Next(ThreadState thread)
    {
        if (_dict is not { } dict)
        {
            return Value.End;
        }

        if (_version != dict.KeyVersion)
        {
            return thread.RuntimeError("OrderedDict mutated during iteration");
        }

        DictEntry[] entries = dict.Keys.Entries;
        int step = _reversed ? -1 : 1;
        int position = _position;
        while (position >= 0 && position < dict.Keys.Count && entries[position].Content is null)
        {
            position += step;
        }

        if (position < 0 || position >= dict.Keys.Count)
        {
            Finish(thread);
            return Value.End;
        }

        _position = position + step;
        ref DictEntry entry = ref entries[position];
        return _part switch
        {
            DictPart.Keys => thread.Retain(entry.Key),
            DictPart.Values => Slot.Load(thread, entry.Content),
            _ => Value.Of(TupleObject.Steal(thread, [thread.Retain(entry.Key), Slot.Load(thread, entry.Content)])),
        };
    }

    /// <summary>A list of what is left; null when an exception is set.</summary>
    internal ListObject? Rest(ThreadState thread)
    {
        var rest = new ListObject(thread);
        if (_dict is null)
        {
            return rest;
        }

        var copy = new OrderedDictIteratorObject(thread, _part, _dict, _reversed) { _position = _position };
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

    protected internal override void ReleaseReferences(ThreadState thread) => Finish(thread);

    private void Finish(ThreadState thread)
    {
        if (_dict is { } dict)
        {
            _dict = null;
            RefCount.Release(thread, dict);
        }
    }
}

/// <summary>The methods of odict_iterator.</summary>
[PyType("odict_iterator", typeof(OrderedDictIteratorObject), Module = "_collections", Locks = true)]
internal static class OrderedDictIteratorMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "odict_iterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    private static readonly StrObject s_iter = StrObject.Intern("iter");

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, OrderedDictIteratorObject self) => self.Next(thread);

    [PyMethod("__reduce__", Doc = "Return state information for pickling")]
    public static Value Reduce(ThreadState thread, OrderedDictIteratorObject self)
    {
        if (self.Rest(thread) is not { } rest)
        {
            return Value.Error;
        }

        Value function = thread.Retain(thread.Interpreter.Builtins.GetName(s_iter));
        return Value.Of(TupleObject.Steal(thread, [function, Value.Of(TupleObject.Steal(thread, [Value.Of(rest)]))]));
    }
}
