using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary><c>return</c>.</summary>
public sealed record Return(Span Span, Expression? Value) : Statement(Span);

/// <summary><c>del</c>.</summary>
public sealed record Delete(Span Span, ImmutableArray<Expression> Targets) : Statement(Span);

/// <summary><c>a = b = value</c>; targets from left to right.</summary>
public sealed record Assign(Span Span, ImmutableArray<Expression> Targets, Expression Value) : Statement(Span);

/// <summary><c>target op= value</c>.</summary>
public sealed record AugAssign(Span Span, Expression Target, BinaryOperator Op, Expression Value) : Statement(Span);

/// <summary><c>target: annotation = value</c>. <see cref="Simple"/>: the target is a name that is not in parentheses.</summary>
public sealed record AnnAssign(Span Span, Expression Target, Expression Annotation, Expression? Value, bool Simple)
    : Statement(Span);

/// <summary><c>raise exc from cause</c>.</summary>
public sealed record Raise(Span Span, Expression? Exc, Expression? Cause) : Statement(Span);

/// <summary><c>assert test, msg</c>.</summary>
public sealed record Assert(Span Span, Expression Test, Expression? Msg) : Statement(Span);

/// <summary><c>import a.b as c, d</c>.</summary>
public sealed record Import(Span Span, ImmutableArray<Alias> Names) : Statement(Span);

/// <summary><c>from ..module import names</c>; <see cref="Level"/> counts the dots, <c>*</c> is an alias of that name.</summary>
public sealed record ImportFrom(Span Span, string? Module, ImmutableArray<Alias> Names, int Level) : Statement(Span);

/// <summary><c>global</c>.</summary>
public sealed record Global(Span Span, ImmutableArray<string> Names) : Statement(Span);

/// <summary><c>nonlocal</c>.</summary>
public sealed record Nonlocal(Span Span, ImmutableArray<string> Names) : Statement(Span);

/// <summary>An expression as a statement; <c>ast.Expr</c> in CPython.</summary>
public sealed record ExprStatement(Span Span, Expression Value) : Statement(Span);

/// <summary><c>pass</c>.</summary>
public sealed record Pass(Span Span) : Statement(Span);

/// <summary><c>break</c>.</summary>
public sealed record Break(Span Span) : Statement(Span);

/// <summary><c>continue</c>.</summary>
public sealed record Continue(Span Span) : Statement(Span);

/// <summary>One name of an import; <see cref="Name"/> may be dotted.</summary>
public sealed record Alias(Span Span, string Name, string? AsName) : Node(Span);
