using Pyl.Cli.Running;

namespace Pyl.Cli.Repl;

/// <summary>
/// Reads a line from a terminal and lets it be edited: arrow keys, Emacs keys, history, completion. (RadLine, the package for
/// this, polls the keyboard, draws over the whole width and leaves no way to see Ctrl-C and Ctrl-D.)
/// </summary>
/// <param name="history">What was entered before, oldest first.</param>
/// <param name="complete">The endings that may follow the text before the cursor.</param>
internal sealed class LineEditor(IReadOnlyList<string> history, Func<string, IReadOnlyList<string>> complete)
{
    private const string Indentation = "    ";
    private const int DefaultWidth = 80;

    private readonly LineDisplay _display = new(CommandOutput.Write, TerminalWidth);
    private LineBuffer _line = new();
    private int _historyIndex;
    private string _typed = "";

    /// <summary>Some terminals do not say how wide they are.</summary>
    private static int TerminalWidth() => Console.WindowWidth is > 1 and var width ? width : DefaultWidth;

    /// <summary>Reads a line.</summary>
    public LineOutcome Read(string prompt, out string text)
    {
        _line = new LineBuffer();
        _historyIndex = history.Count;
        while (true)
        {
            _display.Draw(prompt, _line);
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            LineOutcome? outcome = (key.Modifiers & ConsoleModifiers.Control) != 0 ? OnControl(key.Key) : OnKey(prompt, key);
            if (outcome is { } result)
            {
                _display.Leave(prompt, _line);
                text = _line.Text;
                return result;
            }
        }
    }

    private LineOutcome? OnKey(string prompt, ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return LineOutcome.Line;
            case ConsoleKey.Backspace when key.Modifiers == ConsoleModifiers.Alt:
                _line.DeleteWordBefore();
                break;
            case ConsoleKey.Backspace:
                _line.DeleteBefore();
                break;
            case ConsoleKey.Delete:
                _line.DeleteUnder();
                break;
            case ConsoleKey.LeftArrow:
                _line.MoveLeft();
                break;
            case ConsoleKey.RightArrow:
                _line.MoveRight();
                break;
            case ConsoleKey.Home:
                _line.MoveHome();
                break;
            case ConsoleKey.End:
                _line.MoveEnd();
                break;
            case ConsoleKey.UpArrow:
                Recall(-1);
                break;
            case ConsoleKey.DownArrow:
                Recall(1);
                break;
            case ConsoleKey.Tab:
                IndentOrComplete(prompt);
                break;
            default:
                if (key.KeyChar >= ' ' && key.KeyChar != '\x7f')
                {
                    _line.Insert(key.KeyChar.ToString());
                }

                break;
        }

        return null;
    }

    private LineOutcome? OnControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.C:
                return LineOutcome.Interrupted;
            case ConsoleKey.D when _line.Text.Length == 0:
                return LineOutcome.End;
            case ConsoleKey.J or ConsoleKey.M or ConsoleKey.Enter:
                return LineOutcome.Line;
            case ConsoleKey.D:
                _line.DeleteUnder();
                break;
            case ConsoleKey.H:
                _line.DeleteBefore();
                break;
            case ConsoleKey.W or ConsoleKey.Backspace:
                _line.DeleteWordBefore();
                break;
            case ConsoleKey.K:
                _line.DeleteToEnd();
                break;
            case ConsoleKey.U:
                _line.DeleteToStart();
                break;
            case ConsoleKey.A:
                _line.MoveHome();
                break;
            case ConsoleKey.E:
                _line.MoveEnd();
                break;
            case ConsoleKey.B:
                _line.MoveLeft();
                break;
            case ConsoleKey.F:
                _line.MoveRight();
                break;
            case ConsoleKey.LeftArrow:
                _line.MoveWordLeft();
                break;
            case ConsoleKey.RightArrow:
                _line.MoveWordRight();
                break;
            case ConsoleKey.P:
                Recall(-1);
                break;
            case ConsoleKey.N:
                Recall(1);
                break;
            case ConsoleKey.L:
                CommandOutput.Write("\x1b[H\x1b[2J");
                break;
        }

        return null;
    }

    /// <summary>Goes through the history; what was being typed is at its end.</summary>
    private void Recall(int step)
    {
        int index = _historyIndex + step;
        if (index < 0 || index > history.Count)
        {
            return;
        }

        if (_historyIndex == history.Count)
        {
            _typed = _line.Text;
        }

        _historyIndex = index;
        _line.Set(index == history.Count ? _typed : history[index]);
    }

    private void IndentOrComplete(string prompt)
    {
        if (string.IsNullOrWhiteSpace(_line.BeforeCursor))
        {
            _line.Insert(Indentation);
            return;
        }

        IReadOnlyList<string> endings = complete(_line.BeforeCursor);
        if (endings.Count == 0)
        {
            return;
        }

        string common = endings[0];
        foreach (string ending in endings)
        {
            common = common[..common.AsSpan().CommonPrefixLength(ending)];
        }

        if (common.Length > 0)
        {
            _line.Insert(common);
        }
        else
        {
            string word = LastName(_line.BeforeCursor);
            _display.Leave(prompt, _line);
            CommandOutput.Write(string.Join("  ", endings.Select(ending => word + ending)) + "\r\n");
        }
    }

    private static string LastName(string text)
    {
        int start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        return text[start..];
    }
}
