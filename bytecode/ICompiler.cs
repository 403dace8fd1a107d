namespace Pyl.Bytecode;

/// <summary>What kind of source is compiled; compile()'s mode.</summary>
public enum CompileMode
{
    /// <summary>A main script or an imported module: names at the top are globals.</summary>
    Module,

    /// <summary>compile(..., "exec"): names at the top are looked up in the namespace first.</summary>
    Exec,

    /// <summary>One expression, whose value is returned.</summary>
    Eval,

    /// <summary>One interactive statement; expression statements are shown.</summary>
    Single,
}

/// <summary>What the caller of a compiler says beside the source.</summary>
/// <param name="Optimize">0, 1 (-O: no asserts), 2 (-OO: no docstrings either).</param>
/// <param name="FutureAnnotations">from __future__ import annotations is inherited.</param>
/// <param name="AllowTopLevelAwait">PyCF_ALLOW_TOP_LEVEL_AWAIT.</param>
/// <param name="AllowIncomplete">Text of the prompt that more lines may complete is <see cref="SourceErrorKind.Incomplete"/>.</param>
public readonly record struct CompileOptions(int Optimize = 0, bool FutureAnnotations = false, bool AllowTopLevelAwait = false, bool AllowIncomplete = false);

/// <summary>A SyntaxWarning or DeprecationWarning found while compiling.</summary>
/// <param name="Message">CPython's text.</param>
/// <param name="FileName">The file as the code names it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The column, from 1.</param>
/// <param name="EndLine">Where the place ends; 0 when unknown.</param>
/// <param name="EndOffset">One past its last column; 0 when unknown.</param>
public readonly record struct CompileWarning(string Message, string FileName, int Line, int Offset = 0, int EndLine = 0, int EndOffset = 0);

/// <summary>
/// The compiler as the VM sees it (DESIGN 8: vm never references compiler). Both methods raise
/// <see cref="SourceException"/> for source that is not valid.
/// </summary>
public interface ICompiler
{
    /// <summary>Compiles text (UTF-16, an encoding line is ignored).</summary>
    CodeObject Compile(string source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings);

    /// <summary>Compiles a file's bytes, obeying BOM and encoding line.</summary>
    CodeObject Compile(byte[] source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings);

    /// <summary>The syntax tree of source: a string, or bytes that are decoded as a file's.</summary>
    SyntaxTree Parse(object source, string fileName, CompileMode mode, ICollection<CompileWarning> warnings);

    /// <summary>Compiles a syntax tree.</summary>
    /// <exception cref="ArgumentException">The tree is not one that a parser could have made.</exception>
    CodeObject Compile(SyntaxTree tree, string fileName, CompileOptions options, ICollection<CompileWarning> warnings);

    /// <summary>What the error should say when it is printed ("Did you mean 'while'?"), or null when there is nothing to add.</summary>
    SourceException? Improve(SourceException error, string source);
}

/// <summary>The kinds of errors in source text.</summary>
public enum SourceErrorKind
{
    Syntax,
    Indentation,
    Tab,

    /// <summary>Interactive input that more lines may complete (codeop, _IncompleteInputError).</summary>
    Incomplete,

    /// <summary>Nesting too deep for the parser: MemoryError in CPython.</summary>
    Memory,

    /// <summary>Nesting too deep for the compiler: RecursionError in CPython.</summary>
    TooDeep,
}

/// <summary>Invalid source, with everything that SyntaxError shows. Lines and offsets count from 1; 0 where unknown.</summary>
public class SourceException(SourceErrorKind kind, string message, string? fileName, int line, int offset, string? text, int endLine, int endOffset)
    : Exception(message)
{
    public SourceErrorKind Kind { get; } = kind;

    public string? FileName { get; } = fileName;

    public int Line { get; } = line;

    public int Offset { get; } = offset;

    /// <summary>The source line, with its newline if it has one.</summary>
    public string? Text { get; } = text;

    public int EndLine { get; } = endLine;

    public int EndOffset { get; } = endOffset;

    /// <summary>The whole source, where it could be read: suggestions are found in it when the error is printed.</summary>
    public string? WholeText { get; set; }
}
