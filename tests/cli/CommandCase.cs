using System.Text;
using System.Text.RegularExpressions;

namespace Pyl.Cli.Tests;

/// <summary>One case of the command, as README.md beside this file describes the format.</summary>
internal sealed partial class CommandCase
{
    private const string NoNewline = " (no newline at the end)";
    private const int EndedByInterrupt = -2;
    private const int InterruptedShellCode = 130;

    private readonly List<(string Header, string Body)> _sections = [];

    private CommandCase(string text)
    {
        string[] parts = SectionStart().Split(text);
        for (int i = 1; i + 1 < parts.Length; i += 2)
        {
            (string header, string body) = (parts[i], parts[i + 1]);
            if (header.EndsWith(NoNewline, StringComparison.Ordinal))
            {
                header = header[..^NoNewline.Length];
                body = body.EndsWith('\n') ? body[..^1] : body;
            }

            _sections.Add((header, body));
        }
    }

    public static CommandCase Load(string path) => new(File.ReadAllText(path));

    /// <summary>Makes the files, runs the command and says what is not as expected; nothing means all is well.</summary>
    public async Task<string> Check()
    {
        string folder = Directory.CreateTempSubdirectory("pyl-case-").FullName;
        try
        {
            MakeFiles(folder);
            Dictionary<string, string> options = Options();
            string where = Path.Combine(folder, options.GetValueOrDefault("cwd", ""));
            ProgramRun run = await ProgramRun.Start(Lines("args", keepEmpty: true).Select(a => a.Replace("{dir}", folder)), where, RunOptionsFrom(options, folder));
            return Problems(run, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void MakeFiles(string folder)
    {
        foreach ((string header, string body) in _sections)
        {
            string[] words = header.Split(' ', 2);
            if (words[0] is "file" or "file-hex")
            {
                string target = Path.Combine(folder, words[1]);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, words[0] == "file" ? Encoding.UTF8.GetBytes(body) : Convert.FromHexString(body.Trim()));
            }
        }
    }

    private RunOptions RunOptionsFrom(Dictionary<string, string> options, string folder) => new()
    {
        Timeout = TimeSpan.FromSeconds(options.TryGetValue("timeout", out string? seconds) ? double.Parse(seconds) : 60),
        Input = Body("stdin") ?? "",
        Environment = [.. Lines("env").Select(line => line.Replace("{dir}", folder).Split('=', 2)).Select(pair => (pair[0], pair[1]))],
        CloseOutputAfter = options.TryGetValue("close-stdout-after", out string? count) ? int.Parse(count) : null,
        InterruptAfter = options.TryGetValue("interrupt-after", out string? delay) ? TimeSpan.FromSeconds(double.Parse(delay)) : null,
        ClosedStreams = [.. new[] { "no-stdin", "no-stdout", "no-stderr" }.Index().Where(s => options.ContainsKey(s.Item)).Select(s => s.Index)],
    };

    private string Problems(ProgramRun run, string folder)
    {
        var problems = new StringBuilder();
        string wanted = (Body("exit") ?? "0").Trim();
        if (wanted != "any" && int.Parse(wanted) is var code && run.ExitCode != code && (code, run.ExitCode) != (EndedByInterrupt, InterruptedShellCode))
        {
            problems.AppendLine($"exit code {run.ExitCode}, not {wanted}");
        }

        CheckStream(problems, "stdout", Normalise(run.Output, folder));
        CheckStream(problems, "stderr", Normalise(run.Errors, folder));
        return problems.ToString();
    }

    private void CheckStream(StringBuilder problems, string stream, string actual)
    {
        if (Body(stream + "-contains") is null)
        {
            string difference = Difference.Of(Body(stream) ?? "", actual);
            if (difference.Length > 0)
            {
                problems.AppendLine($"{stream} differs at {difference}\nall of it:\n{actual}");
            }

            return;
        }

        foreach (string piece in Lines(stream + "-contains").Where(piece => !actual.Contains(piece, StringComparison.Ordinal)))
        {
            problems.AppendLine($"{stream} lacks {piece}\nall of it:\n{actual}");
        }
    }

    private static string Normalise(string text, string folder) =>
        ProgramName().Replace(text.Replace(Path.Combine(folder, "main.pyl"), "{file}").Replace(folder, "{dir}"), "{program}");

    private string? Body(string name)
    {
        foreach ((string header, string body) in _sections)
        {
            if (header == name)
            {
                return body;
            }
        }

        return null;
    }

    private IEnumerable<string> Lines(string name, bool keepEmpty = false)
    {
        string body = Body(name) ?? "";
        string[] lines = body.Split('\n');
        return keepEmpty ? lines[..^1] : lines.Where(line => line.Length > 0);
    }

    private Dictionary<string, string> Options() =>
        Lines("options").Select(line => line.Split(' ', 2)).ToDictionary(words => words[0], words => words.Length > 1 ? words[1] : "");

    [GeneratedRegex("^--- (.+)\n", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^(?:\S*/)?pyl(?=: )", RegexOptions.Multiline)]
    private static partial Regex ProgramName();
}
