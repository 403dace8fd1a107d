using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>The methods of Future.</summary>
[PyType("Future", typeof(FutureObject), Module = "_asyncio", Doc = "A result that will be there later.")]
internal static class FutureMethods
{
    internal static TypeObject Type => AsyncioTypes.Future;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new FutureObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, FutureObject self, [KeywordOnly, Optional("None")] Value loop) => Attach(thread, self, loop) ? Value.None : Value.Error;

    [PyMethod("__del__")]
    public static Value Del(ThreadState thread, Value self)
    {
        if (thread.Interpreter.IsFinalizing)
        {
            return Value.None; // the modules that would tell are gone
        }

        if (self.Ref is TaskObject { State: FutureState.Pending, LogsDestruction: true } task && !task.Loop.IsNone)
        {
            Value told = AsyncioTypes.CallHelper(thread, "asyncio.futures", "_tell_destroyed", self);
            thread.Release(told.IsError ? Value.None : told);
            return told.IsError ? told : Value.None;
        }

        return self.Ref is FutureObject { LogsTraceback: true } ? AsyncioTypes.CallHelper(thread, "asyncio.futures", "_tell_unretrieved", self) : Value.None;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, FutureObject self) => AsyncioTypes.CallHelper(thread, "asyncio.futures", "_repr", Value.Of(self));

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, FutureObject self) => Iterator(thread, self);

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, FutureObject self)
    {
        RefCount.Retain(thread, self);
        return Value.Of(new FutureIteratorObject(thread, self));
    }

    [PyMethod("get_loop", Doc = "The loop it belongs to.")]
    public static Value GetLoop(ThreadState thread, FutureObject self) =>
        self.Loop.IsNone ? thread.RuntimeError("Future object is not initialized.") : thread.Retain(self.Loop);

    [PyMethod("done", Doc = "True when it has a result or an exception, or was cancelled.")]
    public static bool Done(FutureObject self) => self.IsDone;

    [PyMethod("cancelled", Doc = "True when it was cancelled.")]
    public static bool Cancelled(FutureObject self) => self.State == FutureState.Cancelled;

    [PyMethod("cancel", Doc = "Cancel it and schedule the callbacks; False when it was done already.")]
    public static Value Cancel(ThreadState thread, FutureObject self, [Keyword, Optional("None")] Value msg)
    {
        self.SetLogsTraceback(thread, false);
        if (self.IsDone)
        {
            return Value.False;
        }

        return CancelNow(thread, self, msg.IsUnbound ? Value.None : msg) ? Value.True : Value.Error;
    }

    [PyMethod("result", Doc = "Return the result, or raise the exception.")]
    public static Value Result(ThreadState thread, FutureObject self)
    {
        switch (self.State)
        {
            case FutureState.Pending:
                return thread.Raise(AsyncioTypes.InvalidStateError, "Result is not set.");
            case FutureState.Cancelled:
                return MakeCancelledError(thread, self) is { } cancelled ? thread.RaiseObject(cancelled) : Value.Error;
        }

        if (self.LogsTraceback)
        {
            self.SetLogsTraceback(thread, false);
        }

        return self.Exception is null ? thread.Retain(self.Result) : thread.RaiseObject(self.ExceptionToRaise(thread));
    }

    [PyMethod("exception", Doc = "Return the exception, None when there is none.")]
    public static Value Exception(ThreadState thread, FutureObject self)
    {
        switch (self.State)
        {
            case FutureState.Pending:
                return thread.Raise(AsyncioTypes.InvalidStateError, "Exception is not set.");
            case FutureState.Cancelled:
                return MakeCancelledError(thread, self) is { } cancelled ? thread.RaiseObject(cancelled) : Value.Error;
        }

        if (self.LogsTraceback)
        {
            self.SetLogsTraceback(thread, false);
        }

        return self.Exception is null ? Value.None : thread.Retain(Value.Of(self.Exception));
    }

    [PyMethod("set_result", Doc = "Give it a result.")]
    public static Value SetResult(ThreadState thread, FutureObject self, Value result) =>
        IsPending(thread, self) && Finish(thread, self, thread.Retain(result)) ? Value.None : Value.Error;

    [PyMethod("set_exception", Doc = "Give it an exception.")]
    public static Value SetException(ThreadState thread, FutureObject self, Value exception)
    {
        if (!IsPending(thread, self))
        {
            return Value.Error;
        }

        ExceptionObject? made = exception.Ref switch
        {
            ExceptionObject instance => instance,
            TypeObject type when type.IsSubtypeOf(ExceptionTypes.BaseException) => ExceptionCreation.Instantiate(thread, type),
            _ => null,
        };
        if (made is null)
        {
            return thread.HasException ? Value.Error : thread.TypeError("invalid exception object");
        }

        if (exception.Ref is ExceptionObject)
        {
            RefCount.Retain(thread, made);
        }

        if (made.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            // It would end the generator that awaits.
            ExceptionObject wrapped = ExceptionCreation.Create(
                thread, ExceptionTypes.RuntimeError, [Value.Str("StopIteration interacts badly with generators and cannot be raised into a Future")]);
            RefCount.Retain(thread, made);
            (wrapped.Cause, wrapped.Context, wrapped.SuppressContext) = (made, made, true);
            made = wrapped;
        }

        return Fail(thread, self, made) ? Value.None : Value.Error;
    }

    [PyMethod("add_done_callback", Doc = "Call fn(future) through the loop when it is done.")]
    public static Value AddDoneCallback(ThreadState thread, FutureObject self, Value fn, [KeywordOnly, Optional("None")] Value context)
    {
        if (self.Loop.IsNone)
        {
            return thread.RuntimeError("Future object is not initialized.");
        }

        if (fn.Ref is null || fn.IsFloat)
        {
            return thread.TypeError("the first argument must be callable");
        }

        if (!context.IsUnbound && !context.IsNone && context.Ref is not ContextObject)
        {
            return thread.TypeError("context must be a contextvars.Context");
        }

        ContextObject kept = context.Ref as ContextObject ?? ContextObject.Current(thread).Copy(thread);
        if (context.Ref is ContextObject)
        {
            RefCount.Retain(thread, kept);
        }

        return AddCallback(thread, self, new DoneCallback(thread.Retain(fn).Ref!, kept)) ? Value.None : Value.Error;
    }

    [PyMethod("remove_done_callback", Doc = "Remove a callback; return how many there were of it.")]
    public static Value RemoveDoneCallback(ThreadState thread, FutureObject self, Value fn)
    {
        if (!self.HasCallbacks)
        {
            return Value.Int(0);
        }

        (DoneCallback first, List<DoneCallback>? more) = self.TakeCallbacks();
        int removed = 0;
        bool failed = false;
        foreach (DoneCallback callback in (DoneCallback[])[first, .. more ?? []])
        {
            int same = failed || callback.Function is TaskObject ? 0 : ReferenceEquals(callback.Function, fn.Ref) ? 1 : Comparison.Equal(thread, Value.Of(callback.Function), fn);
            failed |= same < 0;
            if (same > 0)
            {
                removed++;
                FutureObject.Release(thread, callback);
            }
            else
            {
                self.Add(callback);
            }
        }

        return failed ? Value.Error : Value.Int(removed);
    }

    [PyMethod("_make_cancelled_error")]
    public static Value MakeCancelled(ThreadState thread, FutureObject self) => MakeCancelledError(thread, self) is { } made ? Value.Of(made) : Value.Error;

    [PyGetter("_state")]
    public static Value State(ThreadState thread, FutureObject self) =>
        Value.Str(self.State switch { FutureState.Pending => "PENDING", FutureState.Cancelled => "CANCELLED", _ => "FINISHED" });

    [PyGetter("_asyncio_future_blocking")]
    public static Value Blocking(ThreadState thread, FutureObject self) => self.IsBlocking is { } blocking ? Value.Bool(blocking) : Value.None;

    [PySetter("_asyncio_future_blocking")]
    public static bool SetBlocking(ThreadState thread, FutureObject self, Value value)
    {
        self.IsBlocking = value.IsNone ? null : Operators.IsTrue(thread, value) > 0;
        return !thread.HasException;
    }

    [PyGetter("_loop")]
    public static Value Loop(ThreadState thread, FutureObject self) => thread.Retain(self.Loop);

    [PyGetter("_callbacks")]
    public static Value Callbacks(ThreadState thread, FutureObject self)
    {
        if (!self.HasCallbacks)
        {
            return Value.None;
        }

        var list = new ListObject(thread);
        foreach (DoneCallback callback in self.Callbacks)
        {
            Value function = callback.Function is TaskObject ? Attributes.Get(thread, Value.Of(callback.Function), AsyncioTypes.Wakeup) : thread.Retain(Value.Of(callback.Function));
            list.Add(Value.Of(TupleObject.Steal(thread, [function, thread.Retain(Value.Of(callback.Context))])));
        }

        return Value.Of(list);
    }

    [PyGetter("_asyncio_awaited_by")]
    public static Value AwaitedBy(ThreadState thread, FutureObject self) => AwaitGraph.AwaitedBy(thread, self);

    [PyGetter("_result")]
    public static Value ResultMember(ThreadState thread, FutureObject self) => thread.Retain(self.Result);

    [PyGetter("_exception")]
    public static Value ExceptionMember(ThreadState thread, FutureObject self) => self.Exception is null ? Value.None : thread.Retain(Value.Of(self.Exception));

    [PyGetter("_source_traceback")]
    public static Value SourceTraceback(ThreadState thread, FutureObject self) => thread.Retain(self.SourceTraceback);

    [PyGetter("_cancel_message")]
    public static Value CancelMessage(ThreadState thread, FutureObject self) => thread.Retain(self.CancelMessage);

    [PySetter("_cancel_message")]
    public static bool SetCancelMessage(ThreadState thread, FutureObject self, Value value)
    {
        AsyncioFields.Set(thread, ref self.Details.CancelMessage, thread.Retain(value));
        return true;
    }

    [PyGetter("_log_traceback")]
    public static Value LogTraceback(ThreadState thread, FutureObject self) => Value.Bool(self.LogsTraceback);

    [PySetter("_log_traceback")]
    public static bool SetLogTraceback(ThreadState thread, FutureObject self, Value value)
    {
        if (Operators.IsTrue(thread, value) > 0)
        {
            thread.ValueError("_log_traceback can only be set to False");
            return false;
        }

        self.SetLogsTraceback(thread, false);
        return !thread.HasException;
    }

    /// <summary>Gives the future its loop, None for the current one (borrowed); false with an exception set.</summary>
    internal static bool Attach(ThreadState thread, FutureObject self, Value loop)
    {
        Value own = loop.IsUnbound || loop.IsNone ? AsyncioTypes.CallHelper(thread, "asyncio.events", "get_event_loop") : thread.Retain(loop);
        if (own.IsError)
        {
            return false;
        }

        AsyncioFields.Set(thread, ref self.Loop, own);
        if (LoopObject.IsDebugging(thread, own) is not { } debug)
        {
            return false;
        }

        if (debug)
        {
            Value stack = AsyncioTypes.CallHelper(thread, "asyncio.format_helpers", "extract_stack");
            if (stack.IsError)
            {
                return false;
            }

            AsyncioFields.Set(thread, ref self.Details.SourceTraceback, stack);
        }

        return true;
    }

    /// <summary>The result's reference moves in.</summary>
    internal static bool Finish(ThreadState thread, FutureObject self, Value result)
    {
        AsyncioFields.Set(thread, ref self.Result, result);
        self.State = FutureState.Finished;
        return ScheduleCallbacks(thread, self);
    }

    /// <summary>The exception's reference moves in.</summary>
    internal static bool Fail(ThreadState thread, FutureObject self, ExceptionObject exception)
    {
        self.SetException(thread, exception);
        self.State = FutureState.Finished;
        bool scheduled = ScheduleCallbacks(thread, self);
        self.SetLogsTraceback(thread, true);
        return scheduled;
    }

    /// <summary>The message is borrowed.</summary>
    internal static bool CancelNow(ThreadState thread, FutureObject self, Value message)
    {
        self.State = FutureState.Cancelled;
        if (!message.IsNone || !self.CancelMessage.IsNone)
        {
            AsyncioFields.Set(thread, ref self.Details.CancelMessage, thread.Retain(message));
        }

        return ScheduleCallbacks(thread, self);
    }

    /// <summary>The references of the callback move in.</summary>
    internal static bool AddCallback(ThreadState thread, FutureObject self, DoneCallback callback)
    {
        if (!self.IsDone)
        {
            self.Add(callback);
            return true;
        }

        RefCount.Retain(thread, self);
        return Schedule(thread, self.Loop, callback, self);
    }

    /// <summary>call_soon(function, argument, context=context) without the handle that nobody wants; the references move in.</summary>
    internal static bool Schedule(ThreadState thread, Value loop, in DoneCallback callback, PyObject? argument)
    {
        if (loop.Ref is LoopObject { IsDirect: true } own)
        {
            own.Add(new ReadyCall(callback.Function, argument, callback.Context));
            return true;
        }

        Value function = callback.Function is TaskObject ? Attributes.Get(thread, Value.Of(callback.Function), AsyncioTypes.Wakeup) : thread.Retain(Value.Of(callback.Function));
        Value method = function.IsError ? function : Attributes.Get(thread, loop, AsyncioTypes.CallSoon);
        Value handle = method.IsError ? method
            : Calls.CallVector(thread, method, [function, argument is null ? Value.None : Value.Of(argument), Value.Of(callback.Context)], new Keywords([AsyncioTypes.Context]));
        thread.Release(function.IsError ? Value.None : function);
        thread.Release(method.IsError ? Value.None : method);
        FutureObject.Release(thread, callback);
        thread.Release(argument is null ? Value.None : Value.Of(argument));
        thread.Release(handle.IsError ? Value.None : handle);
        return !handle.IsError;
    }

    /// <summary>The error with which a cancelled future fails, a new reference.</summary>
    internal static ExceptionObject? MakeCancelledError(ThreadState thread, FutureObject self)
    {
        if (self.HasCancelledError)
        {
            // Raised once: a second raise would lengthen its traceback.
            ExceptionObject kept = self.Details.CancelledError!;
            self.Details.CancelledError = null;
            return kept;
        }

        return self.CancelMessage.IsNone
            ? ExceptionCreation.Instantiate(thread, AsyncioTypes.CancelledError)
            : ExceptionCreation.Instantiate(thread, AsyncioTypes.CancelledError, self.CancelMessage);
    }

    private static bool ScheduleCallbacks(ThreadState thread, FutureObject self)
    {
        if (!self.HasCallbacks)
        {
            return true;
        }

        (DoneCallback first, List<DoneCallback>? more) = self.TakeCallbacks();
        RefCount.Retain(thread, self);
        bool good = Schedule(thread, self.Loop, first, self);
        if (more is not null)
        {
            foreach (DoneCallback callback in more)
            {
                RefCount.Retain(thread, self);
                good &= Schedule(thread, self.Loop, callback, self);
            }
        }

        return good;
    }

    private static bool IsPending(ThreadState thread, FutureObject self)
    {
        if (self.Loop.IsNone)
        {
            thread.RuntimeError("Future object is not initialized.");
            return false;
        }

        if (!self.IsDone)
        {
            return true;
        }

        string state = self.State == FutureState.Cancelled ? "CANCELLED" : "FINISHED";
        if (Operators.ReprText(thread, Value.Of(self)) is { } text)
        {
            thread.Raise(AsyncioTypes.InvalidStateError, $"{state}: {text}");
        }

        return false;
    }
}
