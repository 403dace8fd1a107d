using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The awaitables of async generators (PEP 525; CPython Objects/genobject.c async_gen_asend_send and its siblings). Results
/// as <see cref="Sending.Send"/> gives them: a value that the body awaits through, End with what the generator yielded, or Error.
/// </summary>
internal static class AsyncGeneratorOperations
{
    /// <summary>Calls the thread's hooks the first time that the generator is iterated. False when an exception is set.</summary>
    public static bool InitialiseHooks(ThreadState thread, GeneratorObject generator)
    {
        AsyncGeneratorState state = generator.Async!;
        if (state.HooksInitialised)
        {
            return true;
        }

        state.HooksInitialised = true;
        state.Finalizer = thread.Retain(thread.AsyncFinalizerHook);
        if (thread.AsyncFirstIterationHook.IsNone)
        {
            return true;
        }

        Value hook = thread.Retain(thread.AsyncFirstIterationHook);
        Value result = thread.Call(hook, Value.Of(generator));
        thread.Release(hook);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    public static Value Send(ThreadState thread, AsyncSendObject self, Value sent, out Value returned)
    {
        returned = Value.None;
        if (self.State == AwaitableState.Closed)
        {
            return thread.RuntimeError("cannot reuse already awaited __anext__()/asend()");
        }

        if (self.State == AwaitableState.Created)
        {
            if (!Begin(thread, self))
            {
                return Value.Error;
            }

            if (sent.IsNone)
            {
                sent = self.Sent;
            }
        }

        self.Generator.Async!.IsRunning = true;
        Value result = GeneratorOperations.Resume(thread, self.Generator, sent, out Value bodyResult);
        return Finish(thread, self, Unwrap(thread, self.Generator, result, bodyResult, out returned));
    }

    /// <summary>The exception's reference moves in.</summary>
    public static Value Throw(ThreadState thread, AsyncSendObject self, ExceptionObject exception, out Value returned)
    {
        returned = Value.None;
        if (self.State == AwaitableState.Closed)
        {
            RefCount.Release(thread, exception);
            return thread.RuntimeError("cannot reuse already awaited __anext__()/asend()");
        }

        if (self.State == AwaitableState.Created && !Begin(thread, self))
        {
            RefCount.Release(thread, exception);
            return Value.Error;
        }

        self.Generator.Async!.IsRunning = true;
        Value result = GeneratorOperations.Throw(thread, self.Generator, exception, out Value bodyResult);
        return Finish(thread, self, Unwrap(thread, self.Generator, result, bodyResult, out returned));
    }

    public static Value Send(ThreadState thread, AsyncThrowObject self, Value sent, out Value returned)
    {
        returned = Value.None;
        GeneratorObject generator = self.Generator;
        AsyncGeneratorState state = generator.Async!;
        if (self.State == AwaitableState.Closed)
        {
            return thread.RuntimeError("cannot reuse already awaited aclose()/athrow()");
        }

        if (generator.State == GeneratorState.Closed)
        {
            self.State = AwaitableState.Closed;
            return Value.End;
        }

        Value result;
        Value bodyResult;
        if (self.State == AwaitableState.Created)
        {
            if (!Begin(thread, self))
            {
                return Value.Error;
            }

            if (state.Closed)
            {
                self.State = AwaitableState.Closed;
                return thread.Raise(ExceptionTypes.StopAsyncIteration);
            }

            if (!sent.IsNone)
            {
                self.State = AwaitableState.Created;
                return thread.RuntimeError("can't send non-None value to a just-started coroutine");
            }

            state.IsRunning = true;
            if (self.IsClose)
            {
                state.Closed = true;
                result = GeneratorOperations.Throw(thread, generator, ExceptionObject.Make(thread, ExceptionTypes.GeneratorExit), out bodyResult, closesDelegate: false);
                return FinishClose(thread, self, result, bodyResult);
            }

            RefCount.Retain(thread, self.Exception!);
            result = GeneratorOperations.Throw(thread, generator, self.Exception!, out bodyResult, closesDelegate: false);
            result = Unwrap(thread, generator, result, bodyResult, out returned);
            if (result.IsError)
            {
                state.IsRunning = false;
                self.State = AwaitableState.Closed;
            }
            else if (result.IsEnd)
            {
                self.State = AwaitableState.Closed;
            }

            return result;
        }

        result = GeneratorOperations.Resume(thread, generator, sent, out bodyResult);
        if (self.IsClose)
        {
            return FinishClose(thread, self, result, bodyResult);
        }

        result = Unwrap(thread, generator, result, bodyResult, out returned);
        if (result.IsError || result.IsEnd)
        {
            self.State = AwaitableState.Closed;
        }

        return result;
    }

    /// <summary>The exception's reference moves in.</summary>
    public static Value Throw(ThreadState thread, AsyncThrowObject self, ExceptionObject exception, out Value returned)
    {
        returned = Value.None;
        if (self.State == AwaitableState.Closed)
        {
            RefCount.Release(thread, exception);
            return thread.RuntimeError("cannot reuse already awaited aclose()/athrow()");
        }

        if (self.State == AwaitableState.Created && !Begin(thread, self))
        {
            RefCount.Release(thread, exception);
            return Value.Error;
        }

        self.Generator.Async!.IsRunning = true;
        Value result = GeneratorOperations.Throw(thread, self.Generator, exception, out Value bodyResult);
        if (self.IsClose)
        {
            return FinishClose(thread, self, result, bodyResult);
        }

        result = Unwrap(thread, self.Generator, result, bodyResult, out returned);
        if (result.IsError || result.IsEnd)
        {
            self.State = AwaitableState.Closed;
        }

        return result;
    }

    private static bool Begin(ThreadState thread, AsyncSendObject self)
    {
        if (self.Generator.Async!.IsRunning)
        {
            self.State = AwaitableState.Closed;
            thread.RuntimeError("anext(): asynchronous generator is already running");
            return false;
        }

        self.State = AwaitableState.Iterating;
        return true;
    }

    private static bool Begin(ThreadState thread, AsyncThrowObject self)
    {
        if (self.Generator.Async!.IsRunning)
        {
            self.State = AwaitableState.Closed;
            thread.RuntimeError($"{(self.IsClose ? "aclose" : "athrow")}(): asynchronous generator is already running");
            return false;
        }

        self.State = AwaitableState.Iterating;
        return true;
    }

    /// <summary>A yielded value ends the awaiting with that value; the end of the body is StopAsyncIteration.</summary>
    private static Value Unwrap(ThreadState thread, GeneratorObject generator, Value result, Value bodyResult, out Value returned)
    {
        returned = Value.None;
        AsyncGeneratorState state = generator.Async!;
        if (result.IsEnd)
        {
            thread.Release(bodyResult);
            result = thread.Raise(ExceptionTypes.StopAsyncIteration);
        }

        if (result.IsError)
        {
            TypeObject type = thread.Exception!.Type;
            if (type.IsSubtypeOf(ExceptionTypes.StopAsyncIteration) || type.IsSubtypeOf(ExceptionTypes.GeneratorExit))
            {
                state.Closed = true;
            }

            state.IsRunning = false;
            return result;
        }

        if (result.Ref is AsyncGeneratorWrappedValueObject wrapped)
        {
            state.IsRunning = false;
            returned = thread.Retain(wrapped.Value);
            RefCount.Release(thread, wrapped);
            return Value.End;
        }

        return result;
    }

    private static Value Finish(ThreadState thread, AsyncSendObject self, Value result)
    {
        if (result.IsError || result.IsEnd)
        {
            self.State = AwaitableState.Closed;
        }

        return result;
    }

    /// <summary>aclose(): the body must not yield any more; its end is the awaiting's end.</summary>
    private static Value FinishClose(ThreadState thread, AsyncThrowObject self, Value result, Value bodyResult)
    {
        AsyncGeneratorState state = self.Generator.Async!;
        if (result.Ref is AsyncGeneratorWrappedValueObject wrapped)
        {
            RefCount.Release(thread, wrapped);
            state.IsRunning = false;
            self.State = AwaitableState.Closed;
            return thread.RuntimeError("async generator ignored GeneratorExit");
        }

        if (!result.IsError && !result.IsEnd)
        {
            return result;
        }

        state.IsRunning = false;
        self.State = AwaitableState.Closed;
        if (result.IsEnd)
        {
            thread.Release(bodyResult);
            return Value.End;
        }

        return thread.ClearIf(ExceptionTypes.StopAsyncIteration) || thread.ClearIf(ExceptionTypes.GeneratorExit) ? Value.End : Value.Error;
    }
}
