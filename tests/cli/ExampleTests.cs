using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// Every example ends well in every mode and shows what it claims. Claims are ratios within one run, with a margin; because
/// other programs may have had the machine, an example gets some more runs to show its claim. They run while no other tests do.
/// </summary>
[Collection(nameof(ExampleTests))]
public class ExampleTests
{
    private const int Attempts = 6;

    /// <summary>After so many runs the others are spared where the machine has not got two processors to give.</summary>
    private const int AttemptsInVain = 3;

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Repository.Tests)!, "examples");

    public static TheoryData<string, string> Runs()
    {
        var runs = new TheoryData<string, string>();
        foreach (string path in Directory.GetFiles(s_folder, "*.pyl").Order(StringComparer.Ordinal))
        {
            foreach (string mode in (string[])["gil", "subinterp", "free"])
            {
                runs.Add(Path.GetFileName(path), mode);
            }
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Shows_what_it_claims(string example, string mode)
    {
        double leastGiven = double.MaxValue;
        for (int attempt = 1; ; attempt++)
        {
            ProgramRun run = await ProgramRun.Start(["--mode", mode, example], s_folder, TimeSpan.FromMinutes(2));
            Assert.Equal("", run.Errors);
            Assert.Equal(0, run.ExitCode);
            var given = new Lazy<double>(Processors.Gain);
            if (ExampleClaims.Check(example, mode, run.Output, given) is not { } problem)
            {
                return;
            }

            leastGiven = Math.Min(leastGiven, given.Value);
            if (attempt == Attempts || (attempt >= AttemptsInVain && leastGiven < Processors.Both))
            {
                // Where there are no two processors to be had, no ratio says anything: then the claim is not judged, and that is said.
                Assert.True(leastGiven < Processors.Both, $"{problem}; two threads of the test's own gained {leastGiven:F2} at least\n{run.Output}");
                Console.WriteLine($"not judged, two threads gain {leastGiven:F2} on this machine now: {example} in {mode}");
                return;
            }
        }
    }

    /// <summary>The examples measure: nothing else of this assembly runs at the same time.</summary>
    [CollectionDefinition(nameof(ExampleTests), DisableParallelization = true)]
    public sealed class Alone;
}
