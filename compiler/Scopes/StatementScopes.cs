using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Scopes;

/// <summary>Notes the names of statements other than definitions.</summary>
internal sealed class StatementScopes(ScopeBuilder builder)
{
    private ExpressionScopes Expressions => builder.Expressions;

    public void VisitAll(ImmutableArray<Statement> statements)
    {
        foreach (var statement in statements)
            Visit(statement);
    }

    private void Visit(Statement statement)
    {
        builder.Compilation.CheckStack();
        switch (statement)
        {
            case FunctionDef function:
                builder.Definitions.Function(function, function.Name, function.Args, function.Body, function.DecoratorList,
                    function.Returns, function.TypeParams, isAsync: false);
                break;
            case AsyncFunctionDef function:
                builder.Definitions.Function(function, function.Name, function.Args, function.Body, function.DecoratorList,
                    function.Returns, function.TypeParams, isAsync: true);
                break;
            case ClassDef definition:
                builder.Definitions.Class(definition);
                break;
            case TypeAlias alias:
                builder.Definitions.Alias(alias);
                break;
            case Return @return:
                Expressions.VisitOptional(@return.Value);
                break;
            case Delete delete:
                foreach (var target in delete.Targets)
                    DeleteTarget(target);
                break;
            case Assign assign:
                foreach (var target in assign.Targets)
                    Expressions.Target(target);
                Expressions.Visit(assign.Value);
                break;
            case AugAssign assign:
                AugmentedTarget(assign.Target);
                Expressions.Visit(assign.Value);
                break;
            case AnnAssign assign:
                Annotated(assign);
                break;
            case For loop:
                ForLoop(loop.Target, loop.Iter, loop.Body, loop.OrElse);
                break;
            case AsyncFor loop:
                RequireAsync(loop, "'async for' outside async function");
                ForLoop(loop.Target, loop.Iter, loop.Body, loop.OrElse);
                break;
            case While loop:
                Expressions.Visit(loop.Test);
                Conditional(loop.Body);
                Conditional(loop.OrElse);
                break;
            case If branch:
                VisitIf(branch);
                break;
            case With with:
                WithStatement(with.Items, with.Body);
                break;
            case AsyncWith with:
                RequireAsync(with, "'async with' outside async function");
                WithStatement(with.Items, with.Body);
                break;
            case Match match:
                Expressions.Visit(match.Subject);
                foreach (var matchCase in match.Cases)
                {
                    Expressions.Pattern(matchCase.Pattern);
                    Expressions.VisitOptional(matchCase.Guard);
                    Conditional(matchCase.Body);
                }

                break;
            case Raise raise:
                Expressions.VisitOptional(raise.Exc);
                Expressions.VisitOptional(raise.Cause);
                break;
            case Try @try:
                TryStatement(@try.Body, @try.Handlers, @try.OrElse, @try.FinalBody);
                break;
            case TryStar @try:
                TryStatement(@try.Body, @try.Handlers, @try.OrElse, @try.FinalBody);
                break;
            case Assert assert:
                Expressions.Visit(assert.Test);
                Expressions.VisitOptional(assert.Msg);
                break;
            case Import import:
                foreach (var alias in import.Names)
                    Alias(alias);
                break;
            case ImportFrom import:
                foreach (var alias in import.Names)
                    Alias(alias);
                break;
            case Global global:
                Declare(global.Names, global, SymbolFlags.Global, "global");
                break;
            case Nonlocal nonlocal:
                if (builder.Current.Kind == ScopeKind.Module)
                    throw builder.Compilation.Error(nonlocal.Span, "nonlocal declaration not allowed at module level");
                Declare(nonlocal.Names, nonlocal, SymbolFlags.Nonlocal, "nonlocal");
                break;
            case ExprStatement expression:
                Expressions.Visit(expression.Value);
                break;
        }
    }

    private void VisitIf(If branch)
    {
        // An elif chain is a deep tree; it is walked in a loop.
        while (true)
        {
            Expressions.Visit(branch.Test);
            Conditional(branch.Body);
            if (branch.OrElse is not [If next])
                break;
            branch = next;
        }

        Conditional(branch.OrElse);
    }

    private void Conditional(ImmutableArray<Statement> body)
    {
        builder.Current.ConditionalDepth++;
        VisitAll(body);
        builder.Current.ConditionalDepth--;
    }

    private void ForLoop(Expression target, Expression iter, ImmutableArray<Statement> body, ImmutableArray<Statement> orElse)
    {
        Expressions.Target(target);
        Expressions.Visit(iter);
        Conditional(body);
        Conditional(orElse);
    }

