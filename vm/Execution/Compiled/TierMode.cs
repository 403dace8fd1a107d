namespace Pyl.VM.Execution.Compiled;

/// <summary>When hot code is compiled: <c>-X tier=MODE</c> or the environment variable PYL_TIER.</summary>
public enum TierMode
{
    /// <summary>What is hot, on a thread of its own (<c>1</c>, the default).</summary>
    On,

    /// <summary>Never (<c>0</c>).</summary>
    Off,

    /// <summary>Everything when it first runs, of the library only in the first interpreter that runs it, without observation (<c>force</c>): for tests of what needs no guess.</summary>
    Force,

    /// <summary>Everything, with that exception, the second time it runs, after a short observation (<c>eager</c>): for tests of guesses and exits.</summary>
    Eager,
}

/// <summary>The compiled tier's settings; decided before any code runs.</summary>
public static class TierSettings
{
    /// <summary>The mode of this process; a host may set it before its first runtime.</summary>
    public static TierMode Mode { get; set; } = Parse(Environment.GetEnvironmentVariable("PYL_TIER")) ?? TierMode.On;

    /// <summary>The mode of that name; null for any other text.</summary>
    public static TierMode? Parse(string? text) => text switch
    {
        "0" => TierMode.Off,
        "1" => TierMode.On,
        "force" => TierMode.Force,
        "eager" => TierMode.Eager,
        _ => null,
    };
}
