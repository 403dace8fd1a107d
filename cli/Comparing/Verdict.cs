using System.Globalization;

namespace Pyl.Cli.Comparing;

/// <summary>What a program spends its time on.</summary>
internal enum Boundness
{
    /// <summary>Nothing ran.</summary>
    Unknown,

    /// <summary>Bytecode, or natives that keep the lock.</summary>
    Cpu,

    /// <summary>Time, files, the network, other processes: no core is busy.</summary>
    Waiting,

    /// <summary>Natives that let go of the lock.</summary>
    Native,
}

/// <summary>What the figures say, in one sentence.</summary>
/// <param name="Kind">What the program spends its time on.</param>
/// <param name="Fits">The model that fits it.</param>
/// <param name="Sentence">Both, and why.</param>
internal sealed record Verdict(Boundness Kind, string Fits, string Sentence)
{
    /// <summary>Less of one core than this is waiting.</summary>
    private const double LeastBusy = 0.5;

    /// <summary>Less of the CPU time than this under the lock is native work.</summary>
    private const double LeastLocked = 0.5;

    /// <summary>What is gained must be more than noise, to be worth a word.</summary>
    private const double LeastGain = 1.25;

    /// <summary>Gains that differ by less are the same: the simpler model is then the better.</summary>
    private const double Margin = 1.1;

    public static Verdict Of(Comparison comparison)
    {
        Configuration[] all = [.. comparison.Succeeded];
        // A mode with a lock tells most, and the fewest workers have the fewest waits for it.
        Configuration? reference = all.Where(static c => c.Mode != "free").MinBy(static c => c.Workers) ?? all.MinBy(static c => c.Workers);
        if (reference?.Best is not { } run)
        {
            return new Verdict(Boundness.Unknown, "none", "No verdict: no run ended well.");
        }

        (Boundness kind, string what) = Classify(reference, run);
        double best = all.Max(c => run.Wall / c.Best!.Wall);
        Configuration fastest = all.First(c => run.Wall / c.Best!.Wall * Margin >= best);
        double gain = run.Wall / fastest.Best!.Wall;
        string times = gain.ToString("F1", CultureInfo.InvariantCulture);
        (string fits, string why) = kind switch
        {
            _ when gain < LeastGain => WithoutGain(kind, comparison),
            Boundness.Waiting => ("threads or asyncio", $"threads fit, or asyncio, in any mode, because what waits lets go of the lock ({fastest.Name}: {times} times as fast)"),
            Boundness.Native => ("threads", $"threads fit, in any mode, because the native code runs without the lock ({fastest.Name}: {times} times as fast)"),
            _ when fastest.Mode == "free" => ("free threading", $"free threading fits, because threads then compute side by side ({fastest.Name}: {times} times as fast)"),
            _ when fastest.Mode == "subinterp" => ("interpreters", $"a pool of interpreters fits, because each has a lock of its own ({fastest.Name}: {times} times as fast)"),
            _ => ("processes", $"processes fit, because each has a lock of its own ({fastest.Name}: {times} times as fast)"),
        };
        return new Verdict(kind, fits, $"{what}; {why}.");
    }

    private static (Boundness Kind, string What) Classify(Configuration configuration, Run run)
    {
        if (run.Statistics is not { } own)
        {
            return run.Cores < LeastBusy
                ? (Boundness.Waiting, $"Waiting: it kept {Percent(run.Cores)} of a core busy")
                : (Boundness.Cpu, $"CPU-bound: it kept {Percent(run.Cores)} of a core busy");
        }

        double computing = own.ThreadCpu + own.ChildrenCpu;
        // Who waits for a core does not wait for anything that a model could make shorter.
        double busy = own.Program > 0 ? Math.Min(1, (computing + own.ThreadDelay) / own.Program) : 0;
        if (busy < LeastBusy)
        {
            return (Boundness.Waiting, $"Waiting: it computed for {Percent(busy)} of its time");
        }

        if (own.ChildrenCpu > own.ThreadCpu)
        {
            return (Boundness.Cpu, $"CPU-bound: {Percent(own.ChildrenCpu / computing)} of its CPU time was spent in processes that it started");
        }

        double locked = Math.Min(1, own.LockHeld / Math.Max(own.ThreadCpu, 1e-9));
        return locked < LeastLocked
            ? (Boundness.Native, $"Native: {Percent(1 - locked)} of its CPU time was spent in native code that needs no lock")
            : (Boundness.Cpu, $"CPU-bound: {Percent(locked)} of its CPU time was spent {(configuration.Mode == "free" ? "in the interpreter" : "under the lock")}");
    }

    private static (string Fits, string Why) WithoutGain(Boundness kind, Comparison comparison)
    {
        bool varied = comparison.Workers.Count > 1;
        string observed = varied ? "no mode and no number of workers made it faster" : "no mode made it faster";
        return kind == Boundness.Waiting
            ? ("threads or asyncio", $"{observed}; threads or asyncio would let its waits overlap")
            : ("one thread", $"one thread fits as it is written, because {observed}");
    }

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
}
