using System.Collections.Concurrent;
using Pyl.Bytecode;
using Pyl.VM.Embedding;
using Pyl.VM.Memory;
using Pyl.VM.Numerics;
using Pyl.VM.Parallelism;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>One interpreter: its modules, builtins, settings and lock. Nothing mutable is shared between two of them.</summary>
public sealed class InterpreterState
{
    private CrossingState? _crossing;
    private ConcurrentDictionary<TypeObject, List<WeakReference<TypeObject>>>? _subclasses;
    private ConcurrentDictionary<Type, object>? _moduleStates;

    public InterpreterState(ParallelismMode parallelism, ICompiler compiler)
    {
        Id = OwnerIds.Next();
        Parallelism = parallelism;
        Lock = parallelism.LockFor(this);
        Compiler = compiler;
        MergeQueue = new MergeQueue();
        Unreachable = new Unreachable(this);
    }

    /// <summary>Never reused; from 1.</summary>
    public int Id { get; }

    public ParallelismMode Parallelism { get; }

    /// <summary>True for the one that the process began with.</summary>
    public bool IsMain { get; init; } = true;

    /// <summary>What a thread holds while it runs bytecode; null in free threading.</summary>
    public GlobalLock? Lock { get; }

    /// <summary>The threads that run in this interpreter.</summary>
    internal ThreadTable Threads { get; } = new();

    /// <summary>Compiles source for import, exec, eval and compile; wired by the host (DESIGN 8).</summary>
    public ICompiler Compiler { get; }

    /// <summary>Native and embedded modules, searched before sys.path.</summary>
    public List<IModuleSource> ModuleSources { get; } = [];

    /// <summary>Compiled code kept between runs.</summary>
    public ICodeCache CodeCache { get; set; } = new NoCodeCache();

    /// <summary>What the host decided before the start.</summary>
    public RuntimeSettings Settings { get; init; } = new();

    /// <summary>-O: 0, 1 or 2.</summary>
    public int OptimizeLevel => Settings.Optimize;

    /// <summary>Its place among those of the process.</summary>
    internal ChildInterpreter? Child { get; set; }

    /// <summary>What came from other interpreters.</summary>
    internal CrossingState Crossing => LazyInitializer.EnsureInitialized(ref _crossing);

    /// <summary>Who loads which module.</summary>
    internal ImportLocks ImportLocks { get; } = new();

    /// <summary>Names of modules whose code is running.</summary>
    internal List<string> Initialising { get; } = [];

    /// <summary>sys.is_finalizing(): modules are being cleared.</summary>
    public bool IsFinalizing { get; internal set; }

    /// <summary>True from when daemon threads must not run any more.</summary>
    internal volatile bool IsHalting;

    /// <summary>Waits for the threads that the end must wait for: threading._shutdown, which puts itself here; runs before <see cref="ExitActions"/>.</summary>
    internal Action<ThreadState>? JoinThreads { get; set; }

    /// <summary>What runs when the interpreter ends, before modules are cleared: the module atexit puts itself here when it is imported.</summary>
    internal List<Action<ThreadState>> ExitActions { get; } = [];

    /// <summary>sys.modules.</summary>
    public DictObject Modules { get; internal set; } = null!;

    /// <summary>The namespace of the builtins module.</summary>
    public DictObject Builtins { get; internal set; } = null!;

    /// <summary>The sys module.</summary>
    public ModuleObject Sys { get; internal set; } = null!;

    /// <summary>sys.getrecursionlimit().</summary>
    public int RecursionLimit { get; set; } = 1000;

    /// <summary>sys.get_int_max_str_digits(): decimal digits that int and str convert between; 0 for no limit.</summary>
    public int IntMaxStrDigits { get; set; } = IntParsing.DefaultDigitLimit;

    /// <summary>Direct subclasses of builtin types, for __subclasses__; heap types keep their own.</summary>
    internal ConcurrentDictionary<TypeObject, List<WeakReference<TypeObject>>> Subclasses => LazyInitializer.EnsureInitialized(ref _subclasses, static () => new());

    /// <summary>Whether there are any: to make the table takes a millisecond of the start.</summary>
    internal bool HasSubclasses => Volatile.Read(ref _subclasses) is not null;

    internal MergeQueue MergeQueue { get; }

    /// <summary>What the host GC has found in reference cycles.</summary>
    internal Unreachable Unreachable { get; }

    /// <summary>Per-interpreter state of builtin modules, keyed by the module's C# class.</summary>
    internal ConcurrentDictionary<Type, object> ModuleStates => LazyInitializer.EnsureInitialized(ref _moduleStates, static () => new());

    /// <summary>gc.isenabled(): objects in cycles are finalised when the host GC finds them, not only by gc.collect().</summary>
    internal bool FinalisesCycles
    {
        get => Unreachable.IsEnabled;
        set => Unreachable.IsEnabled = value;
    }

    /// <summary>gc.collect(): the number of objects whose end was due.</summary>
    internal int CollectCycles(ThreadState thread) => Unreachable.Collect(thread);

    /// <summary>What an interrupt means instead of KeyboardInterrupt: the module signal's handlers; false when an exception is set.</summary>
    internal Func<ThreadState, bool>? OnInterrupt { get; set; }

    /// <summary>See <see cref="ExitActions"/>.</summary>
    internal void AddExitAction(Action<ThreadState> action) => ExitActions.Add(action);

    /// <summary>For C# finalisers of objects whose end programs see: the object was found in a reference cycle.</summary>
    internal void ReportUnreachable(PyObject reference) => Unreachable.Add(reference);
}
