using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// Every example ends well in every mode. The scripts themselves check that nothing is lost; the speed-ups that they
/// show depend on an idle machine and are measured in bench/, but waiting is waiting on any machine.
/// </summary>
public partial class ExampleTests
{
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
    public async Task Ends_well(string example, string mode)
    {
        ProgramRun run = await ProgramRun.Start(["--mode", mode, example], s_folder, TimeSpan.FromMinutes(2));
        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEqual("", run.Output);
        if (example.StartsWith("04", StringComparison.Ordinal))
        {
            string shown = SpeedUp().Match(run.Output).Groups[1].Value;
            Assert.True(double.Parse(shown, CultureInfo.InvariantCulture) > 2, run.Output);
        }
    }

    [GeneratedRegex(@"speed-up\s+([\d.]+)")]
    private static partial Regex SpeedUp();
}
