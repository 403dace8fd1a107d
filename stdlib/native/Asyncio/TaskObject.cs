using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>asyncio.Task: a coroutine that the loop runs.</summary>
internal sealed class TaskObject(ThreadState thread, TypeObject type) : FutureObject(thread, type)
{
    private static long s_lastNumber;

    public Value Coroutine = Value.None;
    public Value Name = Value.None;
    public ContextObject? Context;

    /// <summary>What it waits for; None while it runs or is about to.</summary>
    public Value Waiter = Value.None;

    /// <summary>Its neighbours among the loop's tasks; the loop's business.</summary>
    public TaskObject? Next;
    public TaskObject? Previous;
    public bool IsLinked;

    public int CancelRequests;
    public bool MustCancel;

    /// <summary>The name's number, given when the task is made.</summary>
    public long Number;

    /// <summary>__del__ tells of a task that was destroyed while it waited.</summary>
    public bool LogsDestruction = true;

    public static long NextNumber() => Interlocked.Increment(ref s_lastNumber);

    /// <summary>Puts the task among its loop's.</summary>
    public void Register()
    {
        if (Loop.Ref is LoopObject loop)
        {
            loop.Link(this);
        }
    }

    public void Unregister()
    {
        if (Loop.Ref is LoopObject loop)
        {
            loop.Unlink(this);
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Unregister();
        AsyncioFields.Set(thread, ref Coroutine, Value.None);
        AsyncioFields.Set(thread, ref Waiter, Value.None);
        AsyncioFields.Set(thread, ref Name, Value.None);
        if (Context is { } context)
        {
            Context = null;
            RefCount.Release(thread, context);
        }

        base.ReleaseReferences(thread);
    }
}

/// <summary>The methods of Task.</summary>
[PyType("Task", typeof(TaskObject), Module = "_asyncio", Doc = "A coroutine wrapped in a Future.")]
internal static class TaskMethods
{
    internal static TypeObject Type => AsyncioTypes.Task;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new TaskObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(
        ThreadState thread, TaskObject self, [Keyword] Value coro, [KeywordOnly, Optional("None")] Value loop, [Optional("None")] Value name = default, [Optional("None")] Value context = default, bool eagerStart = false) =>
        Start(thread, self, coro, loop, name, context, eagerStart) ? Value.None : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TaskObject self) => AsyncioTypes.CallHelper(thread, "asyncio.base_tasks", "_task_repr", Value.Of(self));

    [PyMethod("get_coro", Doc = "The coroutine.")]
    public static Value GetCoroutine(ThreadState thread, TaskObject self) => thread.Retain(self.Coroutine);

    [PyMethod("get_context", Doc = "The context in which the coroutine runs.")]
    public static Value GetContext(ThreadState thread, TaskObject self) => self.Context is null ? Value.None : thread.Retain(Value.Of(self.Context));

    [PyMethod("get_name", Doc = "The task's name.")]
    public static Value GetName(ThreadState thread, TaskObject self)
    {
        if (self.Name.IsNone)
        {
            self.Name = Value.Str($"Task-{self.Number}");
        }

        return thread.Retain(self.Name);
    }

    [PyMethod("set_name", Doc = "Give it another name.")]
    public static Value SetName(ThreadState thread, TaskObject self, Value name)
    {
        Value text = thread.Call(Value.Of(BuiltinTypes.Str), name);
        if (text.IsError)
        {
            return text;
        }

        AsyncioFields.Set(thread, ref self.Name, text);
        return Value.None;
    }

    [PyMethod("set_result")]
    public static Value SetResult(ThreadState thread, TaskObject self, Value result) => thread.RuntimeError("Task does not support set_result operation");

    [PyMethod("set_exception")]
    public static Value SetException(ThreadState thread, TaskObject self, Value exception) => thread.RuntimeError("Task does not support set_exception operation");

    [PyMethod("get_stack", Doc = "The frames of the suspended coroutine, or of its exception's traceback.")]
    public static Value GetStack(ThreadState thread, TaskObject self, [KeywordOnly, Optional("None")] Value limit) =>
        AsyncioTypes.CallHelper(thread, "asyncio.base_tasks", "_task_get_stack", Value.Of(self), limit.IsUnbound ? Value.None : limit);

    [PyMethod("print_stack", Doc = "Print what get_stack() gives as a traceback.")]
    public static Value PrintStack(ThreadState thread, TaskObject self, [KeywordOnly, Optional("None")] Value limit, [Optional("None")] Value file) =>
        AsyncioTypes.CallHelper(thread, "asyncio.base_tasks", "_task_print_stack", Value.Of(self), limit.IsUnbound ? Value.None : limit, file.IsUnbound ? Value.None : file);

