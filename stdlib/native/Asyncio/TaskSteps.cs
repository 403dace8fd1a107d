using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>Running tasks: from one await that has to wait to the next.</summary>
internal static class TaskSteps
{
    /// <summary>
    /// Goes on with a task whose future is done, or that begins (Unbound), or into which an exception is to be thrown; runs in
    /// the task's context. False with an exception set that has to leave the loop, or with the loop's misuse.
    /// </summary>
    public static bool Continue(ThreadState thread, TaskObject task, Value argument)
    {
        ExceptionObject? exception = null;
        switch (argument.Ref)
        {
            case FutureObject { State: FutureState.Finished } future:
                if (future.Exception is not null)
                {
                    if (future.LogsTraceback)
                    {
                        future.SetLogsTraceback(thread, false);
                    }

                    exception = future.ExceptionToRaise(thread);
                }

                break;
            case FutureObject { State: FutureState.Cancelled } future:
                exception = FutureMethods.MakeCancelledError(thread, future);
                if (exception is null)
                {
                    return false;
                }

                break;
            case ExceptionObject thrown:
                RefCount.Retain(thread, thrown);
                exception = thrown;
                break;
            case not null when !argument.IsUnbound:
                // A future of another make.
                Value result = thread.CallMethod(argument, AsyncioTypes.Result);
                if (result.IsError)
                {
                    exception = thread.TakeException();
                }
                else
                {
                    thread.Release(result);
                }

                break;
        }

        return Step(thread, task, exception);
    }

    /// <summary>Schedules a step; the argument's reference moves in.</summary>
    public static bool ScheduleStep(ThreadState thread, TaskObject task, PyObject? argument)
    {
        RefCount.Retain(thread, task);
        RefCount.Retain(thread, task.Context!);
        return FutureMethods.Schedule(thread, task.Loop, new DoneCallback(task, task.Context!), argument);
    }

    /// <summary>Runs a new task until it first waits, inside the task that makes it.</summary>
    public static bool StartEagerly(ThreadState thread, TaskObject task)
    {
        ContextObject context = task.Context!;
        if (Interlocked.Exchange(ref context.Entered, 1) != 0 && !ReferenceEquals(thread.Context, context))
        {
            thread.RuntimeError($"cannot enter context: {ObjectMethods.Repr(thread, Value.Of(context))} is already entered");
            return false;
        }

        bool entered = !ReferenceEquals(thread.Context, context);
        PyObject? before = thread.Context;
        thread.Context = context;
        PyObject? previous = CurrentTasks.Swap(thread, task.Loop, task);
        task.Register();
        bool good = Run(thread, task, null);
        CurrentTasks.Swap(thread, task.Loop, previous);
        thread.Context = before;
        if (entered)
        {
            Volatile.Write(ref context.Entered, 0);
        }

        return good;
    }

    /// <summary>cancel(msg) of what a task waits for: 1, 0, or -1 with an exception set.</summary>
    public static int CancelAwaited(ThreadState thread, Value awaited, Value message)
    {
        Value result;
        if (awaited.Ref is TaskObject task && ReferenceEquals(task.Type, AsyncioTypes.Task))
        {
            result = TaskMethods.Cancel(thread, task, message);
        }
        else if (awaited.Ref is FutureObject future && ReferenceEquals(future.Type, AsyncioTypes.Future))
        {
            result = FutureMethods.Cancel(thread, future, message);
        }
        else
        {
            Value method = Attributes.Get(thread, awaited, AsyncioTypes.Cancel);
            if (method.IsError)
            {
                return -1;
            }

            result = Calls.CallVector(thread, method, [message], new VM.Binding.Keywords([AsyncioTypes.Message]));
            thread.Release(method);
        }

        if (result.IsError)
        {
            return -1;
        }

        int answer = Operators.IsTrue(thread, result);
        thread.Release(result);
        return answer;
    }

