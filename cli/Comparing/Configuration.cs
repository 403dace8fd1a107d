namespace Pyl.Cli.Comparing;

/// <summary>A mode with a number of workers, and the runs of the script in it.</summary>
internal sealed class Configuration(string mode, int workers)
{
    private readonly List<Run> _runs = [];

    public string Mode { get; } = mode;

    public int Workers { get; } = workers;

    public IReadOnlyList<Run> Runs => _runs;

    /// <summary>True when a run has failed: it is not run again.</summary>
    public bool HasFailed => _runs.Exists(static run => !run.Succeeded);

    /// <summary>The run that failed, or the fastest: what else runs on a machine only adds. Null before the first.</summary>
    public Run? Best => _runs.Find(static run => !run.Succeeded) ?? _runs.MinBy(static run => run.Wall);

    /// <summary>The slowest run's time divided by the fastest's.</summary>
    public double Spread => _runs.Count == 0 ? 1 : _runs.Max(static run => run.Wall) / _runs.Min(static run => run.Wall);

    /// <summary>How it is called in reports.</summary>
    public string Name => Workers == 1 ? $"{Mode}, 1 worker" : $"{Mode}, {Workers} workers";

    public void Add(Run run) => _runs.Add(run);
}
