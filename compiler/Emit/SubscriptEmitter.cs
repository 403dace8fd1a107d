using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Items and slices.</summary>
internal sealed class SubscriptEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public int Load(Subscript subscript, int destination)
    {
        WarnAboutTypes(subscript);
        var top = Code.Top;
        var container = unit.Expressions.Operand(subscript.Value, subscript.Slice);
        if (subscript.Slice is Slice { Step: null } slice)
        {
            var bounds = Bounds(slice);
            Code.PopTo(top);
            Code.Position = subscript.Span;
            var part = unit.Expressions.Place(destination);
            Code.Emit(Opcode.GetSlice, part, container, bounds);
            return part;
        }

        if (unit.Expressions.IsImmediate(subscript.Slice, out var immediate))
        {
            Code.PopTo(top);
            Code.Position = subscript.Span;
            var item = unit.Expressions.Place(destination);
            Code.Emit(Opcode.GetItemInt, item, container, immediate);
            return item;
        }

        var index = unit.Expressions.Emit(subscript.Slice);
        Code.PopTo(top);
        Code.Position = subscript.Span;
        var result = unit.Expressions.Place(destination);
        Code.Emit(Opcode.GetItem, result, container, index);
        return result;
    }

    /// <summary>container[slice] = value; the value's register was evaluated before.</summary>
    public void Store(Subscript subscript, int value)
    {
        var container = unit.Expressions.Operand(subscript.Value, subscript.Slice);
        if (subscript.Slice is Slice { Step: null } slice)
        {
            var bounds = Bounds(slice);
            Code.Position = subscript.Span;
            Code.Emit(Opcode.SetSlice, container, bounds, value);
            return;
        }

        var index = unit.Expressions.Emit(subscript.Slice);
        Code.Position = subscript.Span;
        Code.Emit(Opcode.SetItem, container, index, value);
    }

    public void Delete(Subscript subscript)
    {
        var container = unit.Expressions.Operand(subscript.Value, subscript.Slice);
        var index = unit.Expressions.Emit(subscript.Slice);
        Code.Position = subscript.Span;
        Code.Emit(Opcode.DeleteItem, container, index);
    }

    /// <summary>A slice as an object.</summary>
    public int Slice(Slice slice, int destination)
    {
        var first = Bounds(slice);
        if (slice.Step is not null)
            unit.Expressions.Emit(slice.Step, Destination.Push);
        Code.PopTo(first);
        Code.Position = slice.Span;
        var result = unit.Expressions.Place(destination);
        Code.Emit(Opcode.BuildSlice, result, first, slice.Step is null ? 2 : 3);
        return result;
    }

    /// <summary>Lower and upper bound in two temporaries, None where there is none.</summary>
    public int Bounds(Slice slice)
    {
        var first = Code.Top;
        Code.Position = slice.Span;
        if (slice.Lower is null)
            unit.Expressions.Constant(null, Destination.Push);
        else
            unit.Expressions.Emit(slice.Lower, Destination.Push);
        Code.Position = slice.Span;
        if (slice.Upper is null)
            unit.Expressions.Constant(null, Destination.Push);
        else
            unit.Expressions.Emit(slice.Upper, Destination.Push);
        return first;
    }

    private void WarnAboutTypes(Subscript subscript)
    {
        if (LiteralTypes.OfUnsubscriptable(subscript.Value) is { } type)
        {
            unit.Compilation.Warn(subscript.Span, $"'{type}' object is not subscriptable; perhaps you missed a comma?");
        }
        else if (LiteralTypes.OfSequence(subscript.Value) is { } sequence && LiteralTypes.OfBadIndex(subscript.Slice) is { } index)
        {
            unit.Compilation.Warn(subscript.Span,
                $"{sequence} indices must be integers or slices, not {index}; perhaps you missed a comma?");
        }
    }
}
