namespace Pyl.Grammar;

/// <summary>The brackets that are open at the lexer's place. CPython allows 200.</summary>
internal sealed class BracketStack(SourceText source)
{
    private const int MaxDepth = 200;
    private readonly List<Bracket> _open = [];

    /// <summary>How many are open.</summary>
    public int Depth => _open.Count;

    /// <summary>The innermost one.</summary>
    public Bracket? Top => _open.Count == 0 ? null : _open[^1];

    public void Open(char character, int index, bool isField = false)
    {
        if (_open.Count >= MaxDepth)
            throw Fault(index, "too many nested parentheses");
        _open.Add(new Bracket(character, index, source.LineAt(index), isField));
    }

    /// <summary>Closes the innermost bracket, or says which rule the closer breaks.</summary>
    public Bracket Close(char closer, int index)
    {
        if (Top is not { } top)
            throw Fault(index, $"unmatched '{closer}'");
        if (closer != Partner(top.Character))
        {
            var elsewhere = top.Line == source.LineAt(index) ? "" : $" on line {top.Line}";
            throw Fault(index,
                $"closing parenthesis '{closer}' does not match opening parenthesis '{top.Character}'{elsewhere}");
        }

        _open.RemoveAt(_open.Count - 1);
        return top;
    }

    /// <summary>Forgets all but the outermost <paramref name="depth"/> brackets.</summary>
    public void Truncate(int depth) => _open.RemoveRange(depth, _open.Count - depth);

    /// <summary>How many of the brackets above <paramref name="depth"/> open replacement fields.</summary>
    public int FieldsAbove(int depth)
    {
        var count = 0;
        for (var i = depth; i < _open.Count; i++)
            count += _open[i].IsField ? 1 : 0;
        return count;
    }

    /// <summary>A fault at one character.</summary>
    public LexicalException Fault(int index, string message)
    {
        var line = source.LineAt(index);
        var offset = source.ColumnAt(index, line) + 1;
        return new LexicalException(LexicalErrorKind.Syntax, message, line, offset, offset);
    }

    private static char Partner(char opener) => opener switch
    {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
}
