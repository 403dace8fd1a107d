using Pyl.VM.Memory;

namespace Pyl.VM.Runtime;

/// <summary>The threads of one interpreter.</summary>
internal sealed class ThreadTable
{
    private static long s_lastIdentifier = 0x7F10_0000_0000;

    private readonly Lock _lock = new();
    private readonly List<ThreadState> _threads = [];
    private readonly List<EndedThread> _ended = [];
    private long _createdByDead;
    private long _finalisedByDead;

    /// <summary>The thread that made the interpreter.</summary>
    public ThreadState Main { get; private set; } = null!;

    /// <summary>Counted objects made by all threads, the dead ones included.</summary>
    public long Created
    {
        get
        {
            lock (_lock)
            {
                return _createdByDead + _threads.Sum(static t => t.Created);
            }
        }
    }

    /// <summary>Counted objects finalised by all threads.</summary>
    public long Finalised
    {
        get
        {
            lock (_lock)
            {
                return _finalisedByDead + _threads.Sum(static t => t.Finalised);
            }
        }
    }

    /// <summary>The threads now.</summary>
    public ThreadState[] All
    {
        get
        {
            lock (_lock)
            {
                return [.. _threads];
            }
        }
    }

    /// <summary>What the threads that have ended did; kept only for --stats.</summary>
    public IReadOnlyList<EndedThread> Ended
    {
        get
        {
            lock (_lock)
            {
                return [.. _ended];
            }
        }
    }

    /// <summary>What a figure of the threads that have ended comes to; kept only for --stats.</summary>
    public long SumOfEnded(Func<ThreadStatistics, long> figure)
    {
        lock (_lock)
        {
            return _ended.Sum(thread => figure(thread.Statistics));
        }
    }

    public static long NextIdentifier() => Interlocked.Add(ref s_lastIdentifier, 64);

    public void Add(ThreadState thread)
    {
        lock (_lock)
        {
            Main ??= thread;
            _threads.Add(thread);
        }
    }

    /// <summary>The thread has ended and touches no counts any more: what still waits for its merge is merged by others from here on.</summary>
    public void Remove(ThreadState thread)
    {
        thread.Tracing?.Clear(thread);
        thread.Foreign?.HandInAll(thread);
        thread.Interpreter.MergeQueue.Unregister(thread);

        // What was destroyed meanwhile may have touched others' objects.
        thread.Foreign?.HandInAll(thread);
        lock (_lock)
        {
            if (_threads.Remove(thread))
            {
                thread.Statistics.End(thread.Interpreter.Settings.Statistics);
                if (thread.Interpreter.Settings.Statistics)
                {
                    // It may still hold the lock, for the last time.
                    thread.Statistics.EndHolding();
                    ProcessStatistics.Add(thread.Statistics);
                    _ended.Add(new EndedThread(thread.IsMain || ReferenceEquals(thread, Main), thread.Created, thread.Finalised, thread.Statistics));
                }

                _createdByDead += thread.Created;
                _finalisedByDead += thread.Finalised;
            }
        }
    }

    /// <summary>Keeps the other threads, daemons, from running on: they stop at their next safe point or when they next want the lock.</summary>
    public void HaltAll(ThreadState except)
    {
        except.Interpreter.IsHalting = true;
        foreach (ThreadState thread in All)
        {
            if (!ReferenceEquals(thread, except))
            {
                SafePoint.Request(thread, SafePoint.Halt);
            }
        }
    }

    /// <summary>A daemon thread that must not run any more waits for the end of the process (CPython 3.14: hangs, so that its stack is never unwound).</summary>
    public void HaltDaemon(ThreadState thread)
    {
        thread.Interpreter.Lock?.Release(thread);
        Thread.Sleep(Timeout.Infinite);
    }
}

/// <summary>What a thread that has ended did.</summary>
/// <param name="IsMain">Whether it was the process's main thread, or the one that made its interpreter.</param>
/// <param name="Created">Counted objects that it made.</param>
/// <param name="Finalised">Counted objects that it finalised.</param>
/// <param name="Statistics">The rest.</param>
internal sealed record EndedThread(bool IsMain, long Created, long Finalised, ThreadStatistics Statistics);
