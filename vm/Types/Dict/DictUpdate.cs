using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>Filling a dict from mappings, from pairs and from keywords, as dict(), update() and |= do.</summary>
public static class DictUpdate
{
    /// <summary>Adds the items of a set, all with the same value (borrowed). Their hashes are known. False when an exception is set.</summary>
    internal static bool AddKeys(ThreadState thread, DictObject self, SetObject set, Value value)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, set);
        int position = 0;
        while (set.MoveNext(thread, ref position, out Value key, out long hash))
        {
            bool added = self.SetHashed(thread, key, hash, value);
            thread.Release(key);
            if (!added)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The whole of update(): at most one positional argument, then the keywords. None, or Error when an exception is set.</summary>
    public static Value Update(ThreadState thread, DictObject self, string function, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional > 1)
        {
            return thread.TypeError($"{function} expected at most 1 argument, got {positional}");
        }

        if (positional == 1 && !TryMerge(thread, self, arguments[0]))
        {
            return Value.Error;
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            thread.Retain(arguments[positional + i]);
            self.SetName(thread, keywords[i], arguments[positional + i]);
        }

        return Value.None;
    }

    /// <summary>Takes over the items of a mapping (anything with keys()) or of an iterable of pairs; false when an exception is set.</summary>
    public static bool TryMerge(ThreadState thread, DictObject self, Value source)
    {
        if (source.Ref is DictObject dict && WalksAsDict(dict.Type))
        {
            return TryMergeDict(thread, self, dict);
        }

        Value keys = Attributes.TryGet(thread, source, Names.Keys);
        if (keys.IsError)
        {
            return false;
        }

        if (keys.IsUnbound)
        {
            return TryMergePairs(thread, self, source);
        }

        Value names = thread.Call(keys);
        thread.Release(keys);
        if (names.IsError)
        {
            return false;
        }

        bool succeeded = TryMergeKeys(thread, self, source, names);
        thread.Release(names);
        return succeeded;
    }

    /// <summary>True when iterating the dict is not customised, so that its entries can be taken directly.</summary>
    internal static bool WalksAsDict(TypeObject type) =>
        ReferenceEquals(type, BuiltinTypes.Dict)
        || (type.Slot(SpecialMethod.Iter).Native != 0 && type.HasSlotOf(BuiltinTypes.Dict, SpecialMethod.Iter));

    internal static bool TryMergeDict(ThreadState thread, DictObject self, DictObject source)
    {
        if (ReferenceEquals(self, source) || source.Used == 0)
        {
            return true;
        }

        if (self.Used == 0)
        {
            self.ReleaseAll(thread);
            self.CopyFrom(thread, source);
            return true;
        }

        DictKeys keys = source.Keys;
        int used = source.Used;
        for (int i = keys.First; i < keys.Count; i++)
        {
            ref DictEntry entry = ref keys.Entries[i];
            if (entry.Content is not { } content)
            {
                continue;
            }

            // The lookup can run __eq__, which can change the source.
            Value key = thread.Retain(entry.Key);
            Value value = Slot.Load(thread, content);
            bool stored = self.SetHashed(thread, key, entry.Hash, value);
            thread.Release(value);
            thread.Release(key);
            if (!stored)
            {
                return false;
            }

            if (!ReferenceEquals(keys, source.Keys) || used != source.Used)
            {
                thread.RuntimeError("dict mutated during update");
                return false;
            }
        }

        return true;
    }

    private static bool TryMergeKeys(ThreadState thread, DictObject self, Value source, Value names)
    {
        if (!IsIterable(names.Type))
        {
            thread.TypeError($"{source.Type.Name}.keys() returned a non-iterable (type {names.Type.Name})");
            return false;
        }

        using var keys = new Iteration(thread, names);
        while (keys.MoveNext(out Value key))
        {
            Value value = Items.Get(thread, source, key);
            bool stored = !value.IsError && self.Set(thread, key, value);
            thread.Release(value);
            thread.Release(key);
            if (!stored)
            {
                return false;
            }
        }

        return !keys.Failed;
    }

    private static bool TryMergePairs(ThreadState thread, DictObject self, Value source)
    {
        using var pairs = new Iteration(thread, source);
        for (long number = 0; pairs.MoveNext(out Value pair); number++)
        {
            bool stored = TryAddPair(thread, self, pair, number);
            thread.Release(pair);
            if (!stored)
            {
                return false;
            }
        }

        return !pairs.Failed;
    }

    private static bool TryAddPair(ThreadState thread, DictObject self, Value pair, long number)
    {
        if (pair.Ref is TupleObject { Length: 2 } tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            return self.Set(thread, tuple.Items[0], tuple.Items[1]);
        }

        if (!IsIterable(pair.Type))
        {
            thread.TypeError("object is not iterable");
            ExceptionNotes.Add(thread, $"Cannot convert dictionary update sequence element #{number} to a sequence");
            return false;
        }

        if (Iterables.ToArray(thread, pair) is not { } items)
        {
            if (ReferenceEquals(thread.Exception!.Type, ExceptionTypes.TypeError))
            {
                ExceptionNotes.Add(thread, $"Cannot convert dictionary update sequence element #{number} to a sequence");
            }

            return false;
        }

        bool stored = false;
        if (items.Length != 2)
        {
            thread.ValueError($"dictionary update sequence element #{number} has length {items.Length}; 2 is required");
        }
        else
        {
            stored = self.Set(thread, items[0], items[1]);
        }

        Iterables.Release(thread, items);
        return stored;
    }

    private static bool IsIterable(TypeObject type) => type.Slot(SpecialMethod.Iter).IsDefined || type.Slot(SpecialMethod.GetItem).IsDefined;
}
