using System.Diagnostics;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Parallelism;

/// <summary>
/// A global interpreter lock with CPython's protocol (Python/ceval_gil.c, CONCURRENCY 13): who waits longer than the switch
/// interval asks the holder to let go at its next safe point, and a holder that was asked waits until somebody else has had it.
/// </summary>
public sealed class GlobalLock
{
    private const int Free = 0;
    private const int Held = 1;

    /// <summary>Looks at the lock before a thread sleeps, some microseconds in all: a thread that has been woken by another's write mostly comes when
    /// that one is about to wait for the answer, and to sleep and be woken costs both of them more.</summary>
    private const int Looks = 20;
    private const int PauseBetweenLooks = 8;

    private static readonly int s_looks = Environment.ProcessorCount > 1 ? Looks : 0;

    private readonly WaitWord _state = new();

    // Counts the changes of the holder while somebody waits for one.
    private readonly WaitWord _turns = new();
    private int _waiters;
    private int _sleepers;
    private int _waitForTurn;
    private long _switches;
    private ThreadState? _lastHolder;

    /// <summary>How long a thread waits before it asks the holder to let go; 5 ms, as CPython's.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the lock for the thread.</summary>
    internal void Acquire(ThreadState thread)
    {
        if (!TryTake())
        {
            Wait(thread);
        }

        if (!ReferenceEquals(_lastHolder, thread))
        {
            Volatile.Write(ref _switches, _switches + 1);
            thread.Statistics.Switches++;

            // A full fence: either this thread sees who waits for its turn to be over, or that one sees the new holder.
            Interlocked.Exchange(ref _lastHolder, thread);
            if (Volatile.Read(ref _waitForTurn) > 0)
            {
                Interlocked.Increment(ref _turns.Value);
                _turns.WakeAll();
            }
        }

        thread.Statistics.LockTakenAt = Stopwatch.GetTimestamp();
        SafePoint.Withdraw(thread, SafePoint.DropLock);
    }

    /// <summary>Lets go of the lock. A holder that was asked to waits until another thread has taken it, so that it cannot win it straight back.</summary>
    internal void Release(ThreadState thread)
    {
        bool asked = (thread.Breaker & SafePoint.DropLock) != 0;
        thread.Statistics.EndHolding();

        // A full fence: either who is about to sleep finds the lock free, or it is seen here.
        Interlocked.Exchange(ref _state.Value, Free);
        if (Volatile.Read(ref _sleepers) > 0)
        {
            _state.WakeOne();
        }

        if (asked)
        {
            ForceSwitch(thread);
        }
    }

    private bool TryTake() => Interlocked.CompareExchange(ref _state.Value, Held, Free) == Free;

    private void Wait(ThreadState thread)
    {
        long begun = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _waiters);
        if (!TryTakeSoon())
        {
            Interlocked.Increment(ref _sleepers);
            Sleep();
            Interlocked.Decrement(ref _sleepers);
        }

        Interlocked.Decrement(ref _waiters);
        thread.Statistics.LockWaited += Stopwatch.GetTimestamp() - begun;
    }

    private bool TryTakeSoon()
    {
        for (int look = 0; look < s_looks; look++)
        {
            Thread.SpinWait(PauseBetweenLooks);
            if (Volatile.Read(ref _state.Value) == Free && TryTake())
            {
                return true;
            }
        }

        return false;
    }

    private void Sleep()
    {
        while (true)
        {
            long seen = Volatile.Read(ref _switches);
            if (TryTake())
            {
                return;
            }

            if (!_state.Wait(Held, Interval) && Volatile.Read(ref _state.Value) == Held && seen == Volatile.Read(ref _switches)
                && Volatile.Read(ref _lastHolder) is { } holder)
            {
                SafePoint.Request(holder, SafePoint.DropLock);
            }
        }
    }

    private void ForceSwitch(ThreadState thread)
    {
        thread.Statistics.ForcedSwitches++;
        Interlocked.Increment(ref _waitForTurn);
        while (true)
        {
            int turn = Volatile.Read(ref _turns.Value);
            if (!ReferenceEquals(Volatile.Read(ref _lastHolder), thread) || Volatile.Read(ref _waiters) == 0)
            {
                break;
            }

            // No interleaving needs the bound (tests/parallel/GlobalLockModel.cs).
            _turns.Wait(turn, TimeSpan.FromMilliseconds(50));
        }

        Interlocked.Decrement(ref _waitForTurn);
    }
}
