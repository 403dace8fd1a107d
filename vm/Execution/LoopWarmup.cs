using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution;

/// <summary>
/// The first instructions of a process. The JIT takes some 50 ms for the dispatch loop, twice as long as an empty .NET program:
/// so a precompiled copy of it begins, and the loop proper is compiled on a thread of its own once a program has been interpreted for a while.
/// Short programs end before that, and others are mostly compiled code by then.
/// </summary>
internal static class LoopWarmup
{
    /// <summary>How many instructions the precompiled loop runs before hot code is looked for: 1 to 2 ms.</summary>
    private const int Threshold = 100_000;

    /// <summary>
    /// How many it runs before the optimised loop is asked for. Measured with 100,000: the JIT's 100 ms hold up the first functions, which on two cores come 40 ms
    /// later; 22 programs take 0.97 of their time so, those that are mostly compiled code 0.83 to 0.95.
    /// </summary>
    private const int LoopThreshold = 3_000_000;

    /// <summary>How many instructions it runs at a time.</summary>
    private const int Slice = 4_000;

    /// <summary>What an entry from C# counts at least.</summary>
    private const int EntryCost = 100;

    private static volatile bool s_isDone;
    private static int s_count;
    private static int s_started;
    private static int s_loopStarted;

    /// <summary>The optimised loop is there.</summary>
    public static bool IsDone => s_isDone;

    /// <summary>Runs the frame as <see cref="Dispatch.Run"/> does, in the best loop that there is.</summary>
    public static Flow Run(ThreadState thread, Frame frame)
    {
        Count(EntryCost);
        while (true)
        {
            Flow flow = Dispatch.RunFirst(thread, frame, Slice);
            if (flow != Flow.Pause)
            {
                return flow;
            }

            Count(Slice);
            frame = thread.CurrentFrame;
            if (s_isDone)
            {
                return Dispatch.Run(thread, frame);
            }
        }
    }

    /// <summary>The count may lose some when threads race, which does no harm.</summary>
    private static void Count(int instructions)
    {
        s_count += instructions;
        if (s_count >= Threshold && Interlocked.Exchange(ref s_started, 1) == 0 && !Tier.IsOff)
        {
            new Thread(Sampler.Run) { IsBackground = true, Name = "pyl: compiles functions" }.Start();
        }

        if (s_count >= (Tier.IsOff ? Threshold : LoopThreshold) && Interlocked.Exchange(ref s_loopStarted, 1) == 0)
        {
            new Thread(Compile) { IsBackground = true, Name = "pyl: compiles the loop" }.Start();
        }
    }

    private static void Compile()
    {
        RuntimeHelpers.PrepareMethod(((Func<ThreadState, Frame, Flow>)Dispatch.Run).Method.MethodHandle);
        s_isDone = true;
    }
}
