using Pyl.VM.Binding;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What anext(iterator, default) returns: awaits the item and turns StopAsyncIteration into the default.</summary>
public sealed class AsyncNextAwaitableObject : PyObject
{
    internal static new readonly TypeObject Type = new(BuiltinTypes.Type, "anext_awaitable", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    /// <summary>Both references move in.</summary>
    internal AsyncNextAwaitableObject(ThreadState thread, Value awaitable, Value defaultValue)
        : base(thread, Type)
    {
        Awaitable = awaitable;
        Default = defaultValue;
    }

    internal Value Awaitable { get; }

    internal Value Default { get; }

    /// <summary>The awaitable's iterator once awaiting has begun; Unbound before.</summary>
    internal Value Iterator = Value.Unbound;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Awaitable);
        RefCount.Release(thread, Default);
        RefCount.Release(thread, Iterator);
    }
}

[PyType("anext_awaitable", typeof(AsyncNextAwaitableObject))]
internal static class AsyncNextAwaitableMethods
{
    internal static TypeObject Type => AsyncNextAwaitableObject.Type;

    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, AsyncNextAwaitableObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, AsyncNextAwaitableObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, AsyncNextAwaitableObject self) => Send(thread, self, Value.None);

    [PyMethod("send")]
    public static Value Send(ThreadState thread, AsyncNextAwaitableObject self, Value arg)
    {
        if (!Begin(thread, self))
        {
            return Value.Error;
        }

        Value result = Sending.Send(thread, self.Iterator, arg, out Value returned);
        return Finish(thread, self, result, returned);
    }

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, AsyncNextAwaitableObject self, ReadOnlySpan<Value> arguments) => Forward(thread, self, Names.Throw, arguments);

    [PyMethod("close")]
    public static Value Close(ThreadState thread, AsyncNextAwaitableObject self) => Forward(thread, self, Names.Close, []);

    private static Value Forward(ThreadState thread, AsyncNextAwaitableObject self, StrObject method, ReadOnlySpan<Value> arguments) =>
        Begin(thread, self) ? Finish(thread, self, thread.CallMethod(self.Iterator, method, arguments), Value.None) : Value.Error;

    private static bool Begin(ThreadState thread, AsyncNextAwaitableObject self)
    {
        if (self.Iterator.IsUnbound)
        {
            Value iterator = Awaiting.Awaitable(thread, self.Awaitable, 0);
            if (iterator.IsError)
            {
                return false;
            }

            self.Iterator = iterator;
        }

        return true;
    }

    private static Value Finish(ThreadState thread, AsyncNextAwaitableObject self, Value result, Value returned)
    {
        if (result.IsEnd)
        {
            return thread.StopIteration(returned);
        }

        return result.IsError && thread.ClearIf(ExceptionTypes.StopAsyncIteration) ? thread.StopIteration(thread.Retain(self.Default)) : result;
    }
}
