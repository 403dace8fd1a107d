using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>OrderedDict.update, which is MutableMapping's: it sets items one by one, through the __setitem__ of a subclass.</summary>
internal static class OrderedDictUpdate
{
    private static readonly StrObject s_items = StrObject.Intern("items");

    public static Value Update(ThreadState thread, Value self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional > 1)
        {
            return thread.TypeError($"update() takes at most 1 positional argument ({positional} given)");
        }

        if (positional == 1 && !TryMerge(thread, self, arguments[0]))
        {
            return Value.Error;
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            if (!TrySet(thread, self, Value.Of(keywords[i]), arguments[positional + i]))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    /// <summary>self[key] = value, directly unless a subclass has its own __setitem__.</summary>
    public static bool TrySet(ThreadState thread, Value self, Value key, Value value) =>
        self.Ref is OrderedDictObject dict && ReferenceEquals(dict.Type, OrderedDictMethods.Type)
            ? dict.Set(thread, key, value)
            : Items.Set(thread, self, key, value);

    public static bool TryMerge(ThreadState thread, Value self, Value source)
    {
        if (source.Ref is DictObject plain && ReferenceEquals(plain.Type, BuiltinTypes.Dict))
        {
            return TryMergePairs(thread, self, source, s_items);
        }

        Value keys = Attributes.TryGet(thread, source, Names.Keys);
        if (keys.IsError)
        {
            return false;
        }

        if (!keys.IsUnbound)
        {
            Value names = thread.Call(keys);
            thread.Release(keys);
            if (names.IsError)
            {
                return false;
            }

            bool merged = TryMergeKeys(thread, self, source, names);
            thread.Release(names);
            return merged;
        }

        Value items = Attributes.TryGet(thread, source, s_items);
        if (items.IsError)
        {
            return false;
        }

        if (items.IsUnbound)
        {
            return TryMergePairs(thread, self, source);
        }

        thread.Release(items);
        return TryMergePairs(thread, self, source, s_items);
    }

    private static bool TryMergeKeys(ThreadState thread, Value self, Value source, Value names)
    {
        using var keys = new Iteration(thread, names);
        bool succeeded = true;
        while (succeeded && keys.MoveNext(out Value key))
        {
            Value value = Items.Get(thread, source, key);
            succeeded = !value.IsError && TrySet(thread, self, key, value);
            thread.Release(value);
            thread.Release(key);
        }

        return succeeded && !keys.Failed;
    }

    private static bool TryMergePairs(ThreadState thread, Value self, Value source, StrObject method)
    {
        Value pairs = thread.CallMethod(source, method);
        if (pairs.IsError)
        {
            return false;
        }

        bool succeeded = TryMergePairs(thread, self, pairs);
        thread.Release(pairs);
        return succeeded;
    }

    private static bool TryMergePairs(ThreadState thread, Value self, Value pairs)
    {
        using var items = new Iteration(thread, pairs);
        bool succeeded = true;
        while (succeeded && items.MoveNext(out Value pair))
        {
            Value[]? parts = Iterables.ToArray(thread, pair);
            thread.Release(pair);
            if (parts is null)
            {
                return false;
            }

            if (parts.Length != 2)
            {
                thread.ValueError(parts.Length > 2 ? "too many values to unpack (expected 2)" : $"need more than {parts.Length} value{(parts.Length == 0 ? "s" : "")} to unpack");
                succeeded = false;
            }
            else
            {
                succeeded = TrySet(thread, self, parts[0], parts[1]);
            }

            Iterables.Release(thread, parts);
        }

        return succeeded && !items.Failed;
    }
}
