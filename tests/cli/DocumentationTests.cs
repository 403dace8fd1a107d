using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Pyl.Cli.Tests;

/// <summary>
/// The commands that README and docs show: each line of a code block that starts the command is run as it stands. Lines with
/// words in capitals, such as FILE, describe a command's form and are none. Building and testing itself is CI's.
/// </summary>
[Collection(nameof(ExampleTests))]
public sealed partial class DocumentationTests
{
    private const string ByDotnet = "dotnet run -c Release --project cli -- ";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Outcomes = new();

    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        // The lessons show examples, which ExampleTests runs in every mode.
        foreach (string page in Pages().Where(static page => !page.Contains("/lessons/", StringComparison.Ordinal)))
        {
            foreach (string line in CodeLines(File.ReadAllText(page)).Distinct())
            {
                string text = line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line;
                text = text.StartsWith(ByDotnet, StringComparison.Ordinal) ? "pyl " + text[ByDotnet.Length..] : text;
                if (Command().IsMatch(text) && !Placeholder().IsMatch(text))
                {
                    commands.Add(Path.GetRelativePath(Repository.Root, page), text.Split("   ")[0].TrimEnd());
                }
            }
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Shown_commands_work(string page, string command)
    {
        // What several pages show is run once.
        string? problem = await Outcomes.GetOrAdd(command, static command => new(() => Run(command))).Value;
        Assert.True(problem is null, $"{page}: {command} {problem}");
    }

    [Fact]
    public void Every_example_has_its_lesson()
    {
        foreach (string example in Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "??_*.pyl"))
        {
            string name = Path.GetFileNameWithoutExtension(example);
            string page = Path.Combine(Repository.Root, "docs", "lessons", name + ".md");
            Assert.True(File.Exists(page), $"no {page}: docs/lessons/make.py writes it");
            string text = File.ReadAllText(page);
            string claim = File.ReadLines(example).First().Trim('"');
            Assert.True(text.Contains(claim, StringComparison.Ordinal), $"{page} has not the claim of its example: run docs/lessons/make.py");
            foreach (string mode in (string[])["gil", "subinterp", "free"])
            {
                Assert.Contains($"    $ pyl --mode {mode} examples/{name}.pyl", text);
            }

            Assert.Contains($"    $ pyl compare --rounds 1 --workers 2 examples/{name}.pyl", text);
        }
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        foreach (string page in Pages())
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                Assert.True(target.Length == 0 || Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)), $"{page}: {target} is not there");
            }
        }
    }

    /// <summary>Runs the command; null, or what is wrong.</summary>
    private static async Task<string?> Run(string command)
    {
        // What commands write goes to a folder of its own; what they read is the checkout's.
        string folder = Directory.CreateTempSubdirectory("pyl-docs-").FullName;
        try
        {
            foreach (string entry in (string[])["examples", "bench", "tests", "docs"])
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, entry), Path.Combine(Repository.Root, entry));
            }

            var start = new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PATH"] = $"{Path.GetDirectoryName(Repository.Program)}:{Environment.GetEnvironmentVariable("PATH")}";
            start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(180_000))
            {
                process.Kill(entireProcessTree: true);
                return "takes too long";
            }

            return process.ExitCode == 0 ? null : $"ends with {process.ExitCode}\n{await output}\n{await errors}";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Order(StringComparer.Ordinal);

    /// <summary>The lines of fenced and of indented blocks.</summary>
    private static IEnumerable<string> CodeLines(string text)
    {
        bool fenced = false;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced && line is "```sh" or "```console";
            }
            else if (fenced || line.StartsWith("    ", StringComparison.Ordinal))
            {
                yield return line.Trim();
            }
        }
    }

    [GeneratedRegex(@"^(\w+=\S* )*pyl\b")]
    private static partial Regex Command();

    /// <summary>A form: words in capitals, choices; a terminal is what a bare `pyl` needs.</summary>
    [GeneratedRegex(@"(?<![\w./=])(?!PYL_|PYTHON)[A-Z]{4,}\b(?![\w=])|\[|\w\|\w|^pyl( |$)(?= *$|   )")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(([^)\s:]+)\)")]
    private static partial Regex Link();
}
