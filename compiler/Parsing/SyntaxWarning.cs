namespace Pyl.Compiler.Parsing;

/// <summary>
/// A <c>SyntaxWarning</c> the parser found (an invalid escape, a number run into a keyword). The host shows it or, when
/// filters turn it into an error, raises a SyntaxError at the same place.
/// </summary>
/// <param name="Message">CPython's text.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The column, from 1, in code points.</param>
/// <param name="EndLine">The line where the place ends; 0 when only its start is known.</param>
/// <param name="EndOffset">One past the last column, from 1; 0 when only the start is known.</param>
public sealed record SyntaxWarning(string Message, int Line, int Offset, int EndLine = 0, int EndOffset = 0);
