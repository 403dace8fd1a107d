using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary><c>{key: value, **mapping}</c>; the key of an unpacked mapping is null.</summary>
public sealed record Dict(Span Span, ImmutableArray<Expression?> Keys, ImmutableArray<Expression> Values) : Expression(Span);

/// <summary><c>{a, b}</c>.</summary>
public sealed record Set(Span Span, ImmutableArray<Expression> Elts) : Expression(Span);

/// <summary><c>[a, b]</c>, also as a target.</summary>
public sealed record List(Span Span, ImmutableArray<Expression> Elts) : Expression(Span);

/// <summary><c>a, b</c>, also as a target; the span includes parentheses if there are any.</summary>
public sealed record Tuple(Span Span, ImmutableArray<Expression> Elts) : Expression(Span);

/// <summary><c>[elt for ...]</c>.</summary>
public sealed record ListComp(Span Span, Expression Elt, ImmutableArray<Comprehension> Generators) : Expression(Span);

/// <summary><c>{elt for ...}</c>.</summary>
public sealed record SetComp(Span Span, Expression Elt, ImmutableArray<Comprehension> Generators) : Expression(Span);

/// <summary><c>{key: value for ...}</c>.</summary>
public sealed record DictComp(Span Span, Expression Key, Expression Value, ImmutableArray<Comprehension> Generators)
    : Expression(Span);

/// <summary><c>(elt for ...)</c>.</summary>
public sealed record GeneratorExp(Span Span, Expression Elt, ImmutableArray<Comprehension> Generators) : Expression(Span);

/// <summary>One <c>for target in iter if ... if ...</c> of a comprehension.</summary>
public sealed record Comprehension(Span Span, Expression Target, Expression Iter, ImmutableArray<Expression> Ifs, bool IsAsync)
    : Node(Span);
