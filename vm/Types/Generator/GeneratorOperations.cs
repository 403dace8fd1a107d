using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// Resuming generators and coroutines from C# (CPython Objects/genobject.c): next, send, throw, close. Each gives the value
/// yielded; <see cref="Value.End"/> when the body has returned, its result in <c>returned</c> (a new reference); or Error.
/// </summary>
internal static class GeneratorOperations
{
    private static readonly Value s_returnedNone = Value.None;

    /// <summary>Runs the body until it yields or ends; the sent value is borrowed.</summary>
    public static Value Resume(ThreadState thread, GeneratorObject generator, Value sent, out Value returned)
    {
        returned = s_returnedNone;
        switch (generator.State)
        {
            case GeneratorState.Running:
                return thread.ValueError($"{generator.Kind} already executing");
            case GeneratorState.Closed:
                return ReferenceEquals(generator.Type, BuiltinTypes.Coroutine)
                    ? thread.RuntimeError("cannot reuse already awaited coroutine")
                    : Value.End;
            case GeneratorState.Created when !sent.IsNone:
                return thread.TypeError($"can't send non-None value to a just-started {generator.Kind}");
        }

        return ResumeReady(thread, generator, sent, out returned);
    }

    /// <summary>next(generator) for one that <see cref="GeneratorFlow.CanResumeAtOnce"/>; what it returns is left in <see cref="GeneratorObject.ReturnValue"/>.</summary>
    public static Value Step(ThreadState thread, GeneratorObject generator)
    {
        Value value = Interpreter.Continue(thread, GeneratorFlow.ResumeAtOnce(thread, thread.CurrentFrame, generator, GeneratorDriver.Native));
        if (value.IsError || generator.State != GeneratorState.Closed)
        {
            return value;
        }

        if (!value.IsNone)
        {
            generator.ReturnValue = value;
        }

        return Value.End;
    }

    /// <summary>
    /// Raises the exception, whose reference moves in, where the body is suspended. <paramref name="closesDelegate"/> says
    /// whether GeneratorExit closes an iterator that the body delegates to (rather than being thrown into it).
    /// </summary>
    public static Value Throw(ThreadState thread, GeneratorObject generator, ExceptionObject exception, out Value returned, bool closesDelegate = true)
    {
        returned = s_returnedNone;
        switch (generator.State)
        {
            case GeneratorState.Running:
                RefCount.Release(thread, exception);
                return thread.ValueError($"{generator.Kind} already executing");
            case GeneratorState.Closed:
                if (ReferenceEquals(generator.Type, BuiltinTypes.Coroutine))
                {
                    RefCount.Release(thread, exception);
                    return thread.RuntimeError("cannot reuse already awaited coroutine");
                }

                return thread.RaiseThrown(exception, null);
        }

        if (generator.DelegateRegister >= 0 && StackGuard.HasRoom(thread))
        {
            return ThrowIntoDelegate(thread, generator, exception, out returned, closesDelegate);
        }

        return ThrowHere(thread, generator, exception, out returned);
    }

