using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// Applies the precedences to a flat sequence of operands and operators, with two explicit stacks (the shunting-yard
/// algorithm), so that neither the length nor the depth of a sequence costs C# stack. Chains of one boolean operator and
/// chains of comparisons become one node.
/// </summary>
internal sealed class OperatorParser(AstBuilder builder)
{
    private const int Or = 1, And = 2, Not = 3, Comparison = 4, BitOr = 5, BitXor = 6, BitAnd = 7, Shift = 8, Sum = 9,
        Term = 10, Prefix = 11, Power = 12;

    // CPython gives up on its parser's stack between 3,000 and 5,000 nested prefixes; a long chain of `**` nests as deep.
    private const int MaxNesting = 3500;

    /// <summary>Operators that wait for their right operand. Shared by nested sequences; each works above its own base.</summary>
    private readonly Stack<Operator> _operators = new();
    private readonly Stack<Operand> _operands = new();

    /// <summary>Builds an <c>operatorSequence</c> or a <c>bitwiseSequence</c>.</summary>
    public Expression Build(ParserRuleContext context)
    {
        if (context.ChildCount == 1)
            return builder.Expressions.Build(context.Rule<PylParser.OperandContext>(0));
        var floor = _operators.Count;
        var nesting = 0;
        var wantsOperand = true;
        for (var i = 0; i < context.ChildCount; i++)
        {
            if (context.AsRule<PylParser.OperandContext>(i) is { } operand)
            {
                _operands.Push(new Operand(builder.Expressions.Build(operand), operand.First(), operand.Last()));
                wantsOperand = false;
                continue;
            }

            var token = context.Token(i)!;
            var next = wantsOperand ? ReadPrefix(token, floor) : ReadInfix(context, ref i, token);
            if (!wantsOperand)
            {
                while (_operators.Count > floor && BindsTighter(_operators.Peek(), next))
                    nesting -= Reduce(floor);
            }

            if (next.Precedence is Prefix or Power or Not && ++nesting > MaxNesting)
                throw builder.Faults.TooComplex();
            _operators.Push(next);
            wantsOperand = true;
        }

        while (_operators.Count > floor)
            Reduce(floor);
        return _operands.Pop().Node;
    }

    private Operator ReadPrefix(SourceToken token, int floor)
    {
        if (token.Type != PylParser.NOT)
            return new Operator(token, Prefix, 0);
        // `not` binds looser than what waits for it: only `a and not b` and `not not a` are right.
        if (_operators.Count > floor && _operators.Peek() is { Precedence: > Not } before)
            throw NotAfterOperator(token, before);
        return new Operator(token, Not, 0);
    }

    private PylSyntaxException NotAfterOperator(SourceToken not, Operator before)
    {
        if (before.Precedence is Comparison or Power)
            return builder.Faults.Invalid(not);
        // The range is that of the whole inversion: up to a looser operator or the end of the sequence.
        return builder.Faults.At(not.To(InversionEnd(not)), "'not' after an operator must be parenthesized");
    }

    private SourceToken InversionEnd(SourceToken not)
    {
        var tokens = builder.Faults.Tokens;
        var depth = 0;
        var i = not.TokenIndex + 1;
        for (; i < tokens.Count; i++)
        {
            switch (tokens[i].Type)
            {
                case PylParser.LPAR or PylParser.LSQB or PylParser.LBRACE:
                    depth++;
                    break;
                case PylParser.RPAR or PylParser.RSQB or PylParser.RBRACE when depth > 0:
                    depth--;
                    break;
                case PylParser.RPAR or PylParser.RSQB or PylParser.RBRACE:
                    return tokens[i - 1];
                case PylParser.AND or PylParser.OR or PylParser.IF or PylParser.ELSE or PylParser.FOR or PylParser.COMMA
                    or PylParser.COLON or PylParser.EQUAL or PylParser.SEMI or PylParser.NEWLINE or TokenConstants.EOF
                    when depth == 0:
                    return tokens[i - 1];
            }
        }

        return tokens[i - 1];
    }