    [PyMethod("cancel", Doc = "Have CancelledError raised in the coroutine as soon as it can run; False when the task is done.")]
    public static Value Cancel(ThreadState thread, TaskObject self, [Keyword, Optional("None")] Value msg)
    {
        self.SetLogsTraceback(thread, false);
        if (self.IsDone)
        {
            return Value.False;
        }

        self.CancelRequests++;
        Value message = msg.IsUnbound ? Value.None : msg;
        if (!self.Waiter.IsNone)
        {
            int cancelled = TaskSteps.CancelAwaited(thread, self.Waiter, message);
            if (cancelled != 0)
            {
                // The waiter's end wakes the task.
                return cancelled < 0 ? Value.Error : Value.True;
            }
        }

        self.MustCancel = true;
        AsyncioFields.Set(thread, ref self.Details.CancelMessage, thread.Retain(message));
        return Value.True;
    }

    [PyMethod("cancelling", Doc = "How many requests for cancellation are open.")]
    public static long Cancelling(TaskObject self) => self.CancelRequests;

    [PyMethod("uncancel", Doc = "Take one request for cancellation back; return how many are left.")]
    public static long Uncancel(TaskObject self)
    {
        if (self.CancelRequests > 0 && --self.CancelRequests == 0)
        {
            self.MustCancel = false;
        }

        return self.CancelRequests;
    }

    /// <summary>What a future calls when it is done; also a task's first step, with None.</summary>
    [PyMethod("task_wakeup")]
    public static Value Wakeup(ThreadState thread, TaskObject self, Value future) => TaskSteps.Continue(thread, self, future.IsNone ? Value.Unbound : future) ? Value.None : Value.Error;

    [PyGetter("_coro")]
    public static Value CoroutineMember(ThreadState thread, TaskObject self) => thread.Retain(self.Coroutine);

    [PyGetter("_fut_waiter")]
    public static Value WaiterMember(ThreadState thread, TaskObject self) => thread.Retain(self.Waiter);

    [PyGetter("_must_cancel")]
    public static Value MustCancelMember(ThreadState thread, TaskObject self) => Value.Bool(self.MustCancel);

    [PyGetter("_num_cancels_requested")]
    public static Value CancelRequestsMember(ThreadState thread, TaskObject self) => Value.Int(self.CancelRequests);

    [PyGetter("_log_destroy_pending")]
    public static Value LogsDestruction(ThreadState thread, TaskObject self) => Value.Bool(self.LogsDestruction);

    [PySetter("_log_destroy_pending")]
    public static bool SetLogsDestruction(ThreadState thread, TaskObject self, Value value)
    {
        self.LogsDestruction = Operators.IsTrue(thread, value) > 0;
        return !thread.HasException;
    }

    /// <summary>Gives the task its coroutine and schedules the first step; everything is borrowed. False with an exception set.</summary>
    internal static bool Start(ThreadState thread, TaskObject self, Value coroutine, Value loop, Value name, Value context, bool isEager)
    {
        if (!FutureMethods.Attach(thread, self, loop))
        {
            return false;
        }

        if (coroutine.Ref is not GeneratorObject { Async: null } || !ReferenceEquals(coroutine.Type, BuiltinTypes.Coroutine))
        {
            Value is_ = AsyncioTypes.CallHelper(thread, "asyncio.coroutines", "iscoroutine", coroutine);
            if (!is_.IsTrue)
            {
                self.LogsDestruction = false;
                if (!is_.IsError && Operators.ReprText(thread, coroutine) is { } text)
                {
                    thread.TypeError($"a coroutine was expected, got {text}");
                }

                return false;
            }
        }

        self.Number = TaskObject.NextNumber();
        if (!name.IsUnbound && !name.IsNone && SetName(thread, self, name).IsError)
        {
            return false;
        }

        if (context.Ref is ContextObject given)
        {
            RefCount.Retain(thread, given);
            self.Context = given;
        }
        else
        {
            self.Context = ContextObject.Current(thread).Copy(thread);
        }

        AsyncioFields.Set(thread, ref self.Coroutine, thread.Retain(coroutine));
        self.Status &= ~ObjectFlags.Finalized;
        if (isEager && ReferenceEquals(thread.EventLoop, self.Loop.Ref))
        {
            return TaskSteps.StartEagerly(thread, self);
        }

        self.Register();
        return TaskSteps.ScheduleStep(thread, self, null);
    }
}
