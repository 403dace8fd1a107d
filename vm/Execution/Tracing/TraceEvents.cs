using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Tracing;

/// <summary>What trace and profile functions are told, by the names of sys.settrace's documentation.</summary>
internal enum TraceEvent
{
    Call,
    Line,
    Return,
    Exception,
    Opcode,
    NativeCall,
    NativeReturn,
    NativeException,
}

/// <summary>
/// Calls the thread's trace and profile functions, the latter first. Each gives false when a function has raised: then that is off, and its exception
/// has taken the place of one in flight. Arguments are borrowed.
/// </summary>
internal static class TraceEvents
{
    private static readonly Value[] s_names =
    [
        Value.Of(StrObject.Intern("call")), Value.Of(StrObject.Intern("line")), Value.Of(StrObject.Intern("return")), Value.Of(StrObject.Intern("exception")),
        Value.Of(StrObject.Intern("opcode")), Value.Of(StrObject.Intern("c_call")), Value.Of(StrObject.Intern("c_return")), Value.Of(StrObject.Intern("c_exception")),
    ];

    /// <summary>An activation begins or is resumed.</summary>
    public static bool Call(ThreadState thread, Frame frame) => Profile(thread, frame, TraceEvent.Call, Value.None) && Trace(thread, frame, TraceEvent.Call, Value.None);

    /// <summary>An activation ends or is suspended with the value; None when an exception leaves it.</summary>
    public static bool Return(ThreadState thread, Frame frame, Value value) => Profile(thread, frame, TraceEvent.Return, value) && Trace(thread, frame, TraceEvent.Return, value);

    /// <summary>The exception in flight has come up in the frame, which is in its traceback.</summary>
    public static bool Exception(ThreadState thread, Frame frame)
    {
        if (frame.Object?.Trace is null)
        {
            return true;
        }

        ExceptionObject exception = thread.Exception!;
        Value argument = Value.Of(TupleObject.Of(thread, [Value.Of(exception.Type), Value.Of(exception), Value.Of(exception.Traceback!)]));
        bool done = Trace(thread, frame, TraceEvent.Exception, argument);
        thread.Release(argument);
        return done;
    }

    /// <summary>An iterator that the frame loops over, or waits for, has ended: as if StopIteration had come up in the frame, where it is caught at once.</summary>
    public static bool Exhausted(ThreadState thread, Frame frame, Value returned)
    {
        if (!thread.IsTraced || frame.Object?.Trace is null)
        {
            return true;
        }

        thread.StopIteration(thread.Retain(returned));
        ExceptionObject exception = thread.TakeException();
        Value argument = Value.Of(TupleObject.Steal(thread, [Value.Of(exception.Type), Value.Of(exception), Value.None]));
        bool done = Trace(thread, frame, TraceEvent.Exception, argument);
        thread.Release(argument);
        return done;
    }

    /// <summary>An event for the profile function alone.</summary>
    public static bool Profile(ThreadState thread, Frame frame, TraceEvent what, Value argument)
    {
        ThreadTracing tracing = thread.Tracing!;
        if (!thread.IsTraced || tracing.Profile.IsNone)
        {
            return true;
        }

        FrameObject seen = FrameLifetime.ObjectOfActivation(thread, frame);
        Value result = Invoke(thread, frame, seen, tracing.Profile, what, argument);
        RefCount.Release(thread, seen);
        if (result.IsError)
        {
            tracing.SetProfile(thread, Value.None);
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>An event for the trace function, or for what it has made the frame's own.</summary>
    public static bool Trace(ThreadState thread, Frame frame, TraceEvent what, Value argument)
    {
        ThreadTracing tracing = thread.Tracing!;
        if (!thread.IsTraced || tracing.Trace.IsNone || (what != TraceEvent.Call && frame.Object?.Trace is null))
        {
            return true;
        }

        FrameObject seen = FrameLifetime.ObjectOfActivation(thread, frame);
        Value function = what == TraceEvent.Call ? tracing.Trace : Slot.Peek(seen.Trace);
        Value result = Invoke(thread, frame, seen, function, what, argument);
        bool failed = result.IsError;
        if (failed)
        {
            tracing.SetTrace(thread, Value.None);
            seen.SetTrace(thread, Value.None);
        }
        else if (result.IsNone)
        {
            thread.Release(result);
        }
        else
        {
            seen.SetTrace(thread, result);
        }

        RefCount.Release(thread, seen);
        return !failed;
    }

    /// <summary>Calls the function as if the frame had called it, with no exception in flight.</summary>
    private static Value Invoke(ThreadState thread, Frame frame, FrameObject seen, Value function, TraceEvent what, Value argument)
    {
        Frame current = thread.CurrentFrame;
        ExceptionObject? exception = thread.Exception;
        bool isReraising = thread.IsReraising;
        ThreadTracing tracing = thread.Tracing!;
        thread.Retain(function);
        thread.Exception = null;
        thread.IsReraising = false;
        thread.CurrentFrame = frame;
        tracing.Enter(thread);
        Value result = thread.Call(function, Value.Of(seen), s_names[(int)what], argument);
        tracing.Leave(thread);
        thread.CurrentFrame = current;
        thread.Release(function);
        if (exception is not null && result.IsError)
        {
            RefCount.Release(thread, exception);
        }
        else if (exception is not null)
        {
            thread.Exception = exception;
            thread.IsReraising = isReraising;
        }

        return result;
    }
}
