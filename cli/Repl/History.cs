using Pyl.Cli.CommandLine;

namespace Pyl.Cli.Repl;

/// <summary>What was entered at the prompt, kept in a file from one session to the next.</summary>
internal sealed class History
{
    private const int MaxLines = 1000;
    private const string FileName = ".pyl_history";

    private readonly string? _path;
    private readonly List<string> _lines = [];

    public History(EnvironmentOptions environment)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        _path = environment.Text("PYTHON_HISTORY") ?? (home.Length == 0 ? null : Path.Combine(home, FileName));
        try
        {
            if (_path is not null && File.Exists(_path))
            {
                _lines.AddRange(File.ReadAllLines(_path).TakeLast(MaxLines));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A prompt without the past is better than none.
        }
    }

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line; the same line twice in a row is kept once.</summary>
    public void Add(string line)
    {
        if (_lines.Count == 0 || _lines[^1] != line)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Writes the file.</summary>
    public void Save()
    {
        try
        {
            if (_path is not null)
            {
                File.WriteAllLines(_path, _lines.TakeLast(MaxLines));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // As when it is read.
        }
    }
}
