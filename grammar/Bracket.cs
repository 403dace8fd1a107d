namespace Pyl.Grammar;

/// <summary>An open bracket: its character, where it stands, and whether it opens a replacement field of an f-string.</summary>
public sealed record Bracket(char Character, int Index, int Line, bool IsField);