    /// <summary>generator.close(): GeneratorExit at the point of suspension. The body's result, None when it had none, or Error.</summary>
    public static Value Close(ThreadState thread, GeneratorObject generator)
    {
        switch (generator.State)
        {
            case GeneratorState.Closed:
                return Value.None;
            case GeneratorState.Running:
                return thread.ValueError($"{generator.Kind} already executing");
            case GeneratorState.Created:
                Discard(thread, generator);
                return Value.None;
        }

        bool delegateFailed = false;
        if (generator.DelegateRegister >= 0)
        {
            generator.State = GeneratorState.Running;
            delegateFailed = !CloseDelegate(thread, generator.Delegate);
            generator.State = GeneratorState.Suspended;
            generator.DelegateRegister = -1;
        }
        else if (!Unwinder.FindHandler(generator.Code.Code, generator.Frame!.Pc - 1, out ExceptionEntry entry) || (!thread.IsTraced && IsOfStopIteration(generator, entry)))
        {
            // Nothing in the body could notice.
            Discard(thread, generator);
            return Value.None;
        }

        Value result = delegateFailed
            ? ThrowHere(thread, generator, thread.TakeException(), out Value returned)
            : ThrowHere(thread, generator, ExceptionObject.Make(thread, ExceptionTypes.GeneratorExit), out returned);
        if (result.IsEnd)
        {
            return returned;
        }

        if (!result.IsError)
        {
            thread.Release(result);
            return thread.RuntimeError($"{generator.Kind} ignored GeneratorExit");
        }

        return thread.ClearIf(ExceptionTypes.StopIteration) || thread.ClearIf(ExceptionTypes.GeneratorExit) ? Value.None : Value.Error;
    }

    /// <summary>True for the handler that every generator has around its body (PEP 479), which lets GeneratorExit pass. A trace function, as in CPython, is told of that.</summary>
    private static bool IsOfStopIteration(GeneratorObject generator, in ExceptionEntry entry) =>
        generator.Code.Code.Instructions[entry.Target] is { Op: Opcode.CallIntrinsic, C: (ushort)Intrinsic.StopIterationError };

    /// <summary>Turns "the body has returned" into StopIteration, as send() and __next__() show it.</summary>
    public static Value OrStopIteration(ThreadState thread, Value result, Value returned) =>
        result.IsEnd ? thread.StopIteration(returned) : result;

