using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// The compiled tier against the interpreter. PYL_TIER=force compiles everything at once, without observation; eager after a
/// short one, so that guesses are made and fail. PYL_TIER_SEEDS=FROM-TO tries other random programs than the few of every run.
/// </summary>
public class TierTests
{
    private const string Tier = "PYL_TIER";

    private const string Mode = "subinterp";

    private const string Programs = "programs";

    /// <summary>What a forced tier says of code that it has no translation for.</summary>
    private const string NotCompiled = "not compiled";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private static readonly string[] s_folders =
["classes", "comprehensions", "dicts", "exceptions", "floats", "functions", "generators", "ints", "iteration", "lists", "operators", Programs, "recursion", "scoping", "tuples", "with"];

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
            }

            ScriptBatch[] batches = await Task.WhenAll(ScriptBatch.Run(Mode, files, (Tier, "0")), ScriptBatch.Run(Mode, files, (Tier, tier)));
            Assert.Equal(batches[0].Errors, batches[1].Errors);
            foreach (string file in files)
            {
                string expected = batches[0].Outputs[file];
                string? compiled = batches[1].Outputs.GetValueOrDefault(file);
                Assert.True(expected == compiled, $"{Path.GetFileName(file)}, {tier}: {(compiled is null ? "failed" : Difference.Of(expected, compiled))}");
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
        // Whole programs import much, and force compiles it all for each: they are left to eager.
        string[] scripts = [..
            from folder in s_folders.Where(name => tier != "force" || name != Programs).Select(name => Path.Combine(Repository.Tests, "lang", name)).Where(Directory.Exists)
            from script in Directory.EnumerateFiles(folder, "*.pyl").Order(StringComparer.Ordinal)
            where File.Exists(Path.ChangeExtension(script, ".expected"))
            select script];
        ScriptBatch batch = await ScriptBatch.Run(mode, scripts, (Tier, tier));
        Assert.DoesNotContain(NotCompiled, batch.Errors);
        var failures = new List<string>();
        foreach (string script in scripts)
        {
            string expected = File.ReadAllText(Path.ChangeExtension(script, ".expected"));
            if (batch.Outputs.GetValueOrDefault(script) == expected)
            {
                continue;
            }

            // Some scripts need a process of their own.
            var options = new RunOptions { Timeout = Timeout, Environment = [(Tier, tier)] };
            ProgramRun run = await ProgramRun.Start(["--mode", mode, script], Path.GetDirectoryName(script)!, options);
            string name = Path.ChangeExtension(Path.GetRelativePath(Repository.Tests, script), null).Replace('\\', '/');
            if ((run.Output != expected || run.Errors.Contains(NotCompiled)) && Ratchet.MustPass(name, ""))
            {
                failures.Add($"{name}: {Difference.Of(expected, run.Output)}\n{run.Errors}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
