using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary><c>and</c>/<c>or</c> of two or more operands.</summary>
public sealed record BoolOp(Span Span, BoolOperator Op, ImmutableArray<Expression> Values) : Expression(Span);

/// <summary>A binary operation. Chains lean to the left: walk the left spine in a loop.</summary>
public sealed record BinOp(Span Span, Expression Left, BinaryOperator Op, Expression Right) : Expression(Span);

/// <summary>A unary operation.</summary>
public sealed record UnaryOp(Span Span, UnaryOperator Op, Expression Operand) : Expression(Span);

/// <summary>A comparison chain: <c>Left Ops[0] Comparators[0] Ops[1] ...</c>.</summary>
public sealed record Compare(Span Span, Expression Left, ImmutableArray<CompareOperator> Ops,
    ImmutableArray<Expression> Comparators) : Expression(Span);

/// <summary><c>target := value</c>.</summary>
public sealed record NamedExpr(Span Span, Name Target, Expression Value) : Expression(Span);

/// <summary><c>body if test else orelse</c>.</summary>
public sealed record IfExp(Span Span, Expression Test, Expression Body, Expression OrElse) : Expression(Span);

/// <summary><c>lambda args: body</c>.</summary>
public sealed record Lambda(Span Span, Arguments Args, Expression Body) : Expression(Span);

/// <summary><c>await value</c>.</summary>
public sealed record Await(Span Span, Expression Value) : Expression(Span);

/// <summary><c>yield value</c>.</summary>
public sealed record Yield(Span Span, Expression? Value) : Expression(Span);

/// <summary><c>yield from value</c>.</summary>
public sealed record YieldFrom(Span Span, Expression Value) : Expression(Span);
