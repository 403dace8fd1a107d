using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Displays: lists, tuples, sets and dicts.</summary>
internal sealed class DisplayEmitter(UnitEmitter unit)
{
    // Longer displays are built piece by piece, so that the register window stays small.
    private const int MaxElementsAtOnce = 64;

    // From here on a display of constants is copied from one constant.
    private const int MinConstantElements = 3;

    private CodeBuilder Code => unit.Code;

    public int Tuple(Ast.Tuple tuple, int destination)
    {
        if (!IsIncremental(tuple.Elts))
            return AtOnce(Opcode.BuildTuple, tuple.Elts, tuple.Span, destination);
        var list = Code.Top;
        Sequence(tuple.Elts, list, 0, -1);
        Code.Position = tuple.Span;
        Code.PopTo(list);
        var result = unit.Expressions.Place(destination);
        Code.Emit(Opcode.ListToTuple, result, list);
        return result;
    }

    public int List(Ast.List list, int destination)
    {
        if (IsIncremental(list.Elts) || IsLongConstant(list.Elts, out _))
        {
            var register = Code.Top;
            Code.Position = list.Span;
            Sequence(list.Elts, register, 0, -1);
            return unit.Expressions.Deliver(register, destination);
        }

        return AtOnce(Opcode.BuildList, list.Elts, list.Span, destination);
    }

    public int Set(Ast.Set set, int destination)
    {
        var register = Code.Top;
        if (IsLongConstant(set.Elts, out var items))
        {
            Code.Push();
            Code.Position = set.Span;
            Code.Emit(Opcode.BuildSet, register, register, 0);
            var constant = unit.Expressions.Constant(new FrozenSetConstant(items), Destination.Push);
            Code.Emit(Opcode.SetUpdate, register, constant);
            Code.PopTo(register + 1);
            return unit.Expressions.Deliver(register, destination);
        }

        if (!IsIncremental(set.Elts))
            return AtOnce(Opcode.BuildSet, set.Elts, set.Span, destination);
        Incrementally(set.Elts, register, 0, -1, Opcode.BuildSet, Opcode.SetAdd, Opcode.SetUpdate);
        return unit.Expressions.Deliver(register, destination);
    }

    public int Dict(Ast.Dict dict, int destination)
    {
        var register = Code.Push();
        var isBuilt = false;
        var i = 0;
        while (i < dict.Keys.Length)
        {
            if (dict.Keys[i] is null)
            {
                if (!isBuilt)
                    Code.Emit(Opcode.BuildMap, register, register, 0);
                var mapping = unit.Expressions.Emit(dict.Values[i]);
                Code.Position = dict.Values[i].Span;
                Code.Emit(Opcode.MapUpdate, register, mapping);
                Code.PopTo(register + 1);
                i++;
            }
            else if (!isBuilt)
            {
                Code.PopTo(register);
                var first = i;
                for (; i < dict.Keys.Length && dict.Keys[i] is { } key && i - first < MaxElementsAtOnce / 2; i++)
                {
                    unit.Expressions.Emit(key, Destination.Push);
                    unit.Expressions.Emit(dict.Values[i], Destination.Push);
                }

                Code.Position = dict.Span;
                if (i == dict.Keys.Length)
                {
                    Code.PopTo(register);
                    var result = unit.Expressions.Place(destination);
                    Code.Emit(Opcode.BuildMap, result, register, i - first);
                    return result;
                }

                Code.Emit(Opcode.BuildMap, register, register, i - first);
                Code.PopTo(register + 1);
            }
            else
            {
                var keyRegister = unit.Expressions.Operand(dict.Keys[i]!, dict.Values[i]);
                var value = unit.Expressions.Emit(dict.Values[i]);
                Code.Position = dict.Span;
                Code.Emit(Opcode.MapAdd, register, keyRegister, value);
                Code.PopTo(register + 1);
                i++;
            }

            isBuilt = true;
        }

        if (!isBuilt)
        {
            Code.Position = dict.Span;
            Code.Emit(Opcode.BuildMap, register, register, 0);
        }

        return unit.Expressions.Deliver(register, destination);
    }

