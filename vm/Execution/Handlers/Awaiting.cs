using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>What yield from, await, async for and async with get their iterators from (PEP 380, 492, 525).</summary>
internal static class Awaiting
{
    private const int AsyncEnter = 1;
    private const int AsyncExit = 2;

    /// <summary>The iterator of <c>yield from value</c>.</summary>
    public static Value YieldFromIterator(ThreadState thread, Frame frame, Value value)
    {
        if (value.Ref is GeneratorObject { Async: null } generator)
        {
            if (ReferenceEquals(generator.Type, BuiltinTypes.Coroutine) && (frame.Code.Code.Flags & (CodeFlags.Coroutine | CodeFlags.IterableCoroutine)) == 0)
            {
                return thread.TypeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
            }

            return thread.Retain(value);
        }

        return Items.Iterator(thread, value);
    }

    /// <summary>The iterator of <c>await value</c>; the purpose is GetAwaitable's c.</summary>
    public static Value Awaitable(ThreadState thread, Value value, int purpose)
    {
        if (value.Ref is GeneratorObject { Async: null } generator)
        {
            if (ReferenceEquals(generator.Type, BuiltinTypes.Coroutine))
            {
                return generator.DelegateRegister >= 0
                    ? thread.RuntimeError("coroutine is being awaited already")
                    : thread.Retain(value);
            }

            if ((generator.Code.Code.Flags & CodeFlags.IterableCoroutine) != 0)
            {
                return thread.Retain(value);
            }
        }

        Value iterator = Operators.CallUnary(thread, SpecialMethod.Await, value, out bool missing);
        if (missing)
        {
            return thread.TypeError(purpose switch
            {
                AsyncEnter => $"'async with' received an object from __aenter__ that does not implement __await__: {value.Type.Name}",
                AsyncExit => $"'async with' received an object from __aexit__ that does not implement __await__: {value.Type.Name}",
                _ => $"'{value.Type.Name}' object can't be awaited",
            });
        }

        if (iterator.IsError)
        {
            return iterator;
        }

        if (iterator.Ref is GeneratorObject { Async: null } result
            && (ReferenceEquals(result.Type, BuiltinTypes.Coroutine) || (result.Code.Code.Flags & CodeFlags.IterableCoroutine) != 0))
        {
            thread.Release(iterator);
            return thread.TypeError("__await__() returned a coroutine");
        }

        if (!iterator.Type.Slot(SpecialMethod.Next).IsDefined)
        {
            string name = iterator.Type.Name;
            thread.Release(iterator);
            return thread.TypeError($"__await__() returned non-iterator of type '{name}'");
        }

        return iterator;
    }

    /// <summary>The async iterator of <c>async for ... in value</c>.</summary>
    public static Value AsyncIterator(ThreadState thread, Frame frame, Value value)
    {
        Value iterator = Operators.CallUnary(thread, SpecialMethod.AIter, value, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'async for' requires an object with __aiter__ method, got {value.Type.Name}");
        }

        if (!iterator.IsError && !iterator.Type.Slot(SpecialMethod.ANext).IsDefined)
        {
            string name = iterator.Type.Name;
            thread.Release(iterator);
            return thread.TypeError($"'async for' received an object from __aiter__ that does not implement __anext__: {name}");
        }

        return iterator;
    }

    /// <summary>The iterator to await for the next item of an async iterator.</summary>
    public static Value AsyncNext(ThreadState thread, Value iterator)
    {
        if (iterator.Ref is GeneratorObject { Async: not null } generator)
        {
            return AsyncGeneratorMethods.Next(thread, generator);
        }

        Value next = Operators.CallUnary(thread, SpecialMethod.ANext, iterator, out bool missing);
        if (missing)
        {
            return thread.TypeError($"'async for' requires an iterator with __anext__ method, got {iterator.Type.Name}");
        }

        if (next.IsError)
        {
            return next;
        }

        Value awaitable = Awaitable(thread, next, 0);
        if (awaitable.IsError)
        {
            ExceptionObject cause = thread.TakeException();
            thread.TypeError($"'async for' received an invalid object from __anext__: {next.Type.Name}");
            ExceptionFields.SetCause(thread, thread.Exception!, cause);
        }

        thread.Release(next);
        return awaitable;
    }

    /// <summary>The end of async for: StopAsyncIteration in R[b] ends the loop, another exception goes on.</summary>
    public static Flow EndAsyncFor(ThreadState thread, Frame frame, ref Value registers, int a, int b, int jump)
    {
        ref Value register = ref Unsafe.Add(ref registers, b);
        var exception = Unsafe.As<ExceptionObject>(register.Ref!);
        if (!exception.Type.IsSubtypeOf(ExceptionTypes.StopAsyncIteration))
        {
            register.Ref = null;
            thread.Exception = exception;
            thread.IsReraising = true;
            return Flow.Error;
        }

        register.Ref = null;
        RefCount.Release(thread, exception);
        Registers.Drop(thread, ref frame[a]);
        frame.Pc += jump;
        return Flow.Next;
    }
}
