using Pyl.VM.Embedding;

namespace Pyl.Cli.Repl;

/// <summary>Lines of a terminal, edited with the arrow keys, with history and completion.</summary>
internal sealed class TerminalLines : ILineSource
{
    private readonly History _history;
    private readonly LineEditor _editor;
    private readonly TerminalState _terminal = new();

    public TerminalLines(History history)
    {
        _history = history;
        _editor = new LineEditor(history.Lines, text => NameCompletion.Endings(Session!, text));
    }

    /// <summary>Set once there is a session; names are completed from it.</summary>
    public PromptSession? Session { get; set; }

    public string NameOf(int number) => $"<python-input-{number}>";

    public LineOutcome Read(string prompt, out string line)
    {
        _terminal.EnterEditor();

        // Otherwise Ctrl-C would be a signal, which tells the program and leaves the line where it is.
        Console.TreatControlCAsInput = true;
        try
        {
            return _editor.Read(prompt, out line);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
            _terminal.LeaveEditor();
        }
    }

    public void Remember(string statement)
    {
        foreach (string line in statement.Split('\n').Where(static line => line.Trim().Length > 0))
        {
            _history.Add(line);
        }
    }
}
