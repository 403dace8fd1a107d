using Antlr4.Runtime;
using Pyl.Grammar.Generated;

namespace Pyl.Grammar;

/// <summary>
/// Base of the generated lexer: layout (INDENT, DEDENT, NEWLINE, line joining, comments), brackets and the hand-over
/// to <see cref="StringScanner"/> for literals. Every fault is a <see cref="LexicalException"/>.
/// </summary>
public abstract class IndentationLexer : Lexer
{
    private const int MaxIndentation = 100;
    private const int TabSize = 8;

    private readonly SourceText _source;
    private readonly BracketStack _brackets;
    private readonly StringScanner _strings;
    // Columns with tabs to multiples of 8 and, beside it, with tabs as one column: they must order lines alike.
    private readonly List<(int Column, int Alternative)> _indents = [(0, 0)];
    private readonly List<LexicalWarning> _warnings = [];
    private int _pendingDedents;
    private bool _pendingIndent;
    private bool _atLineStart = true;
    private bool _lineHasTokens;
    private int _line = 1;
    private int _lastType = PylLexer.NEWLINE;

    /// <summary>For the generated lexer.</summary>
    protected IndentationLexer(ICharStream input, TextWriter output, TextWriter errorOutput) : base(input, output, errorOutput)
    {
        _source = (SourceText)input;
        _brackets = new BracketStack(_source);
        _strings = new StringScanner(_source, _brackets);
    }

    /// <summary>Numbers that run into a keyword: valid, but deprecated.</summary>
    public IReadOnlyList<LexicalWarning> Warnings => _warnings;

    /// <summary>The innermost bracket that the end of the text leaves open, or null.</summary>
    public Bracket? Unclosed => _brackets.Top;

    /// <summary>What <see cref="ReadAll"/> has read, up to where it stands or has thrown.</summary>
    public IReadOnlyList<SourceToken> TokensRead { get; private set; } = [];

    /// <summary>Reads all tokens, soft keywords told apart; the last is EOF.</summary>
    /// <exception cref="LexicalException">The text has a fault below the level of the parser.</exception>
    public List<SourceToken> ReadAll()
    {
        var tokens = new List<SourceToken>(_source.Text.Length / 4 + 8);
        TokensRead = tokens;
        SourceToken token;
        do
        {
            token = (SourceToken)NextToken();
            tokens.Add(token);
        }
        while (token.Type != Eof);

        SoftKeywords.Mark(tokens);
        return tokens;
    }

    /// <inheritdoc/>
    public override IToken NextToken()
    {
        if (_strings.InLiteralText)
            return Track(_strings.NextPart());
        if (_atLineStart && _brackets.Depth == 0)
        {
            _atLineStart = false;
            ReadIndentation();
        }

        if (_pendingIndent)
        {
            _pendingIndent = false;
            return Make(PylLexer.INDENT, _source.Index, _source.Index);
        }

        if (_pendingDedents > 0)
        {
            _pendingDedents--;
            return Make(PylLexer.DEDENT, _source.Index, _source.Index);
        }

        SkipBlanks();
        var at = _source.Index;
        var text = _source.Text;
        if (at >= text.Length)
            return EndOfText();
        if (text[at] == '\n')
        {
            _source.Seek(at + 1);
            _atLineStart = true;
            _lineHasTokens = false;
            return Make(PylLexer.NEWLINE, at, at + 1);
        }

        _lineHasTokens = true;
        return Track(ReadToken(text, at));
    }

