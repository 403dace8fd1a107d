using Pyl.VM.Binding;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module sys: its constants and what it holds of the command line.</summary>
[PyModule("sys", Doc = "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.")]
internal static class SysModule
{
    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        RuntimeSettings settings = thread.Interpreter.Settings;
        SysInformation.Install(thread, module);
        module.DefineConstant("modules", Value.Of(thread.Interpreter.Modules));
        module.DefineConstant("argv", List(thread, settings.Arguments));
        module.DefineConstant("orig_argv", List(thread, settings.OriginalArguments));
        module.DefineConstant("path", List(thread, settings.SearchPath));
        module.DefineConstant("meta_path", List(thread, []));
        module.DefineConstant("path_hooks", List(thread, []));
        module.DefineConstant("path_importer_cache", Value.Of(new DictObject(thread)));
        module.DefineConstant("warnoptions", List(thread, settings.WarningOptions));
        module.DefineConstant("_xoptions", ExtraOptions(thread, settings));
        module.DefineConstant("dont_write_bytecode", Value.Bool(settings.DontWriteBytecode));
        module.DefineConstant("pycache_prefix", settings.BytecodeCacheFolder is { } folder ? Value.Str(folder) : Value.None);
        module.DefineConstant("executable", Value.Str(settings.Executable));
        module.DefineConstant("_base_executable", Value.Str(settings.Executable));
        string prefix = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        foreach (string name in new[] { "prefix", "base_prefix", "exec_prefix", "base_exec_prefix" })
        {
            module.DefineConstant(name, Value.Str(prefix));
        }

        module.DefineConstant("platlibdir", Value.Str("lib"));
        module.DefineConstant("_framework", Value.Str(""));
        module.DefineConstant("_stdlib_dir", Value.Str(prefix + "/lib"));
        module.DefineConstant("_git", Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Str("Pyl"), Value.Str(""), Value.Str("")])));
        DefineModuleNames(thread, module);
        Value io = Importing.ImportModule(thread, "_io");
        if (io.IsError)
        {
            return false;
        }

        thread.Release(io);
        StandardStreamSetup.Install(thread, module);
        return true;
    }

    /// <summary>A hook is there twice: as it may be replaced, and as it was.</summary>
    [PyModuleInit]
    public static bool KeepHooks(ThreadState thread, ModuleObject module)
    {
        foreach (string name in new[] { "excepthook", "displayhook", "unraisablehook", "breakpointhook" })
        {
            module.DefineConstant($"__{name}__", module.Namespace.GetName(StrObject.Intern(name)));
        }

        return true;
    }

    private static void DefineModuleNames(ThreadState thread, ModuleObject module)
    {
        // No LINQ, no SortedSet and no Sort: they would be compiled at every start; and no Contains, which loads types of vectors.
        var native = new List<string>(64);
        var all = new List<string>(256) { "builtins" };
        foreach (IModuleSource source in thread.Interpreter.ModuleSources)
        {
            native.AddRange(source.NativeNames);
            source.AddTopLevelNames(all);
        }

        int place = 0;
        while (place < native.Count && IsBefore(native[place], "builtins"))
        {
            place++;
        }

        native.Insert(place, "builtins");
        module.DefineConstant("builtin_module_names", Value.Of(new TupleObject(BuiltinTypes.Tuple, Texts(native))));
        module.DefineConstant("stdlib_module_names", Value.Of(SetObject.OfConstants(Texts(all))));
    }

    private static bool IsBefore(string left, string right)
    {
        int i = 0;
        while (i < left.Length && i < right.Length && left[i] == right[i])
        {
            i++;
        }

        return i == left.Length || (i < right.Length && left[i] < right[i]);
    }

    private static Value[] Texts(List<string> texts)
    {
        var values = new Value[texts.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value.Str(texts[i]);
        }

        return values;
    }

    private static Value List(ThreadState thread, IReadOnlyList<string> items)
    {
        var list = new ListObject(thread);
        for (int i = 0; i < items.Count; i++)
        {
            list.Add(Value.Str(items[i]));
        }

        return Value.Of(list);
    }

    private static Value ExtraOptions(ThreadState thread, RuntimeSettings settings)
    {
        var options = new DictObject(thread);
        if (settings.ExtraOptions.Count > 0)
        {
            Fill(thread, options, settings.ExtraOptions);
        }

        return Value.Of(options);
    }

    private static void Fill(ThreadState thread, DictObject options, IReadOnlyDictionary<string, string?> given)
    {
        foreach ((string name, string? value) in given)
        {
            options.SetName(thread, StrObject.Intern(name), value is null ? Value.True : Value.Str(value));
        }
    }
}
