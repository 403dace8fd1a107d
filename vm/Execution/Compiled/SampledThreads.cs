using System.Diagnostics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled;

/// <summary>The threads of all interpreters, for the <see cref="Sampler"/>; apart from it, because threads are there at the start and it is not.</summary>
internal static class SampledThreads
{
    private static readonly Lock s_lock = new();
    private static WeakReference?[] s_threads = new WeakReference?[4];

    /// <summary>A thread that runs bytecode from now on.</summary>
    public static void Add(ThreadState thread)
    {
        lock (s_lock)
        {
            int free = 0;
            while (free < s_threads.Length && s_threads[free] is { IsAlive: true })
            {
                free++;
            }

            if (free == s_threads.Length)
            {
                Array.Resize(ref s_threads, free * 2);
            }

            s_threads[free] = new WeakReference(thread);
        }
    }

    /// <summary>Asks every thread for a safe point; true when some thread has taken notice of the last request.</summary>
    public static bool Ask()
    {
        bool any = false;
        lock (s_lock)
        {
            foreach (WeakReference? known in s_threads)
            {
                if (known?.Target is ThreadState thread && (thread.Breaker & SafePoint.Sample) == 0)
                {
                    any = true;
                    thread.SampleAskedAt = Stopwatch.GetTimestamp();
                    SafePoint.Request(thread, SafePoint.Sample);
                }
            }
        }

        return any;
    }
}