    /// <summary>The exception's reference moves in.</summary>
    private static bool Step(ThreadState thread, TaskObject task, ExceptionObject? exception)
    {
        if (task.IsDone)
        {
            if (Operators.ReprText(thread, Value.Of(task)) is { } text)
            {
                thread.Raise(AsyncioTypes.InvalidStateError, $"__step(): already done: {text}, {(exception is null ? "None" : exception.Type.ShortName)}");
            }

            return false;
        }

        if (task.MustCancel)
        {
            if (exception is null || !exception.Type.IsSubtypeOf(AsyncioTypes.CancelledError))
            {
                AsyncioFields.Set(thread, ref exception, FutureMethods.MakeCancelledError(thread, task));
                if (exception is null)
                {
                    return false;
                }
            }

            task.MustCancel = false;
        }

        AsyncioFields.Set(thread, ref task.Waiter, Value.None);
        if (CurrentTasks.Swap(thread, task.Loop, task) is { } other)
        {
            CurrentTasks.Swap(thread, task.Loop, other);
            thread.RuntimeError($"Cannot enter into task {Operators.ReprText(thread, Value.Of(task))} while another task {Operators.ReprText(thread, Value.Of(other))} is being executed.");
            return false;
        }

        RefCount.Retain(thread, task);
        bool good = Run(thread, task, exception);
        CurrentTasks.Swap(thread, task.Loop, null);
        RefCount.Release(thread, task);
        return good;
    }

    private static bool Run(ThreadState thread, TaskObject task, ExceptionObject? exception)
    {
        Value coroutine = task.Coroutine;
        Value returned;
        Value result = exception is null ? Sending.Send(thread, coroutine, Value.None, out returned) : Throw(thread, coroutine, exception, out returned);
        if (result.IsError)
        {
            return Ended(thread, task, thread.TakeException());
        }

        if (!result.IsEnd)
        {
            return WaitFor(thread, task, result);
        }

        End(thread, task);
        if (!task.MustCancel)
        {
            return FutureMethods.Finish(thread, task, returned);
        }

        task.MustCancel = false;
        thread.Release(returned);
        return FutureMethods.CancelNow(thread, task, task.CancelMessage);
    }

    private static Value Throw(ThreadState thread, Value coroutine, ExceptionObject exception, out Value returned)
    {
        if (coroutine.Ref is GeneratorObject { Async: null } generator)
        {
            return GeneratorOperations.Throw(thread, generator, exception, out returned);
        }

        Value result = thread.CallMethod(coroutine, AsyncioTypes.Throw, Value.Of(exception));
        RefCount.Release(thread, exception);
        returned = Value.None;
        if (result.IsError && Sending.TakeStopValue(thread, out Value value))
        {
            returned = value;
            return Value.End;
        }

        return result;
    }

    /// <summary>The coroutine has raised; the exception's reference moves in.</summary>
    private static bool Ended(ThreadState thread, TaskObject task, ExceptionObject exception)
    {
        End(thread, task);
        if (exception.Type.IsSubtypeOf(AsyncioTypes.CancelledError))
        {
            AsyncioFields.Set(thread, ref task.Details.CancelledError, exception);
            return FutureMethods.CancelNow(thread, task, Value.None);
        }

        bool exits = AsyncioTypes.IsExit(exception);
        if (exits)
        {
            RefCount.Retain(thread, exception);
        }

        bool good = FutureMethods.Fail(thread, task, exception);
        if (exits)
        {
            thread.RaiseObject(exception);
            return false;
        }

        return good;
    }

    /// <summary>The coroutine has yielded; the value's reference moves in.</summary>
    private static bool WaitFor(ThreadState thread, TaskObject task, Value result)
    {
        if (result.IsNone)
        {
            // A bare yield gives the others a turn.
            return ScheduleStep(thread, task, null);
        }

        if (result.Ref is not FutureObject { IsBlocking: not null } future || AddsCallbacksItself(future))
        {
            return WaitForOther(thread, task, result);
        }

        string? problem = null;
        if (!future.Loop.Same(task.Loop))
        {
            problem = $"Task {Operators.ReprText(thread, Value.Of(task))} got Future {Operators.ReprText(thread, result)} attached to a different loop";
        }
        else if (future.IsBlocking != true)
        {
            problem = $"yield was used instead of yield from in task {Operators.ReprText(thread, Value.Of(task))} with {Operators.ReprText(thread, result)}";
        }
        else if (ReferenceEquals(future, task))
        {
            problem = $"Task cannot await on itself: {Operators.ReprText(thread, Value.Of(task))}";
        }

        if (problem is not null)
        {
            thread.Release(result);
            return Complain(thread, task, problem);
        }

        future.IsBlocking = false;
        RefCount.Retain(thread, task);
        RefCount.Retain(thread, task.Context!);
        if (!FutureMethods.AddCallback(thread, future, new DoneCallback(task, task.Context!)))
        {
            thread.Release(result);
            return false;
        }

        return Waits(thread, task, result);
    }

