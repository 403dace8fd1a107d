using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>Notes the names of expressions, targets and patterns.</summary>
internal sealed class ExpressionScopes(ScopeBuilder builder)
{
    public void VisitOptional(Expression? expression)
    {
        if (expression is not null)
            Visit(expression);
    }

    /// <summary>Visits an expression that is read.</summary>
    public void Visit(Expression expression)
    {
        if (LeftOf(expression) is null)
        {
            VisitNode(expression);
            return;
        }

        // Chains of operators, calls and attributes lean to the left as far as the user likes.
        var spine = new Stack<Expression>();
        for (var left = expression; left is not null; left = LeftOf(left))
            spine.Push(left);
        VisitNode(spine.Pop());
        while (spine.TryPop(out var node))
            VisitRightOf(node);
    }

    /// <summary>Visits an expression that is assigned to.</summary>
    public void Target(Expression target)
    {
        builder.Compilation.CheckStack();
        switch (target)
        {
            case Name name:
                builder.Bind(name.Id, name.Span);
                break;
            case Ast.Tuple tuple:
                foreach (var element in tuple.Elts)
                    Target(element);
                break;
            case Ast.List list:
                foreach (var element in list.Elts)
                    Target(element);
                break;
            case Starred starred:
                Target(starred.Value);
                break;
            case Ast.Attribute attribute:
                builder.CheckAssignable(attribute.Attr, attribute.Span);
                if (attribute.Value is Name { Id: "self" })
                    NoteStaticAttribute(attribute.Attr);
                Visit(attribute.Value);
                break;
            default:
                Visit(target);
                break;
        }
    }

    /// <summary>Visits a pattern of a <c>case</c>.</summary>
    public void Pattern(Pattern pattern)
    {
        builder.Compilation.CheckStack();
        switch (pattern)
        {
            case MatchValue value:
                Visit(value.Value);
                break;
            case MatchSequence sequence:
                Patterns(sequence.Patterns);
                break;
            case MatchMapping mapping:
                foreach (var key in mapping.Keys)
                    Visit(key);
                Patterns(mapping.Patterns);
                if (mapping.Rest is not null)
                    builder.Bind(mapping.Rest, mapping.Span);
                break;
            case MatchClass matchClass:
                Visit(matchClass.Cls);
                Patterns(matchClass.Patterns);
                for (var i = 0; i < matchClass.KwdAttrs.Length; i++)
                    builder.CheckAssignable(matchClass.KwdAttrs[i], matchClass.KwdPatterns[i].Span);
                Patterns(matchClass.KwdPatterns);
                break;
            case MatchStar { Name: { } name }:
                builder.Bind(name, pattern.Span);
                break;
            case MatchAs capture:
                if (capture.Pattern is not null)
                    Pattern(capture.Pattern);
                if (capture.Name is not null)
                    builder.Bind(capture.Name, capture.Span);
                break;
            case MatchOr or:
                Patterns(or.Patterns);
                break;
        }
    }

