using System.Diagnostics;

namespace Pyl.VM.Runtime;

/// <summary>How a wait has ended.</summary>
public enum WaitResult
{
    /// <summary>What was waited for has come.</summary>
    Done,

    TimedOut,

    /// <summary>An exception is set: Ctrl-C, as a rule.</summary>
    Interrupted,
}

/// <summary>
/// Waiting for other threads without the interpreter's lock: until a condition holds, the time is over, or the thread is asked
/// for something (Ctrl-C, the end of the interpreter). Whoever changes what the condition reads does so under the monitor and pulses it.
/// </summary>
public static class Waiting
{
    /// <summary>For a wait without a limit.</summary>
    public static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    /// <summary>Waits on the monitor until <paramref name="condition"/>, tested under it, holds; it may change things when it does.</summary>
    public static WaitResult Wait<TState>(ThreadState thread, object monitor, TState state, Func<TState, bool> condition, TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            WaitResult result = WaitOutside(thread, monitor, state, condition, timeout, start);
            if (result != WaitResult.Interrupted)
            {
                return result;
            }

            if (SafePoint.Handle(thread) == Execution.Flow.Error)
            {
                return WaitResult.Interrupted;
            }
        }
    }

    /// <summary>Wakes the thread if it waits, so that it looks at what it was asked for.</summary>
    internal static void Wake(ThreadState thread)
    {
        if (thread.WaitingOn is { } monitor)
        {
            lock (monitor)
            {
                Monitor.PulseAll(monitor);
            }
        }
    }

    private static WaitResult WaitOutside<TState>(ThreadState thread, object monitor, TState state, Func<TState, bool> condition, TimeSpan timeout, long start)
    {
        thread.WaitingOn = monitor;
        thread.BeginBlocking();
        try
        {
            lock (monitor)
            {
                while (true)
                {
                    if (condition(state))
                    {
                        return WaitResult.Done;
                    }

                    if ((thread.Breaker & (SafePoint.Interrupt | SafePoint.Halt)) != 0)
                    {
                        return WaitResult.Interrupted;
                    }

                    if (timeout < TimeSpan.Zero)
                    {
                        Monitor.Wait(monitor);
                        continue;
                    }

                    TimeSpan left = timeout - Stopwatch.GetElapsedTime(start);
                    if (left <= TimeSpan.Zero)
                    {
                        return WaitResult.TimedOut;
                    }

                    // The system waits whole milliseconds: round up, never return early. A long wait is cut in pieces.
                    Monitor.Wait(monitor, (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), 1_000_000_000));
                }
            }
        }
        finally
        {
            thread.EndBlocking();
            thread.WaitingOn = null;
        }
    }
}
