using Pyl.Cli.Tests;
using Xunit;

namespace Pyl.Parallel.Tests;

/// <summary>Programs that use several threads, interpreters or processes, in every mode. Each has a time limit: nothing may hang.</summary>
public class ModeTests
{
    private static readonly string[] s_modes = ["gil", "subinterp", "free"];
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    public static TheoryData<string, string> Programs()
    {
        var cases = new TheoryData<string, string>();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Repository.Tests, "parallel"), "*.pyl").Order(StringComparer.Ordinal))
        {
            foreach (string mode in s_modes)
            {
                cases.Add(Path.GetFileName(path), mode);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Keeps_its_invariants(string program, string mode)
    {
        ProgramRun run = await Run(Path.Combine(Repository.Tests, "parallel", program), mode);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(run.ExitCode == 0 && lines.Length > 0 && lines.All(static l => l.EndsWith(" ok", StringComparison.Ordinal)), $"{run.ExitCode}\n{run.Output}{run.Errors}");
    }

    [Fact]
    public async Task Counting_without_care_never_crashes()
    {
        ProgramRun run = await ProgramRun.Start(
            ["--mode", "free", "--refcount", "unsafe", Path.Combine(Repository.Root, "examples", "01_refcount_race.pyl")], Repository.Root, s_limit);

        // The script may meet a list that was finalised under its hands: an exception of its own is part of the lesson, a fault of the runtime is not.
        bool ended = run.ExitCode is 0 or 1 && run.Errors.Contains("--refcount unsafe:", StringComparison.Ordinal);
        Assert.True(ended && !run.Errors.Contains("SystemError", StringComparison.Ordinal), $"{run.ExitCode}\n{run.Output}{run.Errors}");
    }

    [Fact]
    public async Task Atomic_counts_keep_the_invariants_too()
    {
        ProgramRun run = await ProgramRun.Start(
            ["--mode", "free", "--refcount", "atomic", Path.Combine(Repository.Tests, "parallel", "containers.pyl")], Repository.Root, s_limit);
        Assert.True(run.ExitCode == 0 && !run.Output.Contains("BROKEN", StringComparison.Ordinal), $"{run.ExitCode}\n{run.Output}{run.Errors}");
    }

    private static Task<ProgramRun> Run(string path, string mode) => ProgramRun.Start(["--mode", mode, path], Repository.Root, s_limit);
}
