using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>Where a future stands.</summary>
internal enum FutureState : byte
{
    Pending,
    Cancelled,
    Finished,
}

/// <summary>A done-callback; a task that waits stands for its own wake-up.</summary>
internal readonly record struct DoneCallback(PyObject Function, ContextObject Context);

/// <summary>What few futures have. There may be many futures, and the host GC walks over all that live.</summary>
internal sealed class FutureDetails
{
    public Value CancelMessage = Value.None;
    public Value SourceTraceback = Value.None;
    public ExceptionObject? CancelledError;

    /// <summary>The exception's traceback when it was set: raising it again starts from there.</summary>
    public TracebackObject? Traceback;

    /// <summary>Notices that nobody has taken the exception.</summary>
    public object? Watch;

    /// <summary>A set of the futures and tasks that await this one through something else, as gather() and wait() do.</summary>
    public Value AwaitedBy = Value.None;
}

/// <summary>asyncio.Future (CPython Modules/_asynciomodule.c).</summary>
internal class FutureObject : PyObject
{
    public Value Loop = Value.None;
    public Value Result = Value.None;
    public ExceptionObject? Exception;
    public FutureState State;

    /// <summary>Yielded by await and on its way to the task; null when a class has set it to None.</summary>
    public bool? IsBlocking = false;

    private DoneCallback _first;
    private List<DoneCallback>? _more;
    private FutureDetails? _details;

    public FutureObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
        // __del__ has something to say only when nobody has taken an exception, or of a task that did not end.
        if (!type.IsHeap)
        {
            Status |= ObjectFlags.Finalized;
        }
    }

    /// <summary>Nobody has looked at the exception: __del__ tells of it.</summary>
    public bool LogsTraceback { get; private set; }

    public bool IsDone => State != FutureState.Pending;

    public bool HasCallbacks => _first.Context is not null;

    public IEnumerable<DoneCallback> Callbacks => _first.Context is null ? [] : [_first, .. _more ?? []];

    public Value CancelMessage => _details is { } details ? details.CancelMessage : Value.None;

    public Value SourceTraceback => _details is { } details ? details.SourceTraceback : Value.None;

    /// <summary>Who awaits it through something else: a set, or None.</summary>
    public Value AwaitedBy => _details is { } details ? details.AwaitedBy : Value.None;

    public FutureDetails Details => _details ??= new FutureDetails();

    public bool HasCancelledError => _details?.CancelledError is not null;

    /// <summary>Says whether __del__ shall tell of the exception.</summary>
    public void SetLogsTraceback(ThreadState thread, bool value)
    {
        LogsTraceback = value;
        if (!value)
        {
            if (_details?.Watch is { } watch)
            {
                GC.SuppressFinalize(watch);
                _details.Watch = null;
            }

            return;
        }

        Status &= ~ObjectFlags.Finalized;
        Details.Watch = new UnretrievedWatch(thread.Interpreter, this);
    }

    /// <summary>The references move in.</summary>
    public void Add(DoneCallback callback)
    {
        if (_first.Context is null)
        {
            _first = callback;
        }
        else
        {
            (_more ??= []).Add(callback);
        }
    }

    /// <summary>Takes the callbacks out; their references move to the caller.</summary>
    public (DoneCallback First, List<DoneCallback>? More) TakeCallbacks()
    {
        (DoneCallback, List<DoneCallback>?) all = (_first, _more);
        _first = default;
        _more = null;
        return all;
    }

    /// <summary>Takes the exception over, with its traceback as it is now.</summary>
    public void SetException(ThreadState thread, ExceptionObject exception)
    {
        Exception = exception;
        if (exception.Traceback is { } traceback)
        {
            RefCount.Retain(thread, traceback);
            Details.Traceback = traceback;
        }
    }

    /// <summary>The exception, a new reference, with the traceback that it had when it was set.</summary>
    public ExceptionObject ExceptionToRaise(ThreadState thread)
    {
        ExceptionObject exception = Exception!;
        RefCount.Retain(thread, exception);
        TracebackObject? old = exception.Traceback;
        TracebackObject? kept = _details?.Traceback;
        if (!ReferenceEquals(old, kept))
        {
            if (kept is not null)
            {
                RefCount.Retain(thread, kept);
            }

            exception.Traceback = kept;
            if (old is not null)
            {
                RefCount.Release(thread, old);
            }
        }

        return exception;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        SetLogsTraceback(thread, false);
        (DoneCallback first, List<DoneCallback>? more) = TakeCallbacks();
        if (first.Context is not null)
        {
            Release(thread, first);
            foreach (DoneCallback callback in more ?? [])
            {
                Release(thread, callback);
            }
        }

        AsyncioFields.Set(thread, ref Result, Value.None);
        AsyncioFields.Set(thread, ref Exception, null);
        if (_details is { } details)
        {
            _details = null;
            AsyncioFields.Set(thread, ref details.CancelMessage, Value.None);
            AsyncioFields.Set(thread, ref details.SourceTraceback, Value.None);
            AsyncioFields.Set(thread, ref details.AwaitedBy, Value.None);
            AsyncioFields.Set(thread, ref details.CancelledError, null);
            if (details.Traceback is { } traceback)
            {
                details.Traceback = null;
                RefCount.Release(thread, traceback);
            }
        }

        AsyncioFields.Set(thread, ref Loop, Value.None);
    }

    public static void Release(ThreadState thread, in DoneCallback callback)
    {
        RefCount.Release(thread, callback.Function);
        RefCount.Release(thread, callback.Context);
    }

    /// <summary>Notices when the host GC finds a future whose exception nobody has taken, in a reference cycle.</summary>
    private sealed class UnretrievedWatch(InterpreterState interpreter, FutureObject future)
    {
        ~UnretrievedWatch() => interpreter.ReportUnreachable(future);
    }
}
