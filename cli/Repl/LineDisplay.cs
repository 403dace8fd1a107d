using System.Globalization;
using System.Text;

namespace Pyl.Cli.Repl;

/// <summary>Draws the line that is being typed, which may be wider than the terminal, with the control sequences that every terminal has (ECMA-48).</summary>
internal sealed class LineDisplay(Action<string> write, Func<int> terminalWidth)
{
    /// <summary>The row of the cursor, counted from the row of the prompt.</summary>
    private int _row;

    /// <summary>Draws the prompt and the line anew in place of what is there.</summary>
    public void Draw(string prompt, LineBuffer line)
    {
        int width = Math.Max(1, terminalWidth());
        var text = new StringBuilder();
        MoveToStart(text);
        text.Append(prompt).Append(line.Text);
        int end = WidthOf(prompt) + WidthOf(line.Text);
        if (end > 0 && end % width == 0)
        {
            // A terminal wraps when the next character comes; the row is needed now.
            text.Append(' ').Append('\r');
        }

        int at = WidthOf(prompt) + WidthOf(line.BeforeCursor);
        int up = (end / width) - (at / width);
        if (up > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\x1b[{up}A");
        }

        text.Append('\r');
        if (at % width > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\x1b[{at % width}C");
        }

        _row = at / width;
        write(text.ToString());
    }

    /// <summary>Leaves the line as it is and goes below it.</summary>
    public void Leave(string prompt, LineBuffer line)
    {
        line.MoveEnd();
        Draw(prompt, line);
        write("\r\n");
        _row = 0;
    }

    private void MoveToStart(StringBuilder text)
    {
        if (_row > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\x1b[{_row}A");
        }

        text.Append("\r\x1b[J");
    }

    /// <summary>Columns that the text takes: none for combining marks, two for what East Asian fonts draw wide.</summary>
    private static int WidthOf(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
                : rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
                    or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2
                : 1;
        }

        return width;
    }
}
