using System.Collections.Immutable;

namespace Pyl.Compiler.Ast;

/// <summary><c>def</c>. The span starts at <c>def</c>, not at the first decorator.</summary>
public sealed record FunctionDef(Span Span, string Name, Arguments Args, ImmutableArray<Statement> Body,
    ImmutableArray<Expression> DecoratorList, Expression? Returns, ImmutableArray<TypeParameter> TypeParams) : Statement(Span);

/// <summary><c>async def</c>.</summary>
public sealed record AsyncFunctionDef(Span Span, string Name, Arguments Args, ImmutableArray<Statement> Body,
    ImmutableArray<Expression> DecoratorList, Expression? Returns, ImmutableArray<TypeParameter> TypeParams) : Statement(Span);

/// <summary><c>class</c>. Starred bases are <see cref="Starred"/>, <c>**kw</c> is a keyword without a name.</summary>
public sealed record ClassDef(Span Span, string Name, ImmutableArray<Expression> Bases, ImmutableArray<Keyword> Keywords,
    ImmutableArray<Statement> Body, ImmutableArray<Expression> DecoratorList,
    ImmutableArray<TypeParameter> TypeParams) : Statement(Span);

/// <summary><c>type X[T] = ...</c> (PEP 695).</summary>
public sealed record TypeAlias(Span Span, Name Name, ImmutableArray<TypeParameter> TypeParams, Expression Value)
    : Statement(Span);

/// <summary>
/// A parameter list. <see cref="Defaults"/> belong to the last of <see cref="PosOnlyArgs"/> followed by
/// <see cref="Args"/>; <see cref="KwDefaults"/> has one entry a keyword-only parameter, null where it has no default.
/// </summary>
public sealed record Arguments(Span Span, ImmutableArray<Arg> PosOnlyArgs, ImmutableArray<Arg> Args, Arg? VarArg,
    ImmutableArray<Arg> KwOnlyArgs, ImmutableArray<Expression?> KwDefaults, Arg? KwArg,
    ImmutableArray<Expression> Defaults) : Node(Span);

/// <summary>One parameter; <c>arg.arg</c> in CPython is <see cref="Name"/> here.</summary>
public sealed record Arg(Span Span, string Name, Expression? Annotation) : Node(Span);

/// <summary><c>T</c>, <c>T: bound</c>, <c>T = default</c>.</summary>
public sealed record TypeVar(Span Span, string Name, Expression? Bound, Expression? DefaultValue) : TypeParameter(Span);

/// <summary><c>**P</c>.</summary>
public sealed record ParamSpec(Span Span, string Name, Expression? DefaultValue) : TypeParameter(Span);

/// <summary><c>*Ts</c>; its default may be a <see cref="Starred"/>.</summary>
public sealed record TypeVarTuple(Span Span, string Name, Expression? DefaultValue) : TypeParameter(Span);
