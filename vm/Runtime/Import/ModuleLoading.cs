using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Making a module of what the search has found, and running its code.</summary>
internal static class ModuleLoading
{
    /// <summary>Loads a module that is not in sys.modules; <paramref name="searchPath"/> is the parent's __path__, Unbound for top-level names.</summary>
    public static Value Load(ThreadState thread, string name, StrObject key, Value searchPath)
    {
        Value found = MetaPath.Load(thread, name, searchPath);
        if (!found.IsUnbound)
        {
            return found;
        }

        if (ModuleFinder.Find(thread, name, searchPath) is not { } location)
        {
            return thread.HasException ? Value.Error : ImportErrors.NotFound(thread, $"No module named '{name}'", name);
        }

        var module = new ModuleObject(BuiltinTypes.Module, name);
        ModuleAttributes.Set(thread, module.Namespace, name, location);
        thread.Interpreter.Modules.SetName(thread, key, Value.Of(module));
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

    /// <summary>True while the module's code is running.</summary>
    public static bool IsInitialising(ThreadState thread, string name)
    {
        lock (thread.Interpreter.Initialising)
        {
            return thread.Interpreter.Initialising.Contains(name);
        }
    }

    /// <summary>Reads and compiles a file; null with an exception set.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="file">The file.</param>
    /// <param name="shown">Its name in tracebacks; null for the same.</param>
    /// <param name="isMain">It is the program itself.</param>
    public static CodeObject? Compile(ThreadState thread, string file, string? shown = null, bool isMain = false)
    {
        try
        {
            IReadOnlyList<CompileWarning> warnings = [];
            CodeObject code = thread.Interpreter.CodeCache.Load(file, () =>
            {
                var found = new List<CompileWarning>();
                CodeObject compiled = thread.Interpreter.Compiler.Compile(File.ReadAllBytes(file), shown ?? file, CompileMode.Module, new CompileOptions(thread.Interpreter.OptimizeLevel), found);
                warnings = found;
                return (compiled, found);
            });
            return SourceCompilation.Warn(thread, warnings) ? code : null;
        }
        catch (SourceException error)
        {
            SourceErrors.Raise(thread, error, isMain);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            OSErrors.Raise(thread, error, file);
        }

        return null;
    }

    private static Value Execute(ThreadState thread, StrObject key, ModuleObject module, CodeObject code)
    {
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
        // Removing runs user code at most through a key's finaliser, but the exception in flight must survive it.
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        thread.Interpreter.Modules.RemoveName(thread, key);
        thread.Exception = inFlight;
        return Value.Error;
    }
}
