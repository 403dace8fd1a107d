using System.Text;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Running;
using Pyl.VM.Embedding;

namespace Pyl.Cli.Repl;

/// <summary>The interactive prompt: reads statements, runs them, shows what they give, until the input ends.</summary>
internal static class Prompt
{
    /// <summary>Runs it; the status for the process.</summary>
    public static int Run(PylRuntime runtime, CommandLineOptions options)
    {
        var environment = new EnvironmentOptions(options.IgnoreEnvironment);
        if (!runtime.Interpreter.Settings.Quiet && options.Kind == ProgramKind.StandardInput)
        {
            CommandOutput.WriteError($"{VersionText.Of(isLong: true)}\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
        }

        if (options.Kind == ProgramKind.StandardInput && environment.Text("PYTHONSTARTUP") is { } startup)
        {
            RunStartup(runtime, startup);
        }

        return IsTerminal() ? RunInTerminal(runtime, environment) : RunPlain(runtime);
    }

    /// <summary>True when lines can be edited: both ends are a terminal that is not a dumb one.</summary>
    public static bool IsTerminal() =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static int RunInTerminal(PylRuntime runtime, EnvironmentOptions environment)
    {
        var history = new History(environment);
        var lines = new TerminalLines(history);
        var session = new PromptSession(runtime, lines.NameOf);
        lines.Session = session;
        int status = Loop(session, lines, endOfInput: "");
        history.Save();
        return status;
    }

    private static int RunPlain(PylRuntime runtime)
    {
        var lines = new PlainLines();
        var session = new PromptSession(runtime, lines.NameOf);
        lines.Session = session;
        return Loop(session, lines, endOfInput: "\n");
    }

    private static int Loop(PromptSession session, ILineSource lines, string endOfInput)
    {
        var statement = new StringBuilder();
        while (true)
        {
            bool isLast = false;
            switch (lines.Read(session.Prompt(isContinued: statement.Length > 0), out string line))
            {
                case LineOutcome.Interrupted:
                    statement.Clear();
                    CommandOutput.WriteError("KeyboardInterrupt\n");
                    continue;
                case LineOutcome.End when statement.Length > 0:
                    // What is there is all there is.
                    isLast = true;
                    break;
                case LineOutcome.End:
                    CommandOutput.WriteError(endOfInput);
                    return 0;
            }

            if (statement.Length == 0 && string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            statement.Append(line).Append('\n');
            string text = statement.ToString();
            switch (session.Run(text, isLast))
            {
                case PromptOutcome.Incomplete:
                    continue;
                case PromptOutcome.Exit:
                    lines.Remember(text);
                    return session.ExitStatus;
            }

            lines.Remember(text);
            statement.Clear();
        }
    }

    private static void RunStartup(PylRuntime runtime, string path)
    {
        if (ProgramText.CanOpen(path))
        {
            runtime.RunSource(File.ReadAllBytes(path), path);
        }
    }
}
