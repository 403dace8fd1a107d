namespace Pyl.Cli.Repl;

/// <summary>The line that is being typed, and where the cursor is in it. Positions are never within a surrogate pair.</summary>
internal sealed class LineBuffer
{
    public string Text { get; private set; } = "";

    /// <summary>Index of the character under the cursor, from 0 to the length.</summary>
    public int Cursor { get; private set; }

    public string BeforeCursor => Text[..Cursor];

    /// <summary>Replaces the whole line; the cursor goes to its end.</summary>
    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    public void MoveLeft() => Cursor = Before(Cursor);

    public void MoveRight() => Cursor = After(Cursor);

    public void MoveHome() => Cursor = 0;

    public void MoveEnd() => Cursor = Text.Length;

    public void MoveWordLeft() => Cursor = WordStart();

    public void MoveWordRight()
    {
        while (Cursor < Text.Length && !IsWord(Text[Cursor]))
        {
            Cursor++;
        }

        while (Cursor < Text.Length && IsWord(Text[Cursor]))
        {
            Cursor++;
        }
    }

    public void DeleteBefore() => Remove(Before(Cursor), Cursor);

    public void DeleteUnder() => Remove(Cursor, After(Cursor));

    public void DeleteWordBefore() => Remove(WordStart(), Cursor);

    public void DeleteToEnd() => Remove(Cursor, Text.Length);

    public void DeleteToStart() => Remove(0, Cursor);

    private void Remove(int start, int end)
    {
        Text = Text.Remove(start, end - start);
        Cursor = start;
    }

    private int WordStart()
    {
        int start = Cursor;
        while (start > 0 && !IsWord(Text[start - 1]))
        {
            start--;
        }

        while (start > 0 && IsWord(Text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private int Before(int index) => index == 0 ? 0 : index > 1 && char.IsSurrogatePair(Text, index - 2) ? index - 2 : index - 1;

    private int After(int index) => index == Text.Length ? index : index + 1 < Text.Length && char.IsSurrogatePair(Text, index) ? index + 2 : index + 1;
}
