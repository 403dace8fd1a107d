using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Exception classes of native modules.</summary>
internal static class NativeExceptions
{
    /// <summary>A class without attributes of its own, shared by all interpreters.</summary>
    public static TypeObject Make(string module, string name, TypeObject baseType)
    {
        var type = new TypeObject(BuiltinTypes.Type, name, baseType, TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences | TypeFlags.Exception)
        {
            Module = module,
            Layout = baseType.Layout,
        };

        // Modules are made when the builtin types already have their slots.
        TypeSlots.InheritNative(type);
        return type;
    }
}
