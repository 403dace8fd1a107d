namespace Pyl.VM.Types;

/// <summary>The classes that stand as __loader__ of modules that are no files; they have no instances.</summary>
internal static class ImporterTypes
{
    /// <summary>Of modules written in C#.</summary>
    public static readonly TypeObject BuiltinImporter = new(BuiltinTypes.Type, "BuiltinImporter", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_frozen_importlib" };

    /// <summary>Of modules of the standard library that are written in Pyl.</summary>
    public static readonly TypeObject FrozenImporter = new(BuiltinTypes.Type, "FrozenImporter", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_frozen_importlib" };

    /// <summary>Of namespace packages.</summary>
    public static readonly TypeObject NamespaceLoader = new(BuiltinTypes.Type, "NamespaceLoader", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_frozen_importlib_external" };
}
