using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds the statements that hold blocks, definitions aside.</summary>
internal sealed class CompoundStatementBuilder(AstBuilder builder)
{
    // As deep as CPython lets an elif chain be: each is an If inside the other's else.
    private const int MaxElifs = 4000;

    private ExpressionBuilder Expressions => builder.Expressions;

    /// <summary>Builds one statement.</summary>
    public Statement Build(ParserRuleContext context) => context switch
    {
        PylParser.IfStatementContext c => BuildIf(c),
        PylParser.WhileStatementContext c => BuildWhile(c),
        PylParser.ForStatementContext c => BuildFor(c, null),
        PylParser.TryStatementContext c => BuildTry(c),
        PylParser.WithStatementContext c => BuildWith(c, null),
        PylParser.MatchStatementContext c => BuildMatch(c),
        PylParser.AsyncStatementContext c => BuildAsync(c),
        _ => throw new InvalidOperationException("unknown statement " + context.GetType().Name),
    };

    private Statement BuildAsync(PylParser.AsyncStatementContext context)
    {
        var start = context.First();
        return context.GetChild(1) switch
        {
            PylParser.FunctionDefinitionContext c => builder.Definitions.Function(c, [], start),
            PylParser.ForStatementContext c => BuildFor(c, start),
            var c => BuildWith((PylParser.WithStatementContext)c, start),
        };
    }

    private If BuildIf(PylParser.IfStatementContext context)
    {
        var test = Expressions.Build(context.Rule<PylParser.NamedExpressionContext>(1));
        var body = builder.Block(context.Rule<PylParser.BlockContext>(3));
        var last = context.ChildCount - 1;
        if (last - 3 > MaxElifs)
            throw builder.Faults.TooComplex();

        // In source order first, so that the first of several faults is the one reported; then nested from the end.
        var clauses = new List<(SourceToken Start, Expression Test, ImmutableArray<Statement> Body)>();
        var orElse = ImmutableArray<Statement>.Empty;
        for (var i = 4; i <= last; i++)
        {
            if (context.AsRule<PylParser.ElifClauseContext>(i) is { } elif)
            {
                clauses.Add((elif.First(), Expressions.Build(elif.Rule<PylParser.NamedExpressionContext>(1)),
                    builder.Block(elif.Rule<PylParser.BlockContext>(3))));
            }
            else
            {
                orElse = Else(context.Rule<PylParser.ElseClauseContext>(i));
            }
        }

        for (var i = clauses.Count - 1; i >= 0; i--)
        {
            var (start, elifTest, elifBody) = clauses[i];
            orElse = [new If(start.To(End(elifBody, orElse)), elifTest, elifBody, orElse)];
        }

        return new If(context.First().To(End(body, orElse)), test, body, orElse);
    }

    private While BuildWhile(PylParser.WhileStatementContext context)
    {
        var test = Expressions.Build(context.Rule<PylParser.NamedExpressionContext>(1));
        var body = builder.Block(context.Rule<PylParser.BlockContext>(3));
        var orElse = Else(context.AsRule<PylParser.ElseClauseContext>(4));
        return new While(context.First().To(End(body, orElse)), test, body, orElse);
    }

    private Statement BuildFor(PylParser.ForStatementContext context, SourceToken? async)
    {
        var target = Expressions.Build(context.Rule<PylParser.TargetsContext>(1));
        builder.Targets.CheckStore(target);
        var iter = Expressions.Build(context.Rule<PylParser.StarExpressionsContext>(3));
        var body = builder.Block(context.Rule<PylParser.BlockContext>(5));
        var orElse = Else(context.AsRule<PylParser.ElseClauseContext>(6));
        var span = (async ?? context.First()).To(End(body, orElse));
        return async is null
            ? new For(span, target, iter, body, orElse)
            : new AsyncFor(span, target, iter, body, orElse);
    }

    private Statement BuildWith(PylParser.WithStatementContext context, SourceToken? async)
    {
        var items = ImmutableArray.CreateBuilder<WithItem>();
        for (var i = 1; i < context.ChildCount - 1; i++)
        {
            if (context.AsRule<PylParser.WithItemContext>(i) is not { } item)
                continue;
            var value = Expressions.Build(item.Rule<PylParser.ExpressionContext>(0));
            var target = item.AsRule<PylParser.TargetContext>(2) is { } store ? Expressions.Build(store) : null;
            if (target is not null)
                builder.Targets.CheckStore(target);
            items.Add(new WithItem(item.Span(), value, target));
        }

        var body = builder.Block(context.Rule<PylParser.BlockContext>(context.ChildCount - 1));
        var span = (async ?? context.First()).To(body[^1].Span);
        return async is null
            ? new With(span, items.DrainToImmutable(), body)
            : new AsyncWith(span, items.DrainToImmutable(), body);
    }

