namespace Pyl.Cli.Comparing;

/// <summary>One run of the script.</summary>
/// <param name="Wall">Seconds from the start of the process to its end.</param>
/// <param name="Cpu">Seconds of CPU time, that of processes it started and waited for included.</param>
/// <param name="Memory">The most memory it had, in bytes.</param>
/// <param name="Status">The exit status; null when it took too long and was ended.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
/// <param name="Statistics">What it says about itself; null when it ended without saying it.</param>
internal sealed record Run(double Wall, double Cpu, long Memory, int? Status, ScriptOutput Output, string Errors, ChildStatistics? Statistics)
{
    public bool Succeeded => Status == 0;

    /// <summary>How many cores it kept busy on average.</summary>
    public double Cores => Wall > 0 ? Cpu / Wall : 0;
}
