using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>The scripts of tests/lang with the compiled tier, see <see cref="TierTests"/>.</summary>
public class TierScriptTests
{
    /// <summary>What a forced tier says of code that it has no translation for.</summary>
    private const string NotCompiled = "not compiled";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private static readonly string[] s_folders =
        ["classes", "comprehensions", "dicts", "exceptions", "floats", "functions", "generators", "ints", "iteration", "lists", "operators", "programs", "recursion", "scoping", "tuples", "with"];

    /// <summary>
    /// What force compiles, which is everything that is called, RyuJIT does not optimise: that would take it seven times as long. What eager compiles is optimised in one mode; in the
    /// other, which is about what the tier writes and not about what RyuJIT makes of it, it is not. And 256 MB between two collections: force recurses four times as deep, and a
    /// collection walks over all of that stack.
    /// </summary>
    internal static readonly (string Name, string Value)[] Quick = [("DOTNET_JITMinOpts", "1"), ("DOTNET_GCGen0MaxBudget", "10000000")];

    [Theory]
    [InlineData("force", "subinterp")]
    [InlineData("eager", "subinterp")]
    [InlineData("eager", "free")]
    public async Task Scripts_print_what_they_print_interpreted(string tier, string mode)
    {
        (string, string)[] environment = [(TierTests.Tier, tier), .. tier == "force" || mode == "free" ? Quick : []];
        string[] scripts = [..
            from folder in s_folders.Select(name => Path.Combine(Repository.Tests, "lang", name)).Where(Directory.Exists)
            from script in Directory.EnumerateFiles(folder, "*.pyl").Order(StringComparer.Ordinal)
            where File.Exists(Path.ChangeExtension(script, ".expected"))
            select script];

        // Two at a time.
        ScriptBatch[] batches = await Task.WhenAll(scripts.Chunk((scripts.Length + 1) / 2).Select(half => ScriptBatch.Run(mode, half, environment)));
        var outputs = new Dictionary<string, string>();
        foreach (ScriptBatch batch in batches)
        {
            Assert.DoesNotContain(NotCompiled, batch.Errors);
            foreach ((string script, string output) in batch.Outputs)
            {
                outputs[script] = output;
            }
        }

        var failures = new List<string>();
        foreach (string script in scripts)
        {
            string expected = File.ReadAllText(Path.ChangeExtension(script, ".expected"));
            if (outputs.GetValueOrDefault(script) == expected)
            {
                continue;
            }

            // Some scripts need a process of their own.
            var options = new RunOptions { Timeout = Timeout, Environment = environment };
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
