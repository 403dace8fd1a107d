using System.Diagnostics;

namespace Pyl.VM.Runtime;

/// <summary>What the ended threads of all interpreters of the process did, summed up; kept when a runtime's settings ask for statistics.</summary>
public static class ProcessStatistics
{
    private static long s_lockHeld;
    private static long s_lockWaited;
    private static long s_switches;
    private static long s_forcedSwitches;
    private static long s_contentions;
    private static long s_threads;

    /// <summary>Time that threads held an interpreter's lock; zero where there is none.</summary>
    public static TimeSpan LockHeld => Stopwatch.GetElapsedTime(0, Volatile.Read(ref s_lockHeld));

    /// <summary>Time that threads waited for an interpreter's lock.</summary>
    public static TimeSpan LockWaited => Stopwatch.GetElapsedTime(0, Volatile.Read(ref s_lockWaited));

    /// <summary>How often a thread took a lock that another had held before.</summary>
    public static long Switches => Volatile.Read(ref s_switches);

    /// <summary>How often a thread let go of the lock because it was asked to.</summary>
    public static long ForcedSwitches => Volatile.Read(ref s_forcedSwitches);

    /// <summary>How often a lock of an object was not free.</summary>
    public static long Contentions => Volatile.Read(ref s_contentions);

    /// <summary>Threads that ran programs, those of all interpreters together.</summary>
    public static long Threads => Volatile.Read(ref s_threads);

    internal static void Add(ThreadStatistics thread)
    {
        Interlocked.Add(ref s_lockHeld, thread.LockHeld);
        Interlocked.Add(ref s_lockWaited, thread.LockWaited);
        Interlocked.Add(ref s_switches, thread.Switches);
        Interlocked.Add(ref s_forcedSwitches, thread.ForcedSwitches);
        Interlocked.Add(ref s_contentions, thread.Contentions);
        Interlocked.Increment(ref s_threads);
    }
}
