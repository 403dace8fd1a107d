using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// The compiled tier against the interpreter. PYL_TIER=force compiles everything at once, without observation; eager after a
/// short one, so that guesses are made and fail. PYL_TIER_SEEDS=FROM-TO tries other random programs than the few of every run.
/// </summary>
public class TierTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private static readonly string[] s_folders =
["classes", "comprehensions", "dicts", "exceptions", "floats", "functions", "generators", "ints", "iteration", "lists", "operators", "programs", "recursion", "scoping", "tuples", "with"];

    [Theory]
    [InlineData("force")]
    [InlineData("eager")]
    public async Task Random_programs_print_what_the_interpreter_prints(string tier)
    {
        string[] seeds = (Environment.GetEnvironmentVariable("PYL_TIER_SEEDS") ?? "1-12").Split('-');
        string folder = Directory.CreateTempSubdirectory("pyl-tier").FullName;
        try
        {
            for (int seed = int.Parse(seeds[0]); seed <= int.Parse(seeds[1]); seed++)
            {
                string file = Path.Combine(folder, $"seed{seed}.pyl");
                await File.WriteAllTextAsync(file, RandomProgram.Of(seed));
                Task<ProgramRun> plain = Run(file, "0");
                ProgramRun compiled = await Run(file, tier);
                ProgramRun expected = await plain;
                Assert.True(
                    expected.Output == compiled.Output && expected.ExitCode == compiled.ExitCode && compiled.Errors == expected.Errors,
                    $"seed {seed}, {tier}: {Difference.Of(expected.Output, compiled.Output)}\n{compiled.Errors}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("force", "subinterp")]
    [InlineData("eager", "subinterp")]
    [InlineData("eager", "free")]
    public async Task Scripts_print_what_they_print_interpreted(string tier, string mode)
    {
        var failures = new List<string>();
        foreach (string folder in s_folders.Select(name => Path.Combine(Repository.Tests, "lang", name)).Where(Directory.Exists))
        {
            string[] scripts = [.. Directory.EnumerateFiles(folder, "*.pyl").Order(StringComparer.Ordinal)];
            foreach (string[] pair in scripts.Chunk(2))
            {
                ProgramRun[] runs = await Task.WhenAll(pair.Select(script => Run(script, tier, "--mode", mode)));
                for (int i = 0; i < pair.Length; i++)
                {
                    string name = Path.ChangeExtension(Path.GetRelativePath(Repository.Tests, pair[i]), null).Replace('\\', '/');
                    string expected = Path.ChangeExtension(pair[i], ".expected");
                    if (File.Exists(expected) && (runs[i].Output != File.ReadAllText(expected) || runs[i].Errors.Contains("not compiled")) && Ratchet.MustPass(name, ""))
                    {
                        failures.Add($"{name}: {Difference.Of(File.ReadAllText(expected), runs[i].Output)}\n{runs[i].Errors}");
                    }
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static Task<ProgramRun> Run(string script, string tier, params string[] options) =>
        ProgramRun.Start([.. options, script], Path.GetDirectoryName(script)!, new RunOptions { Timeout = Timeout, Environment = [("PYL_TIER", tier)] });
}