    private SourceToken ReadToken(string text, int at)
    {
        // Half of all tokens are plain ASCII words; they need no automaton. A quote after one may make it a string prefix.
        var end = at;
        while (end < text.Length && IsWordCharacter(text[end]))
            end++;
        if (end > at && !char.IsAsciiDigit(text[at]) && (end == text.Length || text[end] is < '\x80' and not '\'' and not '"'))
        {
            _source.Seek(end);
            return Make(Keywords.TypeOf(text.AsSpan(at, end - at)), at, end);
        }

        var type = Interpreter.Match(_source, DEFAULT_MODE);
        end = _source.Index;
        switch (type)
        {
            case PylLexer.NAME:
                IdentifierCheck.Verify(_source, at, end);
                return Make(type, at, end);
            case PylLexer.NUMBER:
                NumberCheck.VerifyEnd(_source, at, end, _warnings);
                return Make(type, at, end);
            case PylLexer.STRING:
                _strings.ReadString(at);
                return Make(type, at, _source.Index);
            case PylLexer.FORMAT_QUOTE:
                _strings.StartReplacementString(at, isTemplate: false);
                return Make(PylLexer.FSTRING_START, at, end);
            case PylLexer.TEMPLATE_QUOTE:
                _strings.StartReplacementString(at, isTemplate: true);
                return Make(PylLexer.TSTRING_START, at, end);
            case PylLexer.BAD_PREFIX:
                end = _strings.RejectPrefix(at, end);
                _source.Seek(end);
                return Make(Keywords.TypeOf(text.AsSpan(at, end - at)), at, end);
            case PylLexer.LPAR or PylLexer.LSQB or PylLexer.LBRACE:
                _brackets.Open(text[at], at);
                return Make(type, at, end);
            case PylLexer.RPAR or PylLexer.RSQB or PylLexer.RBRACE:
                _strings.CloseBracket(text[at], at);
                return Make(type, at, end);
            case PylLexer.COLON or PylLexer.COLONEQUAL when _strings.StartFormatSpec():
                _source.Seek(at + 1);
                return Make(PylLexer.COLON, at, at + 1);
            case PylLexer.COMMA or PylLexer.SEMI when _lastType == type:
                return Make(PylLexer.UNEXPECTED, at, end);
            case PylLexer.UNEXPECTED when text[at] < ' ':
                throw IdentifierCheck.NonPrintable(_source, at);
            default:
                return Make(type, at, end);
        }
    }

    private SourceToken Track(SourceToken token)
    {
        _lastType = token.Type;
        return token;
    }

    private SourceToken EndOfText()
    {
        var at = _source.Text.Length;
        if (_brackets.Depth == 0)
        {
            if (_lineHasTokens)
            {
                _lineHasTokens = false;
                return Make(PylLexer.NEWLINE, at, at);
            }

            if (_indents.Count > 1)
            {
                _pendingDedents = _indents.Count - 1;
                _indents.RemoveRange(1, _pendingDedents);
                return (SourceToken)NextToken();
            }
        }

        return Make(Eof, at, at);
    }

    private SourceToken Make(int type, int start, int end)
    {
        while (_line < _source.LineCount && _source.LineStart(_line + 1) <= start)
            _line++;
        var column = _source.ColumnAt(start, _line);
        var endLine = _line;
        while (endLine < _source.LineCount && _source.LineStart(endLine + 1) < end)
            endLine++;
        return new SourceToken(_source, type, start, end, _line, column, endLine, _source.ColumnAt(end, endLine));
    }

