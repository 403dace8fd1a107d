using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>Something that the loop is to do in its next round.</summary>
/// <param name="Function">What to call with the argument; the task when it is a task's step.</param>
/// <param name="Argument">The future that is done, an exception, or Unbound for a first step.</param>
/// <param name="Context">The context to call it in.</param>
/// <param name="Handle">A program's callback; then nothing else is set.</param>
internal readonly record struct ReadyCall(Value Function, Value Argument, ContextObject? Context, HandleObject? Handle);

/// <summary>
/// What of an event loop is native: the callbacks that are ready. asyncio's own futures and tasks put what they have to call
/// here without a Handle, which nobody would see.
/// </summary>
internal sealed class LoopObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    private readonly Queue<ReadyCall> _ready = new();

    /// <summary>The tasks that are not done; not counted, each takes itself out at its end.</summary>
    public readonly HashSet<TaskObject> Tasks = [];

    public bool IsClosed;
    public bool IsDebug;

    /// <summary>A subclass has a call_soon of its own: it sees every callback.</summary>
    public bool HasOwnCallSoon;

    public Value TaskFactory = Value.None;

    /// <summary>The task that runs; not counted.</summary>
    public TaskObject? Current;

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

    /// <summary>The handles that are ready, for those who look; new references.</summary>
    public Value[] Handles(ThreadState thread)
    {
        lock (_ready)
        {
            return [.. _ready.Where(static c => c.Handle is not null).Select(c => thread.Retain(Value.Of(c.Handle!)))];
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
        if (call.Handle is { } handle)
        {
            RefCount.Release(thread, handle);
            return;
        }

        thread.Release(call.Function);
        if (!call.Argument.IsUnbound)
        {
            thread.Release(call.Argument);
        }

        RefCount.Release(thread, call.Context!);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Clear(thread);
        AsyncioFields.Set(thread, ref TaskFactory, Value.None);
    }
}
