using System.Text.Json;

namespace Pyl.Cli.Comparing;

/// <summary>What a run says about itself (see <see cref="Running.StatisticsFile"/>): seconds, bytes and counts.</summary>
/// <param name="Program">From the interpreter's start to its end.</param>
/// <param name="ThreadCpu">CPU time of the program's threads; the runtime's own, such as its compiler's, are not among them.</param>
/// <param name="ThreadDelay">Time that those threads could have run, but no core was free.</param>
/// <param name="ChildrenCpu">CPU time of processes that the program started.</param>
/// <param name="LockHeld">Time that threads held an interpreter's lock.</param>
/// <param name="LockWaited">Time that threads waited for one.</param>
/// <param name="Switches">How often a lock went from one thread to another.</param>
/// <param name="Contentions">How often a lock of an object was not free.</param>
/// <param name="Threads">Threads that ran the program.</param>
/// <param name="Memory">The most memory it had.</param>
internal sealed record ChildStatistics(
    double Program, double ThreadCpu, double ThreadDelay, double ChildrenCpu, double LockHeld, double LockWaited, long Switches, long Contentions, long Threads, long Memory)
{
    /// <summary>Reads and deletes the file; null when the run ended without writing it.</summary>
    public static ChildStatistics? Take(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            double Seconds(string name) => root.GetProperty(name).GetDouble();
            long Count(string name) => root.GetProperty(name).GetInt64();
            return new ChildStatistics(
                Seconds("program"), Seconds("threadCpu"), Seconds("threadDelay"), Seconds("childrenCpu"), Seconds("lockHeld"), Seconds("lockWaited"),
                Count("switches"), Count("contentions"), Count("threads"), Count("memory"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // It was killed, or left by os._exit.
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
