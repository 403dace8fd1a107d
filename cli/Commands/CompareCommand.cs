using System.Globalization;
using System.Runtime.InteropServices;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Comparing;
using Pyl.Cli.Reports;
using Pyl.Cli.Running;

namespace Pyl.Cli.Commands;

/// <summary>`pyl compare`: runs a script in each mode and says which fits it.</summary>
internal static class CompareCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "compare";

    private const string StandardOutput = "-";
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Runs it with what follows its name; the status for the process.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        ComparisonOptions options = ComparisonOptions.Parse(arguments);
        if (options.ShowHelp)
        {
            CommandOutput.Write(ComparisonOptions.Help);
            return 0;
        }

        string script = SettingsBuilder.Absolute(options.Script);
        if (!Directory.Exists(script) && !ProgramText.CanOpen(script))
        {
            return ProgramText.CannotOpen;
        }

        Comparison comparison = Comparison.Plan(options);
        try
        {
            Execute(options, comparison);
        }
        catch (OperationCanceledException)
        {
            CommandOutput.Error("interrupted; no run is left");
            Interrupts.EndProcess();
            return Interrupted;
        }

        Verdict verdict = Verdict.Of(comparison);
        bool written = Write(options.JsonFile, () => ComparisonJson.Of(comparison, verdict)) & Write(options.HtmlFile, () => ComparisonPage.Of(comparison, verdict))
            & SaveOutputs(options.OutputFolder, comparison);
        if (options.JsonFile != StandardOutput && options.HtmlFile != StandardOutput)
        {
            if (!options.Plain && ReportConsole.IsTerminal(Console.IsOutputRedirected))
            {
                ComparisonTable.Show(ReportConsole.Create(Console.Out), comparison, verdict);
            }
            else
            {
                CommandOutput.Write(PlainComparison.Of(comparison, verdict));
            }
        }

        return comparison.IsFine && written ? 0 : Failed;
    }

    private static void Execute(ComparisonOptions options, Comparison comparison)
    {
        using var stop = new CancellationTokenSource();
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        var runner = new ScriptRunner(options, stop.Token);
        IComparisonProgress progress = !options.Plain && ReportConsole.IsTerminal(Console.IsErrorRedirected)
            ? new LiveProgress(ReportConsole.Create(Console.Error), comparison)
            : new PlainProgress(comparison);
        progress.Show(report => comparison.Execute(
            configuration => runner.Run(configuration.Mode, configuration.Workers),
            report.Begin,
            report.End));
    }

    /// <summary>Writes a report where it was asked for; false when that cannot be, which is said.</summary>
    private static bool Write(string? file, Func<string> report)
    {
        if (file is null)
        {
            return true;
        }

        if (file == StandardOutput)
        {
            CommandOutput.Write(report());
            return true;
        }

        return TryWrite(file, () => File.WriteAllText(file, report()));
    }

    private static bool SaveOutputs(string? folder, Comparison comparison) => folder is null || TryWrite(folder, () =>
    {
        Directory.CreateDirectory(folder);
        foreach (Configuration configuration in comparison.Configurations)
        {
            configuration.Best?.Output.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{configuration.Mode}-{configuration.Workers}.txt")));
        }
    });

    private static bool TryWrite(string target, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            CommandOutput.Error($"cannot write '{target}': {fault.Message}");
            return false;
        }
    }
}
