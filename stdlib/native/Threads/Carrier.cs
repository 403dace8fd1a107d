using Pyl.VM.Sync;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>
/// A thread of the system that runs what it is given, one thing after another. To make one costs a millisecond's fraction (.NET's bookkeeping, a
/// stack, twenty calls of the system), and a server with a thread for each request makes a thousand: who is done waits a moment for the next.
/// </summary>
internal sealed class Carrier
{
    /// <summary>Enough C# stack for natives as deep as the usual recursion limit; the system maps what is used.</summary>
    private const int UsualStack = 16 << 20;

    private const int MostIdle = 8;

    private const int Nothing = 0;
    private const int Given = 1;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    // The last one that became idle is taken first: its stack is in the cache.
    private static readonly List<Carrier> s_idle = [];

    private readonly WaitWord _state = new();
    private Action? _work;

    private Carrier(Action work) => _work = work;

    /// <summary>Runs the work on a thread of its own.</summary>
    /// <param name="work">Must not throw.</param>
    /// <param name="stackSize">Bytes; 0 for the usual.</param>
    /// <exception cref="OutOfMemoryException">There can be no more threads; also <see cref="ThreadStartException"/>.</exception>
    public static void Run(Action work, int stackSize)
    {
        if (stackSize != 0)
        {
            Start(() => work(), stackSize);
        }
        else if (TakeIdle() is { } idle)
        {
            idle._work = work;
            Interlocked.Exchange(ref idle._state.Value, Given);
            idle._state.WakeOne();
        }
        else
        {
            Start(new Carrier(work).RunAll, UsualStack);
        }
    }

    // The end of the process must not wait for it in .NET's way: the interpreter joins those that are to be waited for.
    private static void Start(System.Threading.ThreadStart run, int stackSize) => new Thread(run, stackSize) { IsBackground = true }.Start();

    private static Carrier? TakeIdle()
    {
        lock (s_idle)
        {
            if (s_idle.Count == 0)
            {
                return null;
            }

            Carrier last = s_idle[^1];
            s_idle.RemoveAt(s_idle.Count - 1);
            return last;
        }
    }

    private void RunAll()
    {
        do
        {
            Action work = _work!;
            _work = null;
            work();
        }
        while (BecomeIdle() && WaitForWork());
    }

    private bool BecomeIdle()
    {
        Volatile.Write(ref _state.Value, Nothing);
        lock (s_idle)
        {
            if (s_idle.Count == MostIdle)
            {
                return false;
            }

            s_idle.Add(this);
            return true;
        }
    }

    private bool WaitForWork()
    {
        bool isPatient = true;
        while (Volatile.Read(ref _state.Value) == Nothing)
        {
            if (!isPatient)
            {
                lock (s_idle)
                {
                    // Who is not there any more has been taken, and is given its work in a moment.
                    if (s_idle.Remove(this))
                    {
                        return false;
                    }
                }
            }

            isPatient = _state.Wait(Nothing, s_patience);
        }

        return true;
    }
}
