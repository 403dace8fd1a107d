using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Which names a document has: what is asked before it is written.</summary>
internal static class ElementNames
{
    /// <summary>Calls add for each name of the element that is new, or other when the element has more than strs; false when an exception is set.</summary>
    public static bool TryCollect(ThreadState thread, Value element, DictObject names, Value add, Value other)
    {
        if (element.Ref is not ElementObject plain || !ReferenceEquals(plain.Type, ElementMethods.Type) || !HasOnlyStrs(thread, plain))
        {
            return TryCall(thread, other, element);
        }

        Value tag = plain.LoadTag(thread);
        bool succeeded = TryAdd(thread, tag, names, add);
        thread.Release(tag);
        if (succeeded && plain.TryLoadAttributes(thread) is { } attributes)
        {
            for (int place = 0; succeeded && DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
            {
                succeeded = TryAdd(thread, key, names, add);
                thread.Release(key);
                thread.Release(value);
            }

            RefCount.Release(thread, attributes);
        }

        return succeeded;
    }

    private static bool HasOnlyStrs(ThreadState thread, ElementObject element)
    {
        if (!IsStr(thread, element.LoadTag(thread)))
        {
            return false;
        }

        Value text = element.LoadText(thread);
        if (!text.IsNone && !IsStr(thread, text))
        {
            return false;
        }

        if (element.TryLoadAttributes(thread) is not { } attributes)
        {
            return true;
        }

        bool isStr = true;
        for (int place = 0; isStr && DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
        {
            isStr = IsStr(thread, key) & IsStr(thread, value);
        }

        RefCount.Release(thread, attributes);
        return isStr;
    }

    private static bool IsStr(ThreadState thread, Value value)
    {
        bool isStr = value.Ref is StrObject { IsExact: true };
        thread.Release(value);
        return isStr;
    }

    private static bool TryAdd(ThreadState thread, Value name, DictObject names, Value add)
    {
        int contains = names.Contains(thread, name);
        return contains != 0 ? contains > 0 : TryCall(thread, add, name);
    }

    private static bool TryCall(ThreadState thread, Value function, Value argument)
    {
        Value result = thread.Call(function, argument);
        thread.Release(result);
        return !result.IsError;
    }
}
