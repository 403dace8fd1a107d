using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>Opens the lazily evaluated scopes: annotations (PEP 649) and type parameters (PEP 695).</summary>
internal sealed class AnnotationScopes(ScopeBuilder builder)
{
    /// <summary>The annotations of a function's parameters and result; no scope when there are none.</summary>
    public void Function(Arguments arguments, Expression? returns)
    {
        var annotations = new List<Expression>();
        foreach (var parameter in ParametersOf(arguments))
        {
            if (parameter.Annotation is not null)
                annotations.Add(parameter.Annotation);
        }

        if (returns is not null)
            annotations.Add(returns);
        if (annotations.Count == 0)
            return;

        EnterAnnotations(arguments, attached: true);
        if (builder.Compilation.StringAnnotations)
        {
            // The annotate function gives texts, but what stands in them is checked all the same.
            builder.Leave();
            EnterAnnotations(arguments, attached: false);
        }

        builder.Expressions.VisitAll([.. annotations]);
        builder.Leave();
    }

    /// <summary>The parameters of a function in the order in which their annotations are evaluated.</summary>
    public static IEnumerable<Arg> ParametersOf(Arguments arguments)
    {
        foreach (var parameter in arguments.PosOnlyArgs)
            yield return parameter;
        foreach (var parameter in arguments.Args)
            yield return parameter;
        if (arguments.VarArg is not null)
            yield return arguments.VarArg;
        foreach (var parameter in arguments.KwOnlyArgs)
            yield return parameter;
        if (arguments.KwArg is not null)
            yield return arguments.KwArg;
    }

    /// <summary>The annotation of a variable: kept for modules and classes when its target is a plain name, else checked only.</summary>
    public void Variable(AnnAssign assign)
    {
        var scope = builder.Current;
        var isKept = assign.Simple && !scope.Kind.IsFunctionLike() && !builder.Compilation.StringAnnotations;
        scope.HasAnnotations = true;
        if (isKept)
        {
            // A module may be seen half executed, through a circular import.
            var isConditional = scope.Kind == ScopeKind.Module || scope.ConditionalDepth > 0;
            var index = isConditional ? scope.DeferredAnnotations.Count(each => each.Index >= 0) : -1;
            scope.DeferredAnnotations.Add((assign, index));
            scope.HasConditionalAnnotations |= isConditional;
        }

        if (!isKept)
        {
            EnterAnnotations(assign, attached: false);
        }
        else if (scope.AnnotationScope is null)
        {
            EnterAnnotations(scope.Node, attached: true);
            scope.AnnotationScope = builder.Current;
        }
        else
        {
            builder.Reenter(scope.AnnotationScope);
        }

        if (isKept && scope.HasConditionalAnnotations)
            builder.Use("__conditional_annotations__");
        builder.Expressions.Visit(assign.Annotation);
        builder.Leave();
    }

    /// <summary>Opens the scope of a generic's type parameters and visits them.</summary>
    public void EnterTypeParameters(Statement node, string name, ImmutableArray<TypeParameter> parameters,
        string? privateClass = null)
    {
        var isInClass = builder.Current.Kind == ScopeKind.Class;
        var scope = builder.Enter(ScopeKind.TypeParameters, $"<generic parameters of {name}>", node);
        if (privateClass is not null)
        {
            scope.PrivateClass = privateClass;
            scope.MangledNames = [.. parameters.Select(NameOf)];
        }

        if (isInClass)
        {
            scope.CanSeeClassScope = true;
            builder.Use("__classdict__");
        }

        var hasDefault = false;
        foreach (var parameter in parameters)
        {
            var parameterName = NameOf(parameter);
            builder.Bind(parameterName, parameter.Span, SymbolFlags.TypeParameter);
            var (defaultValue, kind) = parameter switch
            {
                TypeVar variable => (variable.DefaultValue, "TypeVar"),
                ParamSpec variable => (variable.DefaultValue, "ParamSpec"),
                TypeVarTuple variable => (variable.DefaultValue, "TypeVarTuple"),
                _ => (null, ""),
            };
            if (parameter is TypeVar { Bound: { } bound })
                Lazy(parameterName, bound, bound is Ast.Tuple ? "a TypeVar constraint" : "a TypeVar bound");
            if (defaultValue is not null)
                Lazy(parameterName, defaultValue, $"a {kind} default");
            else if (hasDefault)
            {
                throw builder.Compilation.Error(parameter.Span,
                    $"non-default type parameter '{parameterName}' follows default type parameter");
            }

            hasDefault |= defaultValue is not null;
        }
    }

    /// <summary>The name of a type parameter.</summary>
    public static string NameOf(TypeParameter parameter) => parameter switch
    {
        TypeVar variable => variable.Name,
        ParamSpec variable => variable.Name,
        TypeVarTuple variable => variable.Name,
        _ => throw new InvalidOperationException($"unknown type parameter {parameter.GetType().Name}"),
    };

    /// <summary>Opens the scope of an expression that is evaluated on demand.</summary>
    public Scope EnterLazy(ScopeKind kind, string name, Expression node, string description)
    {
        var canSeeClassScope = builder.Current.Kind == ScopeKind.Class || builder.Current.CanSeeClassScope;
        var scope = builder.Enter(kind, name, node);
        scope.Description = description;
        Prepare(scope, canSeeClassScope, node.Span);
        return scope;
    }

    private void Lazy(string name, Expression expression, string description)
    {
        EnterLazy(ScopeKind.TypeVariable, name, expression, description);
        builder.Expressions.Visit(expression);
        builder.Leave();
    }

    private void EnterAnnotations(Node node, bool attached)
    {
        var canSeeClassScope = builder.Current.Kind == ScopeKind.Class || builder.Current.CanSeeClassScope;
        var scope = builder.Enter(ScopeKind.Annotation, "__annotate__", node, attached);
        Prepare(scope, canSeeClassScope && attached && !builder.Compilation.StringAnnotations, node.Span);
    }

    private void Prepare(Scope scope, bool canSeeClassScope, Span span)
    {
        scope.CanSeeClassScope = canSeeClassScope;
        // The format that is asked for; not an identifier, so that it hides no global.
        builder.Bind(".format", span, SymbolFlags.Parameter);
        if (canSeeClassScope)
            builder.Use("__classdict__");
    }
}
