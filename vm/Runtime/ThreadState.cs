using System.Diagnostics.CodeAnalysis;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Everything one thread of one interpreter needs to run bytecode; passed explicitly to every native, never looked up.
/// </summary>
public sealed class ThreadState
{
    internal const int MaxDestructionDepth = 40;

    internal readonly Stack<PyObject> DestructionQueue = new();

    internal int DestructionDepth;

    /// <summary>See <see cref="ReprGuard"/>.</summary>
    internal readonly List<PyObject> ReprsRunning = [];

    /// <summary>The id that this thread presents to counts; which one is the mode's choice (DESIGN 1).</summary>
    internal int OwnerId;

    /// <summary>What the thread waits on while it sleeps, see <see cref="Pausing"/>.</summary>
    internal readonly object Pause = new();

    /// <summary>The exception in flight; set exactly when a native has returned <see cref="Value.Error"/>.</summary>
    internal ExceptionObject? Exception;

    /// <summary>The exception being handled, sys.exception(); a counted reference.</summary>
    internal ExceptionObject? Handled;

    internal Frame CurrentFrame;

    /// <summary>A segment that a deep call has left, kept for the next.</summary>
    internal Value[]? SpareSegment;

    /// <summary>The exception in flight is being raised again: its traceback already has the running frame.</summary>
    internal bool IsReraising;

    /// <summary>sys.set_asyncgen_hooks(firstiter=...); a counted reference or None.</summary>
    internal Value AsyncFirstIterationHook = Value.None;

    /// <summary>sys.set_asyncgen_hooks(finalizer=...); a counted reference or None.</summary>
    internal Value AsyncFinalizerHook = Value.None;

    /// <summary>Result of a frame that ends a run of the loop.</summary>
    internal Value Result;

    /// <summary>Depth of Pyl calls, and of natives that recurse, against the recursion limit.</summary>
    internal int Depth;

    /// <summary>Nonzero when a safe point has something to do: see <see cref="SafePoint"/>.</summary>
    internal volatile int Breaker;

    /// <summary>Counted objects this thread has created and finalised.</summary>
    internal long Created;

    internal long Finalised;

    public ThreadState(InterpreterState interpreter, int ownerId)
    {
        Interpreter = interpreter;
        OwnerId = ownerId;
        CurrentFrame = Frame.Bottom();
        interpreter.MergeQueue.Register(this);
    }

    public InterpreterState Interpreter { get; }

    /// <summary>True when an exception is in flight.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool HasException => Exception is not null;

    /// <summary>Asks the thread to merge queued counts at its next safe point.</summary>
    internal void RequestMerge() => SafePoint.Request(this, SafePoint.Merge);

    /// <summary>Takes the exception in flight; the reference moves to the caller.</summary>
    public ExceptionObject TakeException()
    {
        ExceptionObject exception = Exception!;
        Exception = null;
        return exception;
    }

    /// <summary>Drops the exception in flight.</summary>
    public void ClearException()
    {
        if (Exception is { } exception)
        {
            Exception = null;
            RefCount.Release(this, exception);
        }
    }

    /// <summary>True, and the exception dropped, when the exception in flight is an instance of the type.</summary>
    public bool ClearIf(TypeObject type)
    {
        if (Exception is { } exception && exception.Type.IsSubtypeOf(type))
        {
            ClearException();
            return true;
        }

        return false;
    }

    /// <summary>Releases a value that the caller owns.</summary>
    public void Release(Value value) => RefCount.Release(this, value);

    /// <summary>A new reference to a borrowed value.</summary>
    public Value Retain(Value value)
    {
        RefCount.Retain(this, value);
        return value;
    }

    /// <summary>Enters a blocking region: the interpreter's lock, if any, is let go. Nothing counted may be touched until <see cref="EndBlocking"/>.</summary>
    public void BeginBlocking() => Interpreter.Parallelism.Release(this);

    /// <summary>Leaves a blocking region.</summary>
    public void EndBlocking() => Interpreter.Parallelism.Acquire(this);
}
