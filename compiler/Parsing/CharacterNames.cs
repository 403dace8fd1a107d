namespace Pyl.Compiler.Parsing;

/// <summary>
/// Where <c>\N{...}</c> finds its characters. The table of Unicode's names is the runtime library's; the host that joins
/// compiler and library sets the way to it, since the compiler must not know the library.
/// </summary>
public static class CharacterNames
{
    /// <summary>From a name or alias, in any case, to its characters; null for an unknown one.</summary>
    public static Func<string, string?>? Lookup { get; set; }
}
