using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// The lock of every heap object: a byte of its header. It is held for moments, so letting go is a plain store: an atomic
/// one would cost as much as taking it. Who must wait spins, then parks on a monitor of a small table, found by the object's
/// identity hash, because objects move (CONCURRENCY 15); should it miss the moment of letting go, it looks again soon.
/// </summary>
internal static class ObjectLock
{
    private const byte Held = 1;
    private const int SpinLimit = 20;

    private static readonly object[] s_monitors = [.. Enumerable.Range(0, 256).Select(static _ => new object())];

    /// <summary>Threads that are parked, on whatever object.</summary>
    private static int s_parked;

    /// <summary>Takes the lock if it is free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTake(PyObject target) => Interlocked.CompareExchange(ref target.LockState, Held, 0) == 0;

    /// <summary>Takes the lock, waiting for it. The thread must hold no other object's.</summary>
    public static void Take(PyObject target)
    {
        var spin = default(SpinWait);
        while (spin.Count < SpinLimit)
        {
            if (Volatile.Read(ref target.LockState) == 0 && TryTake(target))
            {
                return;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        object monitor = MonitorOf(target);
        Interlocked.Increment(ref s_parked);
        lock (monitor)
        {
            while (!TryTake(target))
            {
                // The holder's store and its look at s_parked are not ordered: it may have missed this thread.
                Monitor.Wait(monitor, 1);
            }
        }

        Interlocked.Decrement(ref s_parked);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(PyObject target)
    {
        Volatile.Write(ref target.LockState, 0);
        if (s_parked != 0)
        {
            Wake(target);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Wake(PyObject target)
    {
        object monitor = MonitorOf(target);
        lock (monitor)
        {
            Monitor.PulseAll(monitor);
        }
    }

    private static object MonitorOf(PyObject target) => s_monitors[RuntimeHelpers.GetHashCode(target) & 255];
}