    /// <summary>A class that derives from Future wants to see who waits for it.</summary>
    private static bool AddsCallbacksItself(FutureObject future) =>
        future.Type.IsHeap && !future.Type.Lookup(AsyncioTypes.AddDoneCallback).Same(AsyncioTypes.Future.Lookup(AsyncioTypes.AddDoneCallback));

    /// <summary>A future of another make, or what no task can wait for.</summary>
    private static bool WaitForOther(ThreadState thread, TaskObject task, Value result)
    {
        Value blocking = Attributes.TryGet(thread, result, AsyncioTypes.Blocking);
        if (blocking.IsError)
        {
            return false;
        }

        if (blocking.IsUnbound || blocking.IsNone)
        {
            string shown = Operators.ReprText(thread, result) ?? "";
            string problem = result.Ref is GeneratorObject
                ? $"yield was used instead of yield from for generator in task {Operators.ReprText(thread, Value.Of(task))} with {shown}"
                : $"Task got bad yield: {shown}";
            thread.Release(result);
            return Complain(thread, task, problem);
        }

        Value loop = AsyncioTypes.CallHelper(thread, "asyncio.futures", "_get_loop", result);
        if (loop.IsError)
        {
            return false;
        }

        bool isForeign = !loop.Same(task.Loop);
        thread.Release(loop);
        if (isForeign || result.Same(Value.Of(task)))
        {
            string problem = isForeign
                ? $"Task {Operators.ReprText(thread, Value.Of(task))} got Future {Operators.ReprText(thread, result)} attached to a different loop"
                : $"Task cannot await on itself: {Operators.ReprText(thread, Value.Of(task))}";
            thread.Release(blocking);
            thread.Release(result);
            return Complain(thread, task, problem);
        }

        bool isBlocking = Operators.IsTrue(thread, blocking) > 0;
        thread.Release(blocking);
        if (!isBlocking)
        {
            string problem = $"yield was used instead of yield from in task {Operators.ReprText(thread, Value.Of(task))} with {Operators.ReprText(thread, result)}";
            thread.Release(result);
            return Complain(thread, task, problem);
        }

        Value wakeup = Attributes.Get(thread, Value.Of(task), AsyncioTypes.Wakeup);
        Value add = wakeup.IsError ? wakeup : Attributes.Get(thread, result, AsyncioTypes.AddDoneCallback);
        Value added = add.IsError || !Attributes.Set(thread, result, AsyncioTypes.Blocking, Value.False)
            ? Value.Error
            : Calls.CallVector(thread, add, [wakeup, Value.Of(task.Context!)], new VM.Binding.Keywords([AsyncioTypes.Context]));
        thread.Release(wakeup.IsError ? Value.None : wakeup);
        thread.Release(add.IsError ? Value.None : add);
        if (added.IsError)
        {
            return false;
        }

        thread.Release(added);
        return Waits(thread, task, result);
    }

    private static bool Waits(ThreadState thread, TaskObject task, Value result)
    {
        task.Waiter = result;
        if (task.MustCancel)
        {
            int cancelled = CancelAwaited(thread, result, task.CancelMessage);
            task.MustCancel = cancelled == 0;
            return cancelled >= 0;
        }

        return true;
    }

    private static bool Complain(ThreadState thread, TaskObject task, string problem) =>
        ScheduleStep(thread, task, ExceptionCreation.Create(thread, ExceptionTypes.RuntimeError, [Value.Str(problem)]));

    /// <summary>The task is done: nothing is to be said of its destruction any more.</summary>
    private static void End(ThreadState thread, TaskObject task)
    {
        task.Unregister();
        if (!task.Type.IsHeap)
        {
            task.Status |= ObjectFlags.Finalized;
        }
    }
}

/// <summary>The task that runs in each loop.</summary>
internal static class CurrentTasks
{
    /// <summary>Of the loops that are not asyncio's own.</summary>
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<PyObject, StrongBox> s_others = [];

    public static PyObject? Of(Value loop) =>
        loop.Ref is LoopObject own ? own.Current : loop.Ref is { } other && s_others.TryGetValue(other, out StrongBox? box) ? box.Task : null;

    /// <summary>Sets it and gives the one before.</summary>
    public static PyObject? Swap(ThreadState thread, Value loop, PyObject? task)
    {
        PyObject? before;
        if (loop.Ref is LoopObject own)
        {
            before = own.Current;
            own.Current = task;
            return before;
        }

        StrongBox box = s_others.GetOrCreateValue(loop.Ref!);
        before = box.Task;
        box.Task = task;
        return before;
    }

    private sealed class StrongBox
    {
        public PyObject? Task;
    }
}
