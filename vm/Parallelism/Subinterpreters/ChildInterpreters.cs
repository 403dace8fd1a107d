using Pyl.VM.Embedding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>One interpreter among those of the process (PEP 734).</summary>
public sealed class ChildInterpreter
{
    private readonly PylRuntime _runtime;
    private readonly bool _isMain;
    private int _mainThreadInUse;
    private int _users;

    internal ChildInterpreter(long id, PylRuntime runtime, bool isMain)
    {
        Id = id;
        _runtime = runtime;
        _isMain = isMain;
    }

    /// <summary>0 for the main interpreter, then counted up; never used again.</summary>
    public long Id { get; }

    /// <summary>The interpreter.</summary>
    public InterpreterState State => _runtime.Interpreter;

    /// <summary>The namespace of its __main__.</summary>
    internal Types.ModuleObject Main => _runtime.Main;

    /// <summary>True while some thread runs code in its __main__.</summary>
    public bool IsRunning => _isMain || Volatile.Read(ref _mainThreadInUse) != 0;

    /// <summary>Claims __main__ for the caller; false when somebody has it.</summary>
    internal bool TryClaimMain() => !_isMain && Interlocked.CompareExchange(ref _mainThreadInUse, 1, 0) == 0;

    internal void ReleaseMain() => Volatile.Write(ref _mainThreadInUse, 0);

    /// <summary>
    /// Runs something in the interpreter on the calling thread of the system, which lets go of its own interpreter's lock
    /// meanwhile. Nothing counted may be carried in or out: see <see cref="Parcel"/>.
    /// </summary>
    /// <param name="caller">The caller's state in its own interpreter.</param>
    /// <param name="state">Passed on.</param>
    /// <param name="action">What to do.</param>
    /// <param name="claimed">True when the caller has claimed __main__, and with it the interpreter's own thread state.</param>
    internal TResult Run<TState, TResult>(ThreadState caller, TState state, Func<ThreadState, TState, TResult> action, bool claimed)
    {
        Interlocked.Increment(ref _users);
        ThreadState thread = claimed ? _runtime.Thread : new ThreadState(_runtime.Interpreter);
        caller.RunsAs = thread;
        caller.BeginBlocking();
        thread.EndBlocking();
        try
        {
            return action(thread, state);
        }
        finally
        {
            if (!claimed)
            {
                ContextRelease?.Invoke(thread);
                _runtime.Interpreter.Threads.Remove(thread);
            }

            thread.BeginBlocking();
            caller.EndBlocking();
            caller.RunsAs = null;
            Interlocked.Decrement(ref _users);
        }
    }

    /// <summary>What modules keep for a thread goes before the thread's state does; set by the standard library.</summary>
    internal static Action<ThreadState>? ContextRelease { get; set; }

    /// <summary>Ends the interpreter; false while it is in use.</summary>
    internal bool TryClose(ThreadState caller)
    {
        if (Volatile.Read(ref _users) != 0 || !TryClaimMain())
        {
            return false;
        }

        ThreadState thread = _runtime.Thread;
        caller.RunsAs = thread;
        caller.BeginBlocking();
        thread.EndBlocking();
        _runtime.Dispose();
        caller.EndBlocking();
        caller.RunsAs = null;
        return true;
    }
}

/// <summary>The interpreters of the process.</summary>
public static class ChildInterpreters
{
    /// <summary>By id; guarded by itself.</summary>
    private static readonly List<ChildInterpreter> s_all = [];
    private static long s_last = -1;

    /// <summary>All, by id.</summary>
    public static IReadOnlyList<ChildInterpreter> All
    {
        get
        {
            lock (s_all)
            {
                return s_all.ToArray();
            }
        }
    }

    /// <summary>The interpreter of that id, or null.</summary>
    public static ChildInterpreter? Find(long id)
    {
        lock (s_all)
        {
            int place = PlaceOf(id);
            return place < s_all.Count && s_all[place].Id == id ? s_all[place] : null;
        }
    }

    /// <summary>The thread's interpreter.</summary>
    public static ChildInterpreter Current(ThreadState thread) => thread.Interpreter.Child!;

    /// <summary>Makes an interpreter like the caller's.</summary>
    internal static ChildInterpreter Create(ThreadState caller)
    {
        InterpreterState parent = caller.Interpreter;
        caller.BeginBlocking();
        try
        {
            var runtime = new PylRuntime(parent.Parallelism, parent.Compiler, parent.Settings, isMain: false, [.. parent.ModuleSources]);
            runtime.Interpreter.CodeCache = parent.CodeCache;
            runtime.Thread.BeginBlocking();
            return Current(runtime.Thread);
        }
        finally
        {
            caller.EndBlocking();
        }
    }

    /// <summary>Registers a runtime.</summary>
    internal static void Add(PylRuntime runtime, bool isMain)
    {
        lock (s_all)
        {
            var child = new ChildInterpreter(++s_last, runtime, isMain);
            s_all.Add(child);
            runtime.Interpreter.Child = child;
        }
    }

    /// <summary>Forgets a runtime that has ended.</summary>
    internal static void Remove(PylRuntime runtime)
    {
        if (runtime.Interpreter.Child is { } child)
        {
            lock (s_all)
            {
                int place = PlaceOf(child.Id);
                if (place < s_all.Count && s_all[place] == child)
                {
                    s_all.RemoveAt(place);
                }
            }
        }
    }

    /// <summary>The first whose id is not less.</summary>
    private static int PlaceOf(long id)
    {
        int low = 0;
        int high = s_all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = s_all[middle].Id < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
