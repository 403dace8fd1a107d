using Pyl.VM.Execution;

namespace Pyl.VM.Runtime;

/// <summary>
/// The one word that a thread tests at loops' back edges and calls (CONCURRENCY 11), and what is done when it is set.
/// </summary>
internal static class SafePoint
{
    public const int Interrupt = 1;
    public const int Merge = 2;
    public const int Finalizers = 4;

    /// <summary>Sets a request bit; any thread.</summary>
    public static void Request(ThreadState thread, int bit)
    {
        int seen = thread.Breaker;
        while (true)
        {
#pragma warning disable CS0420 // Interlocked is as volatile as it gets
            int before = Interlocked.CompareExchange(ref thread.Breaker, seen | bit, seen);
#pragma warning restore CS0420
            if (before == seen)
            {
                if (bit == Interrupt)
                {
                    Pausing.Wake(thread);
                }

                return;
            }

            seen = before;
        }
    }

    /// <summary>Does what was requested; frame.Pc was saved. <see cref="Flow.Error"/> when an exception is to be raised here.</summary>
    public static Flow Handle(ThreadState thread)
    {
#pragma warning disable CS0420
        int requests = Interlocked.Exchange(ref thread.Breaker, 0);
#pragma warning restore CS0420
        if ((requests & Merge) != 0)
        {
            thread.Interpreter.MergeQueue.Drain(thread);
        }

        if ((requests & Interrupt) != 0)
        {
            thread.Raise(Types.ExceptionTypes.KeyboardInterrupt);
            return Flow.Error;
        }

        return Flow.Next;
    }
}