    /// <summary>Visits the keyword arguments of a call or class.</summary>
    public void Keywords(ImmutableArray<Keyword> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (keyword.Arg is not null)
                builder.CheckAssignable(keyword.Arg, keyword.Span);
            Visit(keyword.Value);
        }
    }

    public void VisitAll(ImmutableArray<Expression> expressions)
    {
        foreach (var expression in expressions)
            Visit(expression);
    }

    private static Expression? LeftOf(Expression expression) => expression switch
    {
        BinOp binary => binary.Left,
        Ast.Attribute attribute => attribute.Value,
        Subscript subscript => subscript.Value,
        Call call => call.Func,
        _ => null,
    };

    private void VisitRightOf(Expression expression)
    {
        switch (expression)
        {
            case BinOp binary:
                Visit(binary.Right);
                break;
            case Subscript subscript:
                Visit(subscript.Slice);
                break;
            case Call call:
                VisitAll(call.Args);
                Keywords(call.Keywords);
                break;
        }
    }

    private void VisitNode(Expression expression)
    {
        builder.Compilation.CheckStack();
        switch (expression)
        {
            case Name name:
                builder.Use(name.Id);
                if (name.Id == "super" && builder.Current.Kind.IsFunctionLike() && !builder.Current.Kind.IsAnnotationLike())
                    builder.Use("__class__");
                break;
            case Constant:
                break;
            case BoolOp boolean:
                VisitAll(boolean.Values);
                break;
            case UnaryOp unary:
                Visit(unary.Operand);
                break;
            case Compare compare:
                Visit(compare.Left);
                VisitAll(compare.Comparators);
                break;
            case NamedExpr named:
                NamedExpression(named);
                break;
            case IfExp conditional:
                Visit(conditional.Test);
                Visit(conditional.Body);
                Visit(conditional.OrElse);
                break;
            case Lambda lambda:
                builder.Definitions.Lambda(lambda);
                break;
            case Await await:
                AwaitExpression(await);
                break;
            case Yield yield:
                RefuseInAnnotation(yield, "yield expression");
                VisitOptional(yield.Value);
                NoteYield(yield);
                break;
            case YieldFrom yield:
                RefuseInAnnotation(yield, "yield expression");
                Visit(yield.Value);
                NoteYield(yield);
                break;
            case Ast.Tuple tuple:
                VisitAll(tuple.Elts);
                break;
            case Ast.List list:
                VisitAll(list.Elts);
                break;
            case Set set:
                VisitAll(set.Elts);
                break;
            case Dict dict:
                for (var i = 0; i < dict.Values.Length; i++)
                {
                    VisitOptional(dict.Keys[i]);
                    Visit(dict.Values[i]);
                }

                break;
            case ListComp comprehension:
                Comprehend(comprehension, ScopeKind.ListComprehension, "<listcomp>", comprehension.Generators, comprehension.Elt);
                break;
            case SetComp comprehension:
                Comprehend(comprehension, ScopeKind.SetComprehension, "<setcomp>", comprehension.Generators, comprehension.Elt);
                break;
            case DictComp comprehension:
                Comprehend(comprehension, ScopeKind.DictComprehension, "<dictcomp>", comprehension.Generators, comprehension.Key,
                    comprehension.Value);
                break;
            case GeneratorExp comprehension:
                Comprehend(comprehension, ScopeKind.GeneratorExpression, "<genexpr>", comprehension.Generators, comprehension.Elt);
                break;
            case JoinedStr joined:
                VisitAll(joined.Values);
                break;
            case FormattedValue formatted:
                Visit(formatted.Value);
                VisitOptional(formatted.FormatSpec);
                break;
            case TemplateStr template:
                VisitAll(template.Values);
                break;
            case Interpolation interpolation:
                Visit(interpolation.Value);
                VisitOptional(interpolation.FormatSpec);
                break;
            case Starred starred:
                Visit(starred.Value);
                break;
            case Slice slice:
                VisitOptional(slice.Lower);
                VisitOptional(slice.Upper);
                VisitOptional(slice.Step);
                break;
        }
    }

    private void NamedExpression(NamedExpr named)
    {
        RefuseInAnnotation(named, "named expression");
        var scope = builder.Current;
        var name = named.Target;
        if (scope.IterableDepth > 0)
        {
            throw builder.Compilation.Error(named.Span,
                "assignment expression cannot be used in a comprehension iterable expression");
        }

        if (scope.Kind.IsComprehension())
            BindOutsideComprehension(name);
        Visit(named.Value);
        builder.Bind(name.Id, name.Span, SymbolFlags.NamedExpression);
    }

    /// <summary>The target of an assignment expression belongs to the scope around the comprehensions (PEP 572).</summary>
    private void BindOutsideComprehension(Name name)
    {
        var current = builder.Current;
        for (var scope = current; scope is not null; scope = scope.Parent)
        {
            if (scope.Kind.IsComprehension())
            {
                if (scope.TryGet(scope.Mangle(name.Id), out var target) && target.Has(SymbolFlags.ComprehensionTarget))
                {
                    throw builder.Compilation.Error(name.Span,
                        $"assignment expression cannot rebind comprehension iteration variable '{name.Id}'");
                }

                continue;
            }

            switch (scope.Kind)
            {
                case ScopeKind.Function or ScopeKind.Lambda:
                    var isGlobal = scope.TryGet(scope.Mangle(name.Id), out var outer) && outer.Has(SymbolFlags.Global);
                    builder.BindIn(current, name.Id, name.Span, isGlobal ? SymbolFlags.Global : SymbolFlags.Nonlocal);
                    current.AddDirective(current.Mangle(name.Id), name.Span);
                    builder.BindIn(scope, name.Id, name.Span, SymbolFlags.Bound | SymbolFlags.NamedExpression);
                    return;
                case ScopeKind.Module:
                    builder.BindIn(current, name.Id, name.Span, SymbolFlags.Global);
                    builder.BindIn(scope, name.Id, name.Span, SymbolFlags.Global);
                    return;
                case ScopeKind.Class:
                    throw builder.Compilation.Error(name.Span,
                        "assignment expression within a comprehension cannot be used in a class body");
                case ScopeKind.TypeVariable:
                    throw builder.Compilation.Error(name.Span,
                        "assignment expression within a comprehension cannot be used in a TypeVar bound");
                case ScopeKind.TypeAlias:
                    throw builder.Compilation.Error(name.Span,
                        "assignment expression within a comprehension cannot be used in a type alias");
                case ScopeKind.TypeParameters:
                    throw builder.Compilation.Error(name.Span,
                        "assignment expression within a comprehension cannot be used within the definition of a generic");
            }
        }
    }

    private void AwaitExpression(Await await)
    {
        RefuseInAnnotation(await, "await expression");
        var scope = builder.Current;
        if (!scope.Kind.IsFunctionLike() && !builder.CanAwait(scope))
            throw builder.Compilation.Error(await.Span, "'await' outside function");
        if (!scope.Kind.IsComprehension() && !builder.CanAwait(scope))
            throw builder.Compilation.Error(await.Span, "'await' outside async function");
        Visit(await.Value);
        scope.IsCoroutine = true;
    }

    private void NoteYield(Expression expression)
    {
        var scope = builder.Current;
        scope.IsGenerator = true;
        var where = scope.Kind switch
        {
            ScopeKind.ListComprehension => "list comprehension",
            ScopeKind.SetComprehension => "set comprehension",
            ScopeKind.DictComprehension => "dict comprehension",
            ScopeKind.GeneratorExpression => "generator expression",
            _ => null,
        };
        if (where is not null)
            throw builder.Compilation.Error(expression.Span, $"'yield' inside {where}");
    }

    private void RefuseInAnnotation(Expression expression, string what)
    {
        var where = builder.Current.Kind switch
        {
            ScopeKind.Annotation => "an annotation",
            ScopeKind.TypeVariable => builder.Current.Description,
            ScopeKind.TypeAlias => "a type alias",
            ScopeKind.TypeParameters => "the definition of a generic",
            _ => null,
        };
        if (where is not null)
            throw builder.Compilation.Error(expression.Span, $"{what} cannot be used within {where}");
    }

    private void Comprehend(Expression node, ScopeKind kind, string name, ImmutableArray<Comprehension> generators,
        Expression element, Expression? value = null)
    {
        var outer = builder.Current;
        var first = generators[0];
        outer.IterableDepth++;
        Visit(first.Iter);
        outer.IterableDepth--;

        var scope = builder.Enter(kind, name, node);
        // Inside the names of the class around are not seen, so such a comprehension is a function of its own.
        scope.IsInlined = kind != ScopeKind.GeneratorExpression && !outer.CanSeeClassScope;
        if (!scope.IsInlined)
            builder.Bind(".0", node.Span, SymbolFlags.Parameter);

        scope.IsCoroutine = first.IsAsync;
        ComprehensionTarget(first);
        VisitAll(first.Ifs);
        foreach (var generator in generators.AsSpan()[1..])
        {
            ComprehensionTarget(generator);
            scope.IterableDepth++;
            Visit(generator.Iter);
            scope.IterableDepth--;
            VisitAll(generator.Ifs);
            scope.IsCoroutine |= generator.IsAsync;
        }

        Visit(element);
        VisitOptional(value);
        builder.Leave();
        if (!scope.IsCoroutine || kind == ScopeKind.GeneratorExpression)
            return;
        if (!outer.Kind.IsComprehension() && !builder.CanAwait(outer))
        {
            throw builder.Compilation.Error(node.Span,
                "asynchronous comprehension outside of an asynchronous function");
        }

        outer.IsCoroutine = true;
    }

    private void ComprehensionTarget(Comprehension generator)
    {
        builder.Current.BindsComprehensionTarget = true;
        Target(generator.Target);
        builder.Current.BindsComprehensionTarget = false;
    }

    private void Patterns(ImmutableArray<Pattern> patterns)
    {
        foreach (var pattern in patterns)
            Pattern(pattern);
    }

    private void NoteStaticAttribute(string attribute)
    {
        for (var scope = builder.Current; scope is not null; scope = scope.Parent)
        {
            if (scope.Kind == ScopeKind.Class)
            {
                (scope.StaticAttributes ??= new SortedSet<string>(StringComparer.Ordinal)).Add(attribute);
                return;
            }
        }
    }
}
