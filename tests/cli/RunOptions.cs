namespace Pyl.Cli.Tests;

/// <summary>How a run differs from the usual one.</summary>
internal sealed record RunOptions
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public string Input { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>The reader of standard output goes away after so many bytes.</summary>
    public int? CloseOutputAfter { get; init; }

    /// <summary>SIGINT is sent after this time.</summary>
    public TimeSpan? InterruptAfter { get; init; }

    /// <summary>Streams (0, 1, 2) that are closed from the start.</summary>
    public int[] ClosedStreams { get; init; } = [];
}
