using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Truth: jumps on conditions, and the values of <c>and</c> and <c>or</c>.</summary>
internal sealed class ConditionEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    /// <summary>Jumps when the truth of the expression is <paramref name="sense"/>, else goes on.</summary>
    public void Jump(Expression expression, Label target, bool sense)
    {
        unit.Compilation.CheckStack();
        if (unit.Folder.Truth(expression) is { } truth)
        {
            if (truth == sense)
                Code.Jump(target);
            return;
        }

        switch (expression)
        {
            case UnaryOp { Op: UnaryOperator.Not } not:
                Jump(not.Operand, target, !sense);
                break;
            case BoolOp boolean:
                JumpBoolean(boolean, target, sense);
                break;
            case Compare compare:
                unit.Comparisons.Jump(compare, target, sense);
                break;
            case IfExp conditional:
                JumpConditional(conditional, target, sense);
                break;
            default:
                var top = Code.Top;
                var value = unit.Expressions.Emit(expression);
                Code.PopTo(top);
                Code.Position = expression.Span;
                Code.Branch(sense ? Opcode.JumpIfTrue : Opcode.JumpIfFalse, value, 0, target);
                break;
        }
    }

    /// <summary><c>and</c> or <c>or</c> for its value.</summary>
    public int Value(BoolOp boolean, int destination)
    {
        var end = new Label();
        var sense = boolean.Op == BoolOperator.Or;
        var values = boolean.Values;
        for (var i = 0; i < values.Length - 1; i++)
            JumpWithValue(values[i], end, sense);
        var result = unit.Expressions.Emit(values[^1], Destination.Push);
        Code.Bind(end);
        return unit.Expressions.Deliver(result, destination);
    }

    /// <summary>
    /// Jumps with the value in the next temporary when its truth is <paramref name="sense"/>, else goes on without it.
    /// </summary>
    private void JumpWithValue(Expression expression, Label end, bool sense)
    {
        unit.Compilation.CheckStack();
        var top = Code.Top;
        if (unit.Folder.Truth(expression) is { } truth)
        {
            if (truth == sense)
            {
                unit.Expressions.Emit(expression, Destination.Push);
                Code.Jump(end);
                Code.PopTo(top);
            }

            return;
        }

        if (expression is BoolOp boolean)
        {
            // An inner operand that settles the inner value but not the outer one needs no value at all.
            var innerSense = boolean.Op == BoolOperator.Or;
            var next = new Label();
            for (var i = 0; i < boolean.Values.Length - 1; i++)
            {
                if (innerSense == sense)
                    JumpWithValue(boolean.Values[i], end, sense);
                else
                    Jump(boolean.Values[i], next, innerSense);
            }

            JumpWithValue(boolean.Values[^1], end, sense);
            Code.Bind(next);
            return;
        }

        var value = unit.Expressions.Emit(expression, Destination.Push);
        Code.Position = expression.Span;
        Code.Branch(sense ? Opcode.JumpIfTrueOrPop : Opcode.JumpIfFalseOrPop, value, 0, end);
        Code.PopTo(top);
    }

    private void JumpBoolean(BoolOp boolean, Label target, bool sense)
    {
        var settles = boolean.Op == BoolOperator.Or;
        var values = boolean.Values;
        if (settles == sense)
        {
            foreach (var value in values)
                Jump(value, target, sense);
            return;
        }

        var next = new Label();
        for (var i = 0; i < values.Length - 1; i++)
            Jump(values[i], next, settles);
        Jump(values[^1], target, sense);
        Code.Bind(next);
    }

    private void JumpConditional(IfExp conditional, Label target, bool sense)
    {
        var orElse = new Label();
        var end = new Label();
        Jump(conditional.Test, orElse, false);
        Jump(conditional.Body, target, sense);
        Code.Jump(end);
        Code.Bind(orElse);
        Jump(conditional.OrElse, target, sense);
        Code.Bind(end);
    }
}
