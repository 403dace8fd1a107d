namespace Pyl.Compiler.Ast;

/// <summary>
/// The source range of a node. Lines count from 1, columns from 0; the end is exclusive. Columns count code points
/// (characters as <c>str</c> counts them), not UTF-8 bytes as in CPython's <c>ast</c>: tracebacks draw carets by
/// character, and on ASCII lines the two agree.
/// </summary>
public readonly record struct Span(int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The range from the start of this one to the end of <paramref name="last"/>.</summary>
    public Span To(Span last) => new(StartLine, StartColumn, last.EndLine, last.EndColumn);
}
