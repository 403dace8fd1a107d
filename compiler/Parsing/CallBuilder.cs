using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds the arguments of calls and class definitions.</summary>
internal sealed class CallBuilder(AstBuilder builder)
{
    /// <summary>Positional arguments (starred ones among them) and keyword arguments, each in source order.</summary>
    public (ImmutableArray<Expression> Positional, ImmutableArray<Keyword> Keywords) Arguments(
        PylParser.ArgumentsContext context, bool isClass)
    {
        if (context.ChildCount == 2)
            return ([], []);
        var positional = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2);
        var keywords = ImmutableArray.CreateBuilder<Keyword>();
        var hasUnpacking = false;
        for (var i = 1; i < context.ChildCount - 1; i += 2)
        {
            var argument = context.Rule<PylParser.ArgumentContext>(i);
            if (argument.Type(0) == PylParser.DOUBLESTAR)
            {
                keywords.Add(new Keyword(argument.Span(), null, Value(argument, 1)));
                hasUnpacking = true;
            }
            else if (argument.Type(0) == PylParser.STAR)
            {
                if (hasUnpacking)
                    throw builder.Faults.At(context.Token(i - 1)!.To(argument.Last()),
                        "iterable argument unpacking follows keyword argument unpacking");
                positional.Add(new Starred(argument.Span(), Value(argument, 1)));
            }
            else if (argument.Type(1) == PylParser.EQUAL)
            {
                keywords.Add(BuildKeyword(argument));
            }
            else
            {
                if (argument.AsRule<PylParser.ComprehensionContext>(argument.ChildCount - 1) is not null)
                {
                    if (context.ChildCount > 3)
                        throw builder.Faults.At(argument.Span(), "Generator expression must be parenthesized");
                    if (isClass)
                        throw builder.Faults.Invalid(FirstComprehension(argument).First());
                }

                positional.Add(BuildPositional(argument, context));
                if (keywords.Count > 0)
                    throw builder.Faults.At(context.Last(), hasUnpacking
                        ? "positional argument follows keyword argument unpacking"
                        : "positional argument follows keyword argument");
            }
        }

        return (positional.DrainToImmutable(), keywords.DrainToImmutable());
    }

    private Expression BuildPositional(PylParser.ArgumentContext argument, PylParser.ArgumentsContext arguments)
    {
        var first = argument.Rule<PylParser.ExpressionContext>(0);
        var value = builder.Expressions.Build(first);
        if (argument.ChildCount == 1)
            return value;
        var clauses = 1;
        if (argument.Type(1) == PylParser.COLONEQUAL)
        {
            var target = value as Name;
            if (target is null || first.First() != first.Last())
                throw builder.Faults.Invalid(argument.Token(1)!);
            var assigned = argument.Rule<PylParser.ExpressionContext>(2);
            value = new NamedExpr(first.First().To(assigned.Last()), target, builder.Expressions.Build(assigned));
            clauses = 3;
        }

        // A generator expression that is the only argument takes the call's parentheses for its own.
        return argument.ChildCount > clauses
            ? new GeneratorExp(arguments.Span(), value, builder.Displays.Comprehensions(argument, clauses))
            : value;
    }

    private Keyword BuildKeyword(PylParser.ArgumentContext argument)
    {
        var target = argument.Rule<PylParser.ExpressionContext>(0);
        var name = target.First();
        if (name.Type != PylParser.NAME || name != target.Last())
        {
            var range = name.To(argument.Token(1)!);
            throw name == target.Last() && name.Type is PylParser.TRUE or PylParser.FALSE or PylParser.NONE
                ? builder.Faults.At(range, $"cannot assign to {name.Text}")
                : builder.Faults.At(range, "expression cannot contain assignment, perhaps you meant \"==\"?");
        }

        return new Keyword(argument.Span(), builder.Names.Get(name), Value(argument, 2));
    }

    private Expression Value(PylParser.ArgumentContext argument, int child) =>
        builder.Expressions.Build(argument.Rule<PylParser.ExpressionContext>(child));

    private static ParserRuleContext FirstComprehension(PylParser.ArgumentContext argument)
    {
        var i = 0;
        while (argument.AsRule<PylParser.ComprehensionContext>(i) is null)
            i++;
        return argument.Rule<PylParser.ComprehensionContext>(i);
    }
}
