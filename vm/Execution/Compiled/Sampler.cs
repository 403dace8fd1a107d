using System.Collections.Concurrent;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// The thread that asks running threads for a safe point every millisecond, so that hot loops show, and that compiles what
/// they submit. It starts when the dispatch loop has been compiled: short programs end before that.
/// </summary>
internal static class Sampler
{
    private const int Period = 1;

    /// <summary>How long it sleeps when no thread takes notice (they wait, or run natives).</summary>
    private const int IdlePeriod = 20;

    private static readonly BlockingCollection<CodeProfile> s_queue = [];

    public static void Submit(CodeProfile profile) => s_queue.Add(profile);

    /// <summary>Samples and compiles until the process ends.</summary>
    public static void Run()
    {
        int period = Period;
        while (true)
        {
            if (s_queue.TryTake(out CodeProfile? profile, period))
            {
                Compilation.Run(profile);
                continue;
            }

            period = SampledThreads.Ask() ? Period : Math.Min(period + 1, IdlePeriod);
        }
    }
}
