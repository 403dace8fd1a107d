using System.Collections.Immutable;
using System.Text;
using Pyl.Compiler.Ast;
using Pyl.Bytecode;
using Pyl.Compiler.Optimizer;

namespace Pyl.Compiler.Unparsing;

/// <summary>
/// Source text of expressions, as CPython writes annotations down under <c>from __future__ import annotations</c>.
/// </summary>
public sealed class Unparser
{
    private readonly StringBuilder text = new();
    private readonly Compilation compilation;

    private Unparser(Compilation compilation) => this.compilation = compilation;

    // In ascending order: an operand of lower precedence than its place asks for is put into parentheses.
    private enum Precedence
    {
        Tuple,
        Test,
        Or,
        And,
        Not,
        Comparison,
        BitOr,
        BitXor,
        BitAnd,
        Shift,
        Arithmetic,
        Term,
        Factor,
        Power,
        Await,
        Atom,
    }

    /// <summary>The text of an expression.</summary>
    public static string TextOf(Compilation compilation, Expression expression)
    {
        var unparser = new Unparser(compilation);
        unparser.Write(expression, Precedence.Test);
        return unparser.text.ToString();
    }

    private void Write(Expression expression, Precedence level)
    {
        compilation.CheckStack();
        switch (expression)
        {
            case Constant constant:
                WriteConstant(constant);
                break;
            case Name name:
                text.Append(name.Id);
                break;
            case BoolOp boolean:
                var joint = boolean.Op == BoolOperator.And ? Precedence.And : Precedence.Or;
                Parenthesised(level > joint, () =>
                    Separated(boolean.Values, boolean.Op == BoolOperator.And ? " and " : " or ", joint + 1));
                break;
            case BinOp binary:
                WriteBinary(binary, level);
                break;
            case UnaryOp unary:
                WriteUnary(unary, level);
                break;
            case Compare compare:
                Parenthesised(level > Precedence.Comparison, () => WriteComparison(compare));
                break;
            case Lambda lambda:
                Parenthesised(level > Precedence.Test, () =>
                {
                    text.Append(lambda.Args is { PosOnlyArgs.IsEmpty: true, Args.IsEmpty: true, VarArg: null, KwOnlyArgs.IsEmpty: true, KwArg: null } ? "lambda" : "lambda ");
                    WriteParameters(lambda.Args);
                    text.Append(": ");
                    Write(lambda.Body, Precedence.Test);
                });
                break;
            case IfExp conditional:
                Parenthesised(level > Precedence.Test, () =>
                {
                    Write(conditional.Body, Precedence.Test + 1);
                    text.Append(" if ");
                    Write(conditional.Test, Precedence.Test + 1);
                    text.Append(" else ");
                    Write(conditional.OrElse, Precedence.Test);
                });
                break;
            case NamedExpr named:
                Parenthesised(level > Precedence.Tuple, () =>
                {
                    Write(named.Target, Precedence.Atom);
                    text.Append(" := ");
                    Write(named.Value, Precedence.Atom);
                });
                break;
            case Await await:
                Parenthesised(level > Precedence.Await, () =>
                {
                    text.Append("await ");
                    Write(await.Value, Precedence.Atom);
                });
                break;
            case Yield yield:
                text.Append(yield.Value is null ? "(yield" : "(yield ");
                if (yield.Value is not null)
                    Write(yield.Value, Precedence.Tuple);
                text.Append(')');
                break;
            case YieldFrom yield:
                text.Append("(yield from ");
                Write(yield.Value, Precedence.Test);
                text.Append(')');
                break;
            case Call call:
                WriteCall(call);
                break;
            case Ast.Attribute attribute:
                Write(attribute.Value, Precedence.Atom);
                // "1.real" would be read as a float.
                text.Append(attribute.Value is Constant { Value: long or System.Numerics.BigInteger } ? " ." : ".").Append(attribute.Attr);
                break;
            case Subscript subscript:
                Write(subscript.Value, Precedence.Atom);
                text.Append('[');
                Write(subscript.Slice, Precedence.Tuple);
                text.Append(']');
                break;
            case Slice slice:
                WriteSlice(slice);
                break;
            case Starred starred:
                text.Append('*');
                Write(starred.Value, Precedence.BitOr);
                break;
            default:
                WriteDisplay(expression, level);
                break;
        }
    }

