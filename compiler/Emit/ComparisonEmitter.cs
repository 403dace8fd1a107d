using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Comparisons and their chains, for their value and in conditions.</summary>
internal sealed class ComparisonEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    /// <summary>A comparison for its value.</summary>
    public int Value(Compare compare, int destination)
    {
        WarnAboutLiterals(compare);
        return compare.Ops.Length == 1 ? Single(compare, destination) : Chain(compare, destination);
    }

    /// <summary>A comparison under <c>not</c> whose operator has a negation.</summary>
    public int Negated(Compare compare, CompareOperator negated, Span position, int destination)
    {
        WarnAboutLiterals(compare);
        return Single(compare with { Ops = [negated], Span = position }, destination);
    }

    /// <summary>Jumps when the truth of the comparison is <paramref name="sense"/>.</summary>
    public void Jump(Compare compare, Label target, bool sense)
    {
        WarnAboutLiterals(compare);
        var top = Code.Top;
        if (compare.Ops.Length == 1)
        {
            var left = unit.Expressions.Operand(compare.Left, compare.Comparators[0]);
            JumpLast(compare, 0, left, top, target, sense);
            return;
        }

        JumpChain(compare, target, sense);
    }

    private int Single(Compare compare, int destination)
    {
        var top = Code.Top;
        var left = unit.Expressions.Operand(compare.Left, compare.Comparators[0]);
        var right = RightOperand(compare, 0);
        Code.PopTo(top);
        Code.Position = compare.Span;
        var result = unit.Expressions.Place(destination);
        Code.Emit(OpcodeOf(compare.Ops[0]), result, left, right);
        return result;
    }

    /// <summary>
    /// a &lt; b &lt; c: each operand is evaluated once and only when the comparisons before hold. An operand in the middle that is a
    /// temporary is copied, as a comparison consumes its operands, and released when the chain ends early.
    /// </summary>
    private int Chain(Compare compare, int destination)
    {
        var end = new Label();
        var exits = new SortedDictionary<int, Label>();
        var result = Code.Push();
        var left = unit.Expressions.Operand(compare.Left, compare.Comparators.AsSpan());
        var last = compare.Ops.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var right = unit.Expressions.Operand(compare.Comparators[i], compare.Comparators.AsSpan()[(i + 1)..]);
            Code.Position = compare.Span;
            Code.Emit(OpcodeOf(compare.Ops[i]), result, left, KeepForNext(right));
            var exit = end;
            if (Code.IsTemporary(right) && !exits.TryGetValue(right, out exit))
                exits.Add(right, exit = new Label());
            Code.Branch(Opcode.JumpIfFalseOrPop, result, 0, exit);
            left = right;
        }

        var lastRight = RightOperand(compare, last);
        Code.Position = compare.Span;
        Code.Emit(OpcodeOf(compare.Ops[last]), result, left, lastRight);
        EmitExits(exits, end);
        Code.Bind(end);
        Code.PopTo(result + 1);
        return unit.Expressions.Deliver(result, destination);
    }

    private void JumpChain(Compare compare, Label target, bool sense)
    {
        var top = Code.Top;
        var end = new Label();
        var failed = sense ? end : target;
        var exits = new SortedDictionary<int, Label>();
        var left = unit.Expressions.Operand(compare.Left, compare.Comparators.AsSpan());
        var last = compare.Ops.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var right = unit.Expressions.Operand(compare.Comparators[i], compare.Comparators.AsSpan()[(i + 1)..]);
            Code.Position = compare.Span;
            var exit = failed;
            if (Code.IsTemporary(right) && !exits.TryGetValue(right, out exit))
                exits.Add(right, exit = new Label());
            CompareAndJump(compare.Ops[i], left, KeepForNext(right), exit, false);
            left = right;
        }

        JumpLast(compare, last, left, top, target, sense);
        EmitExits(exits, failed, end);
        Code.Bind(end);
    }

    /// <summary>A middle operand that is a temporary lives on: the comparison gets a copy, which it consumes at once.</summary>
    private int KeepForNext(int right)
    {
        if (!Code.IsTemporary(right))
            return right;
        var copy = Code.Push();
        Code.Emit(Opcode.Copy, copy, right);
        Code.PopTo(copy);
        return copy;
    }

    /// <summary>The ways out of a chain that is false early: release the operand that was kept, then go on at the end.</summary>
    private void EmitExits(SortedDictionary<int, Label> exits, Label after, Label? around = null)
    {
        if (exits.Count == 0)
            return;
        Code.Jump(around ?? after);
        foreach (var (register, label) in exits)
        {
            Code.Bind(label);
            Code.Emit(Opcode.Release, register);
            Code.Jump(after);
        }
    }

    private void JumpLast(Compare compare, int index, int left, int top, Label target, bool sense)
    {
        var op = compare.Ops[index];
        var comparator = compare.Comparators[index];
        if (op is CompareOperator.Is or CompareOperator.IsNot && unit.Folder.TryFold(comparator, out var constant) && constant is null)
        {
            Code.PopTo(top);
            Code.Position = compare.Span;
            var onNone = op == CompareOperator.Is == sense;
            Code.Branch(onNone ? Opcode.JumpIfNone : Opcode.JumpIfNotNone, left, 0, target);
            return;
        }

        if (ImmediateJumpOf(op) is { } opcode && unit.Expressions.IsImmediate(comparator, out var immediate))
        {
            Code.PopTo(top);
            Code.Position = compare.Span;
            Code.Branch(opcode, left, immediate, target, sense);
            return;
        }

        var right = RightOperand(compare, index);
        Code.PopTo(top);
        Code.Position = compare.Span;
        CompareAndJump(op, left, right, target, sense);
    }

    private void CompareAndJump(CompareOperator op, int left, int right, Label target, bool sense)
    {
        if (JumpOf(op) is { } opcode)
        {
            Code.Branch(opcode, left, right, target, sense);
            return;
        }

        // `in` and `is` have no jumps of their own: their bool goes to the next free temporary and is consumed at once.
        var result = Code.Push();
        Code.Emit(OpcodeOf(op), result, left, right);
        Code.PopTo(result);
        Code.Branch(sense ? Opcode.JumpIfTrue : Opcode.JumpIfFalse, result, 0, target);
    }

    /// <summary>The right operand; a display of constants after <c>in</c> becomes a constant.</summary>
    private int RightOperand(Compare compare, int index)
    {
        var comparator = compare.Comparators[index];
        if (compare.Ops[index] is CompareOperator.In or CompareOperator.NotIn
            && unit.Displays.TryConstantContainer(comparator, out var constant))
        {
            Code.Position = comparator.Span;
            return unit.Expressions.Constant(constant, Destination.Any);
        }

        return unit.Expressions.Emit(comparator);
    }

    private void WarnAboutLiterals(Compare compare)
    {
        var left = compare.Left;
        for (var i = 0; i < compare.Ops.Length; i++)
        {
            var right = compare.Comparators[i];
            if (compare.Ops[i] is CompareOperator.Is or CompareOperator.IsNot
                && (LiteralTypes.OfComparand(left) ?? LiteralTypes.OfComparand(right)) is { } type)
            {
                unit.Compilation.Warn(compare.Span, compare.Ops[i] == CompareOperator.Is
                    ? $"\"is\" with '{type}' literal. Did you mean \"==\"?"
                    : $"\"is not\" with '{type}' literal. Did you mean \"!=\"?");
                return;
            }

            left = right;
        }
    }

    private static Opcode OpcodeOf(CompareOperator op) => op switch
    {
        CompareOperator.Eq => Opcode.Equal,
        CompareOperator.NotEq => Opcode.NotEqual,
        CompareOperator.Lt => Opcode.Less,
        CompareOperator.LtE => Opcode.LessEqual,
        CompareOperator.Gt => Opcode.Greater,
        CompareOperator.GtE => Opcode.GreaterEqual,
        CompareOperator.Is => Opcode.Is,
        CompareOperator.IsNot => Opcode.IsNot,
        CompareOperator.In => Opcode.In,
        _ => Opcode.NotIn,
    };

    private static Opcode? JumpOf(CompareOperator op) => op switch
    {
        CompareOperator.Eq => Opcode.JumpEqual,
        CompareOperator.NotEq => Opcode.JumpNotEqual,
        CompareOperator.Lt => Opcode.JumpLess,
        CompareOperator.LtE => Opcode.JumpLessEqual,
        CompareOperator.Gt => Opcode.JumpGreater,
        CompareOperator.GtE => Opcode.JumpGreaterEqual,
        _ => null,
    };

    private static Opcode? ImmediateJumpOf(CompareOperator op) => op switch
    {
        CompareOperator.Eq => Opcode.JumpEqualInt,
        CompareOperator.NotEq => Opcode.JumpNotEqualInt,
        CompareOperator.Lt => Opcode.JumpLessInt,
        CompareOperator.LtE => Opcode.JumpLessEqualInt,
        CompareOperator.Gt => Opcode.JumpGreaterInt,
        CompareOperator.GtE => Opcode.JumpGreaterEqualInt,
        _ => null,
    };
}
