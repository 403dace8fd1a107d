using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Tells whether an expression is small enough to stand twice in the code.</summary>
internal static class ExpressionSize
{
    /// <summary>Whether the expression has at most so many nodes and no code object of its own.</summary>
    public static bool IsAtMost(Expression expression, int nodes) => Spend(expression, ref nodes);

    private static bool Spend(Expression? expression, ref int budget)
    {
        if (expression is null)
            return true;
        if (--budget < 0)
            return false;
        switch (expression)
        {
            case Constant or Name:
                return true;
            case BinOp binary:
                return Spend(binary.Left, ref budget) && Spend(binary.Right, ref budget);
            case UnaryOp unary:
                return Spend(unary.Operand, ref budget);
            case BoolOp boolean:
                return SpendAll(boolean.Values.AsSpan(), ref budget);
            case Compare compare:
                return Spend(compare.Left, ref budget) && SpendAll(compare.Comparators.AsSpan(), ref budget);
            case Ast.Attribute attribute:
                return Spend(attribute.Value, ref budget);
            case Subscript subscript:
                return Spend(subscript.Value, ref budget) && Spend(subscript.Slice, ref budget);
            case Slice slice:
                return Spend(slice.Lower, ref budget) && Spend(slice.Upper, ref budget) && Spend(slice.Step, ref budget);
            case Call call:
                if (!Spend(call.Func, ref budget) || !SpendAll(call.Args.AsSpan(), ref budget))
                    return false;
                foreach (var keyword in call.Keywords)
                {
                    if (!Spend(keyword.Value, ref budget))
                        return false;
                }

                return true;
            case NamedExpr named:
                return Spend(named.Value, ref budget);
            case Ast.Tuple tuple:
                return SpendAll(tuple.Elts.AsSpan(), ref budget);
            case Await await:
                return Spend(await.Value, ref budget);
            case Starred starred:
                return Spend(starred.Value, ref budget);
            default:
                return false;
        }
    }

    private static bool SpendAll(ReadOnlySpan<Expression> expressions, ref int budget)
    {
        foreach (var expression in expressions)
        {
            if (!Spend(expression, ref budget))
                return false;
        }

        return true;
    }
}
