namespace Pyl.VM.Parallelism;

/// <summary>The modes by their names on the command line: the one place where a name becomes a mode.</summary>
public static class ParallelismModes
{
    /// <summary>The mode of a run that chooses none.</summary>
    public const string Default = "subinterp";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = new[] { "gil", "subinterp", "free" };

    /// <summary>Makes a mode. Free threading must be made before the process's first interpreter.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="counting">How counts are kept in free threading; the others keep them plainly under their lock.</param>
    /// <exception cref="ArgumentException">There is no such mode.</exception>
    public static ParallelismMode Make(string name, RefCounting counting = RefCounting.Biased) => name switch
    {
        "gil" => new GilMode(),
        "subinterp" => new SubinterpreterMode(),
        "free" => new FreeThreadedMode(counting),
        _ => throw new ArgumentException($"no such mode: {name}", nameof(name)),
    };
}
