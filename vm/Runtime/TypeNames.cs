using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>How error texts name classes.</summary>
internal static class TypeNames
{
    /// <summary>module.qualname, the module left out for builtins and __main__ (PyType_GetFullyQualifiedName, %T).</summary>
    public static string Full(TypeObject type)
    {
        string name = type.QualifiedName ?? type.ShortName;
        string? module = type.IsHeap ? (type.Namespace.GetName(Names.Module).Ref as StrObject)?.ToString() : type.Module;
        return module is null or "builtins" or "__main__" ? name : module + "." + name;
    }
}
