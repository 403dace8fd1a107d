using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>A thread of the system that runs one call in an interpreter.</summary>
internal static class ThreadStart
{
    /// <summary>Starts the thread; the arguments are borrowed, keywords may be null. The handle is set done when it has ended.</summary>
    public static Value Start(ThreadState parent, Value function, TupleObject arguments, DictObject? keywords, ThreadHandleObject handle, bool isDaemon)
    {
        if (parent.Interpreter.IsFinalizing || parent.Interpreter.IsHalting)
        {
            return parent.Raise(ExceptionTypes.PythonFinalizationError, "can't create new thread at interpreter shutdown");
        }

        ThreadsOf state = ThreadsOf.Get(parent);
        var thread = new ThreadState(parent.Interpreter) { IsDaemon = isDaemon };
        parent.Retain(function);
        RefCount.Retain(parent, arguments);
        RefCount.Retain(parent, handle);
        if (keywords is not null)
        {
            RefCount.Retain(parent, keywords);
        }

        handle.Identifier = thread.Identifier;
        if (!isDaemon)
        {
            state.AddJoined(parent, handle);
        }

        try
        {
            Interlocked.Increment(ref state.Running);
            Carrier.Run(() => Run(thread, function, arguments, keywords, handle), state.StackSize);
        }
        catch (Exception fault) when (fault is OutOfMemoryException or ThreadStartException)
        {
            Interlocked.Decrement(ref state.Running);
            parent.Interpreter.Threads.Remove(thread);
            handle.Identifier = 0;
            handle.SetDone();
            parent.Release(function);
            RefCount.Release(parent, arguments);
            RefCount.Release(parent, handle);
            if (keywords is not null)
            {
                RefCount.Release(parent, keywords);
            }

            return parent.RuntimeError("can't start new thread");
        }

        return Value.None;
    }

    private static void Run(ThreadState thread, Value function, TupleObject arguments, DictObject? keywords, ThreadHandleObject handle)
    {
        ThreadsOf state = ThreadsOf.Get(thread);
        thread.Statistics.Begin(thread.Interpreter.Settings.Statistics);
        thread.EndBlocking();
        try
        {
            Value result = VariadicCall.Call(thread, function, arguments, keywords);
            if (!result.IsError)
            {
                thread.Release(result);
            }
            else if (!thread.ClearIf(ExceptionTypes.SystemExit))
            {
                Unraisable.Report(thread, "Exception ignored in thread started by", function);
            }

            thread.Release(function);
            RefCount.Release(thread, arguments);
            if (keywords is not null)
            {
                RefCount.Release(thread, keywords);
            }

            ThreadEnd.Release(thread);
        }
        finally
        {
            // After the handle is done the parent may go on: everything else comes before.
            Interlocked.Decrement(ref state.Running);
            state.RemoveJoined(thread, handle);
            RefCount.Release(thread, handle);
            thread.Interpreter.Threads.Remove(thread);
            thread.BeginBlocking();
            handle.SetDone();
        }
    }
}
