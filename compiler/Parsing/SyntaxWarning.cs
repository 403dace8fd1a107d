namespace Pyl.Compiler.Parsing;

/// <summary>
/// A <c>SyntaxWarning</c> the parser found (an invalid escape, a number run into a keyword). The host shows it or, when
/// filters turn it into an error, raises a SyntaxError at the same place.
/// </summary>
/// <param name="Message">CPython's text.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Offset">The column, from 1, in code points.</param>
public sealed record SyntaxWarning(string Message, int Line, int Offset);
