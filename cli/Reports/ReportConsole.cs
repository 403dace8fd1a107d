using Spectre.Console;

namespace Pyl.Cli.Reports;

/// <summary>The terminal as Spectre.Console sees it.</summary>
internal static class ReportConsole
{
    /// <summary>True when a stream leads to a terminal that can place text.</summary>
    /// <param name="isRedirected">Whether the stream goes elsewhere.</param>
    public static bool IsTerminal(bool isRedirected) => !isRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>The console of a stream; without colours where NO_COLOR is set (no-color.org).</summary>
    public static IAnsiConsole Create(TextWriter stream) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(stream),
        Ansi = AnsiSupport.Yes,
        ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });
}
