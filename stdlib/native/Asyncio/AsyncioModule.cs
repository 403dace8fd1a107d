using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>The module _asyncio: what of asyncio every await goes through. The rest is in Pyl.</summary>
[PyModule("_asyncio", Doc = "Accelerator module for asyncio")]
internal static class AsyncioModule
{
    [PyConstant("CancelledError")]
    public static TypeObject CancelledError => AsyncioTypes.CancelledError;

    [PyConstant("InvalidStateError")]
    public static TypeObject InvalidStateError => AsyncioTypes.InvalidStateError;

    [PyConstant("Future")]
    public static TypeObject Future => AsyncioTypes.Future;

    [PyConstant("Task")]
    public static TypeObject Task => AsyncioTypes.Task;

    [PyConstant("Handle")]
    public static TypeObject Handle => AsyncioTypes.Handle;

    [PyConstant("TimerHandle")]
    public static TypeObject TimerHandle => AsyncioTypes.TimerHandle;

    [PyConstant("LoopBase")]
    public static TypeObject Loop => AsyncioTypes.Loop;

    [PyFunction("_get_running_loop", Doc = "The loop that runs in this thread, or None.")]
    public static Value TryRunningLoop(ThreadState thread) => thread.EventLoop is { } loop ? thread.Retain(Value.Of(loop)) : Value.None;

    [PyFunction("get_running_loop", Doc = "Return the running event loop.  Raise a RuntimeError if there is none.")]
    public static Value RunningLoop(ThreadState thread) =>
        thread.EventLoop is { } loop ? thread.Retain(Value.Of(loop)) : thread.RuntimeError("no running event loop");

    [PyFunction("_set_running_loop", Doc = "Set the running event loop.")]
    public static void SetRunningLoop(ThreadState thread, Value loop)
    {
        PyObject? old = thread.EventLoop;
        thread.EventLoop = loop.IsNone ? null : thread.Retain(loop).Ref;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }

    [PyFunction("current_task", Doc = "Return the task that runs in the loop, or None.")]
    public static Value CurrentTask(ThreadState thread, [Keyword, Optional("None")] Value loop)
    {
        if (loop.IsUnbound || loop.IsNone)
        {
            if (thread.EventLoop is not { } running)
            {
                return thread.RuntimeError("no running event loop");
            }

            loop = Value.Of(running);
        }

        return CurrentTasks.Of(loop) is { } task ? thread.Retain(Value.Of(task)) : Value.None;
    }

    [PyFunction("all_tasks", Doc = "Return a set of all tasks for the loop.")]
    public static Value AllTasks(ThreadState thread, [Keyword, Optional("None")] Value loop) =>
        AsyncioTypes.CallHelper(thread, "asyncio.tasks", "_all_tasks", loop.IsUnbound ? Value.None : loop);

    [PyFunction("future_add_to_awaited_by", Doc = "Record that `fut` is awaited on by `waiter`.")]
    public static Value AddToAwaitedBy(ThreadState thread, Value fut, Value waiter) => AwaitGraph.Add(thread, fut, waiter) ? Value.None : Value.Error;

    [PyFunction("future_discard_from_awaited_by", Doc = "Record that `fut` is no longer awaited on by `waiter`.")]
    public static Value DiscardFromAwaitedBy(ThreadState thread, Value fut, Value waiter) => AwaitGraph.Discard(thread, fut, waiter) ? Value.None : Value.Error;

    [PyFunction("_tasks_of", Doc = "The loop's tasks that are not done, as a list.")]
    public static Value TasksOf(ThreadState thread, Value loop)
    {
        var found = new ListObject(thread);
        if (loop.Ref is LoopObject own)
        {
            own.CopyTasks(thread, found);
        }

        return Value.Of(found);
    }

    [PyFunction("_enter_task", Doc = "Enter into task execution or resume suspended task.")]
    public static Value EnterTask(ThreadState thread, [Keyword] Value loop, [Keyword] Value task)
    {
        if (CurrentTasks.Of(loop) is { } other)
        {
            return thread.RuntimeError($"Cannot enter into task {Operators.ReprText(thread, task)} while another task {Operators.ReprText(thread, Value.Of(other))} is being executed.");
        }

        // A step keeps its own task alive; what a program enters stays until it is left.
        CurrentTasks.Swap(thread, loop, thread.Retain(task).Ref);
        return Value.None;
    }

    [PyFunction("_leave_task", Doc = "Leave task execution or suspend a task.")]
    public static Value LeaveTask(ThreadState thread, [Keyword] Value loop, [Keyword] Value task)
    {
        PyObject? current = CurrentTasks.Of(loop);
        if (!ReferenceEquals(current, task.Ref))
        {
            string shown = current is null ? "None" : Operators.ReprText(thread, Value.Of(current)) ?? "";
            return thread.RuntimeError($"Leaving task {Operators.ReprText(thread, task)} does not match the current task {shown}.");
        }

        CurrentTasks.Swap(thread, loop, null);
        thread.Release(task);
        return Value.None;
    }

    [PyFunction("_swap_current_task", Doc = "Swap the current task.")]
    public static Value SwapTask(ThreadState thread, [Keyword] Value loop, [Keyword] Value task) =>
        CurrentTasks.Swap(thread, loop, task.IsNone ? null : task.Ref) is { } before ? thread.Retain(Value.Of(before)) : Value.None;

    [PyFunction("_yield_once", Doc = "What sleep(0) awaits.")]
    public static Value YieldOnce(ThreadState thread) => Value.Of(new YieldOnceObject(thread));
}
