using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Memory;

/// <summary>
/// The one reference-count routine of all modes: biased counting as PEP 703 has it (shared/CONCURRENCY 2). A thread that
/// presents the owner's id counts with plain loads and stores; any other thread takes the shared, atomic path.
/// </summary>
public static class RefCount
{
    /// <summary>Owner id of objects whose lifetime is the host GC's alone.</summary>
    public const int Uncounted = -1;

    /// <summary>Owner id of merged objects: nobody owns them, the shared field is the whole count.</summary>
    public const int NoOwner = 0;

    internal const int StateMask = 3;
    internal const int StateDefault = 0;
    internal const int StateMaybeWeak = 1;
    internal const int StateQueued = 2;
    internal const int StateMerged = 3;
    internal const int SharedOne = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Retain(ThreadState thread, Value value)
    {
        if (value.Ref is { } reference)
        {
            Retain(thread, reference);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(ThreadState thread, Value value)
    {
        if (value.Ref is { } reference)
        {
            Release(thread, reference);
        }
    }

    /// <summary>One more reference to a live object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Retain(ThreadState thread, PyObject reference)
    {
        int owner = reference.OwnerId;
        if (owner == thread.OwnerId)
        {
            AssertAlive(reference);
            reference.Local++;
            if (CountStatistics.Decision.IsOn)
            {
                thread.Statistics.LocalOperations++;
            }
        }
        else if (owner != Uncounted)
        {
            RetainForeign(thread, reference);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RetainForeign(ThreadState thread, PyObject reference)
    {
        AssertAlive(reference);
        if (CountStatistics.Decision.IsOn)
        {
            thread.Statistics.SharedOperations++;
        }

        if (!FreeThreading.IsOn || thread.Foreign is not { } foreign)
        {
            thread.Statistics.Atomics++;
            Interlocked.Add(ref reference.Shared, SharedOne);
        }
        else if (!foreign.TryTake(reference))
        {
            thread.Statistics.Atomics++;
            Interlocked.Add(ref reference.Shared, SharedOne);
            foreign.Touch(reference);
        }
    }

    /// <summary>One more reference to each of the values.</summary>
    public static void RetainAll(ThreadState thread, ReadOnlySpan<Value> values)
    {
        foreach (ref readonly Value value in values)
        {
            Retain(thread, value);
        }
    }

    /// <summary>One reference less. At zero the object is finalised at once: this can run user code.</summary>
    /// <remarks>Only the test for uncounted objects is inlined: releases stand in every handler, and the loop's size counts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(ThreadState thread, PyObject reference)
    {
        if (reference.OwnerId != Uncounted)
        {
            ReleaseCounted(thread, reference);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReleaseCounted(ThreadState thread, PyObject reference)
    {
        if (FreeThreading.IsOn && (reference.Status & ObjectFlags.Dead) != 0)
        {
            // Only --refcount unsafe comes here: a lost increment has ended the object while it was in use.
            thread.Statistics.UsedDead++;
            return;
        }

        if (reference.OwnerId == thread.OwnerId)
        {
            AssertAlive(reference);
            if (CountStatistics.Decision.IsOn)
            {
                thread.Statistics.LocalOperations++;
            }

            if (--reference.Local == 0)
            {
                if (Volatile.Read(ref reference.Shared) == 0)
                {
                    Destruction.Destroy(thread, reference);
                }
                else
                {
                    ReleaseLastLocal(thread, reference);
                }
            }
        }
        else
        {
            ReleaseShared(thread, reference);
        }
    }

    /// <summary>True when nobody but the caller's one reference exists: the licence for in-place mutation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnique(ThreadState thread, PyObject reference) =>
        reference.OwnerId == thread.OwnerId && reference.Local == 1 && reference.Shared == 0;

    /// <summary>
    /// One more reference to an object that its container's lock keeps alive; a foreign one is marked, so that the next reader
    /// needs no lock (CONCURRENCY 4, NewRefWithLock).
    /// </summary>
    internal static void RetainShareable(ThreadState thread, PyObject reference)
    {
        int owner = reference.OwnerId;
        if (owner == Uncounted)
        {
            return;
        }

        if (owner == thread.OwnerId)
        {
            reference.Local++;
            return;
        }

        ForeignCounts? foreign = thread.Foreign;
        if (foreign is not null && foreign.TryTake(reference))
        {
            return;
        }

        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            int next = (shared + SharedOne) | ((shared & StateMask) == StateDefault ? StateMaybeWeak : 0);
            int seen = Interlocked.CompareExchange(ref reference.Shared, next, shared);
            if (seen == shared)
            {
                foreign?.Touch(reference);
                return;
            }

            shared = seen;
        }
    }

    /// <summary>Makes a new object one that nobody owns: every count of it is atomic (--refcount atomic).</summary>
    internal static void Disown(PyObject reference)
    {
        reference.OwnerId = NoOwner;
        reference.Local = 0;
        reference.Shared = SharedOne | StateMerged;
    }

    /// <summary>From now on any thread may try to retain the object: weak references lead to it. A reference must be held.</summary>
    internal static void AllowTrying(PyObject reference)
    {
        if (reference.OwnerId == Uncounted)
        {
            return;
        }

        int shared = Volatile.Read(ref reference.Shared);
        while ((shared & StateMask) == StateDefault)
        {
            int seen = Interlocked.CompareExchange(ref reference.Shared, shared | StateMaybeWeak, shared);
            if (seen == shared)
            {
                return;
            }

            shared = seen;
        }
    }

    /// <summary>A reference to an object that may be dying: false when its count has come to zero (CONCURRENCY 4).</summary>
    public static bool TryRetain(ThreadState thread, PyObject reference)
    {
        int owner = reference.OwnerId;
        if (owner == Uncounted)
        {
            return true;
        }

        if (owner == thread.OwnerId)
        {
            if (reference.Local == 0 && reference.Shared >> 2 <= 0)
            {
                return false;
            }

            reference.Local++;
            return true;
        }

        ForeignCounts? foreign = thread.Foreign;
        if (foreign is not null && foreign.TryTake(reference))
        {
            return true;
        }

        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            if (shared is 0 or StateMerged)
            {
                return false;
            }

            int seen = Interlocked.CompareExchange(ref reference.Shared, shared + SharedOne, shared);
            if (seen == shared)
            {
                foreign?.Touch(reference);
                return true;
            }

            shared = seen;
        }
    }

    /// <summary>The count as sys.getrefcount shows it, the caller's own reference included.</summary>
    public static long CountOf(ThreadState thread, PyObject reference) =>
        reference.OwnerId == Uncounted ? uint.MaxValue : (long)reference.Local + SharedCountOf(thread, reference);

    /// <summary>References that others than the owner hold, without those that threads have only counted in advance.</summary>
    public static long SharedCountOf(ThreadState thread, PyObject reference)
    {
        long count = Volatile.Read(ref reference.Shared) >> 2;
        if (thread.Foreign is not null)
        {
            foreach (ThreadState other in thread.Interpreter.Threads.All)
            {
                count -= other.Foreign?.CreditFor(reference) ?? 0;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReleaseLastLocal(ThreadState thread, PyObject reference)
    {
        if (Volatile.Read(ref reference.Shared) == 0)
        {
            Destruction.Destroy(thread, reference);
            return;
        }

        // Others hold or held references: give up ownership first, then publish the merged state (CONCURRENCY 2, MergeZeroLocal).
        reference.OwnerId = NoOwner;
        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            int merged = (shared & ~StateMask) | StateMerged;
            int seen = Interlocked.CompareExchange(ref reference.Shared, merged, shared);
            if (seen == shared)
            {
                Ended(thread, reference, merged);
                return;
            }

            shared = seen;
        }
    }

    /// <summary>An object that nobody owns has that shared field now: it is dead, or only batches may be left of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ended(ThreadState thread, PyObject reference, int shared)
    {
        if (shared == StateMerged)
        {
            Destruction.Destroy(thread, reference);
        }
        else if (FreeThreading.IsOn && ForeignCounts.MayBeDead(shared >> 2))
        {
            ForeignCounts.Collect(thread, reference);
        }
    }

    /// <summary>Gives back what was counted in advance and is not held.</summary>
    internal static void ReleaseBatch(ThreadState thread, PyObject reference, int count)
    {
        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            int left = (shared >> 2) - count;
            int state = shared & StateMask;

            // As for single releases: below zero only the owner's count can tell, so it is asked, and the queue holds one reference.
            bool queue = state < StateQueued && left < 0;
            int next = queue ? ((left + 1) << 2) | StateQueued : (left << 2) | state;
            int seen = Interlocked.CompareExchange(ref reference.Shared, next, shared);
            if (seen == shared)
            {
                if (queue)
                {
                    thread.Interpreter.MergeQueue.Enqueue(thread, reference);
                }
                else if (state == StateMerged)
                {
                    Ended(thread, reference, next);
                }

                return;
            }

            shared = seen;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReleaseShared(ThreadState thread, PyObject reference)
    {
        thread.Statistics.SharedOperations++;
        if (FreeThreading.IsOn && thread.Foreign is { } foreign && foreign.TryGive(thread, reference))
        {
            return;
        }

        thread.Statistics.Atomics++;
        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            // Nothing is held but what the owner gave away, and batches: the owner's count decides.
            bool queue = (shared & StateMask) < StateQueued && ((shared >> 2) & (ForeignCounts.Batch - 1)) == 0;
            int next = queue ? (shared & ~StateMask) | StateQueued : shared - SharedOne;
            int seen = Interlocked.CompareExchange(ref reference.Shared, next, shared);
            if (seen == shared)
            {
                if (queue)
                {
                    thread.Interpreter.MergeQueue.Enqueue(thread, reference);
                }
                else if ((next & StateMask) == StateMerged)
                {
                    Ended(thread, reference, next);
                }

                return;
            }

            shared = seen;
        }
    }

    /// <summary>
    /// Ends the ownership: the owner draining its queue, or anyone once the owner has exited. <paramref name="extra"/> is
    /// added to the count; at zero the object is destroyed (CONCURRENCY 2, ExplicitMerge).
    /// </summary>
    internal static void ExplicitMerge(ThreadState thread, PyObject reference, int extra)
    {
        if (MergeCounts(reference, extra))
        {
            Destruction.Destroy(thread, reference);
        }
        else
        {
            CollectIfDead(thread, reference);
        }
    }

    /// <summary>After a merge that has left something: it may be nothing but batches.</summary>
    internal static void CollectIfDead(ThreadState thread, PyObject reference)
    {
        if (FreeThreading.IsOn && ForeignCounts.MayBeDead(Volatile.Read(ref reference.Shared) >> 2))
        {
            ForeignCounts.Collect(thread, reference);
        }
    }

    /// <summary>The merge itself; true when the count has come to zero and the caller is to destroy the object.</summary>
    internal static bool MergeCounts(PyObject reference, int extra)
    {
        int local = reference.Local;
        reference.Local = 0;
        Volatile.Write(ref reference.OwnerId, NoOwner);
        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            int count = (shared >> 2) + local + extra;
            int merged = (count << 2) | StateMerged;
            int seen = Interlocked.CompareExchange(ref reference.Shared, merged, shared);
            if (seen == shared)
            {
                return count == 0;
            }

            shared = seen;
        }
    }

    /// <summary>True in a debug build: each release tests that the object is alive.</summary>
#if DEBUG
    internal const bool AssertsCounts = true;
#else
    internal const bool AssertsCounts = false;
#endif

    [Conditional("DEBUG")]
    private static void AssertAlive(PyObject reference)
    {
        if ((reference.Status & ObjectFlags.Dead) != 0)
        {
            throw new InvalidOperationException($"a dead {reference.GetType().Name} is used: its count was released once too often");
        }
    }
}
