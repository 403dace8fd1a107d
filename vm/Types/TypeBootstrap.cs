using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Brings the builtin types to life, once for the process: methods and slots from the generated bindings, then inheritance.</summary>
internal static class TypeBootstrap
{
    private static readonly Lock s_lock = new();
    private static bool s_done;

    public static void EnsureDone()
    {
        lock (s_lock)
        {
            if (s_done)
            {
                return;
            }

            NativeTypes.InstallAll();
            ref SlotEntry get = ref BuiltinTypes.Object.Slot(SpecialMethod.GetAttribute);
            Attributes.GenericGetSlot = get.Native;
            Attributes.GenericSetSlot = BuiltinTypes.Object.Slot(SpecialMethod.SetAttr).Native;
            Attributes.GenericDeleteSlot = BuiltinTypes.Object.Slot(SpecialMethod.DelAttr).Native;
            foreach (TypeObject type in AllTypes.InBaseOrder)
            {
                Complete(type);
            }

            s_done = true;
        }
    }

    /// <summary>What follows the generated bindings of types that come later, with a module.</summary>
    public static void Complete(params TypeObject[] types)
    {
        // A base before what derives from it, as everywhere.
        Array.Sort(types, static (left, right) => left.Mro.Length.CompareTo(right.Mro.Length));
        foreach (TypeObject type in types)
        {
            Complete(type);
        }
    }

    private static unsafe void Complete(TypeObject type)
    {
        type.DefineLater(&DefineCommon);
        TypeSlots.InheritNative(type);
        type.HasFinalizer = type.Slot(SpecialMethod.Del).IsDefined;
    }

    /// <summary>What types have without saying so.</summary>
    private static unsafe void DefineCommon(TypeObject type)
    {
        if ((type.Flags & TypeFlags.HasDict) != 0 && type.Base is { } parent && (parent.Flags & TypeFlags.HasDict) == 0 && !type.Defines(Names.Dict))
        {
            type.DefineProperty("__dict__", &InstanceDict.Get, &InstanceDict.Set, null);
        }

        // Instances find it there, as they do in CPython's types that are made from specs; its static ones are in builtins and types.
        if (type.Module is not ("builtins" or "types") && !type.Defines(Names.Module))
        {
            type.DefineConstant("__module__", Value.Str(type.Module));
        }
    }
}
