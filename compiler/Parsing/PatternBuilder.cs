using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds the patterns of <c>case</c> clauses.</summary>
internal sealed class PatternBuilder(AstBuilder builder)
{
    private Faults Faults => builder.Faults;

    /// <summary>The pattern of a clause: a comma makes it a sequence.</summary>
    public Pattern Build(PylParser.OpenPatternContext context)
    {
        var first = context.Rule<PylParser.PatternContext>(0);
        if (context.ChildCount > 1)
            return new MatchSequence(context.Span(), Sequence(context));
        return Build(first);
    }

    private Pattern Build(PylParser.PatternContext context)
    {
        if (context.Type(0) == PylParser.STAR)
            throw Faults.Invalid(Faults.Tokens[context.Last().TokenIndex + 1]);
        var pattern = Build(context.Rule<PylParser.OrPatternContext>(0));
        if (context.ChildCount == 1)
            return pattern;
        var target = context.Rule<PylParser.TargetContext>(2);
        var name = builder.Expressions.Build(target);
        if (name is not Name { Id: var id } || target.First() != target.Last())
            throw Faults.At(name.Span, $"cannot use {ExpressionNames.Of(name)} as pattern target");
        if (id == "_")
            throw Faults.At(name.Span, "cannot use '_' as a target");
        return new MatchAs(context.Span(), pattern, id);
    }

    private Pattern Build(PylParser.OrPatternContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var first = Build(context.Rule<PylParser.ClosedPatternContext>(0));
        if (context.ChildCount == 1)
            return first;
        var alternatives = ImmutableArray.CreateBuilder<Pattern>(context.ChildCount / 2 + 1);
        alternatives.Add(first);
        for (var i = 2; i < context.ChildCount; i += 2)
            alternatives.Add(Build(context.Rule<PylParser.ClosedPatternContext>(i)));
        return new MatchOr(context.Span(), alternatives.DrainToImmutable());
    }

    private Pattern Build(PylParser.ClosedPatternContext context)
    {
        var span = context.Span();
        switch (context.First().Type)
        {
            case PylParser.NONE:
                return new MatchSingleton(span, ConstantNone.Instance);
            case PylParser.TRUE:
                return new MatchSingleton(span, true);
            case PylParser.FALSE:
                return new MatchSingleton(span, false);
            case PylParser.LPAR:
                return BuildGroup(context, span);
            case PylParser.LSQB:
                return new MatchSequence(span, context.ChildCount == 2 ? [] : Sequence(context.Rule<ParserRuleContext>(1)));
            case PylParser.LBRACE:
                return BuildMapping(context, span);
            case PylParser.NAME when context.Last().Type == PylParser.RPAR:
                return BuildClass(context, span);
            case PylParser.NAME when context.ChildCount == 1:
                var name = builder.Names.Get(context.First());
                return new MatchAs(span, null, name == "_" ? null : name);
            default:
                return new MatchValue(span, BuildValue(context));
        }
    }

    private Pattern BuildGroup(PylParser.ClosedPatternContext context, Span span)
    {
        if (context.ChildCount == 2)
            return new MatchSequence(span, []);
        var inner = context.Rule<PylParser.OpenPatternContext>(1);
        return inner.ChildCount == 1 ? Build(inner) : new MatchSequence(span, Sequence(inner));
    }

    private ImmutableArray<Pattern> Sequence(ParserRuleContext context)
    {
        var patterns = ImmutableArray.CreateBuilder<Pattern>(context.ChildCount / 2 + 1);
        for (var i = 0; i < context.ChildCount; i += 2)
        {
            var item = context.Rule<PylParser.PatternContext>(i);
            if (item.Type(0) != PylParser.STAR)
            {
                patterns.Add(Build(item));
                continue;
            }

            var name = builder.Names.Get(item.Token(1)!);
            patterns.Add(new MatchStar(item.Span(), name == "_" ? null : name));
        }

        return patterns.DrainToImmutable();
    }

