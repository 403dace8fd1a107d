using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary>A whole file (mode <c>exec</c>).</summary>
public sealed record Module(Span Span, ImmutableArray<Statement> Body) : Root(Span);

/// <summary>One entry of the interactive prompt (mode <c>single</c>): expression statements print their value.</summary>
public sealed record Interactive(Span Span, ImmutableArray<Statement> Body) : Root(Span);

/// <summary>One expression (mode <c>eval</c>); <c>ast.Expression</c> in CPython, where that name is free.</summary>
public sealed record ExpressionRoot(Span Span, Expression Body) : Root(Span);
