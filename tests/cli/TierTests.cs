using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// The compiled tier against the interpreter. PYL_TIER=force compiles everything at once, without observation; eager after a
/// short one, so that guesses are made and fail. PYL_TIER_SEEDS=FROM-TO tries other random programs than the few of every run.
/// </summary>
public class TierTests
{
    internal const string Tier = "PYL_TIER";

    private const string Mode = "subinterp";

    /// <summary>Programs of classes have seeds from here on: the twelfth found a finaliser that wrote over its caller's variables.</summary>
    private const int SeedsOfClasses = 81;

    [Theory]
    [InlineData("force")]
    [InlineData("eager")]
    public async Task Random_programs_print_what_the_interpreter_prints(string tier)
    {
        int[] range = [.. (Environment.GetEnvironmentVariable("PYL_TIER_SEEDS") ?? "1-12").Split('-').Select(int.Parse)];
        string folder = Directory.CreateTempSubdirectory("pyl-tier").FullName;
        try
        {
            var files = new List<string>();
            for (int seed = range[0]; seed <= range[1]; seed++)
            {
                files.Add(Path.Combine(folder, $"seed{seed}.pyl"));
                await File.WriteAllTextAsync(files[^1], RandomProgram.Of(seed));
                files.Add(Path.Combine(folder, $"classes{seed}.pyl"));
                await File.WriteAllTextAsync(files[^1], RandomClasses.Of(seed + SeedsOfClasses));
            }

            // Halves of them side by side.
            await Task.WhenAll(files.Chunk((files.Count + 1) / 2).Select(half => Compare(half, tier)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Compare(string[] files, string tier)
    {
        ScriptBatch interpreted = await ScriptBatch.Run(Mode, files, (Tier, "0"));
        ScriptBatch compiled = await ScriptBatch.Run(Mode, files, [(Tier, tier), .. tier == "force" ? TierScriptTests.Quick : []]);
        Assert.Equal(interpreted.Errors, compiled.Errors);
        foreach (string file in files)
        {
            string expected = interpreted.Outputs[file];
            string? output = compiled.Outputs.GetValueOrDefault(file);
            Assert.True(expected == output, $"{Path.GetFileName(file)}, {tier}: {(output is null ? "failed" : Difference.Of(expected, output))}");
        }
    }

    /// <summary>The function is observed from its third call on, which is the last one; what sum() runs meanwhile has to become hot all the same.</summary>
    [Fact]
    public async Task What_a_native_runs_is_compiled_while_its_caller_is_observed()
    {
        const string Program = """
            def items(n):
                for i in range(n):
                    yield i

            def odd(n):
                return sum(x & 1 for x in items(n)) if n > 3 else n

            odd(3), odd(3)
            print(odd(1000))
            """;
        var options = new RunOptions { Environment = [(Tier, "eager"), ("PYL_TIER_TRACE", "1")] };
        ProgramRun run = await ProgramRun.Start(["-c", Program], Path.GetTempPath(), options);
        Assert.Equal("500\n", run.Output);
        Assert.Contains("compiled odd.<locals>.<genexpr>", run.Errors, StringComparison.Ordinal);
    }
}
