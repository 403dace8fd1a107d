using System.Globalization;
using System.Text;
using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>Words and numbers that all reports share.</summary>
internal static class ComparisonText
{
    /// <summary>How wide a bar of the whole is.</summary>
    public const int BarWidth = 20;

    /// <summary>The columns behind mode and workers.</summary>
    public static readonly string[] Columns = ["wall s", "CPU s", "cores", "GIL wait", "switches", "MB", "speed-up"];

    /// <summary>What stands in <see cref="Columns"/> for a configuration.</summary>
    public static string[] Cells(Comparison comparison, Configuration configuration)
    {
        if (configuration.Best is not { } run || configuration.HasFailed)
        {
            return [configuration.Best?.Status is null ? "timeout" : "failed", "", "", "", "", "", ""];
        }

        bool hasLock = configuration.Mode != "free" && run.Statistics is not null;
        return
        [
            Number(run.Wall, 2),
            Number(run.Cpu, 2),
            Number(run.Cores, 2),
            hasLock ? Number(run.Statistics!.LockWaited, 2) : "-",
            hasLock ? run.Statistics!.Switches.ToString("N0", CultureInfo.InvariantCulture) : "-",
            Number(run.Memory / 1e6, 0),
            comparison.SpeedUp(configuration) is { } gain ? Number(gain, 2) : "-",
        ];
    }

    /// <summary>The length of the bar for a configuration's speed-up, the greatest being the whole.</summary>
    public static int Bar(Comparison comparison, Configuration configuration, int width = BarWidth)
    {
        double most = comparison.Configurations.Max(c => comparison.SpeedUp(c) ?? 0);
        return most > 0 && comparison.SpeedUp(configuration) is { } gain ? Math.Max(1, (int)Math.Round(gain / most * width)) : 0;
    }

    /// <summary>What was run, in a line.</summary>
    public static string Title(Comparison comparison) =>
        $"{string.Join(' ', [comparison.Script, .. comparison.Arguments])}: the fastest of {comparison.Rounds} round{(comparison.Rounds == 1 ? "" : "s")}, {Environment.ProcessorCount} processors";

    /// <summary>How to read the last column, and what else is to be known.</summary>
    public static IEnumerable<string> Notes(Comparison comparison)
    {
        yield return "GIL wait: seconds that threads waited for an interpreter's lock; MB: the most memory";
        yield return comparison.Workers.Count > 1
            ? $"speed-up: against {comparison.Workers.Min()} worker{(comparison.Workers.Min() == 1 ? "" : "s")} in the same mode"
            : $"speed-up: against {comparison.Configurations[0].Mode}";
        if (!comparison.ReadsWorkers)
        {
            yield return "the script does not mention pyl.workers: it decides itself how many it uses";
        }

        double spread = comparison.Succeeded.Select(static c => c.Spread).DefaultIfEmpty(1).Max();
        if (spread > 1.5)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the machine was not idle: rounds of the same run differed by up to {spread:F1} times");
        }

        yield return Output(comparison);
        foreach (Configuration failed in comparison.Failed)
        {
            yield return Failure(failed);
        }
    }

    public static string Number(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Output(Comparison comparison)
    {
        if (comparison.First is not { } first)
        {
            return "output: no run ended well";
        }

        long lines = first.Run.Output.Lines;
        string size = $"{lines.ToString("N0", CultureInfo.InvariantCulture)} line{(lines == 1 ? "" : "s")}";
        switch (comparison.Agreement)
        {
            case Agreement.Same:
                return $"output: {size}, the same in all runs";
            case Agreement.NumbersDiffer:
                return $"output: {size}, the same in all runs but for numbers with a point";
        }

        Configuration deviant = comparison.Deviant!;
        Run other = deviant.Runs.First(run => run.Succeeded && run.Output.CompareTo(first.Run.Output) == Agreement.Different);
        (int line, string here, string there) = first.Run.Output.FirstDifference(other.Output);
        return $"OUTPUTS DIFFER from line {line} on:\n  {first.Configuration.Name}: {Shorten(here)}\n  {deviant.Name}: {Shorten(there)}";
    }

    private static string Failure(Configuration failed)
    {
        Run run = failed.Best!;
        var text = new StringBuilder();
        text.Append(failed.Name).Append(run.Status is { } status
            ? string.Create(CultureInfo.InvariantCulture, $" FAILED with exit status {status}")
            : string.Create(CultureInfo.InvariantCulture, $" FAILED: ended after {run.Wall:F1} s, which is too long"));
        string[] lines = run.Errors.TrimEnd().Split('\n');
        const int Shown = 20;
        text.Append(run.Errors.Length == 0 ? ", without a word" : lines.Length > Shown ? "; the end of its standard error:" : ":");
        foreach (string line in lines.Skip(Math.Max(0, lines.Length - Shown)))
        {
            text.Append("\n  ").Append(line);
        }

        return text.ToString().TrimEnd();
    }

    private static string Shorten(string line) => line.Length > 100 ? line[..97] + "..." : line;
}