    private void WriteDisplay(Expression expression, Precedence level)
    {
        switch (expression)
        {
            case Ast.Tuple { Elts.IsEmpty: true }:
                text.Append("()");
                break;
            case Ast.Tuple tuple:
                Parenthesised(level > Precedence.Tuple, () =>
                {
                    Separated(tuple.Elts, ", ", Precedence.Test);
                    if (tuple.Elts.Length == 1)
                        text.Append(',');
                });
                break;
            case Ast.List list:
                text.Append('[');
                Separated(list.Elts, ", ", Precedence.Test);
                text.Append(']');
                break;
            case Set set:
                text.Append('{');
                Separated(set.Elts, ", ", Precedence.Test);
                text.Append('}');
                break;
            case Dict dict:
                WriteDict(dict);
                break;
            case ListComp comprehension:
                WriteComprehension('[', comprehension.Elt, null, comprehension.Generators, ']');
                break;
            case SetComp comprehension:
                WriteComprehension('{', comprehension.Elt, null, comprehension.Generators, '}');
                break;
            case DictComp comprehension:
                WriteComprehension('{', comprehension.Key, comprehension.Value, comprehension.Generators, '}');
                break;
            case GeneratorExp comprehension:
                WriteComprehension('(', comprehension.Elt, null, comprehension.Generators, ')');
                break;
            case JoinedStr joined:
                text.Append('f').Append(ConstantText.OfString(Pieces(joined.Values)));
                break;
            case TemplateStr template:
                text.Append('t').Append(ConstantText.OfString(Pieces(template.Values)));
                break;
            case FormattedValue or Interpolation:
                text.Append('f').Append(ConstantText.OfString(Pieces([expression])));
                break;
            default:
                throw new InvalidOperationException($"no text for {expression.GetType().Name}");
        }
    }

    private void Parenthesised(bool isNeeded, Action write)
    {
        if (isNeeded)
            text.Append('(');
        write();
        if (isNeeded)
            text.Append(')');
    }

    private void Separated(ImmutableArray<Expression> expressions, string separator, Precedence level)
    {
        for (var i = 0; i < expressions.Length; i++)
        {
            if (i > 0)
                text.Append(separator);
            Write(expressions[i], level);
        }
    }

    private void WriteConstant(Constant constant)
    {
        switch (constant.Value)
        {
            case ConstantEllipsis:
                text.Append("...");
                break;
            case string value:
                text.Append(constant.Kind).Append(ConstantText.OfString(value));
                break;
            default:
                // An infinite literal is written as one that overflows.
                text.Append(ConstantText.Of(ConstantFolder.ValueOf(constant.Value)).Replace("inf", "1e309", StringComparison.Ordinal));
                break;
        }
    }

    private void WriteBinary(BinOp binary, Precedence level)
    {
        var (sign, precedence) = binary.Op switch
        {
            Ast.BinaryOperator.Add => (" + ", Precedence.Arithmetic),
            Ast.BinaryOperator.Sub => (" - ", Precedence.Arithmetic),
            Ast.BinaryOperator.Mult => (" * ", Precedence.Term),
            Ast.BinaryOperator.MatMult => (" @ ", Precedence.Term),
            Ast.BinaryOperator.Div => (" / ", Precedence.Term),
            Ast.BinaryOperator.Mod => (" % ", Precedence.Term),
            Ast.BinaryOperator.LShift => (" << ", Precedence.Shift),
            Ast.BinaryOperator.RShift => (" >> ", Precedence.Shift),
            Ast.BinaryOperator.BitOr => (" | ", Precedence.BitOr),
            Ast.BinaryOperator.BitXor => (" ^ ", Precedence.BitXor),
            Ast.BinaryOperator.BitAnd => (" & ", Precedence.BitAnd),
            Ast.BinaryOperator.FloorDiv => (" // ", Precedence.Term),
            _ => (" ** ", Precedence.Power),
        };
        var isRightAssociative = binary.Op == Ast.BinaryOperator.Pow;
        Parenthesised(level > precedence, () =>
        {
            Write(binary.Left, isRightAssociative ? precedence + 1 : precedence);
            text.Append(sign);
            Write(binary.Right, isRightAssociative ? precedence : precedence + 1);
        });
    }

    private void WriteUnary(UnaryOp unary, Precedence level)
    {
        var (sign, precedence) = unary.Op switch
        {
            UnaryOperator.Not => ("not ", Precedence.Not),
            UnaryOperator.Invert => ("~", Precedence.Factor),
            UnaryOperator.UAdd => ("+", Precedence.Factor),
            _ => ("-", Precedence.Factor),
        };
        Parenthesised(level > precedence, () =>
        {
            text.Append(sign);
            Write(unary.Operand, precedence);
        });
    }

    private void WriteComparison(Compare compare)
    {
        Write(compare.Left, Precedence.Comparison + 1);
        for (var i = 0; i < compare.Ops.Length; i++)
        {
            text.Append(compare.Ops[i] switch
            {
                CompareOperator.Eq => " == ",
                CompareOperator.NotEq => " != ",
                CompareOperator.Lt => " < ",
                CompareOperator.LtE => " <= ",
                CompareOperator.Gt => " > ",
                CompareOperator.GtE => " >= ",
                CompareOperator.Is => " is ",
                CompareOperator.IsNot => " is not ",
                CompareOperator.In => " in ",
                _ => " not in ",
            });
            Write(compare.Comparators[i], Precedence.Comparison + 1);
        }
    }

