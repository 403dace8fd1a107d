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
internal readonly record struct DoneCallback(Value Function, ContextObject Context);

/// <summary>asyncio.Future (CPython Modules/_asynciomodule.c).</summary>
internal class FutureObject : PyObject
{
    public Value Loop = Value.None;
    public Value Result = Value.None;
    public Value CancelMessage = Value.None;
    public Value SourceTraceback = Value.None;
    public ExceptionObject? Exception;
    public ExceptionObject? CancelledError;
    public FutureState State;

    /// <summary>Yielded by await and on its way to the task; null when a class has set it to None.</summary>
    public bool? IsBlocking = false;

    private DoneCallback _first;
    private List<DoneCallback>? _more;
    private TracebackObject? _traceback;
    private UnretrievedWatch? _watch;

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

    /// <summary>The exception's traceback when it was set: raising it again starts from there.</summary>
    public TracebackObject? ExceptionTraceback => _traceback;

    /// <summary>Says whether __del__ shall tell of the exception.</summary>
    public void SetLogsTraceback(ThreadState thread, bool value)
    {
        LogsTraceback = value;
        if (!value)
        {
            _watch?.Withdraw();
            _watch = null;
            return;
        }

        Status &= ~ObjectFlags.Finalized;
        _watch = new UnretrievedWatch(thread.Interpreter, this);
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
            _traceback = traceback;
        }
    }

    /// <summary>The exception, a new reference, with the traceback that it had when it was set.</summary>
    public ExceptionObject ExceptionToRaise(ThreadState thread)
    {
        ExceptionObject exception = Exception!;
        RefCount.Retain(thread, exception);
        TracebackObject? old = exception.Traceback;
        if (!ReferenceEquals(old, _traceback))
        {
            if (_traceback is not null)
            {
                RefCount.Retain(thread, _traceback);
            }

            exception.Traceback = _traceback;
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
        AsyncioFields.Set(thread, ref CancelMessage, Value.None);
        AsyncioFields.Set(thread, ref SourceTraceback, Value.None);
        AsyncioFields.Set(thread, ref Exception, null);
        AsyncioFields.Set(thread, ref CancelledError, null);
        if (_traceback is { } traceback)
        {
            _traceback = null;
            RefCount.Release(thread, traceback);
        }

        AsyncioFields.Set(thread, ref Loop, Value.None);
    }

    public static void Release(ThreadState thread, in DoneCallback callback)
    {
        thread.Release(callback.Function);
        RefCount.Release(thread, callback.Context);
    }

    /// <summary>Notices when the host GC finds a future whose exception nobody has taken, in a reference cycle.</summary>
    private sealed class UnretrievedWatch(InterpreterState interpreter, FutureObject future)
    {
        ~UnretrievedWatch() => interpreter.ReportUnreachable(future);

        public void Withdraw() => GC.SuppressFinalize(this);
    }
}
