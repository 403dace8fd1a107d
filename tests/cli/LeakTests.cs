using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// Runs the scripts of tests/lang several times in one interpreter and looks at the number of live counted objects: those
/// listed in tests/leaks/clean.txt leave none behind. The others make reference cycles, which are the .NET GC's.
/// </summary>
public class LeakTests
{
    [Fact]
    public async Task Scripts_leave_no_counted_objects()
    {
        string folder = Path.Combine(Repository.Tests, "leaks");
        ProgramRun run = await ProgramRun.Start([Path.Combine(folder, "live_objects.pyl"), Path.Combine(Repository.Tests, "lang"), "@clean.txt"], folder, TimeSpan.FromMinutes(4));
        Assert.True(run.ExitCode == 0, run.Errors);
        var clean = File.ReadAllLines(Path.Combine(folder, "clean.txt")).ToHashSet(StringComparer.Ordinal);
        string[] leaks = [.. run.Output.Split('\n').Where(line => clean.Contains(line.Split(':')[0]))];
        Assert.True(leaks.Length == 0, string.Join('\n', leaks));
    }
}