    /// <summary>
    /// Makes a list in the temporary <paramref name="list"/>: first of <paramref name="ready"/> values that stand there already,
    /// then of the elements, then of a copy of the register <paramref name="extra"/> when that is not negative.
    /// </summary>
    public void Sequence(ImmutableArray<Expression> elements, int list, int ready, int extra)
    {
        if (ready == 0 && extra < 0 && IsLongConstant(elements, out var items))
        {
            Code.Push();
            Code.Emit(Opcode.BuildList, list, list, 0);
            var constant = unit.Expressions.Constant(new TupleConstant(items), Destination.Push);
            Code.Emit(Opcode.ListExtend, list, constant);
            Code.PopTo(list + 1);
            return;
        }

        Incrementally(elements, list, ready, extra, Opcode.BuildList, Opcode.ListAppend, Opcode.ListExtend);
    }

    /// <summary>Makes a tuple as <see cref="Sequence"/> makes a list, of elements that <see cref="IsBuiltAtOnce"/>.</summary>
    public void Tuple(ImmutableArray<Expression> elements, int tuple, int ready, int extra)
    {
        var position = Code.Position;
        foreach (var element in elements)
            unit.Expressions.Emit(element, Destination.Push);
        if (extra >= 0)
            Code.Emit(Opcode.Copy, Code.Push(), extra);
        Code.Position = position;
        Code.Emit(Opcode.BuildTuple, tuple, tuple, ready + elements.Length + (extra < 0 ? 0 : 1));
        Code.ResetTop(tuple + 1);
    }

    /// <summary>Whether elements are few enough to stand in registers at once, and none is starred.</summary>
    public static bool IsBuiltAtOnce(ImmutableArray<Expression> elements) => !IsIncremental(elements);

    /// <summary>Whether a list or set display has constant elements only, and the constant that serves instead where it is only searched.</summary>
    public bool TryConstantContainer(Expression display, out object? constant)
    {
        constant = null;
        var elements = display switch
        {
            Ast.List list => list.Elts,
            Ast.Set set => set.Elts,
            _ => default,
        };
        if (elements.IsDefault || !TryConstants(elements, out var items))
            return false;
        constant = display is Ast.Set ? new FrozenSetConstant(items) : new TupleConstant(items);
        return true;
    }

    private static bool IsIncremental(ImmutableArray<Expression> elements)
    {
        if (elements.Length > MaxElementsAtOnce)
            return true;
        foreach (var element in elements)
        {
            if (element is Starred)
                return true;
        }

        return false;
    }

    private bool IsLongConstant(ImmutableArray<Expression> elements, out object?[] items)
    {
        items = [];
        return elements.Length >= MinConstantElements && TryConstants(elements, out items);
    }

    private bool TryConstants(ImmutableArray<Expression> elements, out object?[] items)
    {
        items = [];
        var folded = new object?[elements.Length];
        for (var i = 0; i < folded.Length; i++)
        {
            if (!unit.Folder.TryFold(elements[i], out folded[i]))
                return false;
        }

        items = folded;
        return true;
    }

    private int AtOnce(Opcode opcode, ImmutableArray<Expression> elements, Span position, int destination)
    {
        var first = Code.Top;
        foreach (var element in elements)
            unit.Expressions.Emit(element, Destination.Push);
        Code.Position = position;
        Code.PopTo(first);
        var result = unit.Expressions.Place(destination);
        Code.Emit(opcode, result, elements.IsEmpty ? 0 : first, elements.Length);
        return result;
    }

    private void Incrementally(ImmutableArray<Expression> elements, int container, int ready, int extra, Opcode build, Opcode add, Opcode update)
    {
        var position = Code.Position;
        var i = 0;
        for (; i < elements.Length && elements[i] is not Starred && i < MaxElementsAtOnce / 2; i++)
            unit.Expressions.Emit(elements[i], Destination.Push);
        Code.Position = position;
        Code.Emit(build, container, container, ready + i);
        Code.ResetTop(container + 1);
        for (; i < elements.Length; i++)
        {
            var isStarred = elements[i] is Starred;
            var value = unit.Expressions.Emit(elements[i] is Starred starred ? starred.Value : elements[i]);
            Code.Position = elements[i].Span;
            Code.Emit(isStarred ? update : add, container, value);
            Code.PopTo(container + 1);
        }

        if (extra < 0)
            return;
        Code.Emit(add, container, extra);
    }
}
