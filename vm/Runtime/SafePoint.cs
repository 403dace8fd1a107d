using Pyl.VM.Execution;
using Pyl.VM.Execution.Compiled;

namespace Pyl.VM.Runtime;

/// <summary>
/// The one word that a thread tests at loops' back edges and calls (CONCURRENCY 11), and what is done when it is set.
/// </summary>
internal static class SafePoint
{
    public const int Interrupt = 1;
    public const int Merge = 2;
    public const int Finalizers = 4;

    /// <summary>Another thread wants the interpreter's lock.</summary>
    public const int DropLock = 8;

    /// <summary>The interpreter ends: the thread, a daemon, must never run again.</summary>
    public const int Halt = 16;

    /// <summary>The compiled tier wants to see which loop runs.</summary>
    public const int Sample = 32;

    /// <summary>Hand in what was counted in advance, see <see cref="Memory.ForeignCounts"/>.</summary>
    public const int HandIn = 64;

    /// <summary>The thread is traced, or shall be: see <see cref="Execution.Tracing.ThreadTracing"/>.</summary>
    public const int Trace = 128;

    /// <summary>Requests that wait for a loop: they are about the frame that runs.</summary>
    private const int NotAtCalls = Sample | Trace;

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
                if ((bit & NotAtCalls) == 0)
                {
                    // After the bit: see BeforeCall.
                    thread.CallLimit = 0;
                }

                if (bit is Interrupt or Halt)
                {
                    Pausing.Wake(thread);
                    Waiting.Wake(thread);
                    thread.WakeFromSystem?.Invoke();
                }

                return;
            }

            seen = before;
        }
    }

    /// <summary>Takes a request back; the thread itself.</summary>
    public static void Withdraw(ThreadState thread, int bit)
    {
        if ((thread.Breaker & bit) != 0)
        {
#pragma warning disable CS0420
            Interlocked.And(ref thread.Breaker, ~bit);
#pragma warning restore CS0420
        }
    }

    /// <summary>
    /// Does what was requested after a jump back; frame.Pc is the target. What is raised belongs to the instruction at the target:
    /// the one before it may be outside of a try statement that begins with the loop.
    /// </summary>
    public static Flow AfterJump(ThreadState thread, Frame frame)
    {
        if (thread.Breaker == Sample)
        {
            Withdraw(thread, Sample);
            return Tier.Sampled(thread, frame);
        }

        frame.Pc++;
        Flow flow = Handle(thread);
        if (flow == Flow.Next)
        {
            frame.Pc--;
            return thread.IsTraced ? Flow.Trace : Flow.Next;
        }

        return flow;
    }

    /// <summary>
    /// Does what was requested before a call of a function begins: programs that recurse and have no loops let others run, and can be interrupted, too.
    /// A request makes <see cref="ThreadState.CallLimit"/> nothing, so that calls find it where they test their depth. False when an exception is set.
    /// </summary>
    public static bool BeforeCall(ThreadState thread)
    {
        // In this order, with Request's in the other: a request that is not seen here takes the limit away again.
        thread.CallLimit = thread.Interpreter.RecursionLimit;
        Interlocked.MemoryBarrier();
        return (thread.Breaker & ~NotAtCalls) == 0 || Handle(thread, NotAtCalls) == Flow.Next;
    }

    /// <summary>Does what was requested, but for some requests that are left alone; frame.Pc was saved. <see cref="Flow.Error"/> when an exception is to be raised here.</summary>
    public static Flow Handle(ThreadState thread, int except = 0)
    {
        // The request for the lock stays set until the lock is let go: that is how Release knows that it was asked.
#pragma warning disable CS0420
        int requests = Interlocked.And(ref thread.Breaker, DropLock | Halt | except) & ~except;
#pragma warning restore CS0420
        if ((requests & (DropLock | Halt)) != 0)
        {
            thread.BeginBlocking();
            thread.EndBlocking();
        }

        if ((requests & Merge) != 0)
        {
            thread.Interpreter.MergeQueue.Drain(thread);
        }

        if ((requests & HandIn) != 0)
        {
            thread.Foreign?.HandInAll(thread);
        }

        if ((requests & Finalizers) != 0)
        {
            thread.Interpreter.Unreachable.Drain(thread);
        }

        if ((requests & Trace) != 0)
        {
            thread.Tracing?.Grant(thread);
        }

        if ((requests & Interrupt) != 0)
        {
            if (thread.Interpreter.OnInterrupt is { } handle)
            {
                return handle(thread) ? Flow.Next : Flow.Error;
            }

            Interruption.TakeRequest(thread);
            thread.Raise(Types.ExceptionTypes.KeyboardInterrupt);
            return Flow.Error;
        }

        return Flow.Next;
    }
}
