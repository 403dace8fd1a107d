using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// The lock of every heap object: two bits of its header. Who must wait parks on a monitor of a small table, found by the
/// object's identity hash, because objects move (CONCURRENCY 15).
/// </summary>
internal static class ObjectLock
{
    private const byte Held = 1;
    private const byte HasWaiters = 2;
    private const int SpinLimit = 20;

    private static readonly object[] s_monitors = [.. Enumerable.Range(0, 256).Select(static _ => new object())];

    /// <summary>Takes the lock if it is free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTake(PyObject target) => Interlocked.CompareExchange(ref target.LockState, Held, 0) == 0 || TryTakeWaitedFor(target);

    /// <summary>Takes the lock, waiting for it. The thread must hold no other object's.</summary>
    public static void Take(PyObject target)
    {
        var spin = default(SpinWait);
        while (spin.Count < SpinLimit)
        {
            if (TryTake(target))
            {
                return;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        object monitor = MonitorOf(target);
        lock (monitor)
        {
            while (true)
            {
                byte seen = Volatile.Read(ref target.LockState);
                if ((seen & Held) == 0)
                {
                    if (Interlocked.CompareExchange(ref target.LockState, (byte)(seen | Held), seen) == seen)
                    {
                        return;
                    }

                    continue;
                }

                if ((seen & HasWaiters) != 0 || Interlocked.CompareExchange(ref target.LockState, (byte)(seen | HasWaiters), seen) == seen)
                {
                    Monitor.Wait(monitor);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Release(PyObject target)
    {
        if (Interlocked.CompareExchange(ref target.LockState, 0, Held) != Held)
        {
            ReleaseAndWake(target);
        }
    }

    private static bool TryTakeWaitedFor(PyObject target) =>
        Volatile.Read(ref target.LockState) == HasWaiters && Interlocked.CompareExchange(ref target.LockState, Held | HasWaiters, HasWaiters) == HasWaiters;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReleaseAndWake(PyObject target)
    {
        object monitor = MonitorOf(target);
        lock (monitor)
        {
            // Those that are woken say again that they wait; other objects' waiters on this monitor look and go on waiting.
            Volatile.Write(ref target.LockState, 0);
            Monitor.PulseAll(monitor);
        }
    }

    private static object MonitorOf(PyObject target) => s_monitors[RuntimeHelpers.GetHashCode(target) & 255];
}
