using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Making a module of what the search has found, and running its code.</summary>
internal static class ModuleLoading
{
    private static readonly StrObject s_cachePrefix = StrObject.Intern("pycache_prefix");
    private static readonly StrObject s_dontWriteBytecode = StrObject.Intern("dont_write_bytecode");

    /// <summary>Loads a module that is not in sys.modules; <paramref name="searchPath"/> is the parent's __path__, Unbound for top-level names.</summary>
    public static Value Load(ThreadState thread, string name, StrObject key, Value searchPath)
    {
        Value found = MetaPath.Load(thread, name, searchPath);
        if (!found.IsUnbound)
        {
            return found;
        }

        ModuleLocation? location = ModuleFinder.Find(thread, name, searchPath);
        if (location is not { Kind: ModuleKind.Native or ModuleKind.Embedded } && !thread.HasException)
        {
            // An archive may stand before the folder that has it.
            Value archived = ArchivePath.Load(thread, name, searchPath);
            if (!archived.IsUnbound)
            {
                return archived;
            }
        }

        if (location is null)
        {
            return thread.HasException ? Value.Error : ImportErrors.NotFound(thread, $"No module named '{name}'", name);
        }

        var module = new ModuleObject(BuiltinTypes.Module, name);
        ModuleAttributes.Set(thread, module.Namespace, name, location);
        thread.Interpreter.Modules.SetName(thread, key, Value.Of(module));
        Value loaded = Fill(thread, name, key, module, location);
        if (thread.Interpreter.Settings.Verbose > 0 && !loaded.IsError)
        {
            Tell(thread, $"import '{name}' # {location.File ?? location.Kind.ToString().ToLowerInvariant()}\n");
        }

        return loaded;
    }

    private static Value Fill(ThreadState thread, string name, StrObject key, ModuleObject module, ModuleLocation location)
    {
        switch (location.Kind)
        {
            case ModuleKind.Native:
                location.Source!.TryInstallNative(name, thread, module, out bool succeeded);
                return succeeded ? Value.Of(module) : Forget(thread, key);
            case ModuleKind.Embedded:
                return Execute(thread, key, module, location.Code!);
            case ModuleKind.File:
                return Compile(thread, location.File!) is { } code ? Execute(thread, key, module, code) : Forget(thread, key);
            default:
                return Value.Of(module);
        }
    }

    /// <summary>A native module that is not to be in sys.modules, or the error that it is halted.</summary>
    public static Value LoadHidden(ThreadState thread, string name)
    {
        if (ModuleFinder.Find(thread, name, Value.Unbound) is not { Kind: ModuleKind.Native } location)
        {
            return thread.HasException ? Value.Error : ImportErrors.NotFound(thread, $"import of {name} halted; None in sys.modules", name);
        }

        var module = new ModuleObject(BuiltinTypes.Module, name);
        ModuleAttributes.Set(thread, module.Namespace, name, location);
        location.Source!.TryInstallNative(name, thread, module, out bool succeeded);
        return succeeded ? Value.Of(module) : Value.Error;
    }

    /// <summary>True while the module's code is running.</summary>
    public static bool IsInitialising(ThreadState thread, string name)
    {
        lock (thread.Interpreter.Initialising)
        {
            return thread.Interpreter.Initialising.Contains(name);
        }
    }

    /// <summary>The code of a file, kept from an earlier run or compiled; null with an exception set.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="file">The file.</param>
    /// <param name="shown">Its name in tracebacks; null for the same.</param>
    /// <param name="isMain">It is the script itself, not something that is imported.</param>
    public static CodeObject? Compile(ThreadState thread, string file, string? shown = null, bool isMain = false)
    {
        InterpreterState interpreter = thread.Interpreter;
        var warnings = new List<CompileWarning>(1);
        try
        {
            string? cacheFolder = (interpreter.Sys.Namespace.GetName(s_cachePrefix).Ref as StrObject)?.ToString();
            var source = new CacheableSource(file, shown ?? file, SystemFiles.Read(file), interpreter.OptimizeLevel, isMain, cacheFolder);
            if (interpreter.CodeCache.Find(source, out string? complaint) is { } kept)
            {
                return kept;
            }

            if (complaint is not null)
            {
                Tell(thread, $"# bad code in {complaint}; compiled again\n");
            }

            CodeObject code = interpreter.Compiler.Compile(source.Text, source.ShownName, CompileMode.Module, new CompileOptions(interpreter.OptimizeLevel), warnings);
            if (!SourceCompilation.Warn(thread, warnings))
            {
                return null;
            }

            // A script is to warn every time, a module only when it is compiled (as in CPython, which keeps no code of scripts).
            if (!(isMain && warnings.Count > 0) && MayWrite(interpreter) && interpreter.CodeCache.Keep(source, code) is { } written)
            {
                Tell(thread, $"# wrote {written}\n");
            }

            return code;
        }
        catch (SourceException error)
        {
            SourceCompilation.Raise(thread, warnings, error, isMain);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            OSErrors.Raise(thread, error, file);
        }

        return null;
    }

    private static bool MayWrite(InterpreterState interpreter)
    {
        Value refused = interpreter.Sys.Namespace.GetName(s_dontWriteBytecode);
        return !refused.IsTrue && (refused.Ref is not null || refused.Bits == 0);
    }

    /// <summary>What -v shows.</summary>
    private static void Tell(ThreadState thread, string message)
    {
        if (thread.Interpreter.Settings.Verbose > 0)
        {
            StandardStreams.WriteError(thread, message);
        }
    }

    private static Value Execute(ThreadState thread, StrObject key, ModuleObject module, CodeObject code)
    {
        string name = key.ToString();
        lock (thread.Interpreter.Initialising)
        {
            thread.Interpreter.Initialising.Add(name);
        }

        if (module.Namespace.GetName(Names.Builtins).IsUnbound)
        {
            module.Namespace.SetName(thread, Names.Builtins, thread.Retain(Value.Of(thread.Interpreter.Builtins)));
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
        // Removing runs user code at most through a key's finaliser, but the exception in flight must survive it.
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        thread.Interpreter.Modules.RemoveName(thread, key);
        thread.Exception = inFlight;
        return Value.Error;
    }
}
