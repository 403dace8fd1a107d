namespace Pyl.Cli.CommandLine;

/// <summary>The command line, or an environment variable that stands for an option, is not valid.</summary>
/// <param name="message">What is wrong, for the user.</param>
/// <param name="showUsage">Whether the line of usage helps.</param>
internal sealed class UsageException(string message, bool showUsage = true) : Exception(message)
{
    /// <summary>Whether the line of usage is to follow.</summary>
    public bool ShowUsage { get; } = showUsage;

    /// <summary>The status of the process: 2 as every command's, 1 for a value that cannot be (CPython's fatal error at start).</summary>
    public int Status => ShowUsage ? 2 : 1;
}
