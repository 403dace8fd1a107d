using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>Opens the scopes of functions, lambdas, classes and type aliases.</summary>
internal sealed class DefinitionScopes(ScopeBuilder builder)
{
    /// <summary><c>def</c> and <c>async def</c>.</summary>
    public void Function(Statement node, string name, Arguments arguments, ImmutableArray<Statement> body,
        ImmutableArray<Expression> decorators, Expression? returns, ImmutableArray<TypeParameter> typeParameters, bool isAsync)
    {
        builder.Bind(name, node.Span);
        builder.Expressions.VisitAll(decorators);
        VisitDefaults(arguments);
        var isGeneric = !typeParameters.IsEmpty;
        if (isGeneric)
        {
            var hasKeywordDefaults = arguments.KwDefaults.Any(value => value is not null);
            builder.Annotations.EnterTypeParameters(node, name, typeParameters);
            if (!arguments.Defaults.IsEmpty)
                builder.Bind(".defaults", node.Span, SymbolFlags.Parameter);
            if (hasKeywordDefaults)
                builder.Bind(".kwdefaults", node.Span, SymbolFlags.Parameter);
        }

        builder.Annotations.Function(arguments, returns);
        var scope = builder.Enter(ScopeKind.Function, name, node);
        scope.IsCoroutine = isAsync;
        Parameters(arguments);
        builder.VisitBody(body);
        builder.Leave();
        if (isGeneric)
            builder.Leave();
    }

    /// <summary><c>lambda</c>.</summary>
    public void Lambda(Lambda lambda)
    {
        VisitDefaults(lambda.Args);
        builder.Enter(ScopeKind.Lambda, "<lambda>", lambda);
        Parameters(lambda.Args);
        builder.Expressions.Visit(lambda.Body);
        builder.Leave();
    }

    /// <summary><c>class</c>.</summary>
    public void Class(ClassDef node)
    {
        builder.Bind(node.Name, node.Span);
        builder.Expressions.VisitAll(node.DecoratorList);
        var isGeneric = !node.TypeParams.IsEmpty;
        if (isGeneric)
        {
            builder.Annotations.EnterTypeParameters(node, node.Name, node.TypeParams, privateClass: node.Name);
            builder.Bind(".type_params", node.Span);
            builder.Use(".type_params");
            builder.Bind(".generic_base", node.Span);
        }

        builder.Expressions.VisitAll(node.Bases);
        builder.Expressions.Keywords(node.Keywords);
        var scope = builder.Enter(ScopeKind.Class, node.Name, node);
        scope.PrivateClass = node.Name;
        if (isGeneric)
            builder.Use(".type_params");
        builder.VisitBody(node.Body);
        builder.Leave();
        if (isGeneric)
            builder.Leave();
    }

    /// <summary><c>type X = ...</c>.</summary>
    public void Alias(TypeAlias node)
    {
        builder.Bind(node.Name.Id, node.Name.Span);
        var isGeneric = !node.TypeParams.IsEmpty;
        if (isGeneric)
            builder.Annotations.EnterTypeParameters(node, node.Name.Id, node.TypeParams);
        builder.Annotations.EnterLazy(ScopeKind.TypeAlias, node.Name.Id, node.Value, "a type alias");
        builder.Expressions.Visit(node.Value);
        builder.Leave();
        if (isGeneric)
            builder.Leave();
    }

    private void VisitDefaults(Arguments arguments)
    {
        builder.Expressions.VisitAll(arguments.Defaults);
        foreach (var value in arguments.KwDefaults)
            builder.Expressions.VisitOptional(value);
    }

    private void Parameters(Arguments arguments)
    {
        foreach (var parameter in arguments.PosOnlyArgs)
            Parameter(parameter);
        foreach (var parameter in arguments.Args)
            Parameter(parameter);
        foreach (var parameter in arguments.KwOnlyArgs)
            Parameter(parameter);
        if (arguments.VarArg is not null)
            Parameter(arguments.VarArg);
        if (arguments.KwArg is not null)
            Parameter(arguments.KwArg);
    }

    private void Parameter(Arg parameter) => builder.Bind(parameter.Name, parameter.Span, SymbolFlags.Parameter);
}
