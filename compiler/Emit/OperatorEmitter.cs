using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using AstOperator = Pyl.Compiler.Ast.BinaryOperator;

namespace Pyl.Compiler.Emit;

/// <summary>Unary and binary operators.</summary>
internal sealed class OperatorEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    /// <summary>A chain of binary operations; as long as the user likes, so its left spine is walked in a loop.</summary>
    public int Binary(BinOp outermost, int destination)
    {
        if (Optimizer.PercentFormat.Rewrite(outermost) is { } formatted)
            return unit.Strings.Joined(formatted, destination);
        var chain = Optimizer.ConstantFolder.ChainOf(outermost);
        var folded = unit.Folder.FoldChain(chain, out var constant);
        if (folded == chain.Count)
        {
            Code.Position = outermost.Span;
            return unit.Expressions.Constant(constant, destination);
        }

        var top = Code.Top;
        var next = chain.Count - 1 - Math.Max(folded, 0);
        int left;
        if (folded > 0)
        {
            Code.Position = chain[next + 1].Span;
            left = unit.Expressions.Constant(constant, Destination.Any);
        }
        else
        {
            left = unit.Expressions.Operand(chain[next].Left, chain[next].Right);
        }

        for (var i = next; i >= 0; i--)
            left = Operation(chain[i], left, top, i == 0 ? destination : Destination.Push);
        return left;
    }

    public int Unary(UnaryOp unary, int destination)
    {
        if (unary is { Op: UnaryOperator.Not, Operand: Compare { Ops: [var comparison] } compare }
            && Negated(comparison) is { } negated)
            return unit.Comparisons.Negated(compare, negated, unary.Span, destination);

        var top = Code.Top;
        var operand = unit.Expressions.Emit(unary.Operand);
        Code.PopTo(top);
        Code.Position = unary.Span;
        var result = unit.Expressions.Place(destination);
        Code.Emit(unary.Op switch
        {
            UnaryOperator.Not => Opcode.Not,
            UnaryOperator.USub => Opcode.Negate,
            UnaryOperator.UAdd => Opcode.Positive,
            _ => Opcode.Invert,
        }, result, operand);
        return result;
    }

    /// <summary>The instruction of an operator.</summary>
    public static Opcode OpcodeOf(AstOperator op) => op switch
    {
        AstOperator.Add => Opcode.Add,
        AstOperator.Sub => Opcode.Subtract,
        AstOperator.Mult => Opcode.Multiply,
        AstOperator.MatMult => Opcode.MatrixMultiply,
        AstOperator.Div => Opcode.TrueDivide,
        AstOperator.Mod => Opcode.Remainder,
        AstOperator.Pow => Opcode.Power,
        AstOperator.LShift => Opcode.LeftShift,
        AstOperator.RShift => Opcode.RightShift,
        AstOperator.BitOr => Opcode.Or,
        AstOperator.BitXor => Opcode.Xor,
        AstOperator.BitAnd => Opcode.And,
        _ => Opcode.FloorDivide,
    };

    /// <summary>The selector of an operator in <see cref="Opcode.InPlaceBinary"/>.</summary>
    public static Bytecode.BinaryOperator SelectorOf(AstOperator op) => op switch
    {
        AstOperator.Add => Bytecode.BinaryOperator.Add,
        AstOperator.Sub => Bytecode.BinaryOperator.Subtract,
        AstOperator.Mult => Bytecode.BinaryOperator.Multiply,
        AstOperator.MatMult => Bytecode.BinaryOperator.MatrixMultiply,
        AstOperator.Div => Bytecode.BinaryOperator.TrueDivide,
        AstOperator.Mod => Bytecode.BinaryOperator.Remainder,
        AstOperator.Pow => Bytecode.BinaryOperator.Power,
        AstOperator.LShift => Bytecode.BinaryOperator.LeftShift,
        AstOperator.RShift => Bytecode.BinaryOperator.RightShift,
        AstOperator.BitOr => Bytecode.BinaryOperator.Or,
        AstOperator.BitXor => Bytecode.BinaryOperator.Xor,
        AstOperator.BitAnd => Bytecode.BinaryOperator.And,
        _ => Bytecode.BinaryOperator.FloorDivide,
    };

    private int Operation(BinOp operation, int left, int top, int destination)
    {
        if (ImmediateOpcodeOf(operation.Op) is { } immediateOpcode && unit.Expressions.IsImmediate(operation.Right, out var immediate))
        {
            Code.PopTo(top);
            Code.Position = operation.Span;
            var sum = unit.Expressions.Place(destination);
            Code.Emit(immediateOpcode, sum, left, immediate);
            return sum;
        }

        var right = unit.Expressions.Emit(operation.Right);
        Code.PopTo(top);
        Code.Position = operation.Span;
        var result = unit.Expressions.Place(destination);
        Code.Emit(OpcodeOf(operation.Op), result, left, right);
        return result;
    }

    private static Opcode? ImmediateOpcodeOf(AstOperator op) => op switch
    {
        AstOperator.Add => Opcode.AddInt,
        AstOperator.Sub => Opcode.SubtractInt,
        AstOperator.Mult => Opcode.MultiplyInt,
        AstOperator.FloorDiv => Opcode.FloorDivideInt,
        AstOperator.Mod => Opcode.RemainderInt,
        AstOperator.BitAnd => Opcode.AndInt,
        AstOperator.LShift => Opcode.LeftShiftInt,
        AstOperator.RShift => Opcode.RightShiftInt,
        _ => null,
    };

    // `not a in b` and `not a is b` have operators of their own; the results of `in` and `is` are bools, so nothing else changes.
    private static CompareOperator? Negated(CompareOperator op) => op switch
    {
        CompareOperator.In => CompareOperator.NotIn,
        CompareOperator.NotIn => CompareOperator.In,
        CompareOperator.Is => CompareOperator.IsNot,
        CompareOperator.IsNot => CompareOperator.Is,
        _ => null,
    };
}
