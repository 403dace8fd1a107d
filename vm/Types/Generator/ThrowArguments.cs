using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The arguments of throw(): an exception, or the deprecated type, value, traceback.</summary>
internal static class ThrowArguments
{
    /// <summary>The exception to raise, a new reference; null with an exception set.</summary>
    public static ExceptionObject? Read(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is 0 or > 3)
        {
            thread.TypeError(arguments.Length == 0
                ? "throw expected at least 1 argument, got 0"
                : $"throw expected at most 3 arguments, got {arguments.Length}");
            return null;
        }

        if (arguments.Length > 1 && !Warnings.Warn(thread, ExceptionTypes.DeprecationWarning, "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead."))
        {
            return null;
        }

        Value type = arguments[0];
        Value value = arguments.Length > 1 ? arguments[1] : Value.None;
        TracebackObject? traceback = null;
        if (arguments.Length > 2 && !arguments[2].IsNone)
        {
            traceback = arguments[2].Ref as TracebackObject;
            if (traceback is null)
            {
                thread.TypeError("throw() third argument must be a traceback object");
                return null;
            }
        }

        ExceptionObject? exception = Make(thread, type, value);
        if (exception is not null && traceback is not null)
        {
            ExceptionFields.SetTraceback(thread, exception, traceback);
        }

        return exception;
    }

    private static ExceptionObject? Make(ThreadState thread, Value type, Value value)
    {
        if (type.Ref is ExceptionObject instance)
        {
            if (!value.IsNone)
            {
                thread.TypeError("instance exception may not have a separate value");
                return null;
            }

            RefCount.Retain(thread, instance);
            return instance;
        }

        if (type.Ref is not TypeObject cls || !cls.IsSubtypeOf(ExceptionTypes.BaseException))
        {
            thread.TypeError($"exceptions must be classes or instances deriving from BaseException, not {type.Type.Name}");
            return null;
        }

        if (value.Ref is ExceptionObject made && made.Type.IsSubtypeOf(cls))
        {
            RefCount.Retain(thread, made);
            return made;
        }

        // What the making of it raises is thrown in its place.
        return (value.IsNone ? ExceptionCreation.Instantiate(thread, cls)
            : value.Ref is TupleObject tuple ? ExceptionCreation.Instantiate(thread, cls, tuple.Span)
            : ExceptionCreation.Instantiate(thread, cls, [value])) ?? thread.TakeException();
    }
}
