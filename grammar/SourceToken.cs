using Antlr4.Runtime;

namespace Pyl.Grammar;

/// <summary>A token with both its ends: lines from 1, columns in code points from 0, the end exclusive.</summary>
public sealed class SourceToken(SourceText source, int type, int start, int end, int line, int column, int endLine, int endColumn)
    : IToken
{
    /// <inheritdoc/>
    public int Type { get; internal set; } = type;

    /// <summary>The first index in the source text.</summary>
    public int Start { get; } = start;

    /// <summary>One past the last index in the source text.</summary>
    public int End { get; } = end;

    /// <inheritdoc/>
    public int Line { get; } = line;

    /// <inheritdoc/>
    public int Column { get; } = column;

    /// <summary>The line the token ends on.</summary>
    public int EndLine { get; } = endLine;

    /// <summary>One past the token's last column.</summary>
    public int EndColumn { get; } = endColumn;

    /// <summary>The number of the token in its <see cref="TokenBuffer"/>.</summary>
    public int TokenIndex { get; internal set; }

    /// <summary>The token's characters in the source text.</summary>
    public ReadOnlySpan<char> Span => source.Text.AsSpan(Start, End - Start);

    /// <inheritdoc/>
    public string Text => source.Text[Start..End];

    /// <inheritdoc/>
    public int Channel => TokenConstants.DefaultChannel;

    /// <inheritdoc/>
    public int StartIndex => Start;

    /// <inheritdoc/>
    public int StopIndex => End - 1;

    /// <inheritdoc/>
    public ITokenSource? TokenSource => null;

    /// <inheritdoc/>
    public ICharStream InputStream => source;

    /// <summary>The same token for another buffer, which numbers its tokens anew.</summary>
    public SourceToken Copy() => new(source, Type, Start, End, Line, Column, EndLine, EndColumn);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}:{Text}@{Line}:{Column}";
}