    private MatchMapping BuildMapping(PylParser.ClosedPatternContext context, Span span)
    {
        var keys = ImmutableArray.CreateBuilder<Expression>();
        var patterns = ImmutableArray.CreateBuilder<Pattern>();
        string? rest = null;
        for (var i = 1; i < context.ChildCount - 1; i += 2)
        {
            var item = context.Rule<PylParser.MappingItemContext>(i);
            if (rest is not null)
                throw Faults.Invalid(item.First());
            if (item.Type(0) == PylParser.DOUBLESTAR)
            {
                rest = builder.Names.Get(item.Token(1)!);
                if (rest == "_")
                    throw Faults.Invalid(item.Token(1)!);
                continue;
            }

            var key = item.Rule<PylParser.ClosedPatternContext>(0);
            keys.Add(Build(key) switch
            {
                MatchValue value => value.Value,
                MatchSingleton single => new Constant(single.Span, single.Value),
                _ => throw Faults.Invalid(key.ChildCount == 1 ? item.Token(1)! : key.Last()),
            });
            patterns.Add(Build(item.Rule<PylParser.PatternContext>(2)));
        }

        return new MatchMapping(span, keys.DrainToImmutable(), patterns.DrainToImmutable(), rest);
    }

    private MatchClass BuildClass(PylParser.ClosedPatternContext context, Span span)
    {
        var open = 1;
        while (context.Type(open) != PylParser.LPAR)
            open += 2;
        var cls = BuildName(context, open);
        var patterns = ImmutableArray.CreateBuilder<Pattern>();
        var names = ImmutableArray.CreateBuilder<string>();
        var values = ImmutableArray.CreateBuilder<Pattern>();
        for (var i = open + 1; i < context.ChildCount - 1; i += 2)
        {
            var argument = context.Rule<PylParser.PatternArgumentContext>(i);
            var first = argument.Rule<PylParser.PatternContext>(0);
            if (argument.ChildCount == 1)
            {
                var pattern = Build(first);
                if (names.Count > 0)
                    throw Faults.At(first.Span(), "positional patterns follow keyword patterns");
                patterns.Add(pattern);
                continue;
            }

            if (first.First().Type != PylParser.NAME || first.First() != first.Last())
                throw Faults.Invalid(argument.Token(1)!);
            names.Add(builder.Names.Get(first.First()));
            values.Add(Build(argument.Rule<PylParser.PatternContext>(2)));
        }

        return new MatchClass(span, cls, patterns.DrainToImmutable(), names.DrainToImmutable(), values.DrainToImmutable());
    }

    private Expression BuildValue(PylParser.ClosedPatternContext context)
    {
        if (context.AsRule<PylParser.StringsContext>(0) is { } strings)
            return builder.Literals.Build(strings);
        if (context.First().Type == PylParser.NAME)
            return BuildName(context, context.ChildCount);
        var at = context.Type(0) == PylParser.MINUS ? 1 : 0;
        var number = context.Token(at)!;
        Expression left = new Constant(number.Range(), NumberParser.Parse(number, Faults));
        if (at == 1)
            left = new UnaryOp(context.First().To(number), UnaryOperator.USub, left);
        if (context.ChildCount == at + 1)
            return left;
        if (NumberParser.Parse(number, Faults) is Complex)
            throw Faults.At(number, "real number required in complex literal");
        var imaginary = context.Token(at + 2)!;
        var right = new Constant(imaginary.Range(), NumberParser.Parse(imaginary, Faults));
        if (right.Value is not Complex)
            throw Faults.At(imaginary, "imaginary number required in complex literal");
        var op = context.Type(at + 1) == PylParser.PLUS ? BinaryOperator.Add : BinaryOperator.Sub;
        return new BinOp(context.Span(), left, op, right);
    }

    private Expression BuildName(PylParser.ClosedPatternContext context, int end)
    {
        var first = context.First();
        Expression name = new Name(first.Range(), builder.Names.Get(first));
        for (var i = 2; i < end; i += 2)
        {
            var token = context.Token(i)!;
            name = new Ast.Attribute(first.To(token), name, builder.Names.Get(token));
        }

        return name;
    }
}
