using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>
/// The lock behind threading.Lock: not bound to a thread, taken without the interpreter's lock when it must be waited for. The
/// uncontended paths are one interlocked operation each.
/// </summary>
public sealed class WaitLock
{
    private int _held;
    private int _waiters;

    /// <summary>True while somebody has it.</summary>
    public bool IsHeld => Volatile.Read(ref _held) != 0;

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    /// <summary>Takes the lock, waiting at most so long.</summary>
    public WaitResult Take(ThreadState thread, TimeSpan timeout)
    {
        if (TryTake())
        {
            return WaitResult.Done;
        }

        if (timeout == TimeSpan.Zero)
        {
            return WaitResult.TimedOut;
        }

        // Counted before the test under the monitor: a holder that lets go after that test sees somebody to pulse.
        Interlocked.Increment(ref _waiters);
        WaitResult result = Waiting.Wait(thread, this, this, static wanted => wanted.TryTake(), timeout);
        Interlocked.Decrement(ref _waiters);
        return result;
    }

    /// <summary>Lets go; false when nobody had it. Any thread may.</summary>
    public bool Release()
    {
        if (Interlocked.Exchange(ref _held, 0) == 0)
        {
            return false;
        }

        if (Volatile.Read(ref _waiters) > 0)
        {
            lock (this)
            {
                Monitor.Pulse(this);
            }
        }

        return true;
    }
}
