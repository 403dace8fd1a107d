using System.Diagnostics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Parallelism;

/// <summary>
/// A global interpreter lock with CPython's protocol (Python/ceval_gil.c, CONCURRENCY 13): who waits longer than the switch
/// interval asks the holder to let go at its next safe point, and a holder that was asked waits until somebody else has had it.
/// </summary>
public sealed class GlobalLock
{
    private readonly object _mutex = new();
    private readonly object _switched = new();
    private bool _locked;
    private int _waiters;
    private volatile bool _hasForcedSwitch;
    private long _switches;
    private ThreadState? _lastHolder;

    /// <summary>How long a thread waits before it asks the holder to let go; 5 ms, as CPython's.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the lock for the thread.</summary>
    internal void Acquire(ThreadState thread)
    {
        lock (_mutex)
        {
            if (_locked)
            {
                Wait(thread);
            }

            _locked = true;
            if (!ReferenceEquals(_lastHolder, thread))
            {
                _lastHolder = thread;
                _switches++;
                thread.Statistics.Switches++;
            }

            thread.Statistics.LockTakenAt = Stopwatch.GetTimestamp();
        }

        SafePoint.Withdraw(thread, SafePoint.DropLock);
        if (_waiters > 0 || _hasForcedSwitch)
        {
            lock (_switched)
            {
                Monitor.PulseAll(_switched);
            }
        }
    }

    /// <summary>Lets go of the lock. A holder that was asked to waits until another thread has taken it, so that it cannot win it straight back.</summary>
    internal void Release(ThreadState thread)
    {
        bool asked = (thread.Breaker & SafePoint.DropLock) != 0;
        thread.Statistics.EndHolding();
        lock (_mutex)
        {
            _locked = false;
            Monitor.Pulse(_mutex);
        }

        if (asked)
        {
            ForceSwitch(thread);
        }
    }

    private void Wait(ThreadState thread)
    {
        long begun = Stopwatch.GetTimestamp();
        _waiters++;
        while (_locked)
        {
            long seen = _switches;
            if (!Monitor.Wait(_mutex, Math.Max(1, (int)Math.Min(Interval.TotalMilliseconds, 1e6))) && _locked && seen == _switches)
            {
                SafePoint.Request(_lastHolder!, SafePoint.DropLock);
            }
        }

        _waiters--;
        thread.Statistics.LockWaited += Stopwatch.GetTimestamp() - begun;
    }

    private void ForceSwitch(ThreadState thread)
    {
        thread.Statistics.ForcedSwitches++;
        lock (_switched)
        {
            _hasForcedSwitch = true;
            while (ReferenceEquals(Volatile.Read(ref _lastHolder), thread) && Volatile.Read(ref _waiters) > 0)
            {
                // The bound only covers a waiter that left between the test and the wait.
                Monitor.Wait(_switched, 50);
            }

            _hasForcedSwitch = false;
        }
    }
}
