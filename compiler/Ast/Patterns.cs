using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary>A literal or dotted name, compared with <c>==</c>.</summary>
public sealed record MatchValue(Span Span, Expression Value) : Pattern(Span);

/// <summary><c>None</c>, <c>True</c> or <c>False</c>, compared with <c>is</c>; <see cref="Value"/> as in <see cref="Constant"/>.</summary>
public sealed record MatchSingleton(Span Span, object Value) : Pattern(Span);

/// <summary><c>[a, *rest]</c>.</summary>
public sealed record MatchSequence(Span Span, ImmutableArray<Pattern> Patterns) : Pattern(Span);

/// <summary><c>{key: pattern, **rest}</c>.</summary>
public sealed record MatchMapping(Span Span, ImmutableArray<Expression> Keys, ImmutableArray<Pattern> Patterns, string? Rest)
    : Pattern(Span);

/// <summary><c>Class(pattern, attr=pattern)</c>.</summary>
public sealed record MatchClass(Span Span, Expression Cls, ImmutableArray<Pattern> Patterns, ImmutableArray<string> KwdAttrs,
    ImmutableArray<Pattern> KwdPatterns) : Pattern(Span);

/// <summary><c>*name</c> in a sequence pattern; null for <c>*_</c>.</summary>
public sealed record MatchStar(Span Span, string? Name) : Pattern(Span);

/// <summary><c>pattern as name</c>; a capture when there is no pattern, the wildcard when there is neither.</summary>
public sealed record MatchAs(Span Span, Pattern? Pattern, string? Name) : Pattern(Span);

/// <summary><c>a | b</c>.</summary>
public sealed record MatchOr(Span Span, ImmutableArray<Pattern> Patterns) : Pattern(Span);
