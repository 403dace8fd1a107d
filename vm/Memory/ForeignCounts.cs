using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Memory;

/// <summary>
/// References to other threads' objects that a free thread has counted in advance (DESIGN 3). Two threads that use one object
/// fight over its count: measured, they run at 0.55 of one thread's speed. So a thread that touches a foreign object again and again takes a
/// batch of references with one atomic operation and serves its retains and releases from there, by plain stores of its own.
/// <para>
/// To the protocol the thread simply holds the batch; no object dies too early. That it does not die too late is what
/// <see cref="MayBeDead"/> is for: a batch is so large that the count, taken modulo a batch, shows what is held besides batches,
/// and whoever sees nothing there asks all threads to hand theirs in (<see cref="Collect"/>).
/// </para>
/// </summary>
internal sealed class ForeignCounts
{
    /// <summary>References in a batch.</summary>
    public const int Batch = 1 << 16;

    private const int Size = 256;

    /// <summary>So often a place's object must be touched before it gets a batch; more often where another one has to go for it.</summary>
    private const int EnoughForFree = 16;
    private const int EnoughForTaken = 64;

    private static int s_keys;

    private readonly Entry[] _entries = new Entry[Size];
    private int _nextKey;
    private int _inUse;

    /// <summary>The count without its state bits, less all batches, as far as can be told: at most zero when nothing but batches is left.</summary>
    public static bool MayBeDead(int count)
    {
        int batches = (count + (Batch >> 1)) >> 16;
        return batches > 0 && count <= batches << 16;
    }

    /// <summary>A reference from the thread's batch; false when it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(PyObject reference)
    {
        ref Entry entry = ref EntryOf(reference.ForeignKey);
        if (!ReferenceEquals(entry.Object, reference) || entry.Credit == 0)
        {
            return false;
        }

        entry.Credit--;
        return true;
    }

    /// <summary>A reference back into the thread's batch; false when that is full or there is none. Can destroy the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGive(ThreadState thread, PyObject reference)
    {
        ref Entry entry = ref EntryOf(reference.ForeignKey);
        if (!ReferenceEquals(entry.Object, reference))
        {
            return false;
        }

        int shared = Volatile.Read(ref reference.Shared);
        if (entry.Credit == Batch)
        {
            // What is released came from another thread. Where it may be the last one, the count has to show it.
            if (((shared >> 2) & (Batch - 1)) == 0)
            {
                HandIn(thread, ref entry);
            }

            return false;
        }

        entry.Credit++;
        if ((shared & RefCount.StateMask) == RefCount.StateMerged)
        {
            int count = shared >> 2;
            int others = ((count + (Batch >> 1)) >> 16) - 1;
            if (count - entry.Credit <= others << 16)
            {
                // Nobody may hold it but the batches: hand this one in, and look.
                HandIn(thread, ref entry);
            }
        }

        return true;
    }

    /// <summary>A foreign object was retained by an atomic operation: one that comes often gets a batch. The caller holds a reference.</summary>
    public void Touch(PyObject reference)
    {
        ushort key = reference.ForeignKey;
        if (key == 0)
        {
            reference.ForeignKey = NextKey();
            return;
        }

        ref Entry entry = ref EntryOf(key);
        if (entry.Candidate != key)
        {
            entry.Candidate = key;
            entry.Touches = 1;
            return;
        }

        if (++entry.Touches < (entry.Object is null ? EnoughForFree : EnoughForTaken))
        {
            return;
        }

        entry.Touches = 0;
        if (ReferenceEquals(entry.Object, reference) || (entry.Object is not null && !TryEvict(ref entry)))
        {
            return;
        }

        // In this order: who sees the batch in the count finds its holder.
        entry.Credit = Batch;
        Volatile.Write(ref entry.Object, reference);
        _inUse++;
        Interlocked.Add(ref reference.Shared, Batch << 2);
    }

