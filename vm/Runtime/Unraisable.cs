using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Exceptions that nobody can catch (in __del__, callbacks, at exit): reported through sys.unraisablehook and dropped.</summary>
internal static class Unraisable
{
    private static readonly StrObject s_hook = StrObject.Intern("unraisablehook");

    /// <summary>UnraisableHookArgs, what the hook is called with.</summary>
    public static readonly StructSequenceType ArgumentsType = new(
        "builtins", "UnraisableHookArgs", "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.", 5, ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"]);

    /// <summary>Reports and drops the exception in flight.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="message">Such as "Exception ignored in"; the object's repr is added to it.</param>
    /// <param name="where">The object concerned, borrowed; None or Unbound when there is none.</param>
    public static void Report(ThreadState thread, string message, Value where)
    {
        ExceptionObject exception = thread.TakeException();
        if (!where.IsNone && !where.IsUnbound)
        {
            message = $"{message} {Describe(thread, where)}";
        }

        Call(thread, message, exception);
        RefCount.Release(thread, exception);
    }

    /// <summary>sys.unraisablehook's standard behaviour: the message as a line, then the exception.</summary>
    public static void Write(ThreadState thread, string message, ExceptionObject? exception)
    {
        StandardStreams.WriteError(thread, $"{message}\n");
        if (exception is not null)
        {
            ExceptionReport.WriteUnraisable(thread, exception);
        }

        StandardStreams.TryFlush(thread, Names.StdErr);
    }

    /// <summary>An object's repr, or a word in its place.</summary>
    public static string Describe(ThreadState thread, Value value)
    {
        if (Operators.ReprText(thread, value) is { } text)
        {
            return text;
        }

        thread.ClearException();
        return "<object repr() failed>";
    }

    private static void Call(ThreadState thread, string message, ExceptionObject exception)
    {
        Value hook = thread.Interpreter.Sys.Namespace.GetName(s_hook);
        if (hook.IsUnbound || hook.IsNone)
        {
            Write(thread, message + ":", exception);
            return;
        }

        thread.Retain(hook);
        Value arguments = ArgumentsType.Make(
            thread,
            Value.Of(exception.Type),
            thread.Retain(Value.Of(exception)),
            exception.Traceback is { } traceback ? thread.Retain(Value.Of(traceback)) : Value.None,
            Value.Str(message),
            Value.None);
        Value result = thread.Call(hook, arguments);
        thread.Release(arguments);
        if (result.IsError)
        {
            ExceptionObject failure = thread.TakeException();
            Write(thread, $"Exception ignored in sys.unraisablehook: {Describe(thread, hook)}", failure);
            RefCount.Release(thread, failure);
        }
        else
        {
            thread.Release(result);
        }

        thread.Release(hook);
    }
}
