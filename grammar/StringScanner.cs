using Pyl.Grammar.Generated;

namespace Pyl.Grammar;

/// <summary>
/// Reads the bodies of literals: to the closing quotes for ordinary ones; piece by piece for f-strings and t-strings
/// (PEP 701, PEP 750), whose replacement fields the ordinary lexer reads.
/// </summary>
internal sealed class StringScanner(SourceText source, BracketStack brackets)
{
    private const int MaxNestedStrings = 149;
    private const int MaxNestedFields = 3;
    private readonly List<Frame> _frames = [];

    /// <summary>The lexer stands in literal text or a format specification, not in an expression.</summary>
    public bool InLiteralText => _frames.Count > 0 && _frames[^1].InText;

    /// <summary>Reads an ordinary literal; the source stands behind its opening quotes.</summary>
    public void ReadString(int start)
    {
        var text = source.Text;
        var at = source.Index;
        var quote = text[at - 1];
        var isTriple = IsTriple(text, at, start);
        var hasEscapedQuote = false;
        while (true)
        {
            var found = isTriple
                ? text.AsSpan(at).IndexOfAny(quote, '\\')
                : text.AsSpan(at).IndexOfAny(quote, '\\', '\n');
            at = found < 0 ? text.Length : at + found;
            if (at >= text.Length || (text[at] == '\n' && !isTriple))
                throw Unterminated(start, at, quote, isTriple, hasEscapedQuote);
            if (text[at] == '\\')
            {
                hasEscapedQuote |= at + 1 < text.Length && text[at + 1] == quote;
                at += 2;
            }
            else if (!isTriple)
            {
                source.Seek(at + 1);
                return;
            }
            else if (ClosesTriple(text, at, quote))
            {
                source.Seek(at + 3);
                return;
            }
            else
            {
                at++;
            }

            if (at > text.Length)
                at = text.Length;
        }
    }

    /// <summary>Starts an f-string or t-string; the source stands behind its opening quotes.</summary>
    public void StartReplacementString(int start, bool isTemplate)
    {
        if (_frames.Count >= MaxNestedStrings)
            throw brackets.Fault(source.Index - 1, "too many nested f-strings or t-strings");
        var text = source.Text;
        var at = source.Index;
        var isRaw = text.AsSpan(start, at - start).IndexOfAny('r', 'R') >= 0;
        _frames.Add(new Frame(start, text[at - 1], IsTriple(text, at, start), isRaw, isTemplate, brackets.Depth));
    }

    /// <summary>The next piece of the innermost f-string: text, the brace of a field, or the closing quotes.</summary>
    public SourceToken NextPart()
    {
        var frame = _frames[^1];
        var start = source.Index;
        var end = ReadText(frame, start);
        if (end > start)
        {
            source.Seek(end);
            return Token(PylLexer.FSTRING_MIDDLE, start, end);
        }

        var c = source.Text[start];
        if (c == frame.Quote)
        {
            end = start + (frame.IsTriple ? 3 : 1);
            brackets.Truncate(frame.BracketDepth);
            _frames.RemoveAt(_frames.Count - 1);
            source.Seek(end);
            return Token(PylLexer.FSTRING_END, start, end);
        }

        if (c == '{')
        {
            if (brackets.FieldsAbove(frame.BracketDepth) >= MaxNestedFields)
                throw brackets.Fault(start - 1, $"{frame.Kind}-string: expressions nested too deeply");
            brackets.Open('{', start, isField: true);
            frame.InText = false;
            source.Seek(start + 1);
            return Token(PylLexer.LBRACE, start, start + 1);
        }

        CloseBracket('}', start);
        source.Seek(start + 1);
        return Token(PylLexer.RBRACE, start, start + 1);
    }

    /// <summary>Closes a bracket; the brace that ends a field returns to the text around it.</summary>
    public void CloseBracket(char closer, int index)
    {
        if (_frames.Count == 0)
        {
            brackets.Close(closer, index);
            return;
        }

        var frame = _frames[^1];
        if (brackets.Depth == frame.BracketDepth && closer == '}')
            throw brackets.Fault(index, $"{frame.Kind}-string: single '}}' is not allowed");
        if (brackets.Top is { IsField: true } && closer != '}')
            throw brackets.Fault(index, $"{frame.Kind}-string: unmatched '{closer}'");
        if (brackets.Close(closer, index).IsField)
            frame.InText = true;
    }

    /// <summary>True, and the text of a format specification begins, if a colon here ends a field's expression.</summary>
    public bool StartFormatSpec()
    {
        if (_frames.Count == 0 || brackets.Top is not { IsField: true } || brackets.Depth <= _frames[^1].BracketDepth)
            return false;
        _frames[^1].InText = true;
        return true;
    }

