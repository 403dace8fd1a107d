using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Assignments, plain and augmented.</summary>
internal sealed class AssignmentEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Assign(Assign statement)
    {
        var top = Code.Top;
        if (statement.Targets is [var target])
        {
            AssignTo(target, statement.Value);
            return;
        }

        if (unit.Folder.TryFold(statement.Value, out var constant))
        {
            foreach (var each in statement.Targets)
            {
                if (unit.Names.RegisterOf(each) is >= 0 and var register)
                {
                    Code.Position = each.Span;
                    unit.Expressions.Constant(constant, register);
                    Code.Bound.Add(register);
                    continue;
                }

                Code.Position = statement.Value.Span;
                AssignTo(each, unit.Expressions.Constant(constant, Destination.Push));
                Code.PopTo(top);
            }

            return;
        }

        // Targets may rebind the local that holds the value before the others got it.
        var isSafe = statement.Targets.All(each => each is Name) && !statement.Targets.Any(each => each is Name name && IsName(statement.Value, name.Id));
        var value = unit.Expressions.Emit(statement.Value, isSafe ? Destination.Any : Destination.Push);
        for (var i = 0; i < statement.Targets.Length; i++)
        {
            var register = value;
            if (i < statement.Targets.Length - 1 && Code.IsTemporary(value))
            {
                register = unit.Names.RegisterOf(statement.Targets[i]);
                Code.Position = statement.Value.Span;
                if (register >= 0)
                {
                    Code.Emit(Opcode.Copy, register, value);
                    Code.Bound.Add(register);
                    continue;
                }

                register = Code.Push();
                Code.Emit(Opcode.Copy, register, value);
            }

            AssignTo(statement.Targets[i], register);
            Code.PopTo(Math.Max(top, Code.IsTemporary(value) ? value + 1 : top));
        }

        Code.PopTo(top);
    }

    /// <summary>Evaluates a value and assigns it to one target.</summary>
    public void AssignTo(Expression target, Expression value)
    {
        var top = Code.Top;
        switch (target)
        {
            case Name name:
                unit.Names.Assign(name.Id, name.Span, value);
                break;
            case Ast.Tuple or Ast.List when unit.Unpacking.TryParallel(target, value):
                break;
            default:
                AssignTo(target, unit.Expressions.Operand(value, target));
                break;
        }

        Code.PopTo(top);
    }

    /// <summary>
    /// Assigns the value in a register, a local or the top temporary, which is consumed. The temporaries are given back by the caller.
    /// </summary>
    public void AssignTo(Expression target, int value)
    {
        unit.Compilation.CheckStack();
        var top = Code.Top;
        switch (target)
        {
            case Name name:
                Code.Position = name.Span;
                unit.Names.Store(name.Id, value);
                break;
            case Ast.Attribute attribute:
                var owner = unit.Expressions.Emit(attribute.Value);
                Code.Position = ExpressionEmitter.PositionOf(attribute, attribute.Span);
                Code.Emit(Opcode.SetAttribute, owner, value, Code.Name(unit.Scope.Mangle(attribute.Attr)));
                break;
            case Subscript subscript:
                unit.Subscripts.Store(subscript, value);
                break;
            case Ast.Tuple tuple:
                unit.Unpacking.Unpack(tuple.Elts, tuple.Span, value);
                break;
            case Ast.List list:
                unit.Unpacking.Unpack(list.Elts, list.Span, value);
                break;
            case Starred starred:
                throw unit.Compilation.Error(starred.Span, "starred assignment target must be in a list or tuple");
            default:
                throw new InvalidOperationException($"cannot assign to {target.GetType().Name}");
        }

        Code.PopTo(top);
    }

    public void Augmented(AugAssign statement)
    {
        var top = Code.Top;
        switch (statement.Target)
        {
            case Name name:
                AugmentedName(name, statement);
                break;
            case Ast.Attribute attribute:
                AugmentedAttribute(attribute, statement);
                break;
            case Subscript subscript:
                AugmentedItem(subscript, statement);
                break;
            default:
                throw new InvalidOperationException($"cannot assign to {statement.Target.GetType().Name}");
        }

        Code.PopTo(top);
    }

    private static bool IsName(Expression expression, string identifier) => expression is Name name && name.Id == identifier;

    private void AugmentedName(Name name, AugAssign statement)
    {
        var register = unit.Names.RegisterOf(name);
        if (register >= 0 && !(unit.Names.CanChangeWithinExpression(name.Id) && NamedExpressionFinder.Binds(statement.Value, name.Id)))
        {
            Code.Position = name.Span;
            unit.Names.RequireBound(register);
            Apply(register, statement);
            return;
        }

        Code.Position = name.Span;
        var value = unit.Names.Load(name.Id, Destination.Push);
        Apply(value, statement);
        Code.Position = name.Span;
        unit.Names.Store(name.Id, value);
    }

    private void AugmentedAttribute(Ast.Attribute attribute, AugAssign statement)
    {
        var owner = unit.Expressions.Operand(attribute.Value, statement.Value);
        var name = Code.Name(unit.Scope.Mangle(attribute.Attr));
        var position = ExpressionEmitter.PositionOf(attribute, attribute.Span);
        Code.Position = position;
        var value = Code.Push();
        Code.Emit(Opcode.GetAttribute, value, Kept(owner), name);
        Apply(value, statement);
        Code.Position = position;
        Code.Emit(Opcode.SetAttribute, owner, value, name);
    }

    private void AugmentedItem(Subscript subscript, AugAssign statement)
    {
        var container = unit.Expressions.Operand(subscript.Value, subscript.Slice, statement.Value);
        if (subscript.Slice is Slice { Step: null } slice)
        {
            var bounds = unit.Subscripts.Bounds(slice);
            Code.Position = subscript.Span;
            var part = Code.Push();
            var copies = Code.Push(3);
            var source = container;
            if (Code.IsTemporary(container))
                Code.Emit(Opcode.Copy, source = copies, container);
            Code.Emit(Opcode.Copy, copies + 1, bounds);
            Code.Emit(Opcode.Copy, copies + 2, bounds + 1);
            Code.Emit(Opcode.GetSlice, part, source, copies + 1);
            Code.PopTo(part + 1);
            Apply(part, statement);
            Code.Position = subscript.Span;
            Code.Emit(Opcode.SetSlice, container, bounds, part);
            return;
        }

        if (unit.Expressions.IsImmediate(subscript.Slice, out var immediate))
        {
            Code.Position = subscript.Span;
            var item = Code.Push();
            Code.Emit(Opcode.GetItemInt, item, Kept(container), immediate);
            Apply(item, statement);
            Code.Position = subscript.Span;
            var index = Code.Push();
            Code.Emit(Opcode.LoadInt, index, immediate);
            Code.Emit(Opcode.SetItem, container, index, item);
            return;
        }

        var key = unit.Expressions.Operand(subscript.Slice, statement.Value);
        Code.Position = subscript.Span;
        var value = Code.Push();
        var keptContainer = Kept(container);
        var keptKey = Kept(key, keptContainer);
        Code.Emit(Opcode.GetItem, value, keptContainer, keptKey);
        Apply(value, statement);
        Code.Position = subscript.Span;
        Code.Emit(Opcode.SetItem, container, key, value);
    }

    /// <summary>A register to consume in place of one that is needed once more: a copy in a free temporary, or the local itself.</summary>
    private int Kept(int register, int taken = -1)
    {
        if (!Code.IsTemporary(register))
            return register;
        var top = Code.Top;
        if (taken >= top)
            Code.ResetTop(taken + 1);
        var copy = Code.Push();
        Code.Emit(Opcode.Copy, copy, register);
        Code.PopTo(top);
        return copy;
    }

    /// <summary>R[register] op= value, in place where the type can.</summary>
    private void Apply(int register, AugAssign statement)
    {
        var top = Code.Top;
        if (statement.Op is Ast.BinaryOperator.Add or Ast.BinaryOperator.Sub && unit.Expressions.IsImmediate(statement.Value, out var immediate))
        {
            Code.Position = statement.Span;
            Code.Emit(statement.Op == Ast.BinaryOperator.Add ? Opcode.InPlaceAddInt : Opcode.InPlaceSubtractInt, register, immediate);
            return;
        }

        var value = unit.Expressions.Emit(statement.Value);
        Code.Position = statement.Span;
        if (statement.Op == Ast.BinaryOperator.Add)
            Code.Emit(Opcode.InPlaceAdd, register, value);
        else
            Code.Emit(Opcode.InPlaceBinary, register, value, (int)OperatorEmitter.SelectorOf(statement.Op));
        Code.PopTo(top);
    }
}
