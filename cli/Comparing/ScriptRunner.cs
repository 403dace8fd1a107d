using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pyl.Cli.CommandLine;
using Pyl.Cli.Commands;
using Pyl.Cli.Running;

namespace Pyl.Cli.Comparing;

/// <summary>Runs the script in a process of its own and measures it.</summary>
internal sealed class ScriptRunner(ComparisonOptions options, CancellationToken stop)
{
    /// <summary>The end of standard error is kept: a traceback's last lines say most.</summary>
    private const int ErrorsKept = 16 << 10;

    /// <summary>How long after its end a run's output is waited for: a process that it started may hold the pipe open.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly SharedInput _input = new();
    private readonly string _statisticsFile = Path.Combine(Path.GetTempPath(), $"pyl-compare-{Environment.ProcessId}.json");

    /// <summary>Runs it once; <see cref="OperationCanceledException"/> when the user wants no more, and then nothing of it is left.</summary>
    public Run Run(string mode, int workers)
    {
        TimeSpan cpuBefore = ProcessUsage.ChildrenCpu();
        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(Describe(mode, workers))!;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var output = new ScriptOutput();
        Thread reader = StartReading(process.StandardOutput.BaseStream, bytes => Add(output, bytes));
        var errors = new MemoryStream();
        Thread errorReader = StartReading(process.StandardError.BaseStream, bytes => KeepEnd(errors, bytes));
        Thread feeder = Start(() => _input.Feed(process.StandardInput.BaseStream, ended.Token));
        bool timedOut = !WaitFor(process, begun, out long memory);
        double wall = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        if (timedOut)
        {
            End(process);
        }

        ended.Cancel();
        feeder.Join(s_patience);
        reader.Join(s_patience);
        errorReader.Join(s_patience);
        stop.ThrowIfCancellationRequested();
        ChildStatistics? statistics = ChildStatistics.Take(_statisticsFile);
        lock (output)
        {
            lock (errors)
            {
                return new Run(
                    wall,
                    (ProcessUsage.ChildrenCpu() - cpuBefore).TotalSeconds,
                    Math.Max(memory, statistics?.Memory ?? 0),
                    timedOut ? null : process.ExitCode,
                    output,
                    Encoding.UTF8.GetString(errors.ToArray()),
                    statistics);
            }
        }
    }

    private static void Add(ScriptOutput output, ReadOnlySpan<byte> bytes)
    {
        lock (output)
        {
            output.Add(bytes);
        }
    }

    private static Thread StartReading(Stream stream, ReadAction add) => Start(() =>
    {
        byte[] part = new byte[64 << 10];
        try
        {
            int count;
            while ((count = stream.Read(part)) > 0)
            {
                add(part.AsSpan(0, count));
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The process was ended.
        }
    });

    private static Thread Start(ThreadStart action)
    {
        var thread = new Thread(action) { IsBackground = true };
        thread.Start();
        return thread;
    }

    private static void KeepEnd(MemoryStream kept, ReadOnlySpan<byte> bytes)
    {
        lock (kept)
        {
            kept.Write(bytes);
            if (kept.Length > 2 * ErrorsKept)
            {
                byte[] end = kept.ToArray()[^ErrorsKept..];
                kept.SetLength(0);
                kept.Write(end);
            }
        }
    }

    /// <summary>Ends the process and all that it started.</summary>
    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }

    /// <summary>False when it takes too long.</summary>
    private bool WaitFor(Process process, long begun, out long memory)
    {
        memory = 0;
        while (!process.WaitForExit(50))
        {
            // As it runs, because nobody can tell any more once it has been killed.
            memory = Math.Max(memory, ProcessUsage.PeakMemory(process.Id));
            if (stop.IsCancellationRequested)
            {
                End(process);
                File.Delete(_statisticsFile);
                stop.ThrowIfCancellationRequested();
            }

            if (Stopwatch.GetElapsedTime(begun) > options.Timeout)
            {
                return false;
            }
        }

        return true;
    }

    private ProcessStartInfo Describe(string mode, int workers)
    {
        string program = SettingsBuilder.Executable();
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "pyl.dll"));
        }

        foreach (string argument in (IEnumerable<string>)["--mode", mode, "--", options.Script, .. options.Arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYL_WORKERS"] = workers.ToString(CultureInfo.InvariantCulture);
        start.Environment[StatisticsFile.Variable] = _statisticsFile;
        return start;
    }

    private delegate void ReadAction(ReadOnlySpan<byte> bytes);
}
