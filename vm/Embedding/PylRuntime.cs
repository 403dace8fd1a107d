using Pyl.Bytecode;
using Pyl.VM.Builtins;
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

    private bool _exited;
    private bool _disposed;

    /// <param name="parallelism">The parallelism model.</param>
    /// <param name="compiler">Compiles source text.</param>
    /// <param name="settings">What the host decides.</param>
    /// <param name="sources">Native and embedded modules.</param>
    public PylRuntime(ParallelismMode parallelism, ICompiler compiler, RuntimeSettings settings, params ReadOnlySpan<IModuleSource> sources)
        : this(parallelism, compiler, settings, isMain: true, sources)
    {
    }

    internal PylRuntime(ParallelismMode parallelism, ICompiler compiler, RuntimeSettings settings, bool isMain, ReadOnlySpan<IModuleSource> sources)
    {
        TypeBootstrap.EnsureDone();
        Interpreter = new InterpreterState(parallelism, compiler) { Settings = settings, IsMain = isMain };
        if (settings.IntMaxStrDigits is { } digits)
        {
            Interpreter.IntMaxStrDigits = digits;
        }

        Interpreter.ModuleSources.AddRange(sources);
        Thread = new ThreadState(Interpreter, isMain);
        ChildInterpreters.Add(this, isMain);
        Thread.EndBlocking();
        Interpreter.Unreachable.Worker = Thread;
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

        var native = new ModuleLocation(ModuleKind.Native);
        ModuleAttributes.Set(Thread, Interpreter.Sys.Namespace, "sys", native);
        ModuleAttributes.Set(Thread, Interpreter.Builtins, "builtins", native);

        Main = NewModule(Names.Main);
        Main.Namespace.SetName(Names.Builtins, Value.Of(Interpreter.Modules.GetName(s_builtins).Ref!));
        Main.Namespace.SetName(Thread, Names.Loader, ModuleAttributes.LoaderOf("__main__", native));
        if (!settings.NoSite)
        {
            ImportAtStart("_sitebuiltins");
        }

        if (settings.WarningOptions.Count > 0)
        {
            // The module reads them when it is imported, and complains of those that are not valid.
            ImportAtStart("warnings");
        }
    }

    public InterpreterState Interpreter { get; }

    /// <summary>The main thread's state.</summary>
    public ThreadState Thread { get; }

    /// <summary>The module __main__.</summary>
    public ModuleObject Main { get; }

    /// <summary>
    /// True when the last code ended with a KeyboardInterrupt that nobody caught: the process is then to end by SIGINT, so that
    /// a shell's loop around it ends too.
    /// </summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Counted objects alive: created and not yet finalised.</summary>
    public long LiveObjects => Interpreter.Threads.Created - Interpreter.Threads.Finalised;

    /// <summary>CPU time of the interpreter's threads that have ended; known when the settings ask for statistics.</summary>
    public TimeSpan ThreadCpu => TimeSpan.FromMicroseconds(Interpreter.Threads.SumOfEnded(static t => t.CpuTime) / 1e3);

    /// <summary>Time that those threads could have run while no core was free; 0 where the system does not tell.</summary>
    public TimeSpan ThreadDelay => TimeSpan.FromMicroseconds(Interpreter.Threads.SumOfEnded(static t => t.RunDelay) / 1e3);

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

    /// <summary>Runs a source file as __main__; the status for the process. An exception is reported as Python does.</summary>
    /// <param name="file">The path that can be opened.</param>
    /// <param name="shown">The path as given, which __file__ and tracebacks show; null for the same.</param>
    public int RunFile(string file, string? shown = null)
    {
        shown ??= file;
        DescribeMainFile(shown);
        return Status(ModuleLoading.Compile(Thread, file, shown, isMain: true) is { } code && RunMain(code));
    }

    /// <summary>Runs a folder's __main__; the status for the process.</summary>
    public int RunFolder(string folder) => Status(ModuleRunning.RunFolder(this, folder));

    /// <summary>Runs an archive's __main__; the status for the process.</summary>
    public int RunArchive(string file) => Status(ModuleRunning.RunArchive(this, file));

    /// <summary>Runs source text (bytes, so that BOM and encoding line count) as __main__; the status for the process.</summary>
    /// <param name="source">The text.</param>
    /// <param name="name">Its name in tracebacks.</param>
    /// <param name="isFile">Whether that is the name of a file, which __file__ shows.</param>
    public int RunSource(byte[] source, string name, bool isFile = false)
    {
        if (isFile)
        {
            DescribeMainFile(name);
        }

        return Status(Compile(source, name, isFile) is { } code && RunMain(code));
    }

    /// <summary>Compiles source text as a module; null with the exception set, which <see cref="Status"/> reports.</summary>
    public CodeObject? Compile(byte[] source, string name, bool isFile = false) =>
        (SourceCompilation.Compile(Thread, Value.Of(BytesObject.Of(source)), name, CompileMode.Module, new CompileOptions(Interpreter.OptimizeLevel), "exec", isStream: isFile).Ref as ExecutableCode)?.Code;

    /// <summary>Runs module code in __main__ and gives what its inline caches hold then, in words; the status for the process.</summary>
    /// <param name="code">The code.</param>
    /// <param name="caches">The cache of the instruction at an index of a code object; null where it is empty.</param>
    public int RunWithCaches(CodeObject code, out Func<CodeObject, int, string?> caches)
    {
        var executable = new ExecutableCode(code);
        caches = new CacheListing(executable).Describe;
        Value result = Execution.Interpreter.RunCode(Thread, executable, Main.Namespace, null);
        if (!result.IsError)
        {
            Thread.Release(result);
        }

        return Status(!result.IsError);
    }

    /// <summary>Runs a module by its name as __main__ (-m); the status for the process.</summary>
    public int RunModule(string name) => Status(ModuleRunning.Run(this, name));

    /// <summary>What -m and a folder's __main__ share: the status of code that has run, its exception reported.</summary>
    public int Status(bool succeeded)
    {
        if (succeeded)
        {
            return 0;
        }

        WasInterrupted = Thread.Exception!.Type.IsSubtypeOf(ExceptionTypes.KeyboardInterrupt);
        return ProgramExit.Report(Thread, keepsRunning: Interpreter.Settings.Inspect);
    }

    /// <summary>
    /// The end of the program as it sees it: exit functions, then sys.stdout and sys.stderr flushed. Returns the status,
    /// 120 when the last output could not be written.
    /// </summary>
    public int Exit(int status)
    {
        if (_exited)
        {
            return status;
        }

        _exited = true;
        Interpreter.JoinThreads?.Invoke(Thread);
        for (int i = Interpreter.ExitActions.Count - 1; i >= 0; i--)
        {
            Interpreter.ExitActions[i](Thread);
        }

        return ProgramExit.FlushStandardStreams(Thread) ? status : ProgramExit.OutputFailed;
    }

    /// <summary>Ends the interpreter: modules are cleared, so that what they hold is finalised.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Exit(0);
        Interpreter.IsFinalizing = true;
        Interpreter.Threads.HaltAll(Thread);
        Shutdown.ClearModules(Thread);
        if (Thread.Watched != 0)
        {
            Interpreter.Unreachable.Collect(Thread);
        }

        ProgramExit.FlushStandardStreams(Thread);
        Thread.BeginBlocking();
        Interpreter.Threads.Remove(Thread);
        ChildInterpreters.Remove(this);
    }

    /// <summary>Imports a module for what that does; a host without a standard library does without.</summary>
    private void ImportAtStart(string name)
    {
        Value module = Importing.ImportModule(Thread, name);
        if (!module.IsError)
        {
            Thread.Release(module);
        }
        else if (!ImportErrors.ClearNotFound(Thread, name))
        {
            Unraisable.Report(Thread, $"Exception ignored while importing {name}", Value.None);
        }
    }

    private void DescribeMainFile(string file)
    {
        Main.Namespace.SetName(Thread, Names.File, Value.Str(file));
        Main.Namespace.SetName(Thread, StrObject.Intern("__cached__"), Value.None);
        Main.Namespace.SetName(Thread, Names.Loader, ModuleAttributes.LoaderOf("__main__", new ModuleLocation(ModuleKind.File, File: file)));
    }

    private ModuleObject NewModule(StrObject name)
    {
        var module = new ModuleObject(BuiltinTypes.Module, name.ToString());
        foreach (StrObject key in new[] { Names.Doc, Names.Package, Names.Loader, Names.Spec })
        {
            module.Namespace.SetName(key, Value.None);
        }

        module.Namespace.SetName(Names.Name, Value.Of(name));
        Interpreter.Modules.SetName(name, Value.Of(module));
        return module;
    }
}
