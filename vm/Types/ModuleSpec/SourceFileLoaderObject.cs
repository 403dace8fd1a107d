using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The __loader__ of a module that comes from a source file. Uncounted, as modules are.</summary>
public sealed class SourceFileLoaderObject(TypeObject type, string name, string path) : PyObject(type)
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "SourceFileLoader", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasDict) { Module = "_frozen_importlib_external" };

    /// <summary>The module's name.</summary>
    public string Name { get; } = name;

    /// <summary>The source file.</summary>
    public string Path { get; } = path;
}
