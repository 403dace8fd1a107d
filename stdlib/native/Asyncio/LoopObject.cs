using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>Something that the loop is to do in its next round.</summary>
/// <param name="Function">What to call with the argument; a task, of which it is a step; or a program's Handle, alone.</param>
/// <param name="Argument">The future that is done, an exception, or null for a first step.</param>
/// <param name="Context">The context to call it in.</param>
internal readonly record struct ReadyCall(PyObject Function, PyObject? Argument, ContextObject? Context);

/// <summary>
/// What of an event loop is native: the callbacks that are ready. asyncio's own futures and tasks put what they have to call
/// here without a Handle, which nobody would see.
/// </summary>
internal sealed class LoopObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    private readonly Queue<ReadyCall> _ready = new();

    /// <summary>The first of the tasks that are not done; not counted, each takes itself out at its end.</summary>
    private TaskObject? _firstTask;

    public bool IsClosed;
    public bool IsDebug;

    /// <summary>A subclass has a call_soon of its own: it sees every callback.</summary>
    public bool HasOwnCallSoon;

    public Value TaskFactory = Value.None;

    /// <summary>The task that runs; not counted.</summary>
    public PyObject? Current;

    /// <summary>True when callbacks may go into the queue directly.</summary>
    public bool IsDirect => !IsDebug && !IsClosed && !HasOwnCallSoon;

    public int Count
    {
        get
        {
            lock (_ready)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>get_debug() of any loop; null with an exception set.</summary>
    public static bool? IsDebugging(ThreadState thread, Value loop)
    {
        if (loop.Ref is LoopObject own)
        {
            return own.IsDebug;
        }

        Value debug = thread.CallMethod(loop, AsyncioTypes.GetDebug);
        if (debug.IsError)
        {
            return null;
        }

        int answer = Operators.IsTrue(thread, debug);
        thread.Release(debug);
        return answer < 0 ? null : answer > 0;
    }

    /// <summary>The references in it move in.</summary>
    public void Add(ReadyCall call)
    {
        lock (_ready)
        {
            _ready.Enqueue(call);
        }
    }

    public bool TryTake(out ReadyCall call)
    {
        lock (_ready)
        {
            return _ready.TryDequeue(out call);
        }
    }

    /// <summary>What is ready, for those who look, new references; what has no handle yet gets one.</summary>
    public Value[] Handles(ThreadState thread)
    {
        lock (_ready)
        {
            for (int i = _ready.Count; i > 0; i--)
            {
                ReadyCall call = _ready.Dequeue();
                _ready.Enqueue(call.Function is HandleObject ? call : new ReadyCall(HandleMethods.Of(thread, this, call), null, null));
            }

            return [.. _ready.Select(c => thread.Retain(Value.Of(c.Function)))];
        }
    }

    public void Clear(ThreadState thread)
    {
        while (TryTake(out ReadyCall call))
        {
            Release(thread, call);
        }
    }

    public static void Release(ThreadState thread, in ReadyCall call)
    {
        RefCount.Release(thread, call.Function);
        if (call.Argument is { } argument)
        {
            RefCount.Release(thread, argument);
        }

        if (call.Context is { } context)
        {
            RefCount.Release(thread, context);
        }
    }

    public void Link(TaskObject task)
    {
        lock (_ready)
        {
            task.Next = _firstTask;
            if (_firstTask is { } next)
            {
                next.Previous = task;
            }

            _firstTask = task;
            task.IsLinked = true;
        }
    }

    public void Unlink(TaskObject task)
    {
        if (!task.IsLinked)
        {
            return;
        }

        lock (_ready)
        {
            if (task.Previous is { } previous)
            {
                previous.Next = task.Next;
            }
            else
            {
                _firstTask = task.Next;
            }

            if (task.Next is { } next)
            {
                next.Previous = task.Previous;
            }

            task.IsLinked = false;
            task.Next = task.Previous = null;
        }
    }

    /// <summary>Appends the tasks that are not done to the list.</summary>
    public void CopyTasks(ThreadState thread, ListObject list)
    {
        lock (_ready)
        {
            for (TaskObject? task = _firstTask; task is not null; task = task.Next)
            {
                if (RefCount.TryRetain(thread, task))
                {
                    list.Add(Value.Of(task));
                }
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Clear(thread);
        AsyncioFields.Set(thread, ref TaskFactory, Value.None);
    }
}