    private void WriteParameters(Arguments arguments)
    {
        var positional = arguments.PosOnlyArgs.AddRange(arguments.Args);
        var firstDefault = positional.Length - arguments.Defaults.Length;
        var isFirst = true;
        for (var i = 0; i < positional.Length; i++)
        {
            Comma(ref isFirst);
            text.Append(positional[i].Name);
            if (i >= firstDefault)
            {
                text.Append('=');
                Write(arguments.Defaults[i - firstDefault], Precedence.Test);
            }

            if (i + 1 == arguments.PosOnlyArgs.Length)
                text.Append(", /");
        }

        if (arguments.VarArg is not null || !arguments.KwOnlyArgs.IsEmpty)
        {
            Comma(ref isFirst);
            text.Append('*').Append(arguments.VarArg?.Name);
        }

        for (var i = 0; i < arguments.KwOnlyArgs.Length; i++)
        {
            Comma(ref isFirst);
            text.Append(arguments.KwOnlyArgs[i].Name);
            if (arguments.KwDefaults[i] is { } value)
            {
                text.Append('=');
                Write(value, Precedence.Test);
            }
        }

        if (arguments.KwArg is not null)
        {
            Comma(ref isFirst);
            text.Append("**").Append(arguments.KwArg.Name);
        }
    }

    private void Comma(ref bool isFirst)
    {
        if (!isFirst)
            text.Append(", ");
        isFirst = false;
    }

    private void WriteCall(Call call)
    {
        Write(call.Func, Precedence.Atom);
        if (call is { Args: [GeneratorExp generator], Keywords.IsEmpty: true })
        {
            Write(generator, Precedence.Test);
            return;
        }

        text.Append('(');
        var isFirst = true;
        foreach (var argument in call.Args)
        {
            Comma(ref isFirst);
            Write(argument, Precedence.Test);
        }

        foreach (var keyword in call.Keywords)
        {
            Comma(ref isFirst);
            if (keyword.Arg is null)
                text.Append("**");
            else
                text.Append(keyword.Arg).Append('=');
            Write(keyword.Value, Precedence.Test);
        }

        text.Append(')');
    }

    private void WriteSlice(Slice slice)
    {
        if (slice.Lower is not null)
            Write(slice.Lower, Precedence.Test);
        text.Append(':');
        if (slice.Upper is not null)
            Write(slice.Upper, Precedence.Test);
        if (slice.Step is null)
            return;
        text.Append(':');
        Write(slice.Step, Precedence.Test);
    }

    private void WriteDict(Dict dict)
    {
        text.Append('{');
        var isFirst = true;
        for (var i = 0; i < dict.Values.Length; i++)
        {
            Comma(ref isFirst);
            if (dict.Keys[i] is { } key)
            {
                Write(key, Precedence.Test);
                text.Append(": ");
                Write(dict.Values[i], Precedence.Test);
            }
            else
            {
                text.Append("**");
                Write(dict.Values[i], Precedence.BitOr);
            }
        }

        text.Append('}');
    }

    private void WriteComprehension(char open, Expression element, Expression? value, ImmutableArray<Comprehension> generators, char close)
    {
        text.Append(open);
        Write(element, Precedence.Test);
        if (value is not null)
        {
            text.Append(": ");
            Write(value, Precedence.Test);
        }

        foreach (var generator in generators)
        {
            text.Append(generator.IsAsync ? " async for " : " for ");
            Write(generator.Target, Precedence.Tuple);
            text.Append(" in ");
            Write(generator.Iter, Precedence.Test + 1);
            foreach (var condition in generator.Ifs)
            {
                text.Append(" if ");
                Write(condition, Precedence.Test + 1);
            }
        }

        text.Append(close);
    }

    /// <summary>What stands between the quotes of an f-string or t-string.</summary>
    private string Pieces(ImmutableArray<Expression> values)
    {
        var result = new StringBuilder();
        foreach (var value in values)
        {
            switch (value)
            {
                case Constant { Value: string piece }:
                    result.Append(piece.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
                    break;
                case JoinedStr joined:
                    result.Append(Pieces(joined.Values));
                    break;
                case FormattedValue field:
                    Field(result, FieldText(field.Value), field.Conversion, field.FormatSpec);
                    break;
                case Interpolation field:
                    Field(result, field.Str, field.Conversion, field.FormatSpec);
                    break;
            }
        }

        return result.ToString();
    }

    private string FieldText(Expression expression)
    {
        var unparser = new Unparser(compilation);
        unparser.Write(expression, Precedence.Test + 1);
        return unparser.text.ToString();
    }

    private void Field(StringBuilder result, string expression, int conversion, Expression? spec)
    {
        // Two braces would be one that is meant literally.
        result.Append(expression.StartsWith('{') ? "{ " : "{").Append(expression);
        if (conversion > 0)
            result.Append('!').Append((char)conversion);
        if (spec is not null)
        {
            result.Append(':');
            result.Append(spec is JoinedStr joined ? Pieces(joined.Values) : Pieces([spec]));
        }

        result.Append('}');
    }
}
