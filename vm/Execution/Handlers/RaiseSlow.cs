using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>The raise statement for anything but an exception object alone.</summary>
internal static class RaiseSlow
{
    private const string NotAnException = "exceptions must derive from BaseException";

    /// <summary>raise: the handled exception again, its traceback as it is.</summary>
    public static Flow Handled(ThreadState thread)
    {
        if (thread.Handled is not { } handled)
        {
            thread.RuntimeError("No active exception to reraise");
            return Flow.Error;
        }

        RefCount.Retain(thread, handled);
        thread.Exception = handled;
        thread.IsReraising = true;
        return Flow.Error;
    }

    /// <summary>raise value, borrowed.</summary>
    public static Flow Value(ThreadState thread, Value value)
    {
        if (ExceptionCreation.FromRaised(thread, value, NotAnException) is { } exception)
        {
            thread.RaiseObject(exception);
        }

        return Flow.Error;
    }

    /// <summary>raise value from cause, both borrowed.</summary>
    public static Flow WithCause(ThreadState thread, Value value, Value cause)
    {
        if (ExceptionCreation.FromRaised(thread, value, NotAnException) is not { } exception)
        {
            return Flow.Error;
        }

        ExceptionObject? link = null;
        if (!cause.IsNone)
        {
            link = ExceptionCreation.FromRaised(thread, cause, "exception causes must derive from BaseException");
            if (link is null)
            {
                RefCount.Release(thread, exception);
                return Flow.Error;
            }
        }

        ExceptionFields.SetCause(thread, exception, link);
        thread.RaiseObject(exception);
        return Flow.Error;
    }
}

/// <summary>
/// The handled exception inside a generator: what the body itself handles is kept apart from what its resumer handles,
/// because another resumer may come (see <see cref="GeneratorFlow"/>).
/// </summary>
internal static class HandledInGenerator
{
    /// <summary>PushHandled: the exception is given with one new reference; what the body handled so far goes to the register.</summary>
    public static Flow Push(ThreadState thread, GeneratorObject generator, ExceptionObject exception, ref Value saved)
    {
        saved = generator.Handled is { } own ? Runtime.Value.Of(own) : Runtime.Value.Unbound;
        generator.Handled = exception;
        Show(thread, exception);
        return Flow.Next;
    }

    /// <summary>PopHandled: the reference of what the body handled before moves in.</summary>
    public static Flow Pop(ThreadState thread, GeneratorObject generator, ExceptionObject? outer)
    {
        ExceptionObject? own = generator.Handled;
        generator.Handled = outer;
        Show(thread, outer ?? generator.OuterHandled);
        if (own is not null)
        {
            RefCount.Release(thread, own);
        }

        return Flow.Next;
    }

    /// <summary>Another exception (borrowed) takes the place of the one that is being handled, in a generator (null elsewhere) or not.</summary>
    public static void Replace(ThreadState thread, GeneratorObject? generator, ExceptionObject exception)
    {
        if (generator is not null)
        {
            RefCount.Retain(thread, exception);
            ExceptionObject? own = generator.Handled;
            generator.Handled = exception;
            if (own is not null)
            {
                RefCount.Release(thread, own);
            }
        }

        Show(thread, exception);
    }

    private static void Show(ThreadState thread, ExceptionObject? exception)
    {
        if (exception is not null)
        {
            RefCount.Retain(thread, exception);
        }

        ExceptionObject? old = thread.Handled;
        thread.Handled = exception;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }
}
