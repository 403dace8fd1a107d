using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Interpreters;

/// <summary>The module _interpqueues: queues between interpreters, by their ids.</summary>
[PyModule("_interpqueues", Doc = "This module provides primitive operations to manage Python interpreters' queues.\nThe 'interpreters' module provides a more convenient interface.")]
internal static class InterpreterQueuesModule
{
    [PyConstant("QueueError")]
    internal static readonly TypeObject Error = NativeExceptions.Make("concurrent.interpreters._queues", "QueueError", ExceptionTypes.RuntimeError);

    [PyConstant("QueueNotFoundError")]
    internal static readonly TypeObject NotFound = NativeExceptions.Make("concurrent.interpreters._queues", "QueueNotFoundError", Error);

    [PyFunction("create", Doc = "create(maxsize, unboundop) -> qid\n\nCreate a new cross-interpreter queue and return its unique generated ID.")]
    public static long Create(long maxsize, long unboundop) => InterpreterQueue.Create(maxsize, (UnboundItems)unboundop).Id;

    [PyFunction("destroy", Doc = "destroy(qid)\n\nClear and destroy the queue.  Afterward attempts to use the queue\nwill behave as though it never existed.")]
    public static Value Destroy(ThreadState thread, long qid) => InterpreterQueue.Destroy(qid) ? Value.None : Missing(thread, qid);

    [PyFunction("list_all", Doc = "list_all() -> [(qid, unboundop)]\n\nReturn the list of IDs for all queues.")]
    public static Value ListAll(ThreadState thread) => Value.Of(ListObject.Steal(
        thread, [.. InterpreterQueue.All.Select(q => Value.Of(TupleObject.Of(thread, [Value.Int(q.Id), Value.Int((long)q.Unbound)])))]));

    [PyFunction("bind", Doc = "bind(qid)\n\nTake a reference to the identified queue.")]
    public static Value Bind(ThreadState thread, long qid)
    {
        if (InterpreterQueue.Find(qid) is not { } queue)
        {
            return Missing(thread, qid);
        }

        queue.Bind();
        return Value.None;
    }

    [PyFunction("release", Doc = "release(qid)\n\nRelease a reference to the queue.\nThe queue is destroyed once there are no references left.")]
    public static Value Release(ThreadState thread, long qid)
    {
        InterpreterQueue.Find(qid)?.Unbind();
        return Value.None;
    }

    [PyFunction("put", Doc = "put(qid, obj, unboundop, timeout) -> bool\n\nAdd the object's data to the queue, waiting for room; False when there was none in time.")]
    public static Value Put(ThreadState thread, long qid, Value obj, long unboundop, Value timeout)
    {
        if (InterpreterQueue.Find(qid) is not { } queue)
        {
            return Missing(thread, qid);
        }

        if (!Threads.LockTimes.TryOptional(thread, timeout, out TimeSpan limit) || Packer.Pack(thread, obj) is not { } parcel)
        {
            return Value.Error;
        }

        return queue.Put(thread, parcel, (UnboundItems)unboundop, limit) switch
        {
            WaitResult.Done => Value.True,
            WaitResult.TimedOut => Value.False,
            _ => Value.Error,
        };
    }

    [PyFunction("get", Doc = "get(qid, timeout) -> (obj, unboundop) or None\n\nReturn a new object from the data at the front of the queue, waiting for one; None when there was none in time.\nunboundop is None unless the interpreter that put it has ended.")]
    public static Value Get(ThreadState thread, long qid, Value timeout)
    {
        if (InterpreterQueue.Find(qid) is not { } queue)
        {
            return Missing(thread, qid);
        }

        if (!Threads.LockTimes.TryOptional(thread, timeout, out TimeSpan limit))
        {
            return Value.Error;
        }

        switch (queue.Take(thread, limit, out Parcel? content, out UnboundItems unbound))
        {
            case WaitResult.TimedOut:
                return Value.None;
            case WaitResult.Interrupted:
                return Value.Error;
        }

        if (content is null)
        {
            return Value.Of(TupleObject.Of(thread, [Value.None, Value.Int((long)unbound)]));
        }

        Value item = Unpacker.Unpack(thread, content);
        return item.IsError ? item : Value.Of(TupleObject.Steal(thread, [item, Value.None]));
    }

    [PyFunction("get_maxsize", Doc = "get_maxsize(qid)\n\nReturn the maximum number of items in the queue.")]
    public static Value GetMaxSize(ThreadState thread, long qid) => InterpreterQueue.Find(qid) is { } queue ? Value.Int(queue.MaxSize) : Missing(thread, qid);

    [PyFunction("get_queue_defaults", Doc = "get_queue_defaults(qid)\n\nReturn the queue's default values, set when it was created.")]
    public static Value GetDefaults(ThreadState thread, long qid) =>
        InterpreterQueue.Find(qid) is { } queue ? Value.Of(TupleObject.Of(thread, [Value.Int((long)queue.Unbound)])) : Missing(thread, qid);

    [PyFunction("get_count", Doc = "get_count(qid)\n\nReturn the number of items in the queue.")]
    public static Value GetCount(ThreadState thread, long qid) => InterpreterQueue.Find(qid) is { } queue ? Value.Int(queue.Count) : Missing(thread, qid);

    [PyFunction("is_full", Doc = "is_full(qid)\n\nReturn true if the queue has a maxsize and has reached it.")]
    public static Value IsFull(ThreadState thread, long qid) => InterpreterQueue.Find(qid) is { } queue ? Value.Bool(queue.IsFull) : Missing(thread, qid);

    private static Value Missing(ThreadState thread, long qid) => thread.Raise(NotFound, $"queue {qid} not found");
}
