using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Optimizer;

/// <summary>Computes expressions of constants while compiling. The values are those of a code object's constants.</summary>
public sealed class ConstantFolder(Compilation compilation)
{
    /// <summary>The value of a literal as the constants hold it.</summary>
    public static object? ValueOf(object literal) => literal switch
    {
        ConstantNone => null,
        ConstantEllipsis => EllipsisConstant.Instance,
        _ => literal,
    };

    /// <summary>The truth value of an expression that is constant, or null.</summary>
    public bool? Truth(Expression expression) =>
        TryFold(expression, out var value) ? ConstantArithmetic.Truth(value) : null;

    /// <summary>Whether the expression is constant, and its value.</summary>
    public bool TryFold(Expression expression, out object? value)
    {
        switch (expression)
        {
            case Constant constant:
                value = ValueOf(constant.Value);
                return true;
            case Name { Id: "__debug__" }:
                value = compilation.IsDebug;
                return true;
            case UnaryOp unary:
                compilation.CheckStack();
                if (TryFold(unary.Operand, out var operand))
                {
                    if (unary.Op != UnaryOperator.Not)
                        return ConstantArithmetic.TryUnary(unary.Op, operand, out value);
                    value = !ConstantArithmetic.Truth(operand);
                    return true;
                }

                break;
            case BinOp binary:
                return TryFoldBinary(binary, out value);
            case Ast.Tuple tuple:
                return TryFoldTuple(tuple, out value);
            case Subscript { Slice: not Slice } subscript:
                compilation.CheckStack();
                if (TryFold(subscript.Slice, out var index) && TryFold(subscript.Value, out var container))
                    return ConstantArithmetic.TryItem(container, index, out value);
                break;
        }

        value = null;
        return false;
    }

    /// <summary>
    /// Folds a chain of operators from its left end as far as it is constant.
    /// </summary>
    /// <param name="chain">The chain from the outermost operation to the innermost.</param>
    /// <param name="value">The value so far.</param>
    /// <returns>How many operations were folded, from the innermost; -1 when not even the leftmost operand is constant.</returns>
    public int FoldChain(IReadOnlyList<BinOp> chain, out object? value)
    {
        if (!TryFold(chain[^1].Left, out value))
            return -1;
        var folded = 0;
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            if (!TryFold(chain[i].Right, out var right) || !ConstantArithmetic.TryBinary(chain[i].Op, value, right, out var next))
                break;
            value = next;
            folded++;
        }

        return folded;
    }

    /// <summary>The chain of operations that leans to the left from here, the outermost first.</summary>
    public static List<BinOp> ChainOf(BinOp outermost)
    {
        var chain = new List<BinOp>();
        for (Expression node = outermost; node is BinOp binary; node = binary.Left)
            chain.Add(binary);
        return chain;
    }

    private bool TryFoldBinary(BinOp binary, out object? value)
    {
        compilation.CheckStack();
        var chain = ChainOf(binary);
        return FoldChain(chain, out value) == chain.Count;
    }

    private bool TryFoldTuple(Ast.Tuple tuple, out object? value)
    {
        compilation.CheckStack();
        value = null;
        var items = new List<object?>(tuple.Elts.Length);
        foreach (var element in tuple.Elts)
        {
            if (!TryFold(element, out var item))
                return false;
            items.Add(item);
        }

        value = new TupleConstant(items.ToArray());
        return true;
    }
}
