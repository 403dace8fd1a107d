namespace Pyl.VM.Runtime;

/// <summary>What a thread has done, for --stats. Times are in ticks of the system's monotonic clock.</summary>
internal sealed class ThreadStatistics
{
    public long LockTakenAt;

    public long LockHeld;

    public long LockWaited;

    /// <summary>How often it took the interpreter's lock from another thread.</summary>
    public long Switches;

    /// <summary>How often it let go because it was asked to.</summary>
    public long ForcedSwitches;

    /// <summary>Objects of its own that it merged because others had asked.</summary>
    public long Merges;

    /// <summary>Objects whose count came to zero more than once.</summary>
    public long ReleasedTwice;

    /// <summary>Contended per-object locks.</summary>
    public long Contentions;
}
