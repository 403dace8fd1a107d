using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary><c>for</c>.</summary>
public sealed record For(Span Span, Expression Target, Expression Iter, ImmutableArray<Statement> Body,
    ImmutableArray<Statement> OrElse) : Statement(Span);

/// <summary><c>async for</c>.</summary>
public sealed record AsyncFor(Span Span, Expression Target, Expression Iter, ImmutableArray<Statement> Body,
    ImmutableArray<Statement> OrElse) : Statement(Span);

/// <summary><c>while</c>.</summary>
public sealed record While(Span Span, Expression Test, ImmutableArray<Statement> Body, ImmutableArray<Statement> OrElse)
    : Statement(Span);

/// <summary>
/// <c>if</c>; an <c>elif</c> is an <see cref="If"/> alone in <see cref="OrElse"/>, so a chain of thousands is a deep tree
/// that a visitor walks in a loop.
/// </summary>
public sealed record If(Span Span, Expression Test, ImmutableArray<Statement> Body, ImmutableArray<Statement> OrElse)
    : Statement(Span);

/// <summary><c>with</c>.</summary>
public sealed record With(Span Span, ImmutableArray<WithItem> Items, ImmutableArray<Statement> Body) : Statement(Span);

/// <summary><c>async with</c>.</summary>
public sealed record AsyncWith(Span Span, ImmutableArray<WithItem> Items, ImmutableArray<Statement> Body) : Statement(Span);

/// <summary><c>match</c>.</summary>
public sealed record Match(Span Span, Expression Subject, ImmutableArray<MatchCase> Cases) : Statement(Span);

/// <summary><c>try</c> with <c>except</c> clauses, <c>else</c> and <c>finally</c>, each possibly empty.</summary>
public sealed record Try(Span Span, ImmutableArray<Statement> Body, ImmutableArray<ExceptHandler> Handlers,
    ImmutableArray<Statement> OrElse, ImmutableArray<Statement> FinalBody) : Statement(Span);

/// <summary><c>try</c> with <c>except*</c> clauses (PEP 654).</summary>
public sealed record TryStar(Span Span, ImmutableArray<Statement> Body, ImmutableArray<ExceptHandler> Handlers,
    ImmutableArray<Statement> OrElse, ImmutableArray<Statement> FinalBody) : Statement(Span);

/// <summary>One <c>except</c> clause; <see cref="Type"/> is a tuple for PEP 758's unparenthesised list.</summary>
public sealed record ExceptHandler(Span Span, Expression? Type, string? Name, ImmutableArray<Statement> Body) : Node(Span);

/// <summary>One context manager of a <c>with</c>.</summary>
public sealed record WithItem(Span Span, Expression ContextExpr, Expression? OptionalVars) : Node(Span);

/// <summary>One <c>case</c> clause.</summary>
public sealed record MatchCase(Span Span, Pattern Pattern, Expression? Guard, ImmutableArray<Statement> Body) : Node(Span);
