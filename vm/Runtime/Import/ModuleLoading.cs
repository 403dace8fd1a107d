using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Finding a module by its name and running its code.</summary>
internal static class ModuleLoading
{
    private static readonly StrObject s_path = StrObject.Intern("path");
    private static readonly string[] s_suffixes = [".pyl", ".py"];

    /// <summary>Loads a module that is not in sys.modules; <paramref name="searchPath"/> is the parent's __path__, Unbound for top-level names.</summary>
    public static Value Load(ThreadState thread, string name, StrObject key, Value searchPath)
    {
        var module = new ModuleObject(BuiltinTypes.Module, name);
        foreach (IModuleSource source in thread.Interpreter.ModuleSources)
        {
            thread.Interpreter.Modules.SetName(thread, key, Value.Of(module));
            if (source.TryInstallNative(name, thread, module, out bool succeeded))
            {
                SetNames(module, name, null, false);
                return succeeded ? Value.Of(module) : Forget(thread, key);
            }

            thread.Interpreter.Modules.RemoveName(thread, key);
            if (source.FindCode(name, out bool isPackage) is { } embedded)
            {
                SetNames(module, name, null, isPackage);
                return Execute(thread, key, module, embedded);
            }
        }

        if (searchPath.IsUnbound)
        {
            searchPath = thread.Interpreter.Sys.Namespace.GetName(s_path);
        }

        string last = name[(name.LastIndexOf('.') + 1)..];
        if (FindFile(thread, last, searchPath, out bool package, out List<string>? portions) is { } file)
        {
            SetNames(module, name, file, package);
            return Compile(thread, file) is { } code ? Execute(thread, key, module, code) : Value.Error;
        }

        if (thread.HasException)
        {
            return Value.Error;
        }

        if (portions is { Count: > 0 })
        {
            // A namespace package (PEP 420): folders without __init__.
            SetNames(module, name, null, true);
            module.Namespace.SetName(Names.Path, Value.Of(ListObject.Of(thread, [.. portions.Select(Value.Str)])));
            thread.Interpreter.Modules.SetName(thread, key, Value.Of(module));
            return Value.Of(module);
        }

        return ImportErrors.NotFound(thread, $"No module named '{name}'", name);
    }

    /// <summary>True while the module's code is running.</summary>
    public static bool IsInitialising(ThreadState thread, string name)
    {
        lock (thread.Interpreter.Initialising)
        {
            return thread.Interpreter.Initialising.Contains(name);
        }
    }

    /// <summary>Reads and compiles a file; null with an exception set.</summary>
    public static CodeObject? Compile(ThreadState thread, string file)
    {
        try
        {
            return thread.Interpreter.CodeCache.Load(file, () =>
            {
                var warnings = new List<CompileWarning>();
                CodeObject code = thread.Interpreter.Compiler.Compile(File.ReadAllBytes(file), file, CompileMode.Module, new CompileOptions(thread.Interpreter.OptimizeLevel), warnings);
                return (code, warnings);
            });
        }
        catch (SourceException error)
        {
            SourceErrors.Raise(thread, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            thread.Raise(ExceptionTypes.OSError, error.Message);
        }

        return null;
    }

    private static Value Execute(ThreadState thread, StrObject key, ModuleObject module, CodeObject code)
    {
        thread.Interpreter.Modules.SetName(thread, key, Value.Of(module));
        string name = key.ToString();
        lock (thread.Interpreter.Initialising)
        {
            thread.Interpreter.Initialising.Add(name);
        }

        Value result = Interpreter.RunCode(thread, new ExecutableCode(code), module.Namespace, null);
        lock (thread.Interpreter.Initialising)
        {
            thread.Interpreter.Initialising.Remove(name);
        }

        if (result.IsError)
        {
            return Forget(thread, key);
        }

        thread.Release(result);

        // The module may have replaced itself.
        Value final = thread.Interpreter.Modules.GetName(key);
        return final.IsUnbound ? Value.Of(module) : thread.Retain(final);
    }

    private static Value Forget(ThreadState thread, StrObject key)
    {
        thread.Interpreter.Modules.RemoveName(thread, key);
        return Value.Error;
    }

    private static void SetNames(ModuleObject module, string name, string? file, bool package)
    {
        DictObject ns = module.Namespace;
        ns.SetName(Names.Name, Value.Of(StrObject.Intern(name)));
        if (ns.GetName(Names.Doc).IsUnbound)
        {
            ns.SetName(Names.Doc, Value.None);
        }

        int dot = name.LastIndexOf('.');
        ns.SetName(Names.Package, Value.Of(StrObject.Intern(package ? name : dot < 0 ? "" : name[..dot])));
        ns.SetName(Names.Loader, Value.None);
        ns.SetName(Names.Spec, Value.None);
        if (file is not null)
        {
            ns.SetName(Names.File, Value.Str(file));
        }

        if (package)
        {
            var path = new TupleObject(BuiltinTypes.Tuple, file is null ? [] : [Value.Str(Path.GetDirectoryName(file)!)]);
            ns.SetName(Names.Path, Value.Of(path));
        }
    }

    private static string? FindFile(ThreadState thread, string name, Value searchPath, out bool package, out List<string>? portions)
    {
        package = false;
        portions = null;
        using var items = new Iteration(thread, searchPath);
        while (items.MoveNext(out Value item))
        {
            if (item.Ref is not StrObject text)
            {
                continue;
            }

            string folder = text.ToString();
            string candidate = Path.Combine(folder.Length == 0 ? Environment.CurrentDirectory : folder, name);
            if (System.IO.Directory.Exists(candidate))
            {
                foreach (string suffix in s_suffixes)
                {
                    string init = Path.Combine(candidate, "__init__" + suffix);
                    if (File.Exists(init))
                    {
                        package = true;
                        return init;
                    }
                }
            }

            foreach (string suffix in s_suffixes)
            {
                if (File.Exists(candidate + suffix))
                {
                    return candidate + suffix;
                }
            }

            if (System.IO.Directory.Exists(candidate))
            {
                (portions ??= []).Add(candidate);
            }
        }

        return null;
    }
}
