using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds what stands in brackets of its own: tuples, lists, sets, dicts and comprehensions.</summary>
internal sealed class DisplayBuilder(AstBuilder builder)
{
    private ExpressionBuilder Expressions => builder.Expressions;

    /// <summary><c>(...)</c>: a group, a tuple, a generator expression or a yield.</summary>
    public Expression Build(PylParser.ParenthesizedContext context)
    {
        if (context.AsRule<PylParser.YieldExpressionContext>(1) is { } yield)
            return Expressions.Build(yield);
        if (context.ChildCount == 2)
            return new Ast.Tuple(context.Span(), []);
        var first = context.Rule<PylParser.StarNamedExpressionContext>(1);
        if (context.ChildCount == 3)
        {
            return first.Type(0) == PylParser.STAR
                ? throw builder.Faults.At(first.Span(), "cannot use starred expression here")
                : Expressions.Build(first);
        }

        return context.Type(2) == PylParser.COMMA
            ? new Ast.Tuple(context.Span(), Elements(context))
            : new GeneratorExp(context.Span(), Element(first), Comprehensions(context, 2));
    }

    /// <summary><c>[...]</c>.</summary>
    public Expression Build(PylParser.ListDisplayContext context)
    {
        if (context.ChildCount == 2)
            return new List(context.Span(), []);
        if (context.ChildCount == 3 || context.Type(2) == PylParser.COMMA)
            return new List(context.Span(), Elements(context));
        var element = Element(context.Rule<PylParser.StarNamedExpressionContext>(1));
        return new ListComp(context.Span(), element, Comprehensions(context, 2));
    }

    /// <summary><c>{...}</c>: its first item says whether it is a dict or a set.</summary>
    public Expression Build(PylParser.BraceDisplayContext context)
    {
        if (context.ChildCount == 2)
            return new Dict(context.Span(), [], []);
        var first = context.Rule<PylParser.BraceItemContext>(1);
        var isDict = first.Type(0) == PylParser.DOUBLESTAR || first.Type(1) == PylParser.COLON;
        if (context.AsRule<PylParser.ComprehensionContext>(2) is not null)
            return BuildComprehension(context, first, isDict);
        return isDict ? BuildDict(context) : BuildSet(context);
    }

    /// <summary>The clauses of a comprehension, from a child of its context on.</summary>
    public ImmutableArray<Comprehension> Comprehensions(ParserRuleContext context, int from)
    {
        var clauses = ImmutableArray.CreateBuilder<Comprehension>(1);
        for (var i = from; context.AsRule<PylParser.ComprehensionContext>(i) is { } clause; i++)
        {
            var isAsync = clause.Type(0) == PylParser.ASYNC;
            var at = isAsync ? 2 : 1;
            var target = Expressions.Build(clause.Rule<PylParser.TargetsContext>(at));
            builder.Targets.CheckStore(target);
            var iter = Expressions.Build(clause.Rule<PylParser.OperatorSequenceContext>(at + 2));
            var ifs = ImmutableArray.CreateBuilder<Expression>();
            for (at += 4; at < clause.ChildCount; at += 2)
                ifs.Add(Expressions.Build(clause.Rule<PylParser.OperatorSequenceContext>(at)));
            clauses.Add(new Comprehension(clause.Span(), target, iter, ifs.DrainToImmutable(), isAsync));
        }

        return clauses.DrainToImmutable();
    }

    private ImmutableArray<Expression> Elements(ParserRuleContext context)
    {
        var elements = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount - 1; i += 2)
            elements.Add(Expressions.Build(context.Rule<PylParser.StarNamedExpressionContext>(i)));
        return elements.DrainToImmutable();
    }

    private Expression Element(PylParser.StarNamedExpressionContext context) =>
        context.Type(0) == PylParser.STAR
            ? throw builder.Faults.At(context.Span(), "iterable unpacking cannot be used in comprehension")
            : Expressions.Build(context);

    private Expression BuildComprehension(PylParser.BraceDisplayContext context, PylParser.BraceItemContext first, bool isDict)
    {
        if (first.Type(0) == PylParser.DOUBLESTAR)
            throw builder.Faults.At(first.First(), "dict unpacking cannot be used in dict comprehension");
        if (first.Type(0) == PylParser.STAR)
            throw builder.Faults.At(first.Span(), "iterable unpacking cannot be used in comprehension");
        var element = Expressions.Build(first.Rule<PylParser.NamedExpressionContext>(0));
        if (!isDict)
            return new SetComp(context.Span(), element, Comprehensions(context, 2));
        CheckKey(first);
        var value = Expressions.Build(first.Rule<PylParser.ExpressionContext>(2));
        return new DictComp(context.Span(), element, value, Comprehensions(context, 2));
    }

    private Set BuildSet(PylParser.BraceDisplayContext context)
    {
        var elements = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount - 1; i += 2)
        {
            var item = context.Rule<PylParser.BraceItemContext>(i);
            if (item.Type(0) == PylParser.DOUBLESTAR)
                throw builder.Faults.Invalid(item.First());
            if (item.Type(1) == PylParser.COLON)
                throw builder.Faults.Invalid(item.Token(1)!);
            elements.Add(item.Type(0) == PylParser.STAR
                ? new Starred(item.Span(), Expressions.Build(item.Rule<PylParser.BitwiseSequenceContext>(1)))
                : Expressions.Build(item.Rule<PylParser.NamedExpressionContext>(0)));
        }

        return new Set(context.Span(), elements.DrainToImmutable());
    }

    private Dict BuildDict(PylParser.BraceDisplayContext context)
    {
        var keys = ImmutableArray.CreateBuilder<Expression?>(context.ChildCount / 2);
        var values = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount - 1; i += 2)
        {
            var item = context.Rule<PylParser.BraceItemContext>(i);
            switch (item.Type(0))
            {
                case PylParser.DOUBLESTAR:
                    keys.Add(null);
                    values.Add(Expressions.Build(item.Rule<PylParser.BitwiseSequenceContext>(1)));
                    continue;
                case PylParser.STAR:
                    throw builder.Faults.Invalid(item.First());
            }

            CheckKey(item);
            if (item.ChildCount == 1)
            {
                var key = item.Last();
                throw builder.Faults.At(key.EndLine, key.EndColumn, key.EndLine, 0, "':' expected after dictionary key");
            }

            keys.Add(Expressions.Build(item.Rule<PylParser.NamedExpressionContext>(0)));
            values.Add(Expressions.Build(item.Rule<PylParser.ExpressionContext>(2)));
        }

        return new Dict(context.Span(), keys.DrainToImmutable(), values.DrainToImmutable());
    }

    private void CheckKey(PylParser.BraceItemContext item)
    {
        var key = item.Rule<PylParser.NamedExpressionContext>(0);
        if (key.ChildCount > 1)
            throw builder.Faults.Invalid(key.Token(1)!);
    }
}