    /// <summary>
    /// Judges letters before a quote that are no valid prefix: either the end of a name, which is returned, or a fault.
    /// </summary>
    public int RejectPrefix(int start, int end)
    {
        var letters = source.Text.AsSpan(start, end - start).TrimEnd("'\"");
        var nameEnd = start + letters.Length;
        bool u = false, b = false, r = false, f = false, t = false;
        foreach (var c in letters)
        {
            ref var seen = ref u;
            switch (char.ToLowerInvariant(c))
            {
                case 'u': break;
                case 'b': seen = ref b; break;
                case 'r': seen = ref r; break;
                case 'f': seen = ref f; break;
                case 't': seen = ref t; break;
                default: return nameEnd;
            }

            if (seen)
                return nameEnd;
            seen = true;
        }

        var clash = (u, b, r, f, t) switch
        {
            (true, true, _, _, _) => ('u', 'b'),
            (true, _, true, _, _) => ('u', 'r'),
            (true, _, _, true, _) => ('u', 'f'),
            (true, _, _, _, true) => ('u', 't'),
            (_, true, _, true, _) => ('b', 'f'),
            (_, true, _, _, true) => ('b', 't'),
            _ => ('f', 't'),
        };
        var line = source.LineAt(start);
        var offset = source.ColumnAt(start, line) + 1;
        throw new LexicalException(LexicalErrorKind.Syntax, $"'{clash.Item1}' and '{clash.Item2}' prefixes are incompatible",
            line, offset, offset + letters.Length);
    }

    /// <summary>The end of the literal text that starts here: doubled braces belong to it outside format specifications.</summary>
    private int ReadText(Frame frame, int at)
    {
        var text = source.Text;
        var inSpec = brackets.Depth > frame.BracketDepth;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == frame.Quote && (!frame.IsTriple || ClosesTriple(text, at, c)))
                return at;
            if (c is '{' or '}')
            {
                if (inSpec || at + 1 >= text.Length || text[at + 1] != c)
                    return at;
                at++;
            }
            else if (c == '\\' && at + 1 < text.Length)
            {
                var next = text[at + 1];
                if (next is '{' or '}')
                    continue;
                if (next == 'N' && !frame.IsRaw && at + 2 < text.Length && text[at + 2] == '{')
                {
                    var close = text.AsSpan(at).IndexOfAny('}', '\n', frame.Quote);
                    at = close < 0 || text[at + close] != '}' ? at + 2 : at + close;
                }
                else
                {
                    at++;
                }
            }
            else if (c == '\n' && !frame.IsTriple)
            {
                break;
            }
        }

        if (inSpec && !frame.IsTriple)
            throw brackets.Fault(Math.Min(at, text.Length),
                $"{frame.Kind}-string: newlines are not allowed in format specifiers for single quoted {frame.Kind}-strings");

        var line = source.LineAt(frame.Start);
        var offset = source.ColumnAt(frame.Start, line) + 1;
        var what = frame.IsTriple ? "triple-quoted " : "";
        throw new LexicalException(LexicalErrorKind.Syntax,
            $"unterminated {what}{frame.Kind}-string literal (detected at line {LastLine(at)})", line, offset, offset)
        {
            AtEndOfInput = frame.IsTriple,
        };
    }

    private LexicalException Unterminated(int start, int at, char quote, bool isTriple, bool hasEscapedQuote)
    {
        var line = source.LineAt(start);
        var offset = source.ColumnAt(start, line) + 1;
        if (_frames.Count > 0 && _frames[^1] is var frame && frame.Quote == quote && frame.IsTriple == isTriple)
            return new LexicalException(LexicalErrorKind.Syntax, $"{frame.Kind}-string: expecting '}}'", line, offset, offset);
        if (isTriple)
            return new LexicalException(LexicalErrorKind.Syntax,
                $"unterminated triple-quoted string literal (detected at line {LastLine(at)})", line, offset, offset)
            {
                AtEndOfInput = true,
            };
        var escaped = hasEscapedQuote ? "; perhaps you escaped the end quote?" : "";
        return new LexicalException(LexicalErrorKind.Syntax,
            $"unterminated string literal (detected at line {source.LineAt(Math.Max(start, at - 1))}){escaped}", line, offset, offset)
        {
            // A backslash at the very end asks for the next line.
            AtEndOfInput = at >= source.Text.Length && source.Text.AsSpan().TrimEnd('\n').EndsWith('\\'),
        };
    }

    /// <summary>The line of the end of the text, not counting the empty one behind a final newline.</summary>
    private int LastLine(int at) => source.LineAt(at > 0 && source.Text[at - 1] == '\n' ? at - 1 : at);

    private static bool IsTriple(string text, int at, int start) =>
        at - start >= 3 && text[at - 2] == text[at - 1] && text[at - 3] == text[at - 1];

    private static bool ClosesTriple(string text, int at, char quote) =>
        at + 2 < text.Length && text[at] == quote && text[at + 1] == quote && text[at + 2] == quote;

    private SourceToken Token(int type, int start, int end)
    {
        var line = source.LineAt(start);
        var endLine = source.LineAt(end);
        return new SourceToken(source, type, start, end, line, source.ColumnAt(start, line), endLine, source.ColumnAt(end, endLine));
    }

    /// <summary>An f-string or t-string that is being read.</summary>
    private sealed class Frame(int start, char quote, bool isTriple, bool isRaw, bool isTemplate, int bracketDepth)
    {
        public int Start { get; } = start;

        public char Quote { get; } = quote;

        public bool IsTriple { get; } = isTriple;

        public bool IsRaw { get; } = isRaw;

        public int BracketDepth { get; } = bracketDepth;

        public char Kind => isTemplate ? 't' : 'f';

        public bool InText { get; set; } = true;
    }
}
