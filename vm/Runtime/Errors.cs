using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Raising from natives: each sets the thread's exception and returns <see cref="Value.Error"/>, so that a native can say
/// <c>return thread.TypeError("...")</c>. Nothing is thrown in .NET.
/// </summary>
public static class Errors
{
    private static Message? s_indexMessage;

    /// <summary>Raises an exception with a message (no argument when null).</summary>
    public static Value Raise(this ThreadState thread, TypeObject type, string? message = null) =>
        thread.RaiseObject(message is null ? ExceptionObject.Make(thread, type) : ExceptionObject.Make(thread, type, Value.Str(message)));

    /// <summary>Raises an exception with one argument, which is borrowed.</summary>
    public static Value RaiseWith(this ThreadState thread, TypeObject type, Value argument) =>
        thread.RaiseObject(ExceptionObject.Make(thread, type, thread.Retain(argument)));

    /// <summary>Puts an exception object in flight; its reference moves in. The handled exception becomes its context.</summary>
    public static Value RaiseObject(this ThreadState thread, ExceptionObject exception) => RaiseThrown(thread, exception, thread.Handled);

    /// <summary>
    /// As <see cref="RaiseObject"/>, with another exception as the handled one: what is thrown into a generator gets only what the
    /// generator itself handles as its context (CPython _PyErr_ChainStackItem).
    /// </summary>
    internal static Value RaiseThrown(this ThreadState thread, ExceptionObject exception, ExceptionObject? handled)
    {
        if (handled is not null && !ReferenceEquals(handled, exception))
        {
            SetContext(thread, exception, handled);
        }

        ExceptionObject? old = thread.Exception;
        thread.Exception = exception;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }

        return Value.Error;
    }

    public static Value TypeError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.TypeError, message);

    public static Value ValueError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.ValueError, message);

    /// <summary>IndexError, whose messages are constants, in loops mostly the same one again: its str is kept.</summary>
    public static Value IndexError(this ThreadState thread, string message)
    {
        if (s_indexMessage is not { } known || !ReferenceEquals(known.Text, message))
        {
            s_indexMessage = known = new Message(message, Value.Str(message));
        }

        return thread.RaiseWith(ExceptionTypes.IndexError, known.Argument);
    }

    public static Value OverflowError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.OverflowError, message);

    public static Value ZeroDivisionError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.ZeroDivisionError, message);

    public static Value RuntimeError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.RuntimeError, message);

    public static Value SystemError(this ThreadState thread, string message) => thread.Raise(ExceptionTypes.SystemError, message);

    public static Value MemoryError(this ThreadState thread) => thread.Raise(ExceptionTypes.MemoryError);

    /// <summary>KeyError of a borrowed key.</summary>
    public static Value KeyError(this ThreadState thread, Value key) => thread.RaiseWith(ExceptionTypes.KeyError, key);

    /// <summary>AttributeError with its obj and name (for "did you mean").</summary>
    public static Value AttributeError(this ThreadState thread, string message, Value target, StrObject name)
    {
        ExceptionObject exception = ExceptionObject.Make(thread, ExceptionTypes.AttributeError, Value.Str(message));
        exception.Members = new object?[2];
        exception.Members[ExceptionMembers.Name] = name;
        exception.Members[ExceptionMembers.Object] = Slot.Content(thread.Retain(target));
        return thread.RaiseObject(exception);
    }

    /// <summary>NameError with its name (for "did you mean").</summary>
    public static Value NameError(this ThreadState thread, TypeObject type, string message, StrObject name)
    {
        ExceptionObject exception = ExceptionObject.Make(thread, type, Value.Str(message));
        exception.Members = new object?[1];
        exception.Members[ExceptionMembers.Name] = name;
        return thread.RaiseObject(exception);
    }

    /// <summary>StopIteration carrying a generator's result; the value's reference moves in.</summary>
    public static Value StopIteration(this ThreadState thread, Value value)
    {
        ExceptionObject exception = value.IsNone
            ? ExceptionObject.Make(thread, ExceptionTypes.StopIteration)
            : ExceptionObject.Make(thread, ExceptionTypes.StopIteration, thread.Retain(value));
        exception.Members = new object?[1];
        exception.Members[ExceptionMembers.StopValue] = Slot.Content(value);
        return thread.RaiseObject(exception);
    }

    /// <summary>Sets __context__, cutting a cycle that the chain would otherwise close (as _PyErr_SetObject).</summary>
    internal static void SetContext(ThreadState thread, ExceptionObject exception, ExceptionObject context)
    {
        ExceptionObject link = context;
        // Programs can close the chain themselves; the slow link meets the fast one in such a circle.
        ExceptionObject slow = context;
        bool advance = false;
        while (link.Context is { } next)
        {
            if (ReferenceEquals(next, exception))
            {
                link.Context = null;
                RefCount.Release(thread, next);
                break;
            }

            link = next;
            if (ReferenceEquals(link, slow))
            {
                break;
            }

            slow = advance ? slow.Context ?? slow : slow;
            advance = !advance;
        }

        ExceptionObject? old = exception.Context;
        RefCount.Retain(thread, context);
        exception.Context = context;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }

    /// <summary>A constant message as an argument.</summary>
    private sealed record Message(string Text, Value Argument);
}
