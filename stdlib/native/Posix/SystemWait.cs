using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native;

/// <summary>
/// Waiting in the system for descriptors, without the interpreter's lock. The main thread's waits end when it is asked for
/// something (Ctrl-C); the other threads are never asked, as in CPython.
/// </summary>
internal static unsafe class SystemWait
{
    private const int InterruptedCall = 4;

    /// <summary>Waits until the descriptor has one of the events, an error included; what is wrong with it the next call on it says.</summary>
    public static WaitResult For(ThreadState thread, int descriptor, short events, TimeSpan timeout)
    {
        Libc.PollEntry* entries = stackalloc Libc.PollEntry[2];
        entries[0] = new Libc.PollEntry { Descriptor = descriptor, Events = events };
        return Poll(thread, entries, 1, timeout) switch { > 0 => WaitResult.Done, 0 => WaitResult.TimedOut, Failed => WaitResult.Done, _ => WaitResult.Interrupted };
    }

    /// <summary>poll(2) failed; errno says why.</summary>
    public const int Failed = -1;

    /// <summary>An exception is set.</summary>
    public const int Raised = -2;

    /// <summary>
    /// poll(2), repeated when it was cut short: the number of entries that are ready, 0 when the time is over,
    /// <see cref="Failed"/> or <see cref="Raised"/>. There must be room for one entry more than <paramref name="count"/>.
    /// </summary>
    public static int Poll(ThreadState thread, Libc.PollEntry* entries, int count, TimeSpan timeout)
    {
        long start = timeout > TimeSpan.Zero ? Stopwatch.GetTimestamp() : 0;
        WakeDescriptor? wake = thread.IsMain && timeout != TimeSpan.Zero ? WakeDescriptor.Of(thread) : null;
        int all = count;
        if (wake is not null && wake.Number >= 0)
        {
            entries[all++] = new Libc.PollEntry { Descriptor = wake.Number, Events = PosixConstants.PollIn };
        }

        while (true)
        {
            if (!Interruption.TryContinue(thread))
            {
                return Raised;
            }

            thread.BeginBlocking();
            int ready = Libc.Poll(entries, (nuint)all, Milliseconds(timeout, start));
            int error = Marshal.GetLastPInvokeError();
            thread.EndBlocking();
            if (ready > 0 && all > count && entries[count].Received != 0)
            {
                wake!.Reset();
                ready--;
                if (!Interruption.TryContinue(thread))
                {
                    return Raised;
                }
            }
            else if (ready < 0)
            {
                if (error != InterruptedCall)
                {
                    Marshal.SetLastPInvokeError(error);
                    return Failed;
                }
            }
            else if (ready == 0)
            {
                // A wait longer than poll can express is cut in pieces.
                if (timeout >= TimeSpan.Zero && Stopwatch.GetElapsedTime(start) >= timeout)
                {
                    return Interruption.TryContinue(thread) ? 0 : Raised;
                }

                if (timeout == TimeSpan.Zero)
                {
                    return 0;
                }
            }

            if (ready > 0)
            {
                return ready;
            }
        }
    }

    /// <summary>What is left of the time, rounded up; -1 for ever.</summary>
    public static int Milliseconds(TimeSpan timeout, long start)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return timeout == TimeSpan.Zero ? 0 : -1;
        }

        // A microsecond less: 5 ms given as a float are 5.0000001, and would be 6.
        double left = (timeout - Stopwatch.GetElapsedTime(start)).TotalMilliseconds - 0.001;
        return (int)Math.Clamp(Math.Ceiling(left), 0, 1_000_000_000);
    }
}
