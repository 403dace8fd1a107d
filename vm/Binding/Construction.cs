using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>Arguments of the __new__ of builtin types that take no keywords, but whose subclasses may have an __init__ that does.</summary>
public static class Construction
{
    /// <summary>
    /// Binds up to three arguments of str() or int(), whose calls CPython counts before it looks at keywords, and so says
    /// "int expected at most 2 arguments, got 3" where others say "int() takes at most ...". Unbound where there is none.
    /// </summary>
    public static bool TryBind(ThreadState thread, KeywordSignature signature, ReadOnlySpan<Value> arguments, Keywords keywords, out Value first, out Value second, out Value third)
    {
        first = second = third = Value.Unbound;
        int limit = signature.Names.Length;
        if (keywords.IsEmpty)
        {
            if (arguments.Length > limit)
            {
                thread.TypeError($"{signature.Function} expected at most {limit} arguments, got {arguments.Length}");
                return false;
            }

            first = arguments.Length > 0 ? arguments[0] : first;
            second = arguments.Length > 1 ? arguments[1] : second;
            third = arguments.Length > 2 ? arguments[2] : third;
            return true;
        }

        Value[] bound = new Value[limit];
        if (!KeywordBinder.TryBind(thread, signature, arguments, keywords, bound))
        {
            return false;
        }

        first = bound[0];
        second = bound[1];
        third = limit > 2 ? bound[2] : third;
        return true;
    }

    /// <summary>
    /// Leaves the positional arguments. False with TypeError set when there are keywords and the class initialises itself
    /// as the builtin type does.
    /// </summary>
    public static bool TryPositional(ThreadState thread, TypeObject cls, TypeObject type, ref ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (keywords.IsEmpty)
        {
            return true;
        }

        arguments = arguments[..^keywords.Count];
        ref SlotEntry own = ref cls.Slot(SpecialMethod.Init);
        ref SlotEntry builtin = ref type.Slot(SpecialMethod.Init);
        if (!ReferenceEquals(cls, type) && (own.Native != builtin.Native || !ReferenceEquals(own.Method, builtin.Method)))
        {
            return true;
        }

        thread.TypeError($"{type.ShortName}() takes no keyword arguments");
        return false;
    }
}
