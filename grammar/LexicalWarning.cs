namespace Pyl.Grammar;

/// <summary>A deprecated spelling: CPython's text, the line from 1 and the offset from 1.</summary>
public sealed record LexicalWarning(string Message, int Line, int Offset);
