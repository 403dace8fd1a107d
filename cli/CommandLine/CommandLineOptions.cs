namespace Pyl.Cli.CommandLine;

/// <summary>
/// The command line as it was given, nothing merged with the environment yet: every option up to the program, and the
/// program's own arguments, which are not looked at.
/// </summary>
internal sealed class CommandLineOptions
{
    /// <summary>What the program is.</summary>
    public ProgramKind Kind { get; set; }

    /// <summary>The file, the code or the module's name; "-" or "" for standard input.</summary>
    public string Program { get; set; } = "";

    /// <summary>What follows the program.</summary>
    public IReadOnlyList<string> ProgramArguments { get; set; } = [];

    /// <summary>-b, how often.</summary>
    public int BytesWarning { get; set; }

    /// <summary>-B.</summary>
    public bool DontWriteBytecode { get; set; }

    /// <summary>-d, how often.</summary>
    public int Debug { get; set; }

    /// <summary>-E, or -I.</summary>
    public bool IgnoreEnvironment { get; set; }

    /// <summary>-i.</summary>
    public bool Inspect { get; set; }

    /// <summary>-I.</summary>
    public bool Isolated { get; set; }

    /// <summary>-O, how often.</summary>
    public int Optimize { get; set; }

    /// <summary>-P, or -I.</summary>
    public bool SafePath { get; set; }

    /// <summary>-q.</summary>
    public bool Quiet { get; set; }

    /// <summary>-s, or -I.</summary>
    public bool NoUserSite { get; set; }

    /// <summary>-S.</summary>
    public bool NoSite { get; set; }

    /// <summary>-u.</summary>
    public bool Unbuffered { get; set; }

    /// <summary>-v, how often.</summary>
    public int Verbose { get; set; }

    /// <summary>-x.</summary>
    public bool SkipFirstLine { get; set; }

    /// <summary>-W, in order.</summary>
    public List<string> WarningOptions { get; } = [];

    /// <summary>-X by name; null stands for an option without a value.</summary>
    public Dictionary<string, string?> ExtraOptions { get; } = [];

    /// <summary>--mode.</summary>
    public string? Mode { get; set; }

    /// <summary>--refcount.</summary>
    public string? CountScheme { get; set; }

    /// <summary>--stats.</summary>
    public bool ShowStatistics { get; set; }

    /// <summary>The file for statistics as JSON, from the environment; null for none.</summary>
    public string? StatisticsFile { get; set; }

    /// <summary>-V, how often.</summary>
    public int ShowVersion { get; set; }

    /// <summary>The help asked for, if any.</summary>
    public HelpTopic? Help { get; set; }
}
