using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>The names that a pattern captures.</summary>
internal static class PatternNames
{
    /// <summary>The names in the order in which they stand, wildcards left out.</summary>
    public static IEnumerable<string> Of(Pattern? pattern) => pattern switch
    {
        MatchStar { Name: { } name } => [name],
        MatchAs capture => capture.Name is null ? Of(capture.Pattern) : Of(capture.Pattern).Append(capture.Name),
        MatchSequence sequence => sequence.Patterns.SelectMany(Of),
        MatchMapping mapping => mapping.Rest is null ? mapping.Patterns.SelectMany(Of) : mapping.Patterns.SelectMany(Of).Append(mapping.Rest),
        MatchClass matchClass => matchClass.Patterns.SelectMany(Of).Concat(matchClass.KwdPatterns.SelectMany(Of)),
        // All alternatives bind the same names.
        MatchOr or => Of(or.Patterns[0]),
        _ => [],
    };

    /// <summary>Whether the pattern captures the name.</summary>
    public static bool Binds(Pattern pattern, string name) => pattern is MatchOr or
        ? or.Patterns.Any(alternative => Binds(alternative, name))
        : Of(pattern).Contains(name);
}
