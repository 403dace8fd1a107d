using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>Arguments of the __new__ of builtin types that take no keywords, but whose subclasses may have an __init__ that does.</summary>
public static class Construction
{
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

        thread.TypeError($"{type.Name}() takes no keyword arguments");
        return false;
    }
}
