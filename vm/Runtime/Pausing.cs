using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyl.VM.Execution;

namespace Pyl.VM.Runtime;

/// <summary>Sleeping without the interpreter's lock, until the time is over or the thread is asked for something (Ctrl-C).</summary>
public static class Pausing
{
    /// <summary>Shorter pauses go to the system's nanosleep: they need its precision and nobody notices that Ctrl-C waits for them.</summary>
    private const long PreciseNanoseconds = 20_000_000;

    private static bool s_hasNanosleep = !OperatingSystem.IsWindows();

    /// <summary>Pauses the thread; false with an exception set when an interrupt ends the pause.</summary>
    public static bool Sleep(ThreadState thread, long nanoseconds)
    {
        thread.BeginBlocking();
        try
        {
            if (nanoseconds < PreciseNanoseconds)
            {
                SleepShortly(nanoseconds);
            }
            else
            {
                Wait(thread, nanoseconds);
            }
        }
        finally
        {
            thread.EndBlocking();
        }

        return thread.Breaker == 0 || SafePoint.Handle(thread) == Flow.Next;
    }

    /// <summary>Wakes the thread if it pauses.</summary>
    internal static void Wake(ThreadState thread)
    {
        lock (thread.Pause)
        {
            Monitor.PulseAll(thread.Pause);
        }
    }

    private static void Wait(ThreadState thread, long nanoseconds)
    {
        long start = Stopwatch.GetTimestamp();
        lock (thread.Pause)
        {
            while ((thread.Breaker & SafePoint.Interrupt) == 0)
            {
                long left = nanoseconds - (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
                if (left <= 0)
                {
                    return;
                }

                Monitor.Wait(thread.Pause, (int)Math.Min((left + 999_999) / 1_000_000, int.MaxValue));
            }
        }
    }

    private static unsafe void SleepShortly(long nanoseconds)
    {
        if (s_hasNanosleep)
        {
            try
            {
                var request = new Timespec { Nanoseconds = nanoseconds };
                _ = NanoSleep(&request, null);
                return;
            }
            catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
            {
                s_hasNanosleep = false;
            }
        }

        Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(nanoseconds / 1e6)));
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern unsafe int NanoSleep(Timespec* request, Timespec* remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
