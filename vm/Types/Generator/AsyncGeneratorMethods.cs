using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>async_generator (reference, "Asynchronous generator-iterator methods").</summary>
[PyType("async_generator", typeof(GeneratorObject), Field = nameof(BuiltinTypes.AsyncGenerator))]
internal static class AsyncGeneratorMethods
{
    [PyMethod("__aiter__")]
    public static Value Iterator(ThreadState thread, GeneratorObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__anext__")]
    public static Value Next(ThreadState thread, GeneratorObject self) => Send(thread, self, Value.None);

    [PyMethod("asend", Doc = "asend(v) -> send 'v' in generator.")]
    public static Value Send(ThreadState thread, GeneratorObject self, Value value)
    {
        if (!AsyncGeneratorOperations.InitialiseHooks(thread, self))
        {
            return Value.Error;
        }

        RefCount.Retain(thread, self);
        return Value.Of(new AsyncSendObject(thread, self, thread.Retain(value)));
    }

    [PyMethod("athrow")]
    public static Value Throw(ThreadState thread, GeneratorObject self, ReadOnlySpan<Value> arguments)
    {
        if (!AsyncGeneratorOperations.InitialiseHooks(thread, self) || ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        RefCount.Retain(thread, self);
        return Value.Of(new AsyncThrowObject(thread, self, exception));
    }

    [PyMethod("aclose", Doc = "aclose() -> raise GeneratorExit inside generator.")]
    public static Value Close(ThreadState thread, GeneratorObject self)
    {
        if (!AsyncGeneratorOperations.InitialiseHooks(thread, self))
        {
            return Value.Error;
        }

        RefCount.Retain(thread, self);
        return Value.Of(new AsyncThrowObject(thread, self, null));
    }

    [PyGetter("ag_frame")]
    public static Value FrameOf(ThreadState thread, GeneratorObject self) => GeneratorMethods.FrameOf(thread, self);

    [PyGetter("ag_running")]
    public static bool IsRunning(ThreadState thread, GeneratorObject self) => self.Async!.IsRunning;

    [PyGetter("ag_suspended")]
    public static bool IsSuspended(ThreadState thread, GeneratorObject self) => self.State == GeneratorState.Suspended;

    [PyGetter("ag_code")]
    public static Value CodeOf(ThreadState thread, GeneratorObject self) => Value.Of(self.Code);

    [PyGetter("ag_await")]
    public static Value AwaitedOf(ThreadState thread, GeneratorObject self) => GeneratorMethods.YieldFrom(thread, self);
}

/// <summary>async_generator_asend: what __anext__() and asend() return.</summary>
[PyType("async_generator_asend", typeof(AsyncSendObject), Field = nameof(BuiltinTypes.AsyncGeneratorASend))]
internal static class AsyncSendMethods
{
    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, AsyncSendObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, AsyncSendObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, AsyncSendObject self)
    {
        Value result = AsyncGeneratorOperations.Send(thread, self, Value.None, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("send")]
    public static Value Send(ThreadState thread, AsyncSendObject self, Value arg)
    {
        Value result = AsyncGeneratorOperations.Send(thread, self, arg, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, AsyncSendObject self, ReadOnlySpan<Value> arguments)
    {
        if (ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        Value result = AsyncGeneratorOperations.Throw(thread, self, exception, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("close")]
    public static Value Close(ThreadState thread, AsyncSendObject self)
    {
        if (self.State == AwaitableState.Closed)
        {
            return Value.None;
        }

        Value result = AsyncGeneratorOperations.Throw(thread, self, ExceptionObject.Make(thread, ExceptionTypes.GeneratorExit), out Value returned);
        return AwaitableClosing.Finish(thread, result, returned);
    }

    [PyMethod("__del__")]
    public static Value Delete(ThreadState thread, AsyncSendObject self)
    {
        if (self.State == AwaitableState.Created)
        {
            Warnings.NeverAwaited(thread, Value.Of(self.Generator), $"coroutine method 'asend' of '{self.Generator.QualifiedName}' was never awaited");
        }

        return Value.None;
    }
}

/// <summary>async_generator_athrow: what athrow() and aclose() return.</summary>
[PyType("async_generator_athrow", typeof(AsyncThrowObject), Field = nameof(BuiltinTypes.AsyncGeneratorAThrow))]
internal static class AsyncThrowMethods
{
    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, AsyncThrowObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, AsyncThrowObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, AsyncThrowObject self)
    {
        Value result = AsyncGeneratorOperations.Send(thread, self, Value.None, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("send")]
    public static Value Send(ThreadState thread, AsyncThrowObject self, Value arg)
    {
        Value result = AsyncGeneratorOperations.Send(thread, self, arg, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, AsyncThrowObject self, ReadOnlySpan<Value> arguments)
    {
        if (ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        Value result = AsyncGeneratorOperations.Throw(thread, self, exception, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("close")]
    public static Value Close(ThreadState thread, AsyncThrowObject self)
    {
        if (self.State == AwaitableState.Closed)
        {
            return Value.None;
        }

        Value result = AsyncGeneratorOperations.Throw(thread, self, ExceptionObject.Make(thread, ExceptionTypes.GeneratorExit), out Value returned);
        return AwaitableClosing.Finish(thread, result, returned);
    }

    [PyMethod("__del__")]
    public static Value Delete(ThreadState thread, AsyncThrowObject self)
    {
        if (self.State == AwaitableState.Created)
        {
            Warnings.NeverAwaited(thread, Value.Of(self.Generator), $"coroutine method '{(self.IsClose ? "aclose" : "athrow")}' of '{self.Generator.QualifiedName}' was never awaited");
        }

        return Value.None;
    }
}

/// <summary>close() of the awaitables.</summary>
internal static class AwaitableClosing
{
    public static Value Finish(ThreadState thread, Value result, Value returned)
    {
        if (result.IsEnd)
        {
            thread.Release(returned);
            return Value.None;
        }

        if (!result.IsError)
        {
            thread.Release(result);
            return thread.RuntimeError("coroutine ignored GeneratorExit");
        }

        return thread.ClearIf(ExceptionTypes.StopIteration) || thread.ClearIf(ExceptionTypes.StopAsyncIteration) || thread.ClearIf(ExceptionTypes.GeneratorExit)
            ? Value.None
            : Value.Error;
    }
}
