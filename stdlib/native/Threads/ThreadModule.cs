using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>The module _thread, on which threading is built (CPython Modules/_threadmodule.c).</summary>
[PyModule("_thread", Doc = "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.")]
internal static class ThreadModule
{
    private const int SmallestStack = 32 << 10;

    private static readonly StructSequenceType s_hookArguments = new(
        "_thread",
        "_ExceptHookArgs",
        "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
        4,
        ["exc_type", "exc_value", "exc_traceback", "thread"]);

    [PyConstant("LockType")]
    public static TypeObject LockType => LockMethods.Type;

    [PyConstant("lock")]
    public static TypeObject Lock => LockMethods.Type;

    [PyConstant("RLock")]
    public static TypeObject RLock => RLockMethods.Type;

    [PyConstant("_local")]
    public static TypeObject Local => LocalMethods.Type;

    [PyConstant("_ThreadHandle")]
    public static TypeObject ThreadHandle => ThreadHandleMethods.Type;

    [PyConstant("_ExceptHookArgs")]
    public static TypeObject ExceptHookArguments => s_hookArguments.Type;

    [PyConstant("error")]
    public static TypeObject Error => ExceptionTypes.RuntimeError;

    [PyConstant("TIMEOUT_MAX")]
    public static double LongestTimeout => LockTimes.Longest;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        thread.Interpreter.JoinThreads = Join;
        return true;
    }

    [PyFunction("start_new_thread", Doc = "Start a new thread and return its identifier.")]
    public static Value StartNewThread(ThreadState thread, Value function, Value args, [Optional("{}")] Value kwargs)
    {
        if (!function.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("first arg must be callable");
        }

        if (args.Ref is not TupleObject arguments)
        {
            return thread.TypeError("2nd arg must be a tuple");
        }

        if (!kwargs.IsUnbound && kwargs.Ref is not DictObject)
        {
            return thread.TypeError("optional 3rd arg must be a dictionary");
        }

        var handle = new ThreadHandleObject(thread);
        Value result = ThreadStart.Start(thread, function, arguments, kwargs.IsUnbound ? null : (DictObject)kwargs.Ref!, handle, isDaemon: true);
        long identifier = handle.Identifier;
        RefCount.Release(thread, handle);
        return result.IsError ? result : Value.Int(identifier);
    }

    [PyFunction("start_new", Doc = "An obsolete synonym of start_new_thread().")]
    public static Value StartNew(ThreadState thread, Value function, Value args, [Optional("{}")] Value kwargs) => StartNewThread(thread, function, args, kwargs);

    [PyFunction("start_joinable_thread", Doc = "*For internal use only*: start a new thread.\n\nLike start_new_thread(), this starts a new thread calling the given function.\nUnlike start_new_thread(), this returns a handle object with methods to join\nor detach the given thread.")]
    public static Value StartJoinableThread(ThreadState thread, [Keyword] Value function, [Optional("None")] Value handle, bool daemon = true)
    {
        if (!function.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("thread function must be callable");
        }

        ThreadHandleObject? target = handle.Ref as ThreadHandleObject;
        if (target is null && !handle.IsUnbound && !handle.IsNone)
        {
            return thread.TypeError("'handle' must be a _ThreadHandle");
        }

        if (target is { IsStarted: true })
        {
            return thread.RuntimeError("thread already started");
        }

        if (target is null)
        {
            target = new ThreadHandleObject(thread);
        }
        else
        {
            RefCount.Retain(thread, target);
        }

        var nothing = new TupleObject(BuiltinTypes.Tuple, []);
        if (ThreadStart.Start(thread, function, nothing, null, target, daemon).IsError)
        {
            RefCount.Release(thread, target);
            return Value.Error;
        }

        return Value.Of(target);
    }

    [PyFunction("_make_thread_handle", Doc = "Internal only. Make a thread handle for threads not spawned by the _thread or threading module.")]
    public static Value MakeThreadHandle(ThreadState thread, long ident) => Value.Of(new ThreadHandleObject(thread) { Identifier = ident });

    [PyFunction("allocate_lock", Doc = "Create a new lock object. See help(type(threading.Lock())) for information about locks.")]
    public static Value AllocateLock(ThreadState thread) => Value.Of(new LockObject(thread));

    [PyFunction("allocate", Doc = "An obsolete synonym of allocate_lock().")]
    public static Value Allocate(ThreadState thread) => Value.Of(new LockObject(thread));

    [PyFunction("get_ident", Doc = "Return a non-zero integer that uniquely identifies the current thread\namongst other threads that exist simultaneously.")]
    public static long GetIdent(ThreadState thread) => thread.Identifier;

    [PyFunction("get_native_id", Doc = "Return a non-negative integer identifying the thread as reported\nby the OS (kernel). This may be used to uniquely identify a\nparticular thread within a system.")]
    public static long GetNativeId() => OperatingSystem.IsLinux() ? NativeId() : Environment.CurrentManagedThreadId;

    [PyFunction("_get_main_thread_ident", Doc = "Internal only. Return a non-zero integer that uniquely identifies the main thread\nof the main interpreter.")]
    public static long GetMainThreadIdent(ThreadState thread) => thread.Interpreter.Threads.Main.Identifier;

    [PyFunction("_is_main_interpreter", Doc = "Return True if the current interpreter is the main Python interpreter.")]
    public static bool IsMainInterpreter(ThreadState thread) => thread.Interpreter.IsMain;

    [PyFunction("daemon_threads_allowed", Doc = "Return True if daemon threads are allowed in the current interpreter,\nand False otherwise.")]
    public static bool DaemonThreadsAllowed(ThreadState thread) => thread.Interpreter.IsMain;

    [PyFunction("_count", Doc = "Return the number of currently running Python threads, excluding\nthe main thread.")]
    public static long Count(ThreadState thread) => Volatile.Read(ref ThreadsOf.Get(thread).Running);

    [PyFunction("exit", Doc = "This is synonymous to ``raise SystemExit''.  It will cause the current\nthread to exit silently unless the exception is caught.")]
    public static Value Exit(ThreadState thread) => thread.Raise(ExceptionTypes.SystemExit);

    [PyFunction("exit_thread", Doc = "An obsolete synonym of exit().")]
    public static Value ExitThread(ThreadState thread) => thread.Raise(ExceptionTypes.SystemExit);

    [PyFunction("interrupt_main", Doc = "Simulate the arrival of the given signal in the main thread,\nwhere the corresponding signal handler will be executed.\nIf *signum* is omitted, SIGINT is assumed.\nA subthread can use this function to interrupt the main thread.\n\nNote: the default signal handler for SIGINT raises ``KeyboardInterrupt``.")]
    public static Value InterruptMain(ThreadState thread, [Optional("signal.SIGINT")] Value signum)
    {
        long signal = 2;
        if (!signum.IsUnbound && !Operators.TryIndex(thread, signum, out signal))
        {
            return Value.Error;
        }

        if (signal is < 1 or > 64)
        {
            return thread.ValueError("signal number out of range");
        }

        if (thread.Interpreter.OnInterrupt is not null)
        {
            // A signal that the program handles itself; others are as if they had not come.
            return SignalState.Of(thread).Raise(thread, (int)signal) == false ? Value.Error : Value.None;
        }

        if (signal == SignalState.Interrupt)
        {
            Interruption.Raise(thread.Interpreter.Threads.Main);
        }

        // For the main thread itself it comes at once.
        return thread.IsMain && !Interruption.TryContinue(thread) ? Value.Error : Value.None;
    }

    [PyFunction("stack_size", Doc = "Return the thread stack size used when creating new threads.  The\noptional size argument specifies the stack size (in bytes) to be used\nfor subsequent new threads.  The size must be 0 (use platform or\nconfigured default) or a positive integer value of at least 32,768 (32k).")]
    public static Value StackSize(ThreadState thread, long size = 0)
    {
        ThreadsOf state = ThreadsOf.Get(thread);
        int old = state.StackSize;
        if (size < 0)
        {
            return thread.ValueError("size must be 0 or a positive value");
        }

        if (size is > 0 and < SmallestStack or > 1 << 30)
        {
            return thread.ValueError($"size not valid: {size} bytes");
        }

        state.StackSize = (int)size;
        return Value.Int(old);
    }

    [PyFunction("set_name", Doc = "Set the name of the current thread.")]
    public static void SetName(string name)
    {
        // The system's tools show it; Linux takes 15 bytes, .NET cuts.
        Thread.CurrentThread.Name = name;
    }

    [PyFunction("_shutdown", Doc = "Wait for all non-daemon threads (other than the calling thread) to stop.")]
    public static Value Shutdown(ThreadState thread) => ThreadsOf.Get(thread).JoinAll(thread) ? Value.None : Value.Error;

    [PyFunction("_excepthook", Doc = "Handle uncaught Thread.run() exception.")]
    public static Value ExceptHook(ThreadState thread, Value arguments)
    {
        if (arguments.Ref is not StructSequenceObject fields || !ReferenceEquals(arguments.Type, s_hookArguments.Type))
        {
            return thread.TypeError("_thread._excepthook argument type must be ExceptHookArgs");
        }

        if (fields.Field(0).Ref is TypeObject type && type.IsSubtypeOf(ExceptionTypes.SystemExit))
        {
            return Value.None;
        }

        string name = thread.Identifier.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Value subject = fields.Field(3);
        if (!subject.IsNone && !subject.IsUnbound)
        {
            Value given = Attributes.TryGet(thread, subject, StrObject.Intern("name"));
            if (given.IsError)
            {
                thread.ClearException();
            }
            else if (!given.IsUnbound)
            {
                name = Operators.StrText(thread, given) ?? name;
                thread.Release(given);
            }
        }

        StandardStreams.WriteError(thread, $"Exception in thread {name}:\n");
        if (fields.Field(1).Ref is ExceptionObject exception)
        {
            ExceptionReport.Write(thread, exception);
        }

        StandardStreams.TryFlush(thread, Names.StdErr);
        return Value.None;
    }

    /// <summary>A type of the module _thread.</summary>
    internal static TypeObject MakeType(string name, TypeFlags flags) => new(BuiltinTypes.Type, name, BuiltinTypes.Object, flags) { Module = "_thread" };

    /// <summary>module.qualname, as reprs show a type.</summary>
    internal static string FullName(TypeObject type)
    {
        string module = type.IsHeap ? type.Namespace.GetName(Names.Module).Ref?.ToString() ?? "builtins" : type.Module;
        return $"{module}.{type.QualifiedName ?? type.ShortName}";
    }

    /// <summary>At the interpreter's end: threading._shutdown(), or what is left of it when threading was never imported.</summary>
    private static void Join(ThreadState thread)
    {
        Value threading = thread.Interpreter.Modules.GetName(StrObject.Intern("threading"));
        Value result = threading.Ref is ModuleObject module
            ? thread.CallMethod(Value.Of(module), StrObject.Intern("_shutdown"))
            : Shutdown(thread);
        if (result.IsError)
        {
            Unraisable.Report(thread, "Exception ignored on threading shutdown", threading.IsUnbound ? Value.None : threading);
        }
        else
        {
            thread.Release(result);
        }
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "gettid")]
    private static extern int NativeId();
}
