using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Rejects what cannot be assigned to or deleted.</summary>
internal sealed class TargetChecker(Faults faults)
{
    /// <summary>Checks a target of <c>for</c>, <c>with</c> or a comprehension.</summary>
    public void CheckStore(Expression target)
    {
        if (FindInvalid(target, isDelete: false) is { } wrong)
            throw faults.At(wrong.Span, $"cannot assign to {ExpressionNames.Of(wrong)}");
    }

    /// <summary>Checks a target of <c>del</c>.</summary>
    public void CheckDelete(Expression target)
    {
        if (FindInvalid(target, isDelete: true) is { } wrong)
            throw faults.At(wrong.Span, $"cannot delete {ExpressionNames.Of(wrong)}");
    }

    /// <summary>
    /// Checks a target of an assignment statement, the child <paramref name="child"/> of its context. A lone target that
    /// could be the left side of a comparison gets a hint.
    /// </summary>
    public void CheckAssignment(Expression target, PylParser.ExpressionStatementContext statement, int child)
    {
        if (target is Yield or YieldFrom && statement.Rule<PylParser.ValueContext>(child).First().Type == PylParser.YIELD)
            throw faults.At(target.Span, "assignment to yield expression not possible");
        if (FindInvalid(target, isDelete: false) is not { } wrong)
            return;
        var message = $"cannot assign to {ExpressionNames.Of(wrong)}";
        if (statement.ChildCount == 3 && MayCompare(wrong, target, statement))
            message += " here. Maybe you meant '==' instead of '='?";
        throw faults.At(wrong.Span, message);
    }

    /// <summary>The innermost expression that makes a target invalid.</summary>
    private static Expression? FindInvalid(Expression target, bool isDelete)
    {
        switch (target)
        {
            case Name or Ast.Attribute or Subscript:
                return null;
            case Starred starred:
                return isDelete ? target : FindInvalid(starred.Value, isDelete);
            case List list:
                return FindInvalid(list.Elts, isDelete);
            case Ast.Tuple tuple:
                return FindInvalid(tuple.Elts, isDelete);
            default:
                return target;
        }
    }

    private static Expression? FindInvalid(System.Collections.Immutable.ImmutableArray<Expression> elements, bool isDelete)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var element in elements)
        {
            if (FindInvalid(element, isDelete) is { } wrong)
                return wrong;
        }

        return null;
    }

    private static bool MayCompare(Expression wrong, Expression target, PylParser.ExpressionStatementContext statement)
    {
        // `f() = not b` could not be a comparison.
        if (statement.Rule<PylParser.ValueContext>(2).First().Type
            is PylParser.NOT or PylParser.LAMBDA or PylParser.YIELD or PylParser.STAR)
            return false;
        var last = statement.Rule<PylParser.ValueContext>(0).AsRule<PylParser.StarExpressionsContext>(0);
        if (last is null || last.Type(last.ChildCount - 1) == PylParser.COMMA)
            return false;
        // The last element of a tuple without parentheses may be meant for a comparison, but not one inside parentheses.
        if (!ReferenceEquals(wrong, last.ChildCount == 1 ? target : ((Ast.Tuple)target).Elts[^1]))
            return false;
        var element = last.Rule<PylParser.StarExpressionContext>(last.ChildCount - 1);
        if (element.AsRule<PylParser.ExpressionContext>(0) is not { ChildCount: 1 } expression
            || expression.AsRule<PylParser.OperatorSequenceContext>(0) is not { } sequence)
            return false;
        for (var i = 0; i < sequence.ChildCount; i++)
        {
            if (sequence.Type(i) is PylParser.NOT or PylParser.AND or PylParser.OR or PylParser.IN or PylParser.IS
                or PylParser.LESS or PylParser.GREATER or PylParser.EQEQUAL or PylParser.NOTEQUAL or PylParser.LESSEQUAL
                or PylParser.GREATEREQUAL)
                return false;
        }

        return wrong is not (GeneratorExp or Constant { Value: ConstantNone or bool });
    }
}
