using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>What await on a future iterates over: the future itself once, then its result.</summary>
internal sealed class FutureIteratorObject(ThreadState thread, FutureObject future) : NativeAwaitableObject(thread, AsyncioTypes.FutureIterator)
{
    private FutureObject? _future = future;

    public override Value Send(ThreadState thread, out Value returned)
    {
        returned = Value.None;
        if (_future is not { } future)
        {
            return Value.End;
        }

        if (future.State == FutureState.Pending)
        {
            if (future.IsBlocking == true)
            {
                return thread.RuntimeError("await wasn't used with future");
            }

            future.IsBlocking = true;
            RefCount.Retain(thread, future);
            return Value.Of(future);
        }

        _future = null;
        returned = FutureMethods.Result(thread, future);
        Value result = returned.IsError ? Value.Error : Value.End;
        RefCount.Release(thread, future);
        return result;
    }

    /// <summary>After close() and throw() there is nothing to wait for any more.</summary>
    public void End(ThreadState thread) => ReleaseReferences(thread);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (_future is { } future)
        {
            _future = null;
            RefCount.Release(thread, future);
        }
    }
}

/// <summary>The methods of the iterator.</summary>
[PyType("FutureIter", typeof(FutureIteratorObject), Module = "_asyncio")]
internal static class FutureIteratorMethods
{
    internal static TypeObject Type => AsyncioTypes.FutureIterator;

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, FutureIteratorObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, FutureIteratorObject self)
    {
        Value result = self.Send(thread, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("send")]
    public static Value Send(ThreadState thread, FutureIteratorObject self, Value value) => Next(thread, self);

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, FutureIteratorObject self, ReadOnlySpan<Value> arguments)
    {
        if (ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        self.End(thread);
        return thread.RaiseObject(exception);
    }

    [PyMethod("close")]
    public static void Close(ThreadState thread, FutureIteratorObject self) => self.End(thread);
}

/// <summary>What asyncio.sleep(0) awaits: gives the other tasks a turn.</summary>
internal sealed class YieldOnceObject(ThreadState thread) : NativeAwaitableObject(thread, AsyncioTypes.YieldOnce)
{
    private bool _yielded;

    public override Value Send(ThreadState thread, out Value returned)
    {
        returned = Value.None;
        if (_yielded)
        {
            return Value.End;
        }

        _yielded = true;
        return Value.None;
    }
}

/// <summary>The methods of what sleep(0) awaits.</summary>
[PyType("YieldOnce", typeof(YieldOnceObject), Module = "_asyncio")]
internal static class YieldOnceMethods
{
    internal static TypeObject Type => AsyncioTypes.YieldOnce;

    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, YieldOnceObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, YieldOnceObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, YieldOnceObject self)
    {
        Value result = self.Send(thread, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }
}
