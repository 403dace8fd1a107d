namespace Pyl.VM.Runtime;

/// <summary>
/// Ctrl-C for a thread that waits in the system: who waits, waits for this too. The host calls <see cref="Raise"/> from its
/// signal handler; the thread finds the request at its next safe point, or at once when it waits here.
/// </summary>
public static class Interruption
{
    private static readonly ManualResetEventSlim s_event = new(false);

    /// <summary>Asks the thread to raise KeyboardInterrupt; any thread.</summary>
    public static void Raise(ThreadState thread)
    {
        thread = Running(thread);
        Volatile.Write(ref thread.IsInterrupted, true);
        Announce(thread);
    }

    /// <summary>Asks the thread for what <see cref="InterpreterState.OnInterrupt"/> does, which has its own queue; any thread. It may find nothing: another request can come before.</summary>
    public static void Announce(ThreadState thread)
    {
        SafePoint.Request(Running(thread), SafePoint.Interrupt);
        s_event.Set();
    }

    /// <summary>Whether <see cref="Raise"/> has asked since this was called last.</summary>
    public static bool TakeRequest(ThreadState thread) => Interlocked.Exchange(ref thread.IsInterrupted, false);

    /// <summary>True when the thread was asked and has not answered yet.</summary>
    public static bool IsPending(ThreadState thread) => (thread.Breaker & SafePoint.Interrupt) != 0;

    /// <summary>
    /// Sleeps until the time is over (false) or a request arrives (true); then <see cref="TryContinue"/> says whether to go
    /// on. Call it outside the interpreter's lock.
    /// </summary>
    public static bool Sleep(ThreadState thread, TimeSpan time)
    {
        if ((thread.Breaker & SafePoint.Interrupt) != 0)
        {
            return true;
        }

        s_event.Reset();
        if ((thread.Breaker & SafePoint.Interrupt) != 0)
        {
            return true;
        }

        return s_event.Wait(time) && (thread.Breaker & SafePoint.Interrupt) != 0;
    }

    /// <summary>Does what safe points do; false when an exception is set (KeyboardInterrupt, as a rule).</summary>
    public static bool TryContinue(ThreadState thread) => thread.Breaker == 0 || SafePoint.Handle(thread) != Execution.Flow.Error;

    private static ThreadState Running(ThreadState thread)
    {
        while (thread.RunsAs is { } inner)
        {
            thread = inner;
        }

        return thread;
    }
}
