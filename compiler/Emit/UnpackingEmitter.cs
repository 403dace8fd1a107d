using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Assignments to several targets at once.</summary>
internal sealed class UnpackingEmitter(UnitEmitter unit)
{
    private const int MaxBeforeStar = 255;

    private CodeBuilder Code => unit.Code;

    /// <summary>Unpacks the value in a register into targets. The temporaries are given back by the caller.</summary>
    public void Unpack(ImmutableArray<Expression> targets, Span position, int value)
    {
        var star = CheckStar(targets, position);
        Code.Position = position;
        if (star < 0 && ConsecutiveLocals(targets) is >= 0 and var first)
        {
            Code.Emit(Opcode.UnpackSequence, value, first, targets.Length);
            for (var i = 0; i < targets.Length; i++)
                Code.Bound.Add(first + i);
            return;
        }

        var items = Code.Push(targets.Length);
        if (star < 0)
            Code.Emit(Opcode.UnpackSequence, value, targets.IsEmpty ? 0 : items, targets.Length);
        else
            Code.Emit(Opcode.UnpackStarred, value, items, star | ((targets.Length - star - 1) << 8));
        for (var i = 0; i < targets.Length; i++)
        {
            unit.Assignments.AssignTo(targets[i] is Starred starred ? starred.Value : targets[i], items + i);
            Code.PopTo(items + targets.Length);
        }
    }

    /// <summary>
    /// a, b = x, y without a tuple: all values are evaluated, then the targets are assigned from left to right. Constants and
    /// locals that no target before has rebound need no temporary.
    /// </summary>
    public bool TryParallel(Expression target, Expression value)
    {
        if (ElementsOf(target) is not { } targets || ElementsOf(value) is not { } values
            || targets.Length != values.Length || targets.IsEmpty
            || targets.Any(each => each is Starred) || values.Any(each => each is Starred))
            return false;

        var registers = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
            registers[i] = Evaluate(targets, values, i);
        for (var i = 0; i < targets.Length; i++)
        {
            var top = Code.Top;
            if (registers[i] < 0)
            {
                Code.Position = values[i].Span;
                var register = unit.Names.RegisterOf(targets[i]);
                unit.Folder.TryFold(values[i], out var constant);
                var loaded = unit.Expressions.Constant(constant, register >= 0 ? register : Destination.Push);
                if (register >= 0)
                    Code.Bound.Add(register);
                else
                    unit.Assignments.AssignTo(targets[i], loaded);
            }
            else
            {
                unit.Assignments.AssignTo(targets[i], registers[i]);
            }

            Code.PopTo(top);
        }

        return true;
    }

    /// <summary>Evaluates one of the values: a temporary, a local that can still be read when its turn comes, or -1 for a constant.</summary>
    private int Evaluate(ImmutableArray<Expression> targets, ImmutableArray<Expression> values, int index)
    {
        var value = values[index];
        if (unit.Folder.TryFold(value, out _))
            return -1;
        var register = unit.Names.RegisterOf(value);
        if (register < 0)
            return unit.Expressions.Emit(value, Destination.Push);
        var canWait = !unit.Names.CanChangeWithinExpression(((Name)value).Id);
        for (var i = 0; i < index && canWait; i++)
            canWait = targets[i] is Name or Ast.Attribute or Subscript && unit.Names.RegisterOf(targets[i]) != register;
        return unit.Expressions.Emit(value, canWait ? Destination.Any : Destination.Push);
    }

    private static ImmutableArray<Expression>? ElementsOf(Expression expression) => expression switch
    {
        Ast.Tuple tuple => tuple.Elts,
        Ast.List list => list.Elts,
        _ => null,
    };

    /// <summary>The index of the starred target, or -1.</summary>
    private int CheckStar(ImmutableArray<Expression> targets, Span position)
    {
        var star = -1;
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not Starred)
                continue;
            if (star >= 0)
                throw unit.Compilation.Error(position, "multiple starred expressions in assignment");
            if (i > MaxBeforeStar)
                throw unit.Compilation.Error(position, "too many expressions in star-unpacking assignment");
            star = i;
        }

        return star;
    }

    /// <summary>The first register, when the targets are plain locals that follow one another; else -1.</summary>
    private int ConsecutiveLocals(ImmutableArray<Expression> targets)
    {
        if (targets.IsEmpty)
            return -1;
        var first = unit.Names.RegisterOf(targets[0]);
        if (first < 0)
            return -1;
        for (var i = 1; i < targets.Length; i++)
        {
            if (unit.Names.RegisterOf(targets[i]) != first + i)
                return -1;
        }

        return first;
    }
}
