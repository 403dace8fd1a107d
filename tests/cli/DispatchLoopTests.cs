using System.Text.RegularExpressions;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// Holds the interpreter loop to what RyuJIT must make of it (DESIGN 4): optimised, and with everything inlined that is
/// meant to be. The JIT stops inlining silently when the method has too many locals; then accessors become calls.
/// </summary>
public partial class DispatchLoopTests
{
    /// <summary>
    /// The loop is compiled on a thread of its own when a program has run for a while, much later where bodies are compiled: without them it runs until the listing is complete.
    /// </summary>
    private const string Waiting = """
        import time
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with open("listing.txt") as listing:
                    if "; Total bytes of code" in listing.read():
                        break
            except OSError:
                pass
        """;

    [Fact]
    public async Task The_loop_is_optimised_and_calls_no_accessors()
    {
        string folder = Directory.CreateTempSubdirectory("pyl-loop").FullName;
        try
        {
            string script = Path.Combine(folder, "waiting.pyl");
            string listing = Path.Combine(folder, "listing.txt");
            await File.WriteAllTextAsync(script, Waiting);
            ProgramRun run = await ProgramRun.Start(["-X", "tier=0", script], folder, new RunOptions
            {
                Environment = [("DOTNET_JitDisasm", "Run"), ("DOTNET_JitStdOutFile", listing)],
            });
            Assert.Equal("", run.Errors);

            string loop = LoopOf(await File.ReadAllTextAsync(listing));
            Assert.Contains("; FullOpts code", loop);
            string[] calls = Accessor().Matches(loop).Select(m => m.Groups[1].Value).Distinct().ToArray();
            Assert.Empty(calls);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string LoopOf(string listing)
    {
        int start = listing.IndexOf("; Assembly listing for method Pyl.VM.Execution.Dispatch:Run(", StringComparison.Ordinal);
        Assert.True(start >= 0, "Dispatch.Run was not compiled by the JIT");
        int end = listing.IndexOf("; Assembly listing", start + 1, StringComparison.Ordinal);
        return end < 0 ? listing[start..] : listing[start..end];
    }

    [GeneratedRegex(@"call +\[(Pyl\.(?:Bytecode\.Instruction:\w+|VM\.Runtime\.Value:\w+|VM\.Execution\.Registers:(?:Set|SetInt|SetFloat|Take|Consume|Drop)|VM\.Memory\.RefCount:(?:Retain|Release)))\(")]
    private static partial Regex Accessor();
}
