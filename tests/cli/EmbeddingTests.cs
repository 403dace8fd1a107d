using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>The program of docs/embedding.md: it runs in each mode, and the page shows nothing else.</summary>
public partial class EmbeddingTests
{
    private const string Expected = """
        Hello Ada, Hello Grace
        2 greetings; 2 ** 100 is 1267650600228229401496703205376
        to: 2
        be: 2
        balance 120
        6.5
        no price: "The given key 'gold' was not present in the dictionary."
        ZeroDivisionError, division by zero
        Traceback (most recent call last):
          File "lesson.pyl", line 3, in <module>
          File "lesson.pyl", line 2, in half
        ZeroDivisionError: division by zero
        ended; the engine goes on: 2
        two engines: 499999500000, 499999500000

        """;

    private static readonly string s_folder = Path.Combine(Repository.Root, "examples", "embedding");

    [Theory]
    [InlineData("gil")]
    [InlineData("subinterp")]
    [InlineData("free")]
    public async Task The_example_runs(string mode)
    {
        string program = Path.Combine(s_folder, "bin", Repository.Configuration, "net10.0", "Embedding.dll");
        var start = new ProcessStartInfo("dotnet", [program, mode]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal("", await errors);
        Assert.Equal(Expected, output);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void The_page_shows_the_example()
    {
        string[] program = Lines(File.ReadAllText(Path.Combine(s_folder, "Program.cs")));
        MatchCollection blocks = CSharp().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedding.md")));
        Assert.True(blocks.Count >= 6);
        foreach (Match block in blocks)
        {
            string[] lines = Lines(block.Groups[1].Value);
            Assert.Contains(Enumerable.Range(0, program.Length), start => program.Skip(start).Take(lines.Length).SequenceEqual(lines));
        }
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
