using System.Globalization;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Running;
using Pyl.VM.Parallelism;

namespace Pyl.Cli.Commands;

/// <summary>The command line of `pyl compare`.</summary>
internal sealed class ComparisonOptions
{
    /// <summary>--help.</summary>
    public const string Help = $"""
        usage: {CommandOutput.Program} compare [option] ... SCRIPT [ARGS]

        Run a script in each mode and say which fits it: how long it takes, how many cores
        it keeps busy, how long it waits for the lock, what more workers gain. The runs take
        turns, each in a process of its own; of the rounds the fastest counts.

        Options:
        --modes LIST     : the modes, with commas (default: gil,subinterp,free)
        --workers LIST   : the numbers of workers, with commas. The script reads the number
                           as pyl.workers (default: 1 and the powers of two up to the number
                           of processors; 1 where it does not mention pyl.workers)
        --rounds N       : how often each is run (default: 3)
        --timeout SECONDS: how long a single run may take (default: 600)
        --json FILE      : write all figures as JSON ('-' for standard output, in place
                           of the table)
        --html FILE      : write a page with charts
        --outputs FOLDER : write what the script printed, a file MODE-WORKERS.txt for each
                           mode and number of workers
        --plain          : no colours, no frames; so it is too when the output is no
                           terminal. NO_COLOR takes the colours away alone
        -h, --help       : print this help message and exit

        What stands on standard input is given to every run. The script's output is not
        shown, but compared: it should be the same everywhere, numbers with a point aside,
        which may be times.

        Exit status: 0, or 1 when a run failed or outputs differ, 2 for a command line that
        is not valid, 130 after Ctrl-C.

        """;

    /// <summary>What follows a message about a command line that is not valid.</summary>
    public const string Usage = $"""
        usage: {CommandOutput.Program} compare [--modes LIST] [--workers LIST] [--rounds N] [--json FILE] [--html FILE] SCRIPT [ARGS]
        Try `{CommandOutput.Program} compare --help' for more information.

        """;

    private const int MostWorkers = 1024;
    private const int MostRounds = 1000;

    public IReadOnlyList<string> Modes { get; private set; } = ["gil", "subinterp", "free"];

    /// <summary>Null when the command line does not say.</summary>
    public IReadOnlyList<int>? Workers { get; private set; }

    public int Rounds { get; private set; } = 3;

    public TimeSpan Timeout { get; private set; } = TimeSpan.FromSeconds(600);

    public string? JsonFile { get; private set; }

    public string? HtmlFile { get; private set; }

    public string? OutputFolder { get; private set; }

    public bool Plain { get; private set; }

    public bool ShowHelp { get; private set; }

    public string Script { get; private set; } = "";

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Reads what follows the word compare; <see cref="UsageException"/> for what is not valid.</summary>
    public static ComparisonOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ComparisonOptions();
        int next = 0;
        while (next < arguments.Count && arguments[next].StartsWith('-'))
        {
            string argument = arguments[next++];
            if (argument == "--")
            {
                break;
            }

            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            string Value() => equals >= 0 ? argument[(equals + 1)..]
                : next < arguments.Count ? arguments[next++]
                : throw new UsageException($"Argument expected for the {name} option");
            switch (name)
            {
                case "-h" or "--help":
                    options.ShowHelp = true;
                    return options;
                case "--plain":
                    options.Plain = true;
                    break;
                case "--modes":
                    options.Modes = ParseModes(Value());
                    break;
                case "--workers":
                    options.Workers = [.. Value().Split(',').Select(static text => Number("--workers", text, MostWorkers)).Distinct()];
                    break;
                case "--rounds":
                    options.Rounds = Number(name, Value(), MostRounds);
                    break;
                case "--timeout":
                    options.Timeout = ParseTimeout(Value());
                    break;
                case "--json":
                    options.JsonFile = Value();
                    break;
                case "--outputs":
                    options.OutputFolder = Value();
                    break;
                case "--html":
                    options.HtmlFile = Value();
                    break;
                default:
                    throw new UsageException($"Unknown option: {argument}");
            }
        }

        if (next == arguments.Count)
        {
            throw new UsageException("A script is expected");
        }

        options.Script = arguments[next];
        options.Arguments = [.. arguments.Skip(next + 1)];
        return options;
    }

    private static IReadOnlyList<string> ParseModes(string list)
    {
        string[] modes = [.. list.Split(',').Distinct()];
        foreach (string mode in modes)
        {
            if (!ParallelismModes.Names.Contains(mode))
            {
                throw new UsageException($"--modes must name {string.Join(", ", ParallelismModes.Names)}, not '{mode}'");
            }
        }

        return modes;
    }

    private static int Number(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"{option} takes numbers from 1 to {most}, not '{text}'");

    private static TimeSpan ParseTimeout(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 && seconds < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"--timeout takes seconds, not '{text}'");
}
