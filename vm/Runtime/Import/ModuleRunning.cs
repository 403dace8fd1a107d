using Pyl.Bytecode;
using Pyl.VM.Embedding;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Running a module by its name as __main__ (CPython Lib/runpy.py, as -m uses it).</summary>
internal static class ModuleRunning
{
    private static readonly StrObject s_argv = StrObject.Intern("argv");

    /// <summary>False when an exception is set. What is wrong with the name itself is said on standard error and is SystemExit(1).</summary>
    public static bool Run(PylRuntime runtime, string name)
    {
        ThreadState thread = runtime.Thread;
        if (name.StartsWith('.'))
        {
            return Refuse(thread, "Relative module names not supported");
        }

        if (Find(thread, name, out string found) is not { } location)
        {
            return thread.HasException ? false : Refuse(thread, $"No module named {name}");
        }

        if (location.IsPackage)
        {
            if (Find(thread, found + ".__main__", out string main) is not { } inner)
            {
                return !thread.HasException && Refuse(thread, $"No module named {found}.__main__; '{found}' is a package and cannot be directly executed");
            }

            (location, found) = (inner, main);
        }

        return Execute(runtime, found, location, replaceArgument: true);
    }

    /// <summary>Runs __main__ of a folder that the command names. False when an exception is set.</summary>
    public static bool RunFolder(PylRuntime runtime, string folder)
    {
        ThreadState thread = runtime.Thread;
        return ModuleFinder.FindInFolder(folder, "__main__") is { } location
            ? Execute(runtime, "__main__", location, replaceArgument: false)
            : Refuse(thread, $"can't find '__main__' module in '{folder}'");
    }

    /// <summary>Runs __main__ of an archive. False when an exception is set.</summary>
    public static bool RunArchive(PylRuntime runtime, string file)
    {
        ThreadState thread = runtime.Thread;
        Value code = ArchivePath.PrepareMain(thread, file);
        return code.IsUnbound ? Refuse(thread, $"can't find '__main__' module in '{file}'") : !code.IsError && runtime.RunMain(((ExecutableCode)code.Ref!).Code);
    }

    private static bool Execute(PylRuntime runtime, string found, ModuleLocation location, bool replaceArgument)
    {
        ThreadState thread = runtime.Thread;
        CodeObject? code = location.Kind switch
        {
            ModuleKind.File => ModuleLoading.Compile(thread, location.File!),
            ModuleKind.Embedded => location.Code,
            _ => null,
        };
        if (code is null)
        {
            return !thread.HasException && Refuse(thread, $"No code object available for {found}");
        }

        DictObject ns = runtime.Main.Namespace;
        ModuleAttributes.Set(thread, ns, found, location);
        ns.SetName(thread, Names.Name, Value.Of(Names.Main));
        int dot = found.LastIndexOf('.');
        ns.SetName(thread, Names.Package, Value.Str(dot < 0 ? "" : found[..dot]));
        ns.SetName(thread, StrObject.Intern("__cached__"), Value.None);
        ns.RemoveName(thread, Names.Path);
        if (replaceArgument && location.File is { } file && thread.Interpreter.Sys.Namespace.GetName(s_argv).Ref is ListObject { Length: > 0 } argv)
        {
            argv.Set(thread, 0, Value.Str(file));
        }

        return runtime.RunMain(code);
    }

    /// <summary>Finds a module after importing its parents; null when there is none or an exception is set.</summary>
    private static ModuleLocation? Find(ThreadState thread, string name, out string found)
    {
        found = name;
        int dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            return ModuleFinder.Find(thread, name, Value.Unbound);
        }

        Value parent = Importing.ImportModule(thread, name[..dot]);
        if (parent.IsError)
        {
            ImportErrors.ClearNotFound(thread, name[..dot]);
            return null;
        }

        Value path = Attributes.TryGet(thread, parent, Names.Path);
        thread.Release(parent);
        if (path.IsError || path.IsUnbound)
        {
            return null;
        }

        ModuleLocation? location = ModuleFinder.Find(thread, name, path);
        thread.Release(path);
        return location;
    }

    private static bool Refuse(ThreadState thread, string message)
    {
        string program = Path.GetFileNameWithoutExtension(thread.Interpreter.Settings.Executable);
        StandardStreams.WriteError(thread, $"{(program.Length == 0 ? "pyl" : program)}: {message}\n");
        if (thread.Call(Value.Of(ExceptionTypes.SystemExit), Value.Int(1)).Ref is ExceptionObject exit)
        {
            thread.RaiseObject(exit);
        }

        return false;
    }
}
