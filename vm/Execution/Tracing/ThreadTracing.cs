using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Tracing;

/// <summary>
/// The functions of sys.settrace and sys.setprofile of one thread. While one of them is set, and does not run itself,
/// <see cref="ThreadState.IsTraced"/> holds and the thread's frames run in the <see cref="TracedLoop"/>.
/// </summary>
internal sealed class ThreadTracing
{
    private int _running;

    /// <summary>What another thread wants set, see <see cref="Ask"/>.</summary>
    private Wish? _wish;

    /// <summary>The trace function or None; a counted reference.</summary>
    public Value Trace { get; private set; } = Value.None;

    /// <summary>The profile function or None; a counted reference.</summary>
    public Value Profile { get; private set; } = Value.None;

    public static ThreadTracing Of(ThreadState thread) => thread.Tracing ?? Interlocked.CompareExchange(ref thread.Tracing, new ThreadTracing(), null) ?? thread.Tracing;

    /// <summary>sys.settrace; the function is borrowed.</summary>
    public void SetTrace(ThreadState thread, Value function)
    {
        Value old = Trace;
        Trace = thread.Retain(function);
        Update(thread);
        thread.Release(old);
    }

    /// <summary>sys.setprofile, as <see cref="SetTrace"/>.</summary>
    public void SetProfile(ThreadState thread, Value function)
    {
        Value old = Profile;
        Profile = thread.Retain(function);
        Update(thread);
        thread.Release(old);
    }

    /// <summary>One of the functions is called: until <see cref="Leave"/> the thread runs as any other.</summary>
    public void Enter(ThreadState thread)
    {
        _running++;
        Update(thread);
    }

    public void Leave(ThreadState thread)
    {
        _running--;
        Update(thread);
    }

    /// <summary>Calls a function with tracing on although a trace function runs (sys.call_tracing). The arguments are borrowed.</summary>
    public Value CallTraced(ThreadState thread, Value function, ReadOnlySpan<Value> arguments)
    {
        int before = _running;
        _running = 0;
        Update(thread);
        Value result = thread.Call(function, arguments);
        _running = before;
        Update(thread);
        return result;
    }

    /// <summary>Another thread shall have this function, borrowed, at its next safe point.</summary>
    public static void Ask(ThreadState asker, ThreadState target, Value function, bool isProfile)
    {
        Wish? before = Interlocked.Exchange(ref Of(target)._wish, new Wish(asker.Retain(function), isProfile));
        if (before is not null)
        {
            asker.Release(before.Function);
        }

        SafePoint.Request(target, SafePoint.Trace);
    }

    /// <summary>Does what other threads have asked for.</summary>
    public void Grant(ThreadState thread)
    {
        if (Interlocked.Exchange(ref _wish, null) is not { } wish)
        {
            return;
        }

        if (wish.IsProfile)
        {
            SetProfile(thread, wish.Function);
        }
        else
        {
            SetTrace(thread, wish.Function);
        }

        thread.Release(wish.Function);
    }

    /// <summary>The thread ends.</summary>
    public void Clear(ThreadState thread)
    {
        Grant(thread);
        SetTrace(thread, Value.None);
        SetProfile(thread, Value.None);
    }

    /// <summary>Frames that run in other loops notice it at their next jump back, or when the native returns that they have called.</summary>
    private void Update(ThreadState thread)
    {
        bool isTraced = _running == 0 && !(Trace.IsNone && Profile.IsNone);
        thread.IsTraced = isTraced;
        if (isTraced)
        {
            SafePoint.Request(thread, SafePoint.Trace);
        }
        else
        {
            SafePoint.Withdraw(thread, SafePoint.Trace);
        }
    }

    private sealed record Wish(Value Function, bool IsProfile);
}
