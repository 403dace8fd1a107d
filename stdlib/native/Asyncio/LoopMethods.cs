using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>The native half of BaseEventLoop: what is ready, futures and tasks.</summary>
[PyType("LoopBase", typeof(LoopObject), Module = "_asyncio", Doc = "The callbacks of an event loop.")]
internal static class LoopMethods
{
    internal static TypeObject Type => AsyncioTypes.Loop;

    private static readonly StrObject s_writeToSelf = StrObject.Intern("_write_to_self");
    private static readonly StrObject s_checkCallback = StrObject.Intern("_check_callback");
    private static readonly StrObject s_checkThread = StrObject.Intern("_check_thread");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        // The classes of asyncio inherit the native method; one that does not wants to see what is called.
        bool isOwn = !cls.Lookup(AsyncioTypes.CallSoon).Same(Type.Lookup(AsyncioTypes.CallSoon));
        return Value.Of(new LoopObject(thread, cls) { HasOwnCallSoon = isOwn });
    }

    [PyGetter("_closed")]
    public static Value Closed(ThreadState thread, LoopObject self) => Value.Bool(self.IsClosed);

    [PySetter("_closed")]
    public static bool SetClosed(ThreadState thread, LoopObject self, Value value)
    {
        self.IsClosed = value.IsTrue;
        return true;
    }

    [PyGetter("_debug")]
    public static Value Debug(ThreadState thread, LoopObject self) => Value.Bool(self.IsDebug);

    [PySetter("_debug")]
    public static bool SetDebug(ThreadState thread, LoopObject self, Value value)
    {
        self.IsDebug = Operators.IsTrue(thread, value) > 0;
        return !thread.HasException;
    }

    [PyGetter("_task_factory")]
    public static Value TaskFactory(ThreadState thread, LoopObject self) => thread.Retain(self.TaskFactory);

    [PySetter("_task_factory")]
    public static bool SetTaskFactory(ThreadState thread, LoopObject self, Value value)
    {
        AsyncioFields.Set(thread, ref self.TaskFactory, thread.Retain(value));
        return true;
    }

    [PyGetter("_ready")]
    public static Value Ready(ThreadState thread, LoopObject self) => Value.Of(ListObject.Steal(thread, self.Handles(thread)));

    [PyMethod("is_closed", Doc = "True when it was closed.")]
    public static bool IsClosed(LoopObject self) => self.IsClosed;

    [PyMethod("get_debug", Doc = "True in debug mode.")]
    public static bool GetDebug(LoopObject self) => self.IsDebug;

    [PyMethod("_ready_count")]
    public static long ReadyCount(LoopObject self) => self.Count;

    [PyMethod("_ready_clear")]
    public static void ReadyClear(ThreadState thread, LoopObject self) => self.Clear(thread);

    [PyMethod("_ready_append")]
    public static void ReadyAppend(ThreadState thread, LoopObject self, HandleObject handle)
    {
        RefCount.Retain(thread, handle);
        self.Add(new ReadyCall(handle, null, null));
    }

    [PyMethod("_ready_pop")]
    public static Value ReadyPop(ThreadState thread, LoopObject self)
    {
        if (!self.TryTake(out ReadyCall call))
        {
            return Value.None;
        }

        // In debug mode everything has its handle.
        return Value.Of(call.Function as HandleObject ?? ToHandle(thread, self, call));
    }

    [PyMethod("create_future", Doc = "Return a future of this loop.")]
    public static Value CreateFuture(ThreadState thread, LoopObject self)
    {
        var future = new FutureObject(thread, AsyncioTypes.Future);
        return FutureMethods.Attach(thread, future, Value.Of(self)) ? Value.Of(future) : Value.Error;
    }

    [PyMethod("create_task", Doc = "Run a coroutine; return its task.")]
    public static Value CreateTask(ThreadState thread, LoopObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (self.IsClosed)
        {
            return thread.RuntimeError("Event loop is closed");
        }

        if (!self.TaskFactory.IsNone || arguments.Length - keywords.Count != 1)
        {
            return self.TaskFactory.IsNone
                ? thread.TypeError("create_task() takes exactly one positional argument")
                : Calls.CallVector(thread, self.TaskFactory, [Value.Of(self), .. arguments], keywords);
        }

        var task = new TaskObject(thread, AsyncioTypes.Task);
        Value name = Value.Unbound;
        Value context = Value.Unbound;
        bool isEager = false;
        for (int i = 0; i < keywords.Count; i++)
        {
            Value value = arguments[arguments.Length - keywords.Count + i];
            switch (keywords[i].ToString())
            {
                case "name":
                    name = value;
                    break;
                case "context":
                    context = value;
                    break;
                case "eager_start":
                    isEager = Operators.IsTrue(thread, value) > 0;
                    break;
                default:
                    RefCount.Release(thread, task);
                    return thread.TypeError($"Task() got an unexpected keyword argument '{keywords[i]}'");
            }
        }

        if (TaskMethods.Start(thread, task, arguments[0], Value.Of(self), name, context, isEager))
        {
            return Value.Of(task);
        }

        RefCount.Release(thread, task);
        return Value.Error;
    }

    [PyMethod("call_soon", Doc = "Call in the next round.")]
    public static Value CallSoon(ThreadState thread, LoopObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Schedule(thread, self, arguments, keywords, isThreadSafe: false);

    [PyMethod("call_soon_threadsafe", Doc = "As call_soon(), from any thread.")]
    public static Value CallSoonThreadSafe(ThreadState thread, LoopObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Schedule(thread, self, arguments, keywords, isThreadSafe: true);

    /// <summary>Runs so many of the callbacks that are ready.</summary>
    [PyMethod("_run_ready")]
    public static Value RunReady(ThreadState thread, LoopObject self, long count)
    {
        for (long i = 0; i < count && self.TryTake(out ReadyCall call); i++)
        {
            bool good;
            if (call.Function is HandleObject handle)
            {
                good = handle.IsCancelled || HandleMethods.Run(thread, handle);
                RefCount.Release(thread, handle);
            }
            else
            {
                good = Run(thread, self, call);
            }

            if (!good || !Interruption.TryContinue(thread))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    private static Value Schedule(ThreadState thread, LoopObject self, ReadOnlySpan<Value> arguments, Keywords keywords, bool isThreadSafe)
    {
        int positional = arguments.Length - keywords.Count;
        Value context = Value.None;
        if (keywords.Count > 0)
        {
            if (keywords.Count > 1 || !keywords[0].ToString().Equals("context", StringComparison.Ordinal))
            {
                return thread.TypeError($"call_soon() got an unexpected keyword argument '{keywords[0]}'");
            }

            context = arguments[positional];
        }

        if (positional == 0)
        {
            return thread.TypeError("call_soon() missing 1 required positional argument: 'callback'");
        }

        if (self.IsClosed)
        {
            return thread.RuntimeError("Event loop is closed");
        }

        if (self.IsDebug && !Check(thread, self, arguments[0], isThreadSafe))
        {
            return Value.Error;
        }

        var handle = new HandleObject(thread, AsyncioTypes.Handle);
        Value rest = Value.Of(TupleObject.Of(thread, arguments[1..positional]));
        Value made = HandleMethods.Init(thread, handle, arguments[0], rest, Value.Of(self), context);
        thread.Release(rest);
        if (made.IsError)
        {
            RefCount.Release(thread, handle);
            return made;
        }

        ReadyAppend(thread, self, handle);
        if (isThreadSafe)
        {
            Value written = thread.CallMethod(Value.Of(self), s_writeToSelf);
            if (written.IsError)
            {
                RefCount.Release(thread, handle);
                return written;
            }

            thread.Release(written);
        }

        return Value.Of(handle);
    }

    private static bool Check(ThreadState thread, LoopObject self, Value callback, bool isThreadSafe)
    {
        Value checkedThread = isThreadSafe ? Value.None : thread.CallMethod(Value.Of(self), s_checkThread);
        if (checkedThread.IsError)
        {
            return false;
        }

        Value name = Value.Str(isThreadSafe ? "call_soon_threadsafe" : "call_soon");
        return !thread.CallMethod(Value.Of(self), s_checkCallback, callback, name).IsError;
    }

    /// <summary>Runs a call of asyncio's own in its context; false when what it raised has to leave the loop.</summary>
    private static bool Run(ThreadState thread, LoopObject self, in ReadyCall call)
    {
        ContextObject context = call.Context!;
        bool good = true;
        if (Interlocked.Exchange(ref context.Entered, 1) != 0)
        {
            thread.RuntimeError($"cannot enter context: {ObjectMethods.Repr(thread, Value.Of(context))} is already entered");
            good = false;
        }
        else
        {
            PyObject? before = thread.Context;
            thread.Context = context;
            Value argument = call.Argument is null ? Value.Unbound : Value.Of(call.Argument);
            if (call.Function is TaskObject task)
            {
                good = TaskSteps.Continue(thread, task, argument);
            }
            else
            {
                Value result = thread.Call(Value.Of(call.Function), argument);
                good = !result.IsError;
                thread.Release(good ? result : Value.None);
            }

            thread.Context = before;
            Volatile.Write(ref context.Entered, 0);
        }

        if (good)
        {
            LoopObject.Release(thread, call);
            return true;
        }

        if (AsyncioTypes.IsExit(thread.Exception!))
        {
            LoopObject.Release(thread, call);
            return false;
        }

        ExceptionObject exception = thread.TakeException();
        HandleObject handle = ToHandle(thread, self, call);
        thread.RaiseObject(exception);
        bool reported = HandleMethods.Report(thread, handle);
        RefCount.Release(thread, handle);
        return reported;
    }

    /// <summary>The references move into the handle.</summary>
    private static HandleObject ToHandle(ThreadState thread, LoopObject self, in ReadyCall call)
    {
        Value argument = call.Argument is null ? Value.None : Value.Of(call.Argument);
        RefCount.Retain(thread, self);
        Value function = Value.Of(call.Function);
        if (call.Function is TaskObject)
        {
            function = Attributes.Get(thread, function, AsyncioTypes.Wakeup);
            RefCount.Release(thread, call.Function);
        }

        return new HandleObject(thread, AsyncioTypes.Handle)
        {
            Callback = function,
            Arguments = Value.Of(TupleObject.Steal(thread, [argument])),
            Loop = Value.Of(self),
            Context = Value.Of(call.Context!),
        };
    }
}
