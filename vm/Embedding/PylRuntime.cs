using Pyl.Bytecode;
using Pyl.VM.Builtins;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>
/// An interpreter for a host: makes it, runs code in it, ends it. The thread that creates the runtime is its main thread and
/// the only one that may call it.
/// </summary>
public sealed class PylRuntime : IDisposable
{
    private static readonly StrObject s_sys = StrObject.Intern("sys");
    private static readonly StrObject s_builtins = StrObject.Intern("builtins");

    private bool _disposed;

    /// <param name="parallelism">The parallelism model.</param>
    /// <param name="compiler">Compiles source text.</param>
    /// <param name="sources">Native and embedded modules.</param>
    public PylRuntime(ParallelismMode parallelism, ICompiler compiler, params ReadOnlySpan<IModuleSource> sources)
    {
        TypeBootstrap.EnsureDone();
        Interpreter = new InterpreterState(parallelism, compiler);
        Interpreter.ModuleSources.AddRange(sources);
        Thread = new ThreadState(Interpreter, parallelism.OwnerIdFor(Interpreter));
        parallelism.Acquire(Thread);
        Interpreter.Modules = new DictObject();
        Interpreter.Builtins = NewModule(s_builtins).Namespace;
        BuiltinsModule.Fill(Thread, Interpreter.Builtins);
        Interpreter.Sys = NewModule(s_sys);
        foreach (IModuleSource source in sources)
        {
            if (source.TryInstallNative("sys", Thread, Interpreter.Sys, out bool succeeded) && !succeeded)
            {
                throw new InvalidOperationException("the module sys cannot be made");
            }
        }

        Main = NewModule(Names.Main);
        Main.Namespace.SetName(Names.Builtins, Value.Of(Interpreter.Modules.GetName(s_builtins).Ref!));
    }

    public InterpreterState Interpreter { get; }

    /// <summary>The main thread's state.</summary>
    public ThreadState Thread { get; }

    /// <summary>The module __main__.</summary>
    public ModuleObject Main { get; }

    /// <summary>Counted objects alive: created and not yet finalised.</summary>
    public long LiveObjects => Thread.Created - Thread.Finalised;

    /// <summary>Runs module code in __main__; false when an exception is set.</summary>
    public bool RunMain(CodeObject code)
    {
        Value result = Execution.Interpreter.RunCode(Thread, new ExecutableCode(code), Main.Namespace, null);
        if (result.IsError)
        {
            return false;
        }

        Thread.Release(result);
        return true;
    }

    /// <summary>Compiles and runs a file as __main__; an exception is reported on sys.stderr.</summary>
    public bool RunFile(string file)
    {
        Main.Namespace.SetName(Names.File, Value.Str(file));
        if (ModuleLoading.Compile(Thread, file) is { } code && RunMain(code))
        {
            return true;
        }

        ExceptionObject exception = Thread.TakeException();
        Console.Error.WriteLine($"{exception.Type.Name}: {string.Join(", ", exception.Arguments.Items.Select(static a => a.Ref?.ToString()))}");
        for (TracebackObject? entry = exception.Traceback; entry is not null; entry = entry.Next)
        {
            Console.Error.WriteLine($"  {entry.Code.Code.FileName}:{entry.Position.Line} {entry.Code.Code.Name} @{entry.Instruction}");
        }

        RefCount.Release(Thread, exception);
        return false;
    }

    /// <summary>Flushes sys.stdout and sys.stderr.</summary>
    public void Flush()
    {
        foreach (StrObject name in (ReadOnlySpan<StrObject>)[Names.StdOut, Names.StdErr])
        {
            Value stream = Interpreter.Sys.Namespace.GetName(name);
            if (!stream.IsUnbound && !stream.IsNone)
            {
                Thread.Release(Thread.CallMethod(stream, Names.Flush));
            }
        }
    }

    /// <summary>Ends the interpreter: modules are cleared, so that what they hold is finalised.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Shutdown.ClearModules(Thread);
        Interpreter.Parallelism.Release(Thread);
    }

    private ModuleObject NewModule(StrObject name)
    {
        var module = new ModuleObject(BuiltinTypes.Module, name.ToString());
        foreach (StrObject key in (ReadOnlySpan<StrObject>)[Names.Doc, Names.Package, Names.Loader, Names.Spec])
        {
            module.Namespace.SetName(key, Value.None);
        }

        module.Namespace.SetName(Names.Name, Value.Of(name));
        Interpreter.Modules.SetName(name, Value.Of(module));
        return module;
    }
}
