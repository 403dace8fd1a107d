using System.Diagnostics.CodeAnalysis;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// The thread that asks running threads for a safe point every millisecond, so that hot loops show, and that compiles what
/// they submit. It starts with the compilation of the dispatch loop: short programs end before that.
/// </summary>
internal static class Sampler
{
    private const int Period = 1;

    /// <summary>How long it sleeps when no thread takes notice (they wait, or run natives).</summary>
    private const int IdlePeriod = 20;

    private static readonly Queue<CodeProfile> s_queue = new();

    /// <summary>Code that was found running a loop. It goes first: the functions that it calls are mostly written into it.</summary>
    private static readonly Queue<CodeProfile> s_loops = new();

    public static void Submit(CodeProfile profile, bool isLoop)
    {
        lock (s_queue)
        {
            (isLoop ? s_loops : s_queue).Enqueue(profile);
            Monitor.Pulse(s_queue);
        }
    }

    /// <summary>Samples and compiles until the process ends.</summary>
    public static void Run()
    {
        int period = Period;
        while (true)
        {
            CodeProfile? profile;
            lock (s_queue)
            {
                if (!TryTake(out profile))
                {
                    Monitor.Wait(s_queue, period);
                    TryTake(out profile);
                }
            }

            if (profile is not null)
            {
                Compilation.Run(profile);

                // The loop that calls what is being compiled one after another shall be found meanwhile.
                SampledThreads.Ask();
                continue;
            }

            period = SampledThreads.Ask() ? Period : Math.Min(period + 1, IdlePeriod);
        }
    }

    private static bool TryTake([NotNullWhen(true)] out CodeProfile? profile) => s_loops.TryDequeue(out profile) || s_queue.TryDequeue(out profile);
}
