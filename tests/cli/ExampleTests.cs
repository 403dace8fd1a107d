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

    /// <summary>Two threads that gain less than this over one have not got two processors.</summary>
    private const double Busy = 1.6;

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
        for (int attempt = 1; ; attempt++)
        {
            ProgramRun run = await ProgramRun.Start(["--mode", mode, example], s_folder, TimeSpan.FromMinutes(2));
            Assert.Equal("", run.Errors);
            Assert.Equal(0, run.ExitCode);
            if (ExampleClaims.Check(example, mode, run.Output) is not { } problem)
            {
                return;
            }

            if (attempt == Attempts)
            {
                // Where others have the processors, no ratio says anything: then the claim is not judged, and that is said.
                Assert.True(ExampleClaims.Capacity() < Busy, $"{problem}\n{run.Output}");
                Console.WriteLine($"not judged, the machine is too busy: {example} in {mode}");
                return;
            }
        }
    }

    /// <summary>The examples measure: nothing else of this assembly runs at the same time.</summary>
    [CollectionDefinition(nameof(ExampleTests), DisableParallelization = true)]
    public sealed class Alone;
}
