using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Makes the exceptions of one source: knows its name, its lines and its tokens.</summary>
internal sealed class Faults(SourceText source, string fileName, IReadOnlyList<SourceToken> tokens)
{
    /// <summary>The tokens of the source.</summary>
    public IReadOnlyList<SourceToken> Tokens { get; } = tokens;

    /// <summary>A fault over a range.</summary>
    public PylSyntaxException At(Span span, string message, SyntaxErrorKind kind = SyntaxErrorKind.SyntaxError) =>
        new(kind, message, fileName, span.StartLine, span.StartColumn + 1, span.EndLine, span.EndColumn + 1, Line(span.StartLine));

    /// <summary>A fault at a token. Layout tokens have no width: CPython gives the place the tokenizer has reached.</summary>
    public PylSyntaxException At(SourceToken token, string message, SyntaxErrorKind kind = SyntaxErrorKind.SyntaxError)
    {
        if (token.Type == TokenConstants.EOF || (token.Type == PylLexer.DEDENT && token.Start == source.Text.Length))
        {
            var last = Math.Max(1, source.LineCount - (source.Text.EndsWith('\n') ? 1 : 0));
            return new(kind, message, fileName, last, source.Line(last).Length + 1, last, -1, Line(last));
        }

        if (token.Type is PylLexer.INDENT or PylLexer.DEDENT)
            return new(kind, message, fileName, token.Line, token.Column, token.Line, -1, Line(token.Line));
        var end = token.Type == PylLexer.NEWLINE
            ? (Line: token.Line, Column: token.Column + 1)
            : (Line: token.EndLine, Column: token.EndColumn);
        return new(kind, message, fileName, token.Line, token.Column + 1, end.Line, end.Column + 1, Line(token.Line));
    }

    /// <summary>CPython's answer when no rule has better words.</summary>
    public PylSyntaxException Invalid(SourceToken token) => token.Type switch
    {
        PylLexer.INDENT => At(token, "unexpected indent", SyntaxErrorKind.IndentationError),
        PylLexer.DEDENT => At(token, "unexpected unindent", SyntaxErrorKind.IndentationError),
        TokenConstants.EOF => At(token.Line, 0, token.Line, 0, "invalid syntax"),
        _ => At(token, "invalid syntax"),
    };

    /// <summary>A fault at a place given in the exception's own terms.</summary>
    public PylSyntaxException At(int line, int offset, int endLine, int endOffset, string message,
        SyntaxErrorKind kind = SyntaxErrorKind.SyntaxError) =>
        new(kind, message, fileName, line, offset, endLine, endOffset, Line(line));

    /// <summary>What CPython raises when its parser's stack is full.</summary>
    public PylSyntaxException TooComplex() =>
        new(SyntaxErrorKind.MemoryError, "Parser stack overflowed - Python source too complex to parse", fileName, 0, 0);

    /// <summary>The lexer's fault in the parser's terms.</summary>
    public PylSyntaxException From(LexicalException fault) =>
        new(fault.Kind switch
        {
            LexicalErrorKind.Indentation => SyntaxErrorKind.IndentationError,
            LexicalErrorKind.Tab => SyntaxErrorKind.TabError,
            _ => SyntaxErrorKind.SyntaxError,
        }, fault.Message, fileName, fault.Line, fault.Offset, fault.Line, fault.EndOffset, fault.Kind == LexicalErrorKind.Syntax ? source.Line(fault.Line) : Line(fault.Line));

    /// <summary>A fault that CPython's tokenizer reports: its line has no end.</summary>
    public PylSyntaxException AtEndOfTokens(int line, int offset, int endLine, int endOffset, string message) =>
        new(SyntaxErrorKind.SyntaxError, message, fileName, line, offset, endLine, endOffset, source.Line(line));

    private string Line(int line) => source.Line(line) + "\n";
}
