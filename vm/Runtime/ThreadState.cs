using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Pyl.VM.Execution;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Execution.Tracing;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Everything one thread of one interpreter needs to run bytecode; passed explicitly to every native, never looked up.
/// </summary>
public sealed class ThreadState
{
    internal const int MaxDestructionDepth = 40;

    private static int s_states;

    private Dictionary<object, object>? _locals;

    internal readonly List<PyObject> DestructionQueue = [];

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

    /// <summary>How many recordings of the compiled tier are under way, each in a native that the one before has called.</summary>
    internal int Recordings;

    /// <summary>A trace or profile function is set, and does not run: see <see cref="ThreadTracing"/>.</summary>
    internal bool IsTraced;

    /// <summary>Null while nobody has asked for tracing.</summary>
    internal ThreadTracing? Tracing;

    /// <summary>What dead objects have left for new ones.</summary>
    internal readonly Spares Spares = new();

    /// <summary>What places that see many classes have found when they read attributes, see <see cref="SiteMemo"/>; null while there is no such place.</summary>
    internal SiteMemo? Reads;

    /// <summary>The same of places that call methods.</summary>
    internal SiteMemo? MethodLoads;

    /// <summary>A buffer for the arguments of one call, null while it is in use.</summary>
    internal Value[]? ArgumentBuffer;

    /// <summary>A buffer for text that is being made, null while it is in use.</summary>
    internal char[]? TextBuffer;

    /// <summary>Result of a frame that ends a run of the loop.</summary>
    internal Value Result;

    /// <summary>Depth of Pyl calls, and of natives that recurse, against the recursion limit.</summary>
    internal int Depth;

    /// <summary>KeyboardInterrupt is asked for; see <see cref="Interruption.Raise"/>.</summary>
    internal bool IsInterrupted;

    /// <summary>
    /// The depth up to which a call goes straight on: the recursion limit, or none while a request waits, so that calls need no test of their own for
    /// <see cref="Breaker"/>. See <see cref="SafePoint.BeforeCall"/>.
    /// </summary>
    internal int CallLimit;

    /// <summary>Above this address the C# stack is known to have room, see <see cref="StackGuard"/>. A thread state that moves to another OS thread starts again.</summary>
    internal nint KnownStack = nint.MaxValue;

    /// <summary>Nonzero when a safe point has something to do: see <see cref="SafePoint"/>.</summary>
    internal volatile int Breaker;

    /// <summary>When the compiled tier last asked for a safe point, see <see cref="SafePoint.Sample"/>.</summary>
    internal long SampleAskedAt;

    /// <summary>Counted objects this thread has created and finalised.</summary>
    internal long Created;

    internal long Finalised;

    /// <summary>Objects that are reported when the host GC finds them unreachable, less those that have ended otherwise: as far as this thread knows.</summary>
    internal long Watched;

    /// <summary>Those of them that are instances with __del__.</summary>
    internal long WatchedInstances;

    /// <summary>What another thread pulses to wake this one from a wait, see <see cref="Waiting"/>; null while it does not wait.</summary>
    internal volatile object? WaitingOn;

    /// <summary>Wakes the thread from a wait in the system for descriptors; null while it has never waited so. Any thread calls it.</summary>
    internal volatile Action? WakeFromSystem;

    /// <summary>What a print() of this thread has made and not written yet; null while it has printed one value at a time.</summary>
    internal PrintedLine? Line;

    /// <summary>How many locks of streams the thread has, see <see cref="Sync.StreamLock"/>.</summary>
    internal int HeldStreams;

    internal readonly ThreadStatistics Statistics = new();

    /// <summary>The objects whose locks the thread holds, in free threading.</summary>
    internal readonly SectionStack Sections;

    /// <summary>See <see cref="Attachment"/>; only free threading looks at it.</summary>
    internal int AttachmentState;

    /// <summary>The state, in another interpreter, as which this thread of the system runs meanwhile: Ctrl-C is for that one.</summary>
    internal volatile ThreadState? RunsAs;

    /// <summary>The running contextvars.Context, a counted reference; null while nobody has asked.</summary>
    internal PyObject? Context;

    /// <summary>The module that the thread waits for while another loads it; guarded by the interpreter's <see cref="ImportLocks"/>.</summary>
    internal string? AwaitedModule;

    /// <summary>The asyncio event loop that runs in the thread, a counted reference; null for none.</summary>
    internal PyObject? EventLoop;

    /// <summary>What natives keep for this thread alone (threading.local, the running context), by a key of theirs.</summary>
    internal Dictionary<object, object> Locals => _locals ??= [];

    /// <summary>A state for a thread that is about to run in the interpreter; <see cref="ThreadTable.Remove"/> when it has ended.</summary>
    public ThreadState(InterpreterState interpreter, bool isMain = false)
    {
        Interpreter = interpreter;
        OwnerId = interpreter.Parallelism.OwnerIdFor(interpreter);
        OwnsNothing = interpreter.Parallelism.Counting == Parallelism.RefCounting.Atomic;
        Foreign = interpreter.Parallelism is { HasLock: false, Counting: Parallelism.RefCounting.Biased } ? new ForeignCounts() : null;
        CurrentFrame = Frame.Bottom(isMain ? Frame.SegmentSize : Frame.FirstSegmentSize);
        IsMain = isMain;
        Identifier = ThreadTable.NextIdentifier();
        Sections = new SectionStack(this);
        if (FreeThreading.IsOn && Interlocked.Increment(ref s_states) > 1)
        {
            FreeThreading.BecomeSeveral();
        }

        interpreter.MergeQueue.Register(this);
        interpreter.Threads.Add(this);
        if (!Execution.Compiled.Tier.IsOff)
        {
            Execution.Compiled.SampledThreads.Add(this);
        }
    }

    /// <summary>True when what it makes belongs to nobody (--refcount atomic).</summary>
    internal readonly bool OwnsNothing;

    /// <summary>What it has counted in advance; only in free threading with biased counts.</summary>
    internal readonly ForeignCounts? Foreign;

    /// <summary>True for the thread that made the interpreter: signals are its business.</summary>
    public bool IsMain { get; }

    /// <summary>threading.get_ident().</summary>
    public long Identifier { get; }

    /// <summary>A thread that the end of the interpreter does not wait for.</summary>
    public bool IsDaemon { get; internal set; }

    public InterpreterState Interpreter { get; }

    /// <summary>How many frames of its creation a coroutine made by this thread notes: sys.set_coroutine_origin_tracking_depth.</summary>
    public int CoroutineOriginDepth { get; set; }

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
    public void BeginBlocking()
    {
        if (Interpreter.Lock is { } held)
        {
            held.Release(this);
        }
        else
        {
            CriticalSection.Suspend(this);
            Statistics.EndHolding();
            Volatile.Write(ref AttachmentState, Attachment.Detached);
        }
    }

    /// <summary>Leaves a blocking region.</summary>
    public void EndBlocking()
    {
        // An interpreter's thread state runs on whatever OS thread calls the interpreter: what was known of another stack is void.
        KnownStack = nint.MaxValue;
        if (Interpreter.Lock is { } wanted)
        {
            wanted.Acquire(this);
        }
        else
        {
            Attachment.Attach(this);
            Statistics.LockTakenAt = Stopwatch.GetTimestamp();
        }

        if (Interpreter.IsHalting && HeldStreams == 0 && !ReferenceEquals(this, Interpreter.Threads.Main))
        {
            Interpreter.Threads.HaltDaemon(this);
        }

        if (Interpreter.Lock is null)
        {
            CriticalSection.Resume(this);
        }
    }
}
