using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>From the exception that nobody caught to the status of the process (CPython Python/pythonrun.c _PyErr_PrintEx).</summary>
internal static class ProgramExit
{
    /// <summary>The status when the last output could not be written.</summary>
    public const int OutputFailed = 120;

    /// <summary>The status of a process that SIGINT ends, as shells show it.</summary>
    public const int Interrupted = 130;

    private static readonly StrObject s_code = StrObject.Intern("code");
    private static readonly StrObject s_lastException = StrObject.Intern("last_exc");
    private static readonly StrObject s_lastType = StrObject.Intern("last_type");
    private static readonly StrObject s_lastValue = StrObject.Intern("last_value");
    private static readonly StrObject s_lastTraceback = StrObject.Intern("last_traceback");

    /// <summary>Takes the exception in flight, reports it, and says with which status the process is to end.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="keepsRunning">SystemExit is an exception like any other: a prompt follows (-i).</param>
    public static int Report(ThreadState thread, bool keepsRunning = false)
    {
        ExceptionObject exception = thread.TakeException();
        if (exception.Type.IsSubtypeOf(ExceptionTypes.SystemExit) && !keepsRunning)
        {
            int status = StatusOf(thread, exception);
            RefCount.Release(thread, exception);
            return status;
        }

        if (exception.Type.IsSubtypeOf(ExceptionTypes.BrokenPipeError) && OutputPipe.IsBroken(thread))
        {
            // Nobody reads the output any more (`pyl x | head`): other commands end without a word, too.
            RefCount.Release(thread, exception);
            return OutputFailed;
        }

        bool interrupted = exception.Type.IsSubtypeOf(ExceptionTypes.KeyboardInterrupt);
        StandardStreams.TryFlush(thread, Names.StdOut);
        int? exit = CallHook(thread, exception);
        RefCount.Release(thread, exception);
        return exit ?? (interrupted ? Interrupted : 1);
    }

    /// <summary>Flushes sys.stdout and sys.stderr; false when standard output could not be written, which is reported.</summary>
    public static bool FlushStandardStreams(ThreadState thread)
    {
        bool written = true;
        Value stream = StandardStreams.Find(thread, Names.StdOut);
        if (!stream.IsUnbound && !IsClosed(thread, stream))
        {
            Value result = thread.CallMethod(stream, Names.Flush);
            written = !result.IsError;
            if (result.IsError && thread.Exception!.Type.IsSubtypeOf(ExceptionTypes.BrokenPipeError))
            {
                thread.ClearException();
            }
            else if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while flushing sys.stdout", Value.None);
            }
            else
            {
                thread.Release(result);
            }
        }

        StandardStreams.TryFlush(thread, Names.StdErr);
        return written;
    }

    private static bool IsClosed(ThreadState thread, Value stream)
    {
        Value closed = Attributes.TryGet(thread, stream, StrObject.Intern("closed"));
        if (closed.IsError)
        {
            thread.ClearException();
            return false;
        }

        bool result = closed.IsTrue;
        thread.Release(closed.IsUnbound ? Value.None : closed);
        return result;
    }

    /// <summary>SystemExit.code: None is 0, an int itself (its low byte, as the system takes it), anything else is printed and is 1.</summary>
    private static int StatusOf(ThreadState thread, ExceptionObject exception)
    {
        Value code = Attributes.TryGet(thread, Value.Of(exception), s_code);
        if (code.IsError)
        {
            thread.ClearException();
            code = Value.None;
        }

        if (code.IsUnbound || code.IsNone)
        {
            return 0;
        }

        if (code.Ref is null)
        {
            return (int)(code.Bits & 0xFF);
        }

        if (code.IsBool)
        {
            return code.IsTrue ? 1 : 0;
        }

        if (code.Ref is IntObject)
        {
            return 255;
        }

        StandardStreams.TryFlush(thread, Names.StdOut);
        string? text = Operators.StrText(thread, code);
        if (text is null)
        {
            thread.ClearException();
        }

        StandardStreams.WriteError(thread, text + "\n");
        thread.Release(code);
        return 1;
    }

    /// <summary>sys.excepthook; the status when it calls for the end itself.</summary>
    private static int? CallHook(ThreadState thread, ExceptionObject exception)
    {
        Value traceback = exception.Traceback is { } entry ? Value.Of(entry) : Value.None;
        DictObject sys = thread.Interpreter.Sys.Namespace;
        foreach ((StrObject name, Value value) in (ReadOnlySpan<(StrObject, Value)>)[(s_lastException, Value.Of(exception)), (s_lastType, Value.Of(exception.Type)), (s_lastValue, Value.Of(exception)), (s_lastTraceback, traceback)])
        {
            sys.SetName(thread, name, thread.Retain(value));
        }

        Value hook = sys.GetName(Names.ExceptHook);
        if (hook.IsUnbound)
        {
            StandardStreams.WriteError(thread, "sys.excepthook is missing\n");
            ExceptionReport.Write(thread, exception);
            return null;
        }

        thread.Retain(hook);
        Value result = thread.Call(hook, Value.Of(exception.Type), Value.Of(exception), traceback);
        thread.Release(hook);
        if (!result.IsError)
        {
            thread.Release(result);
            return null;
        }

        ExceptionObject failure = thread.TakeException();
        int? status = null;
        if (failure.Type.IsSubtypeOf(ExceptionTypes.SystemExit))
        {
            status = StatusOf(thread, failure);
        }
        else
        {
            StandardStreams.WriteError(thread, "Error in sys.excepthook:\n");
            ExceptionReport.Write(thread, failure);
            StandardStreams.WriteError(thread, "\nOriginal exception was:\n");
            ExceptionReport.Write(thread, exception);
        }

        RefCount.Release(thread, failure);
        return status;
    }
}
