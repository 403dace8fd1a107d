using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Pyl.Cli.Tests;

/// <summary>One run of the command as a process of its own, and what came of it.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The exit code of a run that was ended because it took too long.</summary>
    public const int TimedOut = int.MinValue;

    private const int InterruptSignal = 2;

    /// <summary>Runs the command with no options: the usual case.</summary>
    public static Task<ProgramRun> Start(IEnumerable<string> arguments, string folder, TimeSpan timeout) =>
        Start(arguments, folder, new RunOptions { Timeout = timeout });

    /// <summary>Runs the command in <paramref name="folder"/>; variables that would change its behaviour are unset first.</summary>
    public static async Task<ProgramRun> Start(IEnumerable<string> arguments, string folder, RunOptions options)
    {
        using Process process = Process.Start(Describe(arguments, folder, options))!;
        using var stop = new CancellationTokenSource(options.Timeout);
        Task<string> errors = Read(process.StandardError, stop.Token);
        Task<string> output = options.CloseOutputAfter is int count ? ReadAndClose(process.StandardOutput, count) : Read(process.StandardOutput, stop.Token);
        Task feed = Feed(process, options.Input);
        if (options.InterruptAfter is TimeSpan delay)
        {
            await Task.Delay(delay);
            _ = Kill(process.Id, InterruptSignal);
        }

        try
        {
            await process.WaitForExitAsync(stop.Token);
            await feed;
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ProgramRun(TimedOut, "", "(timeout)");
        }
    }

    private static ProcessStartInfo Describe(IEnumerable<string> arguments, string folder, RunOptions options)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        if (options.ClosedStreams.Length == 0)
        {
            start.FileName = Repository.Program;
        }
        else
        {
            // A shell can start a program without a stream; Process cannot.
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("exec \"$0\" \"$@\" " + string.Concat(options.ClosedStreams.Select(s => s == 0 ? "<&- " : $"{s}>&- ")));
            start.ArgumentList.Add(Repository.Program);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("PYTHON", StringComparison.Ordinal) || n.StartsWith("PYL", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PYTHONIOENCODING"] = "utf-8";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["TERM"] = "dumb";
        foreach ((string name, string value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task<string> Read(StreamReader stream, CancellationToken stop) => await stream.ReadToEndAsync(stop);

    private static async Task<string> ReadAndClose(StreamReader stream, int count)
    {
        var buffer = new byte[count];
        int got = await stream.BaseStream.ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false);
        stream.Dispose();
        return Encoding.UTF8.GetString(buffer, 0, got);
    }

    private static async Task Feed(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended, or closed its input, without reading everything.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
