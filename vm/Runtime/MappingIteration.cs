using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Walking mappings of any kind: dicts directly, others by keys() and subscription (as dict.update and ** do).</summary>
public static class MappingIteration
{
    /// <summary>True for anything with keys(); on other exceptions false with the exception set.</summary>
    public static bool IsMapping(ThreadState thread, Value value)
    {
        if (value.Ref is DictObject)
        {
            return true;
        }

        Value keys = Attributes.TryGet(thread, value, Names.Keys);
        if (keys.IsError || keys.IsUnbound)
        {
            return false;
        }

        thread.Release(keys);
        return true;
    }

    /// <summary>Calls the action with each key and value, borrowed; stops with false when it returns false or an exception is set.</summary>
    public static bool ForEach<TState>(ThreadState thread, Value mapping, TState state, Func<ThreadState, TState, Value, Value, bool> action)
    {
        if (mapping.Ref is DictObject dict && (ReferenceEquals(dict.Type, BuiltinTypes.Dict) || !dict.Type.Slot(SpecialMethod.Iter).IsDefined || dict.Type.HasSlotOf(BuiltinTypes.Dict, SpecialMethod.Iter)))
        {
            return ForEachEntry(thread, dict, state, action);
        }

        Value keys = thread.CallMethod(mapping, Names.Keys);
        if (keys.IsError)
        {
            return false;
        }

        bool succeeded = ForEachKey(thread, mapping, keys, state, action);
        thread.Release(keys);
        return succeeded;
    }

    private static bool ForEachEntry<TState>(ThreadState thread, DictObject dict, TState state, Func<ThreadState, TState, Value, Value, bool> action)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, dict);
        DictKeys keys = dict.Keys;
        int used = dict.Used;
        for (int i = 0; i < keys.Count; i++)
        {
            object? content = keys.Entries[i].Content;
            if (content is null)
            {
                continue;
            }

            Value key = thread.Retain(keys.Entries[i].Key);
            Value value = Slot.Load(thread, content);
            bool goOn = action(thread, state, key, value);
            thread.Release(value);
            thread.Release(key);
            if (!goOn)
            {
                return false;
            }

            if (!ReferenceEquals(keys, dict.Keys) || used != dict.Used)
            {
                thread.RuntimeError("dict mutated during update");
                return false;
            }
        }

        return true;
    }

    private static bool ForEachKey<TState>(ThreadState thread, Value mapping, Value keys, TState state, Func<ThreadState, TState, Value, Value, bool> action)
    {
        using var items = new Iteration(thread, keys);
        while (items.MoveNext(out Value key))
        {
            Value value = Items.Get(thread, mapping, key);
            bool goOn = !value.IsError && action(thread, state, key, value);
            if (!value.IsError)
            {
                thread.Release(value);
            }

            thread.Release(key);
            if (!goOn)
            {
                return false;
            }
        }

        return !items.Failed;
    }
}
