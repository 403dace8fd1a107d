using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds expressions from the rules above the operators, and operands below them.</summary>
internal sealed class ExpressionBuilder(AstBuilder builder)
{
    private readonly OperatorParser _operators = new(builder);

    /// <summary><c>value</c>: what may stand on either side of an <c>=</c>.</summary>
    public Expression Build(PylParser.ValueContext context) =>
        context.AsRule<PylParser.StarExpressionsContext>(0) is { } expressions
            ? Build(expressions)
            : Build(context.Rule<PylParser.YieldExpressionContext>(0));

    /// <summary><c>starExpressions</c>: one expression, or a tuple without parentheses.</summary>
    public Expression Build(PylParser.StarExpressionsContext context)
    {
        if (context.ChildCount == 1)
            return Build(context.Rule<PylParser.StarExpressionContext>(0));
        var elements = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2 + 1);
        for (var i = 0; i < context.ChildCount; i += 2)
            elements.Add(Build(context.Rule<PylParser.StarExpressionContext>(i)));
        return new Ast.Tuple(context.Span(), elements.DrainToImmutable());
    }

    /// <summary><c>starExpression</c>.</summary>
    public Expression Build(PylParser.StarExpressionContext context) =>
        context.AsRule<PylParser.ExpressionContext>(0) is { } expression
            ? Build(expression)
            : new Starred(context.Span(), Build(context.Rule<PylParser.BitwiseSequenceContext>(1)));

    /// <summary><c>starNamedExpression</c>.</summary>
    public Expression Build(PylParser.StarNamedExpressionContext context) =>
        context.AsRule<PylParser.NamedExpressionContext>(0) is { } expression
            ? Build(expression)
            : new Starred(context.Span(), Build(context.Rule<PylParser.BitwiseSequenceContext>(1)));

    /// <summary><c>namedExpression</c>: the walrus stores to a plain name only.</summary>
    public Expression Build(PylParser.NamedExpressionContext context)
    {
        var target = context.Rule<PylParser.ExpressionContext>(0);
        if (context.ChildCount == 1)
            return Build(target);
        var built = Build(target);
        if (built is not Name name || target.First() != target.Last())
            throw builder.Faults.At(built.Span, $"cannot use assignment expressions with {ExpressionNames.Of(built)}");
        return new NamedExpr(context.Span(), name, Build(context.Rule<PylParser.ExpressionContext>(2)));
    }

    /// <summary><c>yieldExpression</c>.</summary>
    public Expression Build(PylParser.YieldExpressionContext context)
    {
        var span = context.Span();
        if (context.Type(1) == PylParser.FROM)
            return new YieldFrom(span, Build(context.Rule<PylParser.ExpressionContext>(2)));
        return new Yield(span, context.AsRule<PylParser.StarExpressionsContext>(1) is { } value ? Build(value) : null);
    }

    /// <summary><c>expression</c>: a conditional expression, an operator sequence or a lambda.</summary>
    public Expression Build(PylParser.ExpressionContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (context.AsRule<PylParser.OperatorSequenceContext>(0) is not { } first)
        {
            var lambda = context.Rule<PylParser.LambdaContext>(0);
            var arguments = builder.Parameters.Build(lambda.AsRule<PylParser.LambdaParametersContext>(1), lambda.First());
            var body = Build(lambda.Rule<PylParser.ExpressionContext>(lambda.ChildCount - 1));
            return new Lambda(lambda.Span(), arguments, body);
        }

        var value = _operators.Build(first);
        if (context.ChildCount == 1)
            return value;
        var test = _operators.Build(context.Rule<PylParser.OperatorSequenceContext>(2));
        return new IfExp(context.Span(), test, value, Build(context.Rule<PylParser.ExpressionContext>(4)));
    }

    /// <summary><c>operatorSequence</c>.</summary>
    public Expression Build(PylParser.OperatorSequenceContext context) => _operators.Build(context);

    /// <summary><c>bitwiseSequence</c>.</summary>
    public Expression Build(PylParser.BitwiseSequenceContext context) => _operators.Build(context);

    /// <summary><c>targets</c> of a <c>for</c>: one target, or a tuple without parentheses.</summary>
    public Expression Build(PylParser.TargetsContext context)
    {
        if (context.ChildCount == 1)
            return Build(context.Rule<PylParser.TargetContext>(0));
        var elements = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2 + 1);
        for (var i = 0; i < context.ChildCount; i += 2)
            elements.Add(Build(context.Rule<PylParser.TargetContext>(i)));
        return new Ast.Tuple(context.Span(), elements.DrainToImmutable());
    }

    /// <summary><c>target</c>.</summary>
    public Expression Build(PylParser.TargetContext context)
    {
        var value = Build(context.Rule<PylParser.BitwiseSequenceContext>(context.ChildCount - 1));
        return context.ChildCount == 1 ? value : new Starred(context.Span(), value);
    }

    /// <summary><c>operand</c>: an atom with its trailers, from the left; long chains cost no stack.</summary>
    public Expression Build(PylParser.OperandContext context)
    {
        var at = context.Type(0) == PylParser.AWAIT ? 1 : 0;
        var start = context.children[at] is ParserRuleContext rule ? rule.First() : context.Token(at)!;
        var value = BuildAtom(context, at);
        for (at++; at < context.ChildCount; at++)
        {
            switch (context.children[at])
            {
                case PylParser.ArgumentsContext arguments:
                    var (positional, keywords) = builder.Calls.Arguments(arguments, isClass: false);
                    value = new Call(start.To(arguments.Last()), value, positional, keywords);
                    break;
                case PylParser.SubscriptContext subscript:
                    value = new Subscript(start.To(subscript.Last()), value, BuildIndex(subscript));
                    break;
                default:
                    var name = context.Token(++at)!;
                    value = new Ast.Attribute(start.To(name), value, builder.Names.Get(name));
                    break;
            }
        }

        return context.Type(0) == PylParser.AWAIT ? new Await(context.Span(), value) : value;
    }

    private Expression BuildAtom(PylParser.OperandContext context, int at)
    {
        switch (context.children[at])
        {
            case PylParser.StringsContext strings:
                return builder.Literals.Build(strings);
            case PylParser.ParenthesizedContext parenthesized:
                return builder.Displays.Build(parenthesized);
            case PylParser.ListDisplayContext list:
                return builder.Displays.Build(list);
            case PylParser.BraceDisplayContext braces:
                return builder.Displays.Build(braces);
        }

        var token = context.Token(at)!;
        var span = token.Range();
        return token.Type switch
        {
            PylParser.NAME => new Name(span, builder.Names.Get(token)),
            PylParser.NUMBER => new Constant(span, NumberParser.Parse(token, builder.Faults)),
            PylParser.NONE => new Constant(span, ConstantNone.Instance),
            PylParser.TRUE => new Constant(span, Constants.True),
            PylParser.FALSE => new Constant(span, Constants.False),
            _ => new Constant(span, ConstantEllipsis.Instance),
        };
    }

    private Expression BuildIndex(PylParser.SubscriptContext context)
    {
        var first = BuildIndex(context.Rule<PylParser.SubscriptItemContext>(1));
        if (context.ChildCount == 3 && first is not Starred)
            return first;
        var elements = ImmutableArray.CreateBuilder<Expression>(context.ChildCount / 2);
        elements.Add(first);
        for (var i = 3; i < context.ChildCount - 1; i += 2)
            elements.Add(BuildIndex(context.Rule<PylParser.SubscriptItemContext>(i)));
        var last = builder.Faults.Tokens[context.Last().TokenIndex - 1];
        return new Ast.Tuple(context.Rule<ParserRuleContext>(1).First().To(last), elements.DrainToImmutable());
    }

    private Expression BuildIndex(PylParser.SubscriptItemContext context)
    {
        if (context.Type(0) == PylParser.STAR)
            return new Starred(context.Span(), Build(context.Rule<PylParser.BitwiseSequenceContext>(1)));
        Expression? lower = null;
        if (context.AsRule<PylParser.NamedExpressionContext>(0) is { } item)
        {
            lower = Build(item);
            if (context.ChildCount == 1)
                return lower;
            if (item.ChildCount > 1)
                throw builder.Faults.Invalid(context.Rule<PylParser.SliceContext>(1).First());
        }

        var slice = context.Rule<PylParser.SliceContext>(context.ChildCount - 1);
        Expression? upper = null, step = null;
        var colons = 0;
        for (var i = 0; i < slice.ChildCount; i++)
        {
            if (slice.AsRule<PylParser.ExpressionContext>(i) is not { } bound)
                colons++;
            else if (colons == 1)
                upper = Build(bound);
            else
                step = Build(bound);
        }

        return new Slice(context.Span(), lower, upper, step);
    }

    /// <summary>Boxed once: the two are the commonest constants.</summary>
    private static class Constants
    {
        public static readonly object True = true;
        public static readonly object False = false;
    }
}