    private void WithStatement(ImmutableArray<WithItem> items, ImmutableArray<Statement> body)
    {
        foreach (var item in items)
        {
            Expressions.Visit(item.ContextExpr);
            if (item.OptionalVars is not null)
                Expressions.Target(item.OptionalVars);
        }

        Conditional(body);
    }

    private void TryStatement(ImmutableArray<Statement> body, ImmutableArray<ExceptHandler> handlers,
        ImmutableArray<Statement> orElse, ImmutableArray<Statement> finalBody)
    {
        Conditional(body);
        foreach (var handler in handlers)
        {
            Expressions.VisitOptional(handler.Type);
            if (handler.Name is not null)
                builder.Bind(handler.Name, handler.Span, SymbolFlags.Unbound);
            Conditional(handler.Body);
        }

        Conditional(orElse);
        Conditional(finalBody);
    }

    private void DeleteTarget(Expression target)
    {
        switch (target)
        {
            case Name name:
                if (name.Id == "__debug__")
                    throw builder.Compilation.Error(name.Span, "cannot delete __debug__");
                builder.Bind(name.Id, name.Span, SymbolFlags.Unbound);
                break;
            case Ast.Tuple tuple:
                foreach (var element in tuple.Elts)
                    DeleteTarget(element);
                break;
            case Ast.List list:
                foreach (var element in list.Elts)
                    DeleteTarget(element);
                break;
            case Ast.Attribute { Attr: "__debug__" } attribute:
                throw builder.Compilation.Error(attribute.Span, "cannot delete __debug__");
            default:
                Expressions.Visit(target);
                break;
        }
    }

    private void AugmentedTarget(Expression target)
    {
        switch (target)
        {
            case Name name:
                // Read and bound. CPython notes only the binding: a later `global` then says "assigned to".
                builder.Bind(name.Id, name.Span);
                break;
            case Ast.Attribute attribute:
                builder.CheckAssignable(attribute.Attr, attribute.Span);
                Expressions.Visit(attribute.Value);
                break;
            default:
                Expressions.Visit(target);
                break;
        }
    }

    private void Annotated(AnnAssign assign)
    {
        if (assign.Target is Name name)
        {
            var scope = builder.Current;
            if (assign.Simple && scope.Kind != ScopeKind.Module && scope.TryGet(scope.Mangle(name.Id), out var known)
                && (known.Flags & (SymbolFlags.Global | SymbolFlags.Nonlocal)) != 0)
            {
                var what = known.Has(SymbolFlags.Global) ? "global" : "nonlocal";
                throw builder.Compilation.Error(assign.Span, $"annotated name '{name.Id}' can't be {what}");
            }

            if (assign.Simple)
                builder.Bind(name.Id, name.Span, SymbolFlags.Annotated);
            else if (assign.Value is not null)
                builder.Bind(name.Id, name.Span);
        }
        else
        {
            Expressions.Target(assign.Target);
        }

        builder.Annotations.Variable(assign);
        Expressions.VisitOptional(assign.Value);
    }

    private void Alias(Alias alias)
    {
        if (alias.Name == "*")
        {
            if (builder.Current.Kind != ScopeKind.Module)
                throw builder.Compilation.Error(alias.Span, "import * only allowed at module level");
            return;
        }

        var name = alias.AsName ?? alias.Name;
        var dot = name.IndexOf('.');
        builder.BindIn(builder.Current, dot < 0 ? name : name[..dot], alias.Span, SymbolFlags.Bound);
    }

    private void Declare(ImmutableArray<string> names, Statement statement, SymbolFlags flag, string keyword)
    {
        var scope = builder.Current;
        foreach (var name in names)
        {
            var mangled = scope.Mangle(name);
            if (scope.TryGet(mangled, out var known))
            {
                var text =
                    known.Has(SymbolFlags.Parameter) ? $"name '{name}' is parameter and {keyword}"
                    : known.Has(SymbolFlags.Used) ? $"name '{name}' is used prior to {keyword} declaration"
                    : known.Has(SymbolFlags.Annotated) ? $"annotated name '{name}' can't be {keyword}"
                    : known.Has(SymbolFlags.Assigned) ? $"name '{name}' is assigned to before {keyword} declaration"
                    : null;
                if (text is not null)
                    throw builder.Compilation.Error(statement.Span, text);
            }

            scope.GetOrAdd(mangled).Flags |= flag;
            scope.AddDirective(mangled, statement.Span);
            if (flag == SymbolFlags.Global)
            {
                // The module means the same variable, even where its namespace is not that of the globals: exec(source, globals, locals).
                builder.Module.GetOrAdd(mangled).Flags |= flag;
            }
        }
    }

    private void RequireAsync(Statement statement, string message)
    {
        if (!builder.CanAwait(builder.Current))
            throw builder.Compilation.Error(statement.Span, message);
        builder.Current.IsCoroutine = true;
    }
}
