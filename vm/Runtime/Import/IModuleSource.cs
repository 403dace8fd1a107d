using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Where modules that are not files come from; the host adds the standard library's (DESIGN 8: vm never references stdlib).</summary>
public interface IModuleSource
{
    /// <summary>True when there is a native module of the name.</summary>
    bool HasNative(string name);

    /// <summary>Fills a native module; false when there is none of the name. <paramref name="succeeded"/> is false when an exception is set.</summary>
    bool TryInstallNative(string name, ThreadState thread, ModuleObject module, out bool succeeded);

    /// <summary>Compiled code of a module written in Pyl, or null.</summary>
    CodeObject? FindCode(string name, out bool isPackage);

    /// <summary>Adds the names of all modules that stand in no package, for sys.stdlib_module_names.</summary>
    void AddTopLevelNames(List<string> names);

    /// <summary>Names of the native modules in order, for sys.builtin_module_names.</summary>
    ReadOnlySpan<string> NativeNames { get; }
}
