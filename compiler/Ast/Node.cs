namespace Pyl.Compiler.Ast;

/// <summary>
/// Base of every AST node. The nodes mirror CPython's <c>ast</c> module: same names, field names in PascalCase. Whether a
/// target is loaded, stored or deleted follows from its place in the tree, so there is no context field.
/// </summary>
/// <remarks>
/// Trees may be deep (a chain of 5,000 additions is a left spine of 5,000 nodes), so no code may hash, compare or print a
/// node by value: side tables use <see cref="ReferenceEqualityComparer"/>.
/// </remarks>
public abstract record Node(Span Span);

/// <summary>The root of a tree: what one call of the parser returns.</summary>
public abstract record Root(Span Span) : Node(Span);

/// <summary>A statement.</summary>
public abstract record Statement(Span Span) : Node(Span);

/// <summary>An expression, or a target of an assignment, <c>for</c>, <c>with</c> or <c>del</c>.</summary>
public abstract record Expression(Span Span) : Node(Span);

/// <summary>A pattern of a <c>case</c> clause (PEP 634).</summary>
public abstract record Pattern(Span Span) : Node(Span);

/// <summary>A parameter of a generic class, function or type alias (PEP 695).</summary>
public abstract record TypeParameter(Span Span) : Node(Span);
