using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Writing the links of an exception; what was there is released last.</summary>
internal static class ExceptionFields
{
    /// <summary>Sets __traceback__ to a borrowed traceback or null.</summary>
    public static void SetTraceback(ThreadState thread, ExceptionObject exception, TracebackObject? traceback)
    {
        if (traceback is not null)
        {
            RefCount.Retain(thread, traceback);
        }

        TracebackObject? old = exception.Traceback;
        exception.Traceback = traceback;
        Release(thread, old);
    }

    /// <summary>Sets __cause__, whose reference moves in, and __suppress_context__, as raise ... from does.</summary>
    public static void SetCause(ThreadState thread, ExceptionObject exception, ExceptionObject? cause)
    {
        ExceptionObject? old = exception.Cause;
        exception.Cause = cause;
        exception.SuppressContext = true;
        Release(thread, old);
    }

    /// <summary>Sets __context__, whose reference moves in.</summary>
    public static void SetContext(ThreadState thread, ExceptionObject exception, ExceptionObject? context)
    {
        ExceptionObject? old = exception.Context;
        exception.Context = context;
        Release(thread, old);
    }

    /// <summary>Sets args, whose reference moves in.</summary>
    public static void SetArguments(ThreadState thread, ExceptionObject exception, TupleObject arguments)
    {
        TupleObject old = exception.GetArguments(thread);
        exception.SetArguments(arguments);
        RefCount.Release(thread, old);
    }

    private static void Release(ThreadState thread, PyObject? reference)
    {
        if (reference is not null)
        {
            RefCount.Release(thread, reference);
        }
    }
}