    /// <summary>Skips blank lines, measures the next line and queues its INDENT or DEDENTs.</summary>
    private void ReadIndentation()
    {
        var text = _source.Text;
        var at = _source.Index;
        while (true)
        {
            int column = 0, alternative = 0;
            var joined = false;
            for (; at < text.Length; at++)
            {
                var c = text[at];
                if (c == ' ')
                {
                    column++;
                    alternative++;
                }
                else if (c == '\t')
                {
                    column = (column / TabSize + 1) * TabSize;
                    alternative++;
                }
                else if (c == '\f')
                {
                    column = alternative = 0;
                }
                else if (c == '\\' && at + 1 < text.Length && text[at + 1] == '\n')
                {
                    // A joined line keeps the indentation of its first part, if that has any.
                    var (firstColumn, firstAlternative) = (column, alternative);
                    joined = true;
                    at += 2;
                    while (at < text.Length && text[at] is ' ' or '\t' or '\f')
                    {
                        if (firstColumn == 0)
                        {
                            column = text[at] == '\t' ? (column / TabSize + 1) * TabSize : column + 1;
                            alternative++;
                        }

                        at++;
                    }

                    at--;
                    if (firstColumn != 0)
                        (column, alternative) = (firstColumn, firstAlternative);
                }
                else
                {
                    break;
                }
            }

            if (at < text.Length && text[at] == '#')
            {
                var newline = text.AsSpan(at).IndexOf('\n');
                at = newline < 0 ? text.Length : at + newline;
            }

            if (at >= text.Length)
            {
                _source.Seek(at);
                return;
            }

            if (text[at] == '\n' && !joined)
            {
                at++;
                continue;
            }

            if (text[at] == '\n')
            {
                at++;
                continue;
            }

            _source.Seek(at);
            QueueIndentation(column, alternative);
            return;
        }
    }

    private void QueueIndentation(int column, int alternative)
    {
        var (top, topAlternative) = _indents[^1];
        if (column == top)
        {
            if (alternative != topAlternative)
                throw IndentationFault(LexicalErrorKind.Tab, "inconsistent use of tabs and spaces in indentation");
        }
        else if (column > top)
        {
            if (_indents.Count >= MaxIndentation)
                throw IndentationFault(LexicalErrorKind.Indentation, "too many levels of indentation");
            if (alternative <= topAlternative)
                throw IndentationFault(LexicalErrorKind.Tab, "inconsistent use of tabs and spaces in indentation");
            _indents.Add((column, alternative));
            _pendingIndent = true;
        }
        else
        {
            while (_indents.Count > 1 && column < _indents[^1].Column)
            {
                _indents.RemoveAt(_indents.Count - 1);
                _pendingDedents++;
            }

            if (column != _indents[^1].Column)
                throw IndentationFault(LexicalErrorKind.Indentation, "unindent does not match any outer indentation level");
            if (alternative != _indents[^1].Alternative)
                throw IndentationFault(LexicalErrorKind.Tab, "inconsistent use of tabs and spaces in indentation");
        }
    }

    private LexicalException IndentationFault(LexicalErrorKind kind, string message)
    {
        var line = _source.LineAt(_source.Index);
        if (message[0] != 'u')
            return new LexicalException(kind, message, line, 1, 0);
        // CPython points behind a line with a bad dedent, and at the start of the others.
        var offset = _source.ColumnAt(_source.LineStart(line) + _source.Line(line).Length, line) + 1;
        return new LexicalException(kind, message, line, offset, -1);
    }

    /// <summary>Skips blanks, comments, joined lines and, inside brackets, newlines.</summary>
    private void SkipBlanks()
    {
        var text = _source.Text;
        var at = _source.Index;
        while (at < text.Length)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\f' || (c == '\n' && _brackets.Depth > 0))
            {
                at++;
            }
            else if (c == '#')
            {
                var newline = text.AsSpan(at).IndexOf('\n');
                at = newline < 0 ? text.Length : at + newline;
            }
            else if (c == '\\')
            {
                at = JoinLine(text, at);
            }
            else
            {
                break;
            }
        }

        _source.Seek(at);
    }

    private int JoinLine(string text, int at)
    {
        var line = _source.LineAt(at);
        var offset = _source.ColumnAt(at, line) + 2;
        if (at + 1 < text.Length && text[at + 1] != '\n')
            throw new LexicalException(LexicalErrorKind.Syntax, "unexpected character after line continuation character",
                line, offset, 0);
        if (at + 2 >= text.Length)
            throw new LexicalException(LexicalErrorKind.Syntax, "unexpected EOF while parsing", line, offset, -1)
            {
                AtEndOfInput = true,
            };
        return at + 2;
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
