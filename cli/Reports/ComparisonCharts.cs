using System.Globalization;
using Pyl.Cli.Comparing;

namespace Pyl.Cli.Reports;

/// <summary>The charts of a comparison's page.</summary>
internal static class ComparisonCharts
{
    private const int Width = 760;
    private const int RowHeight = 30;
    private const int LabelWidth = 150;

    /// <summary>Speed-up by workers, a line for each mode and one for the ideal.</summary>
    public static Svg SpeedUp(Comparison comparison)
    {
        const int Height = 340;
        const int Left = 50;
        const int Bottom = 290;
        const int Top = 20;
        const int Right = 610;
        int[] workers = [.. comparison.Workers.Order()];
        double[] ideal = [.. workers.Select(count => Math.Min(count, Environment.ProcessorCount) / (double)Math.Min(workers[0], Environment.ProcessorCount))];
        double most = Math.Max(ideal.Max(), comparison.Succeeded.Max(c => comparison.SpeedUp(c) ?? 0)) * 1.1;
        double step = most > 8 ? 2 : most > 3 ? 1 : 0.5;
        double X(int index) => Left + 30 + ((Right - Left - 60) * (workers.Length > 1 ? index / (double)(workers.Length - 1) : 0.5));
        double Y(double value) => Bottom - ((Bottom - Top) * value / most);
        var svg = new Svg("speed-up", Width, Height, "Speed-up by number of workers");
        for (double tick = 0; tick <= most; tick += step)
        {
            svg.Line(Left, Y(tick), Right, Y(tick), "grid");
            svg.Text(Left - 8, Y(tick) + 4, tick.ToString("0.#", CultureInfo.InvariantCulture), "end");
        }

        for (int i = 0; i < workers.Length; i++)
        {
            svg.Text(X(i), Bottom + 20, workers[i].ToString(CultureInfo.InvariantCulture), "middle");
        }

        svg.Text((Left + Right) / 2.0, Height - 8, "workers", "middle");
        svg.Path([.. ideal.Select((value, i) => (X(i), Y(value)))], "ideal");
        svg.Text(Right + 10, Y(ideal[^1]) + 4, "ideal here", "start");
        double lowest = 0;
        foreach (IGrouping<string, Configuration> mode in comparison.Succeeded.GroupBy(static c => c.Mode))
        {
            (Configuration Configuration, double Gain)[] points = [.. mode.Select(c => (c, comparison.SpeedUp(c) ?? 0)).Where(static p => p.Item2 > 0)];
            if (points.Length == 0)
            {
                continue;
            }

            double PlaceOf(Configuration c) => X(Array.IndexOf(workers, c.Workers));
            svg.Path([.. points.Select(p => (PlaceOf(p.Configuration), Y(p.Gain)))], $"line {mode.Key}");
            foreach ((Configuration configuration, double gain) in points)
            {
                svg.Mark(
                    string.Create(CultureInfo.InvariantCulture, $"{configuration.Name}: {gain:F2} times as fast"),
                    mode.Key,
                    s => s.Point(PlaceOf(configuration), Y(gain), configuration.Mode));
            }

            // Names stand beside the lines' ends, but not on each other.
            double at = Y(points.MaxBy(static p => p.Configuration.Workers).Gain) + 4;
            at = lowest > 0 && Math.Abs(at - lowest) < 18 ? lowest + 18 : at;
            at = Math.Abs(at - Y(ideal[^1]) - 4) < 18 ? at + 18 : at;
            lowest = at;
            svg.Text(Right + 10, at, mode.Key, "start", $"label strong {mode.Key}");
        }

        return svg;
    }

    /// <summary>How long each run took, for scripts that run with one number of workers.</summary>
    public static Svg Wall(Comparison comparison) =>
        Bars(comparison, "wall", "Wall time of each run in seconds", static run => [("time", "wall", run.Wall)], static (c, run) => $"{c.Name}: {Seconds(run.Wall)} wall time");

    /// <summary>CPU time beside the time that threads waited for the lock.</summary>
    public static Svg Waiting(Comparison comparison) => Bars(
        comparison,
        "cpu-and-waiting",
        "CPU time and time spent waiting for the GIL, all threads together, in seconds",
        static run => [("CPU", "cpu", run.Cpu), ("waiting for the GIL", "waiting", run.Statistics?.LockWaited ?? 0)],
        static (c, run) => $"{c.Name}: {Seconds(run.Cpu)} CPU time, {Seconds(run.Statistics?.LockWaited ?? 0)} waiting for the GIL");

    /// <summary>The most memory.</summary>
    public static Svg Memory(Comparison comparison) => Bars(
        comparison,
        "memory",
        "The most memory of each run in megabytes",
        static run => [("memory", "memory", run.Memory / 1e6)],
        static (c, run) => string.Create(CultureInfo.InvariantCulture, $"{c.Name}: {run.Memory / 1e6:F0} MB"));

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F2} s");

    private static Svg Bars(
        Comparison comparison, string id, string description, Func<Run, (string Name, string Type, double Value)[]> parts, Func<Configuration, Run, string> says)
    {
        Configuration[] all = [.. comparison.Succeeded];
        double most = Math.Max(1e-6, all.Max(c => parts(c.Best!).Sum(static p => p.Value)));
        var svg = new Svg(id, Width, (all.Length * RowHeight) + 20, description);
        double full = Width - LabelWidth - 90;
        for (int i = 0; i < all.Length; i++)
        {
            Configuration configuration = all[i];
            double y = 10 + (i * RowHeight);
            (string Name, string Type, double Value)[] values = parts(configuration.Best!);
            double total = values.Sum(static p => p.Value);
            svg.Text(LabelWidth - 10, y + 17, configuration.Name, "end");
            svg.Mark(says(configuration, configuration.Best!), configuration.Mode, s =>
            {
                double x = LabelWidth;
                foreach ((string _, string type, double value) in values.Where(static p => p.Value > 0))
                {
                    double length = full * value / most;
                    s.Bar(x, y + 2, length, RowHeight - 8, $"part {type}");
                    x += length;
                }
            });
            svg.Text(LabelWidth + (full * total / most) + 8, y + 17, total.ToString(total < 100 ? "F2" : "F0", CultureInfo.InvariantCulture), "start");
        }

        return svg;
    }
}
