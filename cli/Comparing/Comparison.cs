using System.Text.RegularExpressions;
using Pyl.Cli.Commands;

namespace Pyl.Cli.Comparing;

/// <summary>A script, run in several modes with several numbers of workers, and what came of it.</summary>
internal sealed partial class Comparison
{
    private Comparison(ComparisonOptions options, IReadOnlyList<int> workers, bool readsWorkers)
    {
        Script = options.Script;
        Arguments = options.Arguments;
        Rounds = options.Rounds;
        Workers = workers;
        ReadsWorkers = readsWorkers;
        Configurations = [.. options.Modes.SelectMany(mode => workers.Select(count => new Configuration(mode, count)))];
    }

    public string Script { get; }

    public IReadOnlyList<string> Arguments { get; }

    public int Rounds { get; }

    public IReadOnlyList<int> Workers { get; }

    /// <summary>False when the script's text does not mention workers.</summary>
    public bool ReadsWorkers { get; }

    /// <summary>By mode, then by workers.</summary>
    public IReadOnlyList<Configuration> Configurations { get; }

    public IEnumerable<Configuration> Succeeded => Configurations.Where(static c => c.Runs.Count > 0 && !c.HasFailed);

    public IEnumerable<Configuration> Failed => Configurations.Where(static c => c.HasFailed);

    /// <summary>The worst agreement of an output with the first.</summary>
    public Agreement Agreement { get; private set; }

    /// <summary>The first configuration whose output is not the first one's; null when there is none.</summary>
    public Configuration? Deviant { get; private set; }

    /// <summary>The first run that ended well, with whose output the others are compared.</summary>
    public (Configuration Configuration, Run Run)? First { get; private set; }

    /// <summary>True when everything ran, with the same output.</summary>
    public bool IsFine => !Failed.Any() && Agreement != Agreement.Different;

    /// <summary>What is to be compared; nothing has run yet.</summary>
    public static Comparison Plan(ComparisonOptions options)
    {
        bool reads = MentionsWorkers(options.Script);
        IReadOnlyList<int> workers = options.Workers ?? (reads ? PowersOfTwo(Math.Max(2, Environment.ProcessorCount)) : [1]);
        return new Comparison(options, workers, reads);
    }

    /// <summary>Runs everything, round by round, so that a change of the machine's load meets all alike.</summary>
    /// <param name="run">Runs the script once.</param>
    /// <param name="before">Told before each run.</param>
    /// <param name="after">Told after each run.</param>
    public void Execute(Func<Configuration, Run> run, Action<int, Configuration> before, Action<Configuration, Run> after)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            foreach (Configuration configuration in Configurations)
            {
                if (configuration.HasFailed)
                {
                    continue;
                }

                before(round, configuration);
                Run result = run(configuration);
                configuration.Add(result);
                Judge(configuration, result);
                after(configuration, result);
            }
        }
    }

    /// <summary>How many times as fast it is as the same mode with the fewest workers or, where there is but one number of workers, as the first mode.</summary>
    public double? SpeedUp(Configuration configuration)
    {
        Configuration? against = Workers.Count > 1
            ? Configurations.Where(c => c.Mode == configuration.Mode).MinBy(static c => c.Workers)
            : Configurations[0];
        return configuration.HasFailed || against is null or { HasFailed: true } || against.Best is not { } reference || configuration.Best is not { } best
            ? null
            : reference.Wall / best.Wall;
    }

    private static bool MentionsWorkers(string script)
    {
        try
        {
            // Of a folder nothing is known: it may.
            return Directory.Exists(script) || Mention().IsMatch(File.ReadAllText(script));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The runs will say it.
            return false;
        }
    }

    private static int[] PowersOfTwo(int most)
    {
        var list = new List<int>();
        for (int count = 1; count <= most; count *= 2)
        {
            list.Add(count);
        }

        return [.. list];
    }

    /// <summary>Holds a run's output against the first that ended well.</summary>
    private void Judge(Configuration configuration, Run result)
    {
        if (!result.Succeeded)
        {
            return;
        }

        First ??= (configuration, result);
        Agreement agreement = result.Output.CompareTo(First.Value.Run.Output);
        if (agreement > Agreement)
        {
            Agreement = agreement;
            Deviant = configuration;
        }
    }

    [GeneratedRegex(@"pyl\.workers|from pyl import|PYL_WORKERS")]
    private static partial Regex Mention();
}
