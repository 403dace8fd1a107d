using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>What Element and SubElement take: positional arguments, a dict of attributes, and more attributes as keywords.</summary>
internal static class ElementArguments
{
    private static readonly StrObject s_attrib = StrObject.Intern("attrib");

    /// <summary>The attributes of a call with so many required arguments before them, a new dict or null for none; false when an exception is set.</summary>
    public static bool TryRead(ThreadState thread, string function, int required, ReadOnlySpan<Value> arguments, Keywords keywords, out DictObject? attributes)
    {
        attributes = null;
        int positional = arguments.Length - keywords.Count;
        if (positional < required)
        {
            thread.TypeError($"{function}() takes at least {required} argument{(required == 1 ? "" : "s")} ({positional} given)");
            return false;
        }

        if (positional > required + 1)
        {
            thread.TypeError($"{function}() takes at most {required + 1} arguments ({positional} given)");
            return false;
        }

        if (positional > required)
        {
            if (arguments[required].Ref is not DictObject given)
            {
                thread.TypeError($"{function}() argument {required + 1} must be dict, not {arguments[required].Type.Name}");
                return false;
            }

            attributes = Copy(thread, given);
        }

        return keywords.IsEmpty || TryAddKeywords(thread, positional > required, arguments[positional..], keywords, ref attributes);
    }

    /// <summary>A copy of the attributes, a new reference; null for none.</summary>
    public static DictObject? Copy(ThreadState thread, DictObject? attributes)
    {
        if (attributes is null || attributes.Count == 0)
        {
            return null;
        }

        DictObject copy = DictObject.New(thread);
        using CriticalSection.Scope section = CriticalSection.Enter(thread, attributes);
        copy.CopyFrom(thread, attributes);
        return copy;
    }

    /// <summary>Sets the TypeError for what is no element.</summary>
    public static void NotAnElement(ThreadState thread, Value value) => thread.TypeError($"expected an Element, not \"{value.Type.Name}\"");

    private static bool TryAddKeywords(ThreadState thread, bool hasDict, ReadOnlySpan<Value> values, Keywords keywords, ref DictObject? attributes)
    {
        // A dict named attrib is the attributes, unless they were given by position: then it is one of them, as in CPython's.
        for (int i = 0; i < keywords.Count && !hasDict; i++)
        {
            if (keywords[i].TextEquals(s_attrib))
            {
                if (values[i].Ref is not DictObject given)
                {
                    thread.TypeError($"attrib must be dict, not {values[i].Type.Name}");
                    return false;
                }

                attributes = Copy(thread, given);
            }
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            if (!hasDict && keywords[i].TextEquals(s_attrib))
            {
                continue;
            }

            attributes ??= DictObject.New(thread);
            attributes.SetName(thread, keywords[i], thread.Retain(values[i]));
        }

        return true;
    }
}
