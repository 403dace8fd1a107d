using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Evaluates expressions: dispatches to the emitters of the families and does the small ones itself. A result lies where the
/// <see cref="Destination"/> says; a temporary is always the one that was on top before.
/// </summary>
internal sealed class ExpressionEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    /// <summary>The register for a result: the local that is asked for, or the next temporary.</summary>
    public int Place(int destination) => destination >= 0 ? destination : Code.Push();

    /// <summary>Moves a result from a temporary, the top one, to the local that is asked for, if there is one.</summary>
    public int Deliver(int temporary, int destination)
    {
        if (destination < 0)
            return temporary;
        Code.Emit(Opcode.Move, destination, temporary);
        Code.PopTo(temporary);
        return destination;
    }

    /// <summary>Evaluates an expression; the result is the register that holds the value.</summary>
    public int Emit(Expression expression, int destination = Destination.Any)
    {
        unit.Compilation.CheckStack();
        if (expression is not BinOp && unit.Folder.TryFold(expression, out var constant))
        {
            Code.Position = expression.Span;
            return Constant(constant, destination);
        }

        switch (expression)
        {
            case Name name:
                Code.Position = name.Span;
                return unit.Names.Load(name.Id, destination);
            case BinOp binary:
                return unit.Operators.Binary(binary, destination);
            case UnaryOp unary:
                return unit.Operators.Unary(unary, destination);
            case BoolOp boolean:
                return unit.Conditions.Value(boolean, destination);
            case Compare compare:
                return unit.Comparisons.Value(compare, destination);
            case Call call:
                return unit.Calls.Emit(call, destination);
            case Ast.Attribute attribute:
                return Attribute(attribute, destination);
            case Subscript subscript:
                return unit.Subscripts.Load(subscript, destination);
            case Slice slice:
                return unit.Subscripts.Slice(slice, destination);
            case Ast.Tuple tuple:
                return unit.Displays.Tuple(tuple, destination);
            case Ast.List list:
                return unit.Displays.List(list, destination);
            case Set set:
                return unit.Displays.Set(set, destination);
            case Dict dict:
                return unit.Displays.Dict(dict, destination);
            case JoinedStr joined:
                return unit.Strings.Joined(joined, destination);
            case FormattedValue formatted:
                return unit.Strings.Formatted(formatted, destination);
            case TemplateStr template:
                return unit.Strings.Template(template, destination);
            case ListComp or SetComp or DictComp or GeneratorExp:
                return unit.Comprehensions.Emit(expression, destination);
            case Lambda lambda:
                return unit.Functions.Lambda(lambda, destination);
            case IfExp conditional:
                return Conditional(conditional, destination);
            case NamedExpr named:
                return Named(named, destination);
            case Await await:
                return unit.Awaits.Await(await, destination);
            case Yield yield:
                return unit.Awaits.Yield(yield, destination);
            case YieldFrom yield:
                return unit.Awaits.YieldFrom(yield, destination);
            case Starred starred:
                throw unit.Compilation.Error(starred.Span, "can't use starred expression here");
            default:
                throw new InvalidOperationException($"no emitter for {expression.GetType().Name}");
        }
    }

    /// <summary>
    /// Evaluates an operand while others are still to come: a local that one of them rebinds is copied first.
    /// </summary>
    public int Operand(Expression expression, params ReadOnlySpan<Expression?> later)
    {
        if (expression is Name name && unit.Names.CanChangeWithinExpression(name.Id))
        {
            foreach (var other in later)
            {
                if (other is not null && NamedExpressionFinder.Binds(other, name.Id))
                    return Emit(expression, Destination.Push);
            }
        }

        return Emit(expression);
    }

    /// <summary>Evaluates an expression for its effects.</summary>
    public void Discard(Expression expression)
    {
        var top = Code.Top;
        if (expression is not BinOp && unit.Folder.TryFold(expression, out _))
            return;
        var result = Emit(expression);
        if (Code.IsTemporary(result))
            Code.Emit(Opcode.Release, result);
        Code.PopTo(top);
    }

    /// <summary>Loads a constant.</summary>
    public int Constant(object? value, int destination)
    {
        var register = Place(destination);
        switch (value)
        {
            case null:
                Code.Emit(Opcode.LoadNone, register);
                break;
            case long number when FitsImmediate(number):
                Code.Emit(Opcode.LoadInt, register, (int)number);
                break;
            default:
                Code.Emit(Opcode.LoadConst, register, Code.Constant(value));
                break;
        }

        return register;
    }

    /// <summary>Whether an int can stand in an instruction.</summary>
    public static bool FitsImmediate(long value) => value is >= short.MinValue and <= short.MaxValue;

    /// <summary>Whether the expression is an int that can stand in an instruction.</summary>
    public bool IsImmediate(Expression expression, out int value)
    {
        if (unit.Folder.TryFold(expression, out var constant) && constant is long number && FitsImmediate(number))
        {
            value = (int)number;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>
    /// The place of an attribute's instruction: where the attribute's name stands on a later line than the object, from there on,
    /// so that chains of methods over several lines show the right line.
    /// </summary>
    public static Span PositionOf(Ast.Attribute attribute, Span whole)
    {
        if (attribute.Span.StartLine == attribute.Span.EndLine)
            return whole;
        var line = attribute.Span.EndLine;
        var column = attribute.Span.EndColumn - attribute.Attr.EnumerateRunes().Count();
        if (column < 0)
            return whole with { StartLine = line };
        return whole.EndLine == line && whole.EndColumn < column
            ? new Span(line, column, line, attribute.Span.EndColumn)
            : new Span(line, column, whole.EndLine, whole.EndColumn);
    }

    private int Attribute(Ast.Attribute attribute, int destination)
    {
        var top = Code.Top;
        var value = Emit(attribute.Value);
        Code.PopTo(top);
        Code.Position = PositionOf(attribute, attribute.Span);
        var result = Place(destination);
        Code.Emit(Opcode.GetAttribute, result, value, Code.Name(unit.Scope.Mangle(attribute.Attr)));
        return result;
    }

    private int Conditional(IfExp conditional, int destination)
    {
        var target = destination >= 0 ? destination : Destination.Push;
        var orElse = new Label();
        var end = new Label();
        var top = Code.Top;
        unit.Conditions.Jump(conditional.Test, orElse, false);
        var result = Emit(conditional.Body, target);
        Code.Jump(end);
        Code.PopTo(top);
        Code.Bind(orElse);
        Emit(conditional.OrElse, target);
        Code.Bind(end);
        return result;
    }

    private int Named(NamedExpr named, int destination)
    {
        var register = unit.Names.RegisterOf(named.Target);
        if (register >= 0)
        {
            Emit(named.Value, register);
            Code.Bound.Add(register);
            if (destination == Destination.Any || destination == register)
                return register;
            var copy = Place(destination);
            Code.Position = named.Span;
            Code.Emit(Opcode.Copy, copy, register);
            return copy;
        }

        var value = Emit(named.Value, Destination.Push);
        Code.Position = named.Target.Span;
        var kept = Code.Push();
        Code.Emit(Opcode.Copy, kept, value);
        unit.Names.Store(named.Target.Id, kept);
        Code.PopTo(kept);
        return Deliver(value, destination);
    }
}