    private Statement BuildTry(PylParser.TryStatementContext context)
    {
        var body = builder.Block(context.Rule<PylParser.BlockContext>(2));
        var handlers = ImmutableArray.CreateBuilder<ExceptHandler>();
        ImmutableArray<Statement> orElse = [], finalBody = [];
        var isStar = false;
        for (var i = 3; i < context.ChildCount; i++)
        {
            switch (context.GetChild(i))
            {
                case PylParser.ExceptClauseContext except:
                    var star = except.Type(1) == PylParser.STAR;
                    if (handlers.Count > 0 && star != isStar)
                        throw builder.Faults.At(star ? except.First().To(except.Token(1)!) : except.First().Range(),
                            "cannot have both 'except' and 'except*' on the same 'try'");
                    isStar = star;
                    handlers.Add(BuildHandler(except));
                    break;
                case PylParser.ElseClauseContext elseClause:
                    orElse = Else(elseClause);
                    break;
                case PylParser.FinallyClauseContext finallyClause:
                    finalBody = builder.Block(finallyClause.Rule<PylParser.BlockContext>(2));
                    break;
            }
        }

        var end = finalBody.Length > 0 ? finalBody[^1].Span
            : orElse.Length > 0 ? orElse[^1].Span
            : handlers[^1].Span;
        var span = context.First().To(end);
        return isStar
            ? new TryStar(span, body, handlers.DrainToImmutable(), orElse, finalBody)
            : new Try(span, body, handlers.DrainToImmutable(), orElse, finalBody);
    }

    private ExceptHandler BuildHandler(PylParser.ExceptClauseContext context)
    {
        var isStar = context.Type(1) == PylParser.STAR;
        var at = isStar ? 2 : 1;
        if (isStar && context.Type(at) == PylParser.COLON)
            throw builder.Faults.At(context.Token(at)!, "expected one or more exception types");
        var types = ImmutableArray.CreateBuilder<Expression>();
        SourceToken? name = null;
        var isList = false;
        var first = at;
        for (; context.Type(at) != PylParser.COLON; at++)
        {
            if (context.AsRule<PylParser.ExpressionContext>(at) is { } type)
                types.Add(Expressions.Build(type));
            else if (context.Type(at) == PylParser.COMMA)
                isList = true;
            else if (context.Type(at) == PylParser.NAME)
                name = context.Token(at);
        }

        if (isList && name is not null)
            throw builder.Faults.At(context.Rule<ParserRuleContext>(first).First().To(name),
                "multiple exception types must be parenthesized when using 'as'");
        Expression? matched = types.Count == 0 ? null : types[0];
        if (isList)
        {
            var last = context.Type(at - 1) == PylParser.COMMA
                ? context.Token(at - 1)!
                : context.Rule<ParserRuleContext>(at - 1).Last();
            matched = new Ast.Tuple(context.Rule<ParserRuleContext>(first).First().To(last), types.DrainToImmutable());
        }

        var body = builder.Block(context.Rule<PylParser.BlockContext>(at + 1));
        return new ExceptHandler(context.First().To(body[^1].Span), matched, name is null ? null : builder.Names.Get(name), body);
    }

    private Match BuildMatch(PylParser.MatchStatementContext context)
    {
        var subject = BuildSubject(context.Rule<PylParser.SubjectContext>(1));
        var cases = ImmutableArray.CreateBuilder<MatchCase>();
        for (var i = 5; i < context.ChildCount - 1; i++)
            cases.Add(BuildCase(context.Rule<PylParser.CaseClauseContext>(i)));
        return new Match(context.First().To(cases[^1].Span), subject, cases.DrainToImmutable());
    }

    private Expression BuildSubject(PylParser.SubjectContext context)
    {
        if (context.ChildCount == 1)
        {
            var only = context.Rule<PylParser.StarNamedExpressionContext>(0);
            if (only.Type(0) == PylParser.STAR)
                throw builder.Faults.Invalid(builder.Faults.Tokens[only.Last().TokenIndex + 1]);
            return Expressions.Build(only);
        }

        var elements = ImmutableArray.CreateBuilder<Expression>();
        for (var i = 0; i < context.ChildCount; i += 2)
            elements.Add(Expressions.Build(context.Rule<PylParser.StarNamedExpressionContext>(i)));
        return new Ast.Tuple(context.Span(), elements.DrainToImmutable());
    }

    private MatchCase BuildCase(PylParser.CaseClauseContext context)
    {
        var pattern = builder.Patterns.Build(context.Rule<PylParser.OpenPatternContext>(1));
        var guard = context.Type(2) == PylParser.IF
            ? Expressions.Build(context.Rule<PylParser.NamedExpressionContext>(3))
            : null;
        var body = builder.Block(context.Rule<PylParser.BlockContext>(context.ChildCount - 1));
        return new MatchCase(context.First().To(body[^1].Span), pattern, guard, body);
    }

    private ImmutableArray<Statement> Else(PylParser.ElseClauseContext? context) =>
        context is null ? [] : builder.Block(context.Rule<PylParser.BlockContext>(2));

    private static Span End(ImmutableArray<Statement> body, ImmutableArray<Statement> orElse) =>
        (orElse.Length > 0 ? orElse : body)[^1].Span;
}
