using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Looks for assignment expressions that bind a name.</summary>
internal static class NamedExpressionFinder
{
    /// <summary>Whether evaluating the expression may bind the name by <c>:=</c>.</summary>
    /// <remarks>Where the tree is too deep to look, the answer is yes: a copy too many does no harm.</remarks>
    public static bool Binds(Expression? expression, string name) => expression switch
    {
        null or Constant or Name or Lambda => false,
        _ when !RuntimeHelpers.TryEnsureSufficientExecutionStack() => true,
        NamedExpr named => named.Target.Id == name || Binds(named.Value, name),
        BoolOp boolean => Any(boolean.Values, name),
        BinOp binary => BindsChain(binary, name),
        UnaryOp unary => Binds(unary.Operand, name),
        Compare compare => Binds(compare.Left, name) || Any(compare.Comparators, name),
        Call call => Binds(call.Func, name) || Any(call.Args, name) || AnyKeyword(call.Keywords, name),
        Ast.Attribute attribute => Binds(attribute.Value, name),
        Subscript subscript => Binds(subscript.Value, name) || Binds(subscript.Slice, name),
        Slice slice => Binds(slice.Lower, name) || Binds(slice.Upper, name) || Binds(slice.Step, name),
        Starred starred => Binds(starred.Value, name),
        IfExp conditional => Binds(conditional.Test, name) || Binds(conditional.Body, name) || Binds(conditional.OrElse, name),
        Ast.Tuple tuple => Any(tuple.Elts, name),
        Ast.List list => Any(list.Elts, name),
        Set set => Any(set.Elts, name),
        Dict dict => dict.Keys.Any(key => Binds(key, name)) || Any(dict.Values, name),
        Await await => Binds(await.Value, name),
        Yield yield => Binds(yield.Value, name),
        YieldFrom yield => Binds(yield.Value, name),
        JoinedStr joined => Any(joined.Values, name),
        FormattedValue formatted => Binds(formatted.Value, name) || Binds(formatted.FormatSpec, name),
        TemplateStr template => Any(template.Values, name),
        Interpolation interpolation => Binds(interpolation.Value, name) || Binds(interpolation.FormatSpec, name),
        // An assignment expression in a comprehension binds the name around it.
        ListComp or SetComp or DictComp => true,
        _ => true,
    };

    private static bool BindsChain(BinOp binary, string name)
    {
        Expression node = binary;
        while (node is BinOp operation)
        {
            if (Binds(operation.Right, name))
                return true;
            node = operation.Left;
        }

        return Binds(node, name);
    }

    private static bool Any(ImmutableArray<Expression> expressions, string name)
    {
        foreach (var expression in expressions)
        {
            if (Binds(expression, name))
                return true;
        }

        return false;
    }

    private static bool AnyKeyword(ImmutableArray<Keyword> keywords, string name)
    {
        foreach (var keyword in keywords)
        {
            if (Binds(keyword.Value, name))
                return true;
        }

        return false;
    }
}
