using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>
/// Who awaits whom. A task that awaits a future stands among the future's callbacks anyway, so only what waits through
/// something else (gather(), wait(), shield() ...) is recorded, and an await costs nothing more.
/// </summary>
internal static class AwaitGraph
{
    /// <summary>The tasks and futures that await this one as a frozenset, or None.</summary>
    public static Value AwaitedBy(ThreadState thread, FutureObject future)
    {
        List<Value> found = [.. future.Callbacks.Select(static c => TaskOf(c.Function)).OfType<TaskObject>().Select(Value.Of)];
        if (future.AwaitedBy.Ref is SetObject recorded)
        {
            if (Iterables.ToArray(thread, Value.Of(recorded)) is not { } others)
            {
                return Value.Error;
            }

            found.AddRange(others);
            foreach (Value other in others)
            {
                thread.Release(other); // the set has it
            }
        }

        if (found.Count == 0)
        {
            return Value.None;
        }

        Value list = Value.Of(TupleObject.Of(thread, [.. found]));
        Value result = thread.Call(Value.Of(BuiltinTypes.FrozenSet), list);
        thread.Release(list);
        return result;
    }

    /// <summary>Records it when both are asyncio's own; false with an exception set.</summary>
    public static bool Add(ThreadState thread, Value future, Value waiter)
    {
        if (future.Ref is not FutureObject awaited || waiter.Ref is not FutureObject)
        {
            return true;
        }

        if (awaited.AwaitedBy.IsNone)
        {
            Value made = thread.Call(Value.Of(BuiltinTypes.Set));
            if (made.IsError)
            {
                return false;
            }

            AsyncioFields.Set(thread, ref awaited.Details.AwaitedBy, made);
        }

        return Change(thread, awaited, AsyncioTypes.Add, waiter);
    }

    /// <summary>Takes the record back; false with an exception set.</summary>
    public static bool Discard(ThreadState thread, Value future, Value waiter) =>
        future.Ref is not FutureObject { AwaitedBy.IsNone: false } awaited || Change(thread, awaited, AsyncioTypes.Discard, waiter);

    private static bool Change(ThreadState thread, FutureObject awaited, StrObject method, Value waiter)
    {
        Value done = thread.CallMethod(awaited.AwaitedBy, method, waiter);
        thread.Release(done.IsError ? Value.None : done);
        return !done.IsError;
    }

    private static TaskObject? TaskOf(PyObject callback) => callback switch
    {
        TaskObject task => task,
        BoundNativeObject { Self.Ref: TaskObject task } wakeup when ReferenceEquals(wakeup.Function, AsyncioTypes.Task.Lookup(AsyncioTypes.Wakeup).Ref) => task,
        _ => null,
    };
}
