using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _imp: what importlib needs of the import system, which itself is in vm/Runtime/Import.</summary>
[PyModule("_imp", Doc = "(Extremely) low-level import machinery bits as used by importlib.")]
internal static class ImpModule
{
    [PyConstant("ModuleSpec")]
    public static TypeObject ModuleSpec => ModuleSpecObject.Class;

    [PyConstant("SourceFileLoader")]
    public static TypeObject SourceFileLoader => SourceFileLoaderObject.Class;

    [PyConstant("BuiltinImporter")]
    public static TypeObject BuiltinImporter => ImporterTypes.BuiltinImporter;

    [PyConstant("FrozenImporter")]
    public static TypeObject FrozenImporter => ImporterTypes.FrozenImporter;

    [PyConstant("NamespaceLoader")]
    public static TypeObject NamespaceLoader => ImporterTypes.NamespaceLoader;

    /// <summary>The spec of a module that is not loaded; path is the parent's __path__, None for top-level names. None when there is none.</summary>
    [PyFunction("find_spec")]
    public static Value FindSpec(ThreadState thread, string name, [Optional("None")] Value path)
    {
        Value folders = path.IsNone ? Value.Unbound : path;
        return ModuleFinder.Find(thread, name, folders) is { } location
            ? Value.Of(ModuleAttributes.SpecOf(thread, name, location, ModuleAttributes.LoaderOf(name, location)))
            : thread.HasException ? Value.Error : Value.None;
    }

    /// <summary>The same in given folders only.</summary>
    [PyFunction("find_in_path")]
    public static Value FindInPath(ThreadState thread, string name, Value path) =>
        ModuleFinder.FindInFolders(thread, name[(name.LastIndexOf('.') + 1)..], path) is { } location
            ? Value.Of(ModuleAttributes.SpecOf(thread, name, location, ModuleAttributes.LoaderOf(name, location)))
            : thread.HasException ? Value.Error : Value.None;

    /// <summary>Whether an entry of a path, sys.path for None, is an archive or in one.</summary>
    [PyFunction("has_archive")]
    public static bool? HasArchive(ThreadState thread, Value path)
    {
        bool found = ArchivePath.HasArchive(thread, path.IsNone ? Value.Unbound : path);
        return thread.HasException ? null : found;
    }

    [PyFunction("init_module_attrs")]
    public static void InitialiseAttributes(ThreadState thread, ModuleObject module, string name, Value path)
    {
        if (ModuleFinder.Find(thread, name, path.IsNone ? Value.Unbound : path) is { } location)
        {
            ModuleAttributes.Set(thread, module.Namespace, name, location);
        }
    }

    /// <summary>Runs a native or embedded module's code in the module given; False when there is none of the name.</summary>
    [PyFunction("exec_builtin")]
    public static Value ExecuteBuiltin(ThreadState thread, string name, ModuleObject module)
    {
        foreach (IModuleSource source in thread.Interpreter.ModuleSources)
        {
            if (source.TryInstallNative(name, thread, module, out bool succeeded))
            {
                return succeeded ? Value.True : Value.Error;
            }

            if (source.FindCode(name, out _) is { } code)
            {
                if (module.Namespace.GetName(Names.Builtins).IsUnbound)
                {
                    module.Namespace.SetName(thread, Names.Builtins, thread.Retain(Value.Of(thread.Interpreter.Builtins)));
                }

                Value result = Interpreter.RunCode(thread, new ExecutableCode(code), module.Namespace, null);
                if (result.IsError)
                {
                    return result;
                }

                thread.Release(result);
                return Value.True;
            }
        }

        return Value.False;
    }

    [PyFunction("is_builtin")]
    public static long IsBuiltin(ThreadState thread, string name) => thread.Interpreter.ModuleSources.Exists(source => source.HasNative(name)) ? 1 : 0;

    [PyFunction("is_frozen")]
    public static bool IsFrozen(ThreadState thread, string name) => thread.Interpreter.ModuleSources.Exists(source => source.FindCode(name, out _) is not null);

    [PyFunction("acquire_lock")]
    public static void AcquireLock(ThreadState thread)
    {
    }

    [PyFunction("release_lock")]
    public static void ReleaseLock(ThreadState thread)
    {
    }

    /// <summary>Whether library modules come from the program or from files: here they are always the program's.</summary>
    [PyFunction("_override_frozen_modules_for_tests", Doc = "(internal-only) Override PyConfig.use_frozen_modules.")]
    public static void OverrideFrozenModules(ThreadState thread, long override_)
    {
    }

    [PyFunction("_override_multi_interp_extensions_check", Doc = "(internal-only) Override PyInterpreterConfig.check_multi_interp_extensions.")]
    public static long OverrideExtensionsCheck(ThreadState thread, long override_) => 0;

    /// <summary>Keeps compiled code where an import of the file will find it; the name of that file, or None when it could not be written.</summary>
    [PyFunction("keep_code")]
    public static Value KeepCode(ThreadState thread, string file, string shown, ReadOnlySpan<byte> text, ExecutableCode code, int optimize, Value cacheFolder)
    {
        int level = optimize < 0 ? thread.Interpreter.OptimizeLevel : optimize;
        var source = new CacheableSource(file, shown, text.ToArray(), level, IsMain: false, (cacheFolder.Ref as StrObject)?.ToString());
        return thread.Interpreter.CodeCache.Keep(source, code.Code) is { } written ? Value.Str(written) : Value.None;
    }

    /// <summary>What marshal writes for a code object: the image that compiled code is kept as.</summary>
    [PyFunction("code_image")]
    public static byte[] CodeImage(ThreadState thread, ExecutableCode code) => CodeObjectSerializer.Serialize(code.Code);

    /// <summary>The code of an image, verified; a ValueError for anything else.</summary>
    [PyFunction("code_of_image")]
    public static Value CodeOfImage(ThreadState thread, ReadOnlySpan<byte> image)
    {
        try
        {
            return Value.Of(new ExecutableCode(CodeObjectSerializer.DeserializeVerified(image)));
        }
        catch (InvalidCodeException)
        {
            return thread.ValueError("bad marshal data (code of another version, or damaged)");
        }
    }
}
