namespace Pyl.Compiler.Ast;

/// <summary>
/// Constants are UTF-16 text, in which the halves of a surrogate pair are one character when they stand side by side; in Python they stay two
/// (<c>len('\ud83d\ude00') == 2</c>). So texts that would pair are joined when the program runs, never before.
/// </summary>
internal static class SurrogateHalves
{
    /// <summary>True where one text ends in the first half and the other begins with the second.</summary>
    public static bool WouldPair(string first, string second) =>
        first.Length > 0 && second.Length > 0 && char.IsSurrogatePair(first[^1], second[0]);
}
