using System.Collections.Concurrent;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// Runs each script of tests/lang and tests/limit and compares standard output with the expectation beside it, which is
/// CPython 3.14's, in every mode; of tests/own, whose modules only Pyl has, it is written by hand. <c>tests/corpus.py</c> records
/// the expectations; a folder with a main.pyl is one case.
/// </summary>
public class ScriptTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    /// <summary>The whole suite must pass in every mode; PYL_TEST_MODE chooses one.</summary>
    private static readonly string[] Modes = Environment.GetEnvironmentVariable("PYL_TEST_MODE") is { Length: > 0 } mode ? [mode] : ["subinterp", "gil", "free"];

    private static readonly Lazy<string[]> Found = new(() => [.. FindScripts()]);

    // Started once for each mode and half of the scripts; see ScriptBatch.
    private static readonly ConcurrentDictionary<(string Mode, bool Second), Lazy<Task<ScriptBatch>>> Batches = new();

    // xunit runs the cases of one theory one after the other; the processes run side by side.
    private static readonly SemaphoreSlim Slots = new(Math.Max(2, Environment.ProcessorCount));
    private static readonly ConcurrentDictionary<(string Name, string Mode), Task<ProgramRun>> Runs = new();

    public static TheoryData<string, string> Scripts()
    {
        var cases = new TheoryData<string, string>();
        foreach ((string name, string mode) in FindRuns())
        {
            cases.Add(name, mode);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Prints_what_CPython_prints(string name, string mode)
    {
        if (Runs.IsEmpty)
        {
            foreach ((string Name, string Mode) each in FindRuns())
            {
                _ = Runs.GetOrAdd(each, Run);
            }
        }

        ProgramRun run = await Runs.GetOrAdd((name, mode), Run);
        string expected = File.ReadAllText(Path.ChangeExtension(PathOf(name), ".expected"));
        bool passed = expected == run.Output && run.ExitCode == 0;
        Assert.True(passed || !Ratchet.MustPass(name, passed ? "" : "fails"), $"{name} in {mode}: exit code {run.ExitCode}\n{Difference.Of(expected, run.Output)}\n{run.Errors}");
    }

    private static IEnumerable<(string Name, string Mode)> FindRuns() =>
        from mode in Modes
        from name in Found.Value
        select (name, mode);

    private static IEnumerable<string> FindScripts()
    {
        foreach (string suite in new[] { "lang", "limit", "own" })
        {
            string folder = Path.Combine(Repository.Tests, suite);
            foreach (string script in Directory.EnumerateFiles(folder, "*.pyl", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (!BelongsToAnother(script, folder))
                {
                    yield return Path.ChangeExtension(Path.GetRelativePath(Repository.Tests, script), null).Replace('\\', '/');
                }
            }
        }
    }

    /// <summary>A module of a case of several files: a main.pyl is beside it or above it.</summary>
    private static bool BelongsToAnother(string script, string suite)
    {
        for (string folder = Path.GetDirectoryName(script)!; folder != suite; folder = Path.GetDirectoryName(folder)!)
        {
            string main = Path.Combine(folder, "main.pyl");
            if (File.Exists(main) && main != script)
            {
                return true;
            }
        }

        return false;
    }

    private static string PathOf(string name) => Path.Combine(Repository.Tests, name.Replace('/', Path.DirectorySeparatorChar) + ".pyl");

    /// <summary>
    /// A process of its own where the script does not do as well as one of many in one process, and for what tests limits and Pyl's own in the default mode. That the command itself works
    /// is for the command cases to show.
    /// </summary>
    private static async Task<ProgramRun> Run((string Name, string Mode) script)
    {
        if (script.Mode != "subinterp" || script.Name.StartsWith("lang/", StringComparison.Ordinal))
        {
            // Halves of them side by side.
            string[] names = [.. Found.Value.Where(name => script.Mode != "subinterp" || name.StartsWith("lang/", StringComparison.Ordinal))];
            bool second = Array.IndexOf(names, script.Name) % 2 != 0;
            ScriptBatch batch = await Batches.GetOrAdd(
                (script.Mode, second),
                static (key, names) => new(() => InTurn(() => ScriptBatch.Run(key.Mode, [.. names.Where((_, index) => index % 2 != 0 == key.Second).Select(PathOf)]))),
                names).Value;
            string wanted = File.ReadAllText(Path.ChangeExtension(PathOf(script.Name), ".expected"));
            if (batch.Outputs.TryGetValue(PathOf(script.Name), out string? printed) && printed == wanted)
            {
                return new ProgramRun(0, printed, "");
            }
        }

        string path = PathOf(script.Name);
        return await InTurn(() => ProgramRun.Start(["--mode", script.Mode, path], Path.GetDirectoryName(path)!, Timeout));
    }

    /// <summary>As many at a time as there are processors: some scripts have limits of time.</summary>
    private static async Task<T> InTurn<T>(Func<Task<T>> run)
    {
        await Slots.WaitAsync();
        try
        {
            return await run();
        }
        finally
        {
            Slots.Release();
        }
    }
}
