using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary>A call. Starred arguments stand among <see cref="Args"/>, <c>**kw</c> is a keyword without a name.</summary>
public sealed record Call(Span Span, Expression Func, ImmutableArray<Expression> Args, ImmutableArray<Keyword> Keywords)
    : Expression(Span);

/// <summary><c>arg=value</c>, or <c>**value</c> when <see cref="Arg"/> is null.</summary>
public sealed record Keyword(Span Span, string? Arg, Expression Value) : Node(Span);

/// <summary><c>value.attr</c>.</summary>
public sealed record Attribute(Span Span, Expression Value, string Attr) : Expression(Span);

/// <summary><c>value[slice]</c>.</summary>
public sealed record Subscript(Span Span, Expression Value, Expression Slice) : Expression(Span);

/// <summary><c>lower:upper:step</c>; only directly inside a <see cref="Subscript"/> or a tuple there.</summary>
public sealed record Slice(Span Span, Expression? Lower, Expression? Upper, Expression? Step) : Expression(Span);

/// <summary><c>*value</c>.</summary>
public sealed record Starred(Span Span, Expression Value) : Expression(Span);

/// <summary>A name, normalised to NFKC.</summary>
public sealed record Name(Span Span, string Id) : Expression(Span);
