using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>What joins a thread, CPython's _ThreadHandle: outlives the thread.</summary>
public sealed class ThreadHandleObject : PyObject
{
    private readonly object _monitor = new();
    private bool _done;

    internal ThreadHandleObject(ThreadState thread)
        : base(thread, ThreadHandleMethods.Type)
    {
    }

    /// <summary>The thread's identifier; 0 before it is started.</summary>
    internal long Identifier { get; set; }

    internal bool IsStarted => Identifier != 0;

    internal bool IsDone => Volatile.Read(ref _done);

    /// <summary>The thread has ended: wakes who waits for it. Any thread.</summary>
    internal void SetDone()
    {
        lock (_monitor)
        {
            _done = true;
            Monitor.PulseAll(_monitor);
        }
    }

    internal WaitResult Wait(ThreadState thread, TimeSpan timeout) =>
        Waiting.Wait(thread, _monitor, this, static handle => handle._done, timeout);
}

/// <summary>The methods of _thread._ThreadHandle.</summary>
[PyType("_ThreadHandle", typeof(ThreadHandleObject), Module = "_thread")]
internal static class ThreadHandleMethods
{
    internal static readonly TypeObject Type = ThreadModule.MakeType("_ThreadHandle", TypeFlags.None);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls) => Value.Of(new ThreadHandleObject(thread));

    [PyGetter("ident")]
    public static long Ident(ThreadHandleObject self) => self.Identifier;

    [PyMethod("is_done")]
    public static bool IsDone(ThreadHandleObject self) => self.IsDone;

    [PyMethod("_set_done")]
    public static void SetDone(ThreadHandleObject self) => self.SetDone();

    [PyMethod("join")]
    public static Value Join(ThreadState thread, ThreadHandleObject self, [Optional("None")] Value timeout)
    {
        if (!LockTimes.TryOptional(thread, timeout, out TimeSpan limit))
        {
            return Value.Error;
        }

        if (!self.IsStarted)
        {
            return thread.RuntimeError("thread not started");
        }

        if (self.Identifier == thread.Identifier)
        {
            return thread.RuntimeError("Cannot join current thread");
        }

        if (!self.IsDone && thread.Interpreter.IsFinalizing)
        {
            return thread.Raise(ExceptionTypes.PythonFinalizationError, "cannot join daemon thread at interpreter shutdown");
        }

        if (self.Wait(thread, limit) == WaitResult.Interrupted)
        {
            return Value.Error;
        }

        // What the thread gave up last of this one's objects is over with it, not at some later safe point.
        thread.Interpreter.MergeQueue.Drain(thread);

        // So is a signal that came while it was waited for.
        return Interruption.TryContinue(thread) ? Value.None : Value.Error;
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadHandleObject self) => $"<_ThreadHandle object: ident={self.Identifier}>";
}
