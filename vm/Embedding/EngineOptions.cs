namespace Pyl.VM.Embedding;

/// <summary>What a host decides about a <see cref="PylEngine"/>.</summary>
public sealed record EngineOptions
{
    /// <summary>The mode: "gil", "subinterp" or "free". One process has one lock, one for each engine, or none: "free" must be the choice of its first engine.</summary>
    public string Mode { get; init; } = Parallelism.ParallelismModes.Default;

    /// <summary>sys.argv.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [""];

    /// <summary>sys.path: folders that modules are imported from. The standard library needs none.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>Gets what scripts write to sys.stdout, in place of the process's standard output. Called on the thread that writes.</summary>
    public Action<string>? Output { get; init; }
}