    /// <summary>Closes an iterator that is delegated to: a generator by close, another by its close() if it has one. False when an exception is set.</summary>
    internal static bool CloseDelegate(ThreadState thread, Value iterator)
    {
        Value result;
        switch (iterator.Ref)
        {
            case GeneratorObject generator when generator.Async is null:
                result = Close(thread, generator);
                break;
            case CoroutineWrapperObject wrapper:
                result = Close(thread, wrapper.Coroutine);
                break;
            default:
                Value method = Attributes.TryGet(thread, iterator, Names.Close);
                if (method.IsUnbound)
                {
                    return true;
                }

                if (method.IsError)
                {
                    // As CPython: an attribute lookup that fails otherwise is reported and forgotten.
                    Unraisable.Report(thread, "Exception ignored in", iterator);
                    return true;
                }

                result = thread.Call(method);
                thread.Release(method);
                break;
        }

        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    private static Value ResumeReady(ThreadState thread, GeneratorObject generator, Value sent, out Value returned)
    {
        returned = s_returnedNone;
        if (!StackGuard.HasRoom(thread))
        {
            return thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
        }

        RefCount.Retain(thread, sent);
        if (!GeneratorFlow.Enter(thread, generator, sent, GeneratorDriver.Native))
        {
            return Value.Error;
        }

        return Finish(generator, Interpreter.Continue(thread, thread.CurrentFrame), ref returned);
    }

    /// <summary>Raises the exception, whose reference moves in, in the generator's own frame.</summary>
    private static Value ThrowHere(ThreadState thread, GeneratorObject generator, ExceptionObject exception, out Value returned)
    {
        returned = s_returnedNone;
        if (thread.Depth >= thread.Interpreter.RecursionLimit || !StackGuard.HasRoom(thread))
        {
            RefCount.Release(thread, exception);
            return thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
        }

        generator.State = GeneratorState.Running;
        generator.Status &= ~ObjectFlags.Finalized;
        GeneratorFlow.Link(thread, generator, generator.Frame!, GeneratorDriver.Native);
        thread.RaiseThrown(exception, generator.Handled);
        return Finish(generator, Interpreter.Throw(thread), ref returned);
    }

    private static Value ThrowIntoDelegate(ThreadState thread, GeneratorObject generator, ExceptionObject exception, out Value returned, bool closesDelegate)
    {
        returned = s_returnedNone;
        Value inner = thread.Retain(generator.Delegate);
        Value result;
        if (closesDelegate && exception.Type.IsSubtypeOf(ExceptionTypes.GeneratorExit))
        {
            generator.State = GeneratorState.Running;
            bool closed = CloseDelegate(thread, inner);
            generator.State = GeneratorState.Suspended;
            thread.Release(inner);
            generator.DelegateRegister = -1;
            if (!closed)
            {
                RefCount.Release(thread, exception);
                exception = thread.TakeException();
            }

            return ThrowHere(thread, generator, exception, out returned);
        }

        Value innerReturned;
        if (inner.Ref is GeneratorObject { Async: null } or CoroutineWrapperObject)
        {
            GeneratorObject target = inner.Ref as GeneratorObject ?? ((CoroutineWrapperObject)inner.Ref!).Coroutine;
            generator.State = GeneratorState.Running;

            // The frame stands in the chain of callers meanwhile, for tracebacks and sys._getframe.
            GeneratorFlow.Link(thread, generator, generator.Frame!, GeneratorDriver.Native);
            result = Throw(thread, target, exception, out innerReturned, closesDelegate);
            GeneratorFlow.Unlink(thread, generator, generator.Frame!);
            generator.State = GeneratorState.Suspended;
        }
        else
        {
            Value method = Attributes.TryGet(thread, inner, Names.Throw);
            if (method.IsError)
            {
                thread.Release(inner);
                RefCount.Release(thread, exception);
                return method;
            }

            if (method.IsUnbound)
            {
                thread.Release(inner);
                generator.DelegateRegister = -1;
                return ThrowHere(thread, generator, exception, out returned);
            }

            generator.State = GeneratorState.Running;
            GeneratorFlow.Link(thread, generator, generator.Frame!, GeneratorDriver.Native);
            result = thread.Call(method, Value.Of(exception));
            GeneratorFlow.Unlink(thread, generator, generator.Frame!);
            generator.State = GeneratorState.Suspended;
            thread.Release(method);
            RefCount.Release(thread, exception);
            innerReturned = Value.None;
            if (result.IsError && Sending.TakeStopValue(thread, out Value stopValue))
            {
                result = Value.End;
                innerReturned = stopValue;
            }
        }

        thread.Release(inner);
        if (result.IsEnd)
        {
            return FinishDelegation(thread, generator, innerReturned, out returned);
        }

        if (!result.IsError)
        {
            return result;
        }

        generator.DelegateRegister = -1;
        return ThrowHere(thread, generator, thread.TakeException(), out returned);
    }

    /// <summary>The delegate has returned while something was thrown into it: goes on after the YieldFrom with its value, which moves in.</summary>
    private static Value FinishDelegation(ThreadState thread, GeneratorObject generator, Value value, out Value returned)
    {
        Frame frame = generator.Frame!;
        int holder = generator.DelegateRegister;
        generator.DelegateRegister = -1;
        Registers.Drop(thread, ref frame[holder]);
        Value result = ResumeReady(thread, generator, value, out returned);
        thread.Release(value);
        return result;
    }

    private static Value Finish(GeneratorObject generator, Value value, ref Value returned)
    {
        if (value.IsError || generator.State != GeneratorState.Closed)
        {
            return value;
        }

        returned = value;
        return Value.End;
    }

    /// <summary>Drops a body that is not running without running it.</summary>
    private static void Discard(ThreadState thread, GeneratorObject generator)
    {
        generator.State = GeneratorState.Closed;
        generator.Status |= ObjectFlags.Finalized;
        generator.DelegateRegister = -1;
        if (generator.Frame is { } frame)
        {
            generator.Frame = null;
            GeneratorFlow.Dispose(thread, frame);
        }

        if (generator.Handled is { } handled)
        {
            generator.Handled = null;
            RefCount.Release(thread, handled);
        }
    }
}
