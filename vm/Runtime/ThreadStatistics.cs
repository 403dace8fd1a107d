using System.Diagnostics;

namespace Pyl.VM.Runtime;

/// <summary>What a thread has done, for --stats. Times are in ticks of the system's monotonic clock.</summary>
internal sealed class ThreadStatistics
{
    /// <summary>0 while it does not hold the lock.</summary>
    public long LockTakenAt;

    /// <summary>Where there is no lock: the time that it was attached to the interpreter, running bytecode or natives that need that.</summary>
    public long LockHeld;

    public long LockWaited;

    /// <summary>How often it took the interpreter's lock from another thread.</summary>
    public long Switches;

    /// <summary>How often it let go because it was asked to.</summary>
    public long ForcedSwitches;

    /// <summary>Objects of its own that it merged because others had asked.</summary>
    public long Merges;

    /// <summary>Retains and releases of objects that the thread owns; only counted for --stats.</summary>
    public long LocalOperations;

    /// <summary>Retains and releases of objects that another thread owns or nobody; retains only counted for --stats.</summary>
    public long SharedOperations;

    /// <summary>Those of them that took an atomic operation: the others were served from what the thread had counted in advance.</summary>
    public long Atomics;

    /// <summary>Releases of objects that had been finalised already: their count had been wrong.</summary>
    public long UsedDead;

    /// <summary>CPU time in nanoseconds, taken when the thread ends.</summary>
    public long CpuTime;

    /// <summary>Time in nanoseconds that it could have run, but no core was free; taken when the thread ends.</summary>
    public long RunDelay;

    private long _cpuBefore;

    private long _delayBefore;

    /// <summary>Objects whose count came to zero more than once.</summary>
    public long ReleasedTwice;

    /// <summary>Contended per-object locks.</summary>
    public long Contentions;

    /// <summary>The thread begins, on a thread of the system that may have run others.</summary>
    public void Begin(bool withDelay)
    {
        _cpuBefore = ThreadCpuTime.Now();
        _delayBefore = withDelay ? ThreadCpuTime.RunDelay() : 0;
    }

    /// <summary>The thread ends: the calling one.</summary>
    public void End(bool withDelay)
    {
        CpuTime = ThreadCpuTime.Now() - _cpuBefore;
        RunDelay = withDelay ? ThreadCpuTime.RunDelay() - _delayBefore : 0;
    }

    /// <summary>The time since the lock was taken counts as held.</summary>
    public void EndHolding()
    {
        if (LockTakenAt != 0)
        {
            LockHeld += Stopwatch.GetTimestamp() - LockTakenAt;
            LockTakenAt = 0;
        }
    }
}
