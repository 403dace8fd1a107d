using System.Diagnostics;
using System.Text.Json;
using Pyl.VM.Embedding;
using Pyl.VM.Runtime;

namespace Pyl.Cli.Running;

/// <summary>
/// What --stats measures, as JSON in the file that PYL_STATS_FILE names: how `pyl compare` learns what its child processes did.
/// Times are in seconds, memory in bytes.
/// </summary>
internal static class StatisticsFile
{
    public const string Variable = "PYL_STATS_FILE";

    /// <summary>Where to write, null for nowhere. The variable is unset: processes that the program starts are not to write there.</summary>
    public static string? Take()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return null;
        }

        Environment.SetEnvironmentVariable(Variable, null);
        return path;
    }

    /// <summary>Writes it, after the runtime's end. A file that cannot be written is nothing to disturb the program's user with.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runtime">The main interpreter's runtime.</param>
    /// <param name="started">The timestamp (<see cref="Stopwatch"/>) of its start.</param>
    public static void Write(string path, PylRuntime runtime, long started)
    {
        try
        {
            using FileStream file = File.Create(path);
            using var json = new Utf8JsonWriter(file);
            json.WriteStartObject();
            json.WriteString("mode", runtime.Interpreter.Parallelism.Name);
            json.WriteNumber("program", Stopwatch.GetElapsedTime(started).TotalSeconds);
            json.WriteNumber("cpu", ProcessUsage.Cpu().TotalSeconds);
            json.WriteNumber("childrenCpu", ProcessUsage.ChildrenCpu().TotalSeconds);
            json.WriteNumber("threadCpu", runtime.ThreadCpu.TotalSeconds);
            json.WriteNumber("threadDelay", runtime.ThreadDelay.TotalSeconds);
            json.WriteNumber("lockHeld", ProcessStatistics.LockHeld.TotalSeconds);
            json.WriteNumber("lockWaited", ProcessStatistics.LockWaited.TotalSeconds);
            json.WriteNumber("switches", ProcessStatistics.Switches);
            json.WriteNumber("forcedSwitches", ProcessStatistics.ForcedSwitches);
            json.WriteNumber("contentions", ProcessStatistics.Contentions);
            json.WriteNumber("threads", ProcessStatistics.Threads);
            json.WriteNumber("memory", ProcessUsage.PeakMemory());
            json.WriteEndObject();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
