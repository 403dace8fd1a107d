using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Repl;
using Pyl.Cli.Running;
using Pyl.VM.Embedding;

namespace Pyl.Cli.Commands;

/// <summary>The command without a subcommand: runs a program, or opens the prompt.</summary>
internal static class RunCommand
{
    /// <summary>Runs it; the status for the process.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        CommandLineOptions options = OptionParser.Parse(arguments);
        if (options.Help is { } topic)
        {
            CommandOutput.Write(HelpText.Of(topic));
            return 0;
        }

        if (options.ShowVersion > 0)
        {
            CommandOutput.Write(VersionText.Of(isLong: options.ShowVersion > 1) + "\n");
            return 0;
        }

        options.StatisticsFile = StatisticsFile.Take();
        long started = options.StatisticsFile is null ? 0 : Stopwatch.GetTimestamp();
        using PylRuntime runtime = RuntimeFactory.Create(options, arguments);
        int status;
        using (Interrupts.Catch(runtime))
        {
            bool isPrompt = options.Kind == ProgramKind.StandardInput && (runtime.Interpreter.Settings.Inspect || IsTerminal());
            status = isPrompt ? Prompt.Run(runtime, options) : ProgramRunner.Run(runtime, options);
            if (!isPrompt && runtime.Interpreter.Settings.Inspect)
            {
                status = Prompt.Run(runtime, options);
            }

            bool wasInterrupted = runtime.WasInterrupted;
            status = runtime.Exit(status);
            runtime.Dispose();
            if (options.ShowStatistics)
            {
                CommandOutput.WriteError(StatisticsReport.Of(runtime.Interpreter));
            }

            if (options.StatisticsFile is { } statisticsFile)
            {
                StatisticsFile.Write(statisticsFile, runtime, started);
            }

            CommandOutput.WriteError(StatisticsReport.OfDamage(runtime.Interpreter));
            if (!wasInterrupted)
            {
                return status;
            }
        }

        Interrupts.EndProcess();
        return status;
    }

    /// <summary>On its own: .NET's console is loaded when somebody may sit there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsTerminal() => !Console.IsInputRedirected;
}
