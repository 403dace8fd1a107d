namespace Pyl.Compiler.Parsing;

/// <summary>Which of Python's exception classes a <see cref="PylSyntaxException"/> stands for.</summary>
public enum SyntaxErrorKind
{
    /// <summary><c>SyntaxError</c>.</summary>
    SyntaxError,

    /// <summary><c>IndentationError</c>.</summary>
    IndentationError,

    /// <summary><c>TabError</c>.</summary>
    TabError,

    /// <summary>REPL only (<c>_IncompleteInputError</c>): more lines may complete the statement.</summary>
    IncompleteInput,

    /// <summary><c>MemoryError</c>: nesting beyond what the parser's stack holds, as in CPython.</summary>
    MemoryError,

    /// <summary><c>RecursionError</c>: nesting beyond what a later stage's stack holds, as in CPython.</summary>
    RecursionError,
}

/// <summary>
/// An error in the source text, with the fields of Python's <c>SyntaxError</c>. Lines and offsets count from 1, offsets in
/// code points; an end of 0 means that CPython gives none.
/// </summary>
public sealed class PylSyntaxException(SyntaxErrorKind kind, string message, string fileName, int line, int offset,
    int endLine = 0, int endOffset = 0, string? text = null) : Exception(message)
{
    /// <summary>The Python exception class.</summary>
    public SyntaxErrorKind Kind { get; } = kind;

    /// <summary><c>filename</c>.</summary>
    public string FileName { get; } = fileName;

    /// <summary><c>lineno</c>; 0 when the error belongs to no line.</summary>
    public int Line { get; } = line;

    /// <summary><c>offset</c>: the first character, from 1.</summary>
    public int Offset { get; } = offset;

    /// <summary><c>end_lineno</c>.</summary>
    public int EndLine { get; } = endLine;

    /// <summary><c>end_offset</c>: one past the last character, from 1.</summary>
    public int EndOffset { get; } = endOffset;

    /// <summary><c>text</c>: the source line with its newline, or null.</summary>
    public string? Text { get; } = text;
}
