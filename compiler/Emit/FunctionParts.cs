using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>What <c>def</c> and <c>async def</c> have in common.</summary>
internal sealed record FunctionParts(Statement Node, string Name, Arguments Arguments, ImmutableArray<Statement> Body,
    ImmutableArray<Expression> Decorators, Expression? Returns, ImmutableArray<TypeParameter> TypeParameters)
{
    public static FunctionParts Of(FunctionDef node) =>
        new(node, node.Name, node.Args, node.Body, node.DecoratorList, node.Returns, node.TypeParams);

    public static FunctionParts Of(AsyncFunctionDef node) =>
        new(node, node.Name, node.Args, node.Body, node.DecoratorList, node.Returns, node.TypeParams);

    /// <summary>co_firstlineno: the first decorator's line, or that of <c>def</c>.</summary>
    public int FirstLine => Decorators.IsEmpty ? Node.Span.StartLine : Decorators[0].Span.StartLine;
}
