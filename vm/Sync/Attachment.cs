using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// Whether a free thread runs or waits. For one that waits, others may merge counts that it owns: objects then die when their
/// last reference goes, not when their owner wakes.
/// </summary>
internal static class Attachment
{
    public const int Attached = 0;
    public const int Detached = 1;

    private const int ActedFor = 2;

    /// <summary>The thread goes on; waits the moment that somebody may be acting for it.</summary>
    public static void Attach(ThreadState thread)
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref thread.AttachmentState, Attached, Detached) == ActedFor)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>True when the thread waits and the caller may touch what it owns, until <see cref="EndActingFor"/>; no user code may run meanwhile.</summary>
    public static bool TryActFor(ThreadState thread) =>
        Volatile.Read(ref thread.AttachmentState) == Detached && Interlocked.CompareExchange(ref thread.AttachmentState, ActedFor, Detached) == Detached;

    public static void EndActingFor(ThreadState thread) => Volatile.Write(ref thread.AttachmentState, Detached);
}
