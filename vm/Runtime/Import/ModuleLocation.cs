using Pyl.Bytecode;

namespace Pyl.VM.Runtime;

/// <summary>Where a module's code is.</summary>
internal enum ModuleKind
{
    /// <summary>Written in C#.</summary>
    Native,

    /// <summary>Compiled into the host.</summary>
    Embedded,

    /// <summary>A source file.</summary>
    File,

    /// <summary>Folders without __init__ (PEP 420).</summary>
    Namespace,
}

/// <summary>What the search for a module has found.</summary>
/// <param name="Kind">Which of the others mean something.</param>
/// <param name="IsPackage">It has submodules.</param>
/// <param name="File">The source file.</param>
/// <param name="Source">The host's source of native modules.</param>
/// <param name="Code">Embedded code.</param>
/// <param name="Folders">A namespace package's folders.</param>
internal sealed record ModuleLocation(ModuleKind Kind, bool IsPackage = false, string? File = null, IModuleSource? Source = null, CodeObject? Code = null, IReadOnlyList<string>? Folders = null);
