namespace Pyl.Grammar;

/// <summary>Which of Python's exception classes a <see cref="LexicalException"/> stands for.</summary>
public enum LexicalErrorKind
{
    /// <summary><c>SyntaxError</c>.</summary>
    Syntax,

    /// <summary><c>IndentationError</c>.</summary>
    Indentation,

    /// <summary><c>TabError</c>.</summary>
    Tab,
}

/// <summary>
/// A fault below the level of the parser, with CPython's text. Lines and offsets count from 1.
/// </summary>
/// <param name="kind">The Python exception class.</param>
/// <param name="message">CPython's text.</param>
/// <param name="line">The line of the fault.</param>
/// <param name="offset">The column of the fault.</param>
/// <param name="endOffset">One past the last column; equal to <paramref name="offset"/>, 0 or -1 where CPython marks one place.</param>
public sealed class LexicalException(LexicalErrorKind kind, string message, int line, int offset, int endOffset)
    : Exception(message)
{
    /// <summary>The Python exception class.</summary>
    public LexicalErrorKind Kind { get; } = kind;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column, from 1.</summary>
    public int Offset { get; } = offset;

    /// <summary>One past the last column, from 1.</summary>
    public int EndOffset { get; } = endOffset;

    /// <summary>More input might repair the fault: an open triple-quoted string, a backslash at the end.</summary>
    public bool AtEndOfInput { get; init; }
}