    private static Operator ReadInfix(ParserRuleContext context, ref int i, SourceToken token)
    {
        switch (token.Type)
        {
            case PylParser.OR:
                return new Operator(token, Or, (int)BoolOperator.Or);
            case PylParser.AND:
                return new Operator(token, And, (int)BoolOperator.And);
            case PylParser.NOT:
                i++;
                return new Operator(token, Comparison, (int)CompareOperator.NotIn);
            case PylParser.IS when context.Type(i + 1) == PylParser.NOT:
                i++;
                return new Operator(token, Comparison, (int)CompareOperator.IsNot);
        }

        return token.Type switch
        {
            PylParser.IS => new(token, Comparison, (int)CompareOperator.Is),
            PylParser.IN => new(token, Comparison, (int)CompareOperator.In),
            PylParser.LESS => new(token, Comparison, (int)CompareOperator.Lt),
            PylParser.GREATER => new(token, Comparison, (int)CompareOperator.Gt),
            PylParser.EQEQUAL => new(token, Comparison, (int)CompareOperator.Eq),
            PylParser.NOTEQUAL => new(token, Comparison, (int)CompareOperator.NotEq),
            PylParser.LESSEQUAL => new(token, Comparison, (int)CompareOperator.LtE),
            PylParser.GREATEREQUAL => new(token, Comparison, (int)CompareOperator.GtE),
            PylParser.VBAR => new(token, BitOr, (int)BinaryOperator.BitOr),
            PylParser.CIRCUMFLEX => new(token, BitXor, (int)BinaryOperator.BitXor),
            PylParser.AMPER => new(token, BitAnd, (int)BinaryOperator.BitAnd),
            PylParser.LEFTSHIFT => new(token, Shift, (int)BinaryOperator.LShift),
            PylParser.RIGHTSHIFT => new(token, Shift, (int)BinaryOperator.RShift),
            PylParser.PLUS => new(token, Sum, (int)BinaryOperator.Add),
            PylParser.MINUS => new(token, Sum, (int)BinaryOperator.Sub),
            PylParser.STAR => new(token, Term, (int)BinaryOperator.Mult),
            PylParser.SLASH => new(token, Term, (int)BinaryOperator.Div),
            PylParser.DOUBLESLASH => new(token, Term, (int)BinaryOperator.FloorDiv),
            PylParser.PERCENT => new(token, Term, (int)BinaryOperator.Mod),
            PylParser.AT => new(token, Term, (int)BinaryOperator.MatMult),
            _ => new(token, Power, (int)BinaryOperator.Pow),
        };
    }

    /// <summary>Whether the operator on the stack takes its operands before the next one comes.</summary>
    private static bool BindsTighter(Operator waiting, Operator next)
    {
        if (waiting.Precedence != next.Precedence)
            return waiting.Precedence > next.Precedence;
        // Equal: `**` groups to the right; chains of `and`, `or` and comparisons are collected whole.
        return next.Precedence is >= BitOr and <= Term;
    }

    /// <summary>Applies the top operator, or the whole chain it ends; returns how many levels of nesting that closes.</summary>
    private int Reduce(int floor)
    {
        var op = _operators.Pop();
        switch (op.Precedence)
        {
            case Or or And:
                ReduceBoolean(op, floor);
                return 0;
            case Comparison:
                ReduceComparison(op, floor);
                return 0;
            case Not or Prefix:
                var operand = _operands.Pop();
                var kind = op.Token.Type switch
                {
                    PylParser.NOT => UnaryOperator.Not,
                    PylParser.MINUS => UnaryOperator.USub,
                    PylParser.PLUS => UnaryOperator.UAdd,
                    _ => UnaryOperator.Invert,
                };
                _operands.Push(new Operand(new UnaryOp(op.Token.To(operand.Last), kind, operand.Node), op.Token, operand.Last));
                return 1;
            default:
                var right = _operands.Pop();
                var left = _operands.Pop();
                var node = new BinOp(left.First.To(right.Last), left.Node, (BinaryOperator)op.Kind, right.Node);
                _operands.Push(new Operand(node, left.First, right.Last));
                return op.Precedence == Power ? 1 : 0;
        }
    }

    private void ReduceBoolean(Operator op, int floor)
    {
        var count = 1;
        while (_operators.Count > floor && _operators.Peek().Precedence == op.Precedence)
        {
            _operators.Pop();
            count++;
        }

        var values = new Expression[count + 1];
        var last = _operands.Peek().Last;
        SourceToken first = last;
        for (var i = count; i >= 0; i--)
        {
            var operand = _operands.Pop();
            values[i] = operand.Node;
            first = operand.First;
        }

        var node = new BoolOp(first.To(last), (BoolOperator)op.Kind, ImmutableArray.Create(values));
        _operands.Push(new Operand(node, first, last));
    }

    private void ReduceComparison(Operator op, int floor)
    {
        var kinds = new List<CompareOperator> { (CompareOperator)op.Kind };
        while (_operators.Count > floor && _operators.Peek().Precedence == Comparison)
            kinds.Add((CompareOperator)_operators.Pop().Kind);
        kinds.Reverse();
        var comparators = new Expression[kinds.Count];
        var last = _operands.Peek().Last;
        for (var i = kinds.Count - 1; i >= 0; i--)
            comparators[i] = _operands.Pop().Node;
        var left = _operands.Pop();
        var node = new Compare(left.First.To(last), left.Node, [.. kinds], ImmutableArray.Create(comparators));
        _operands.Push(new Operand(node, left.First, last));
    }

    /// <summary>A value with its outermost tokens: parentheses count for the span of what it becomes part of.</summary>
    private readonly record struct Operand(Expression Node, SourceToken First, SourceToken Last);

    /// <summary>An operator: its precedence and the member of its family's enumeration.</summary>
    private readonly record struct Operator(SourceToken Token, int Precedence, int Kind);
}