    /// <summary>Hands all batches in: the thread ends, or was asked to. Can destroy objects.</summary>
    public void HandInAll(ThreadState thread)
    {
        for (int i = 0; i < Size && _inUse > 0; i++)
        {
            if (_entries[i].Object is not null)
            {
                HandIn(thread, ref _entries[i]);
            }
        }
    }

    /// <summary>References of the object that the thread has counted but does not hold; a snapshot when it is another thread's table.</summary>
    public int CreditFor(PyObject reference)
    {
        ref Entry entry = ref EntryOf(reference.ForeignKey);
        return ReferenceEquals(Volatile.Read(ref entry.Object), reference) ? Volatile.Read(ref entry.Credit) : 0;
    }

    /// <summary>
    /// Nothing but batches may be left of an object that nobody owns: those of waiting threads are handed in at once, the
    /// others are asked to do it at their next safe point. The object can be destroyed here.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Collect(ThreadState thread, PyObject reference)
    {
        ThreadState[] all = thread.Interpreter.Threads.All;
        foreach (ThreadState other in all)
        {
            if (ReferenceEquals(other, thread) || other.Foreign is not { } table || !table.Has(reference))
            {
                continue;
            }

            if (Attachment.TryActFor(other))
            {
                int credit = table.Remove(reference);
                Attachment.EndActingFor(other);
                if (credit > 0)
                {
                    // What is left afterwards is looked at again there.
                    RefCount.ReleaseBatch(thread, reference, credit);
                    return;
                }
            }
            else
            {
                SafePoint.Request(other, SafePoint.HandIn);
            }
        }

        if (thread.Foreign is { } own && own.Has(reference))
        {
            own.HandIn(thread, ref own.EntryOf(reference.ForeignKey));
        }
    }

    private bool Has(PyObject reference) => ReferenceEquals(Volatile.Read(ref EntryOf(reference.ForeignKey).Object), reference);

    private int Remove(PyObject reference)
    {
        ref Entry entry = ref EntryOf(reference.ForeignKey);
        if (!ReferenceEquals(entry.Object, reference))
        {
            return 0;
        }

        entry.Object = null;
        _inUse--;
        return entry.Credit;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HandIn(ThreadState thread, ref Entry entry)
    {
        PyObject reference = entry.Object!;
        int credit = entry.Credit;
        entry.Object = null;
        entry.Touches = 0;
        _inUse--;
        if (credit > 0)
        {
            RefCount.ReleaseBatch(thread, reference, credit);
        }
    }

    /// <summary>Hands a batch in for another object's sake; not when that would destroy, which can run user code, or ask others.</summary>
    private bool TryEvict(ref Entry entry)
    {
        PyObject reference = entry.Object!;
        int shared = Volatile.Read(ref reference.Shared);
        while (true)
        {
            int count = (shared >> 2) - entry.Credit;
            if (count <= 0 || MayBeDead(count))
            {
                return false;
            }

            int seen = Interlocked.CompareExchange(ref reference.Shared, (count << 2) | (shared & RefCount.StateMask), shared);
            if (seen == shared)
            {
                entry.Object = null;
                _inUse--;
                return true;
            }

            shared = seen;
        }
    }

    /// <summary>Neighbouring keys, so that objects that are used together have places of their own.</summary>
    private ushort NextKey()
    {
        if ((_nextKey & 15) == 0)
        {
            _nextKey = Interlocked.Increment(ref s_keys) << 4;
        }

        ushort key = (ushort)++_nextKey;
        return key == 0 ? (ushort)++_nextKey : key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry EntryOf(ushort key) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), key & (Size - 1));

    private struct Entry
    {
        /// <summary>The object whose batch stands here; null when free.</summary>
        public PyObject? Object;

        /// <summary>What is left of the batch.</summary>
        public int Credit;

        /// <summary>The key of an object that was touched here and has no batch, and how often.</summary>
        public ushort Candidate;
        public byte Touches;
    }
}
