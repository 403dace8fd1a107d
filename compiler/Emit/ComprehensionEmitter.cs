using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Comprehensions and generator expressions. List, set and dict comprehensions are inlined with registers of their own for
/// their variables (PEP 709); the others are functions that are given the first iterator.
/// </summary>
internal sealed class ComprehensionEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    private readonly record struct Parts(Expression Node, ScopeKind Kind, ImmutableArray<Comprehension> Generators, Expression Element,
        Expression? Value);

    public int Emit(Expression expression, int destination)
    {
        var parts = PartsOf(expression);
        var scope = unit.Scopes[expression, parts.Kind];
        var result = scope.IsInlined ? Inline(parts, scope) : CallFunction(parts, scope);
        return unit.Expressions.Deliver(result, destination);
    }

    private static Parts PartsOf(Expression expression) => expression switch
    {
        ListComp list => new Parts(list, ScopeKind.ListComprehension, list.Generators, list.Elt, null),
        SetComp set => new Parts(set, ScopeKind.SetComprehension, set.Generators, set.Elt, null),
        DictComp dict => new Parts(dict, ScopeKind.DictComprehension, dict.Generators, dict.Key, dict.Value),
        GeneratorExp generator => new Parts(generator, ScopeKind.GeneratorExpression, generator.Generators, generator.Elt, null),
        _ => throw new InvalidOperationException(),
    };

    private int Inline(Parts parts, Scope scope)
    {
        var first = parts.Generators[0];
        var result = Code.Push();
        var iterator = FirstIterator(first);
        var outerScope = unit.Scope;
        unit.Scope = scope;

        var variables = scope.Symbols.Where(symbol => symbol.Resolution == Resolution.Local).ToList();
        // The variables are cleared on the way out by an exception too: what they hold must not live on.
        var outer = Code.Region;
        var region = variables.Count > 0 ? Code.NewRegion(result) : null;
        if (region is not null)
            Code.Region = region;
        foreach (var variable in variables)
        {
            Code.Bound.Remove(variable.Register);
            if (variable.IsCell)
                Code.Emit(Opcode.MakeCell, variable.Register);
        }

        Code.Position = parts.Node.Span;
        Code.Emit(BuildOpcodeOf(parts.Kind), result, result, 0);
        Generator(parts, 0, iterator, result);
        unit.Scope = outerScope;
        Code.Region = outer;
        Code.PopTo(result + 1);
        Clear(variables);
        if (region is { IsUsed: true })
        {
            var end = new Label();
            Code.Jump(end);
            Code.BeginHandler(region);
            Code.Position = parts.Node.Span;
            Clear(variables);
            Code.EmitEnd(Opcode.Reraise, result);
            Code.EndHandler();
            Code.Bind(end);
            Code.ResetTop(result + 1);
        }

        return result;
    }

    private void Clear(List<Symbol> variables)
    {
        foreach (var variable in variables)
        {
            Code.Emit(Opcode.ClearLocal, variable.Register);
            Code.Bound.Remove(variable.Register);
        }
    }

    /// <summary>Calls the function of a generator expression, or of a comprehension that cannot be inlined, with the first iterator.</summary>
    private int CallFunction(Parts parts, Scope scope)
    {
        var function = unit.Functions.Make(CompileFunction(parts, scope), scope, parts.Node.Span);
        FirstIterator(parts.Generators[0]);
        Code.Position = parts.Node.Span;
        Code.Emit(Opcode.Call, function, 1);
        Code.PopTo(function + 1);
        if (!scope.IsCoroutine || parts.Kind == ScopeKind.GeneratorExpression)
            return function;
        unit.Awaits.Awaited(function, 0);
        return function;
    }

    private CodeObject CompileFunction(Parts parts, Scope scope)
    {
        var inner = new UnitEmitter(unit.Compilation, unit.Scopes, scope, unit);
        var isGenerator = parts.Kind == ScopeKind.GeneratorExpression;
        inner.Code.Position = parts.Node.Span;
        var start = inner.Functions.Begin(isGenerator || scope.IsCoroutine);
        inner.Comprehensions.Body(parts, scope, isGenerator);
        inner.Functions.End(start);
        var flags = FunctionEmitter.FlagsOf(scope, isGenerator);
        return inner.Finish(parts.Node.Span.StartLine, flags, argumentCount: 1);
    }

    private void Body(Parts parts, Scope scope, bool isGenerator)
    {
        var result = isGenerator ? -1 : Code.Push();
        var iterator = Code.Push();
        // The iterator moves out of the parameter, so that it goes when it is exhausted.
        var parameter = FirstRegister(scope);
        Code.Emit(Opcode.Copy, iterator, parameter);
        Code.Emit(Opcode.ClearLocal, parameter);
        if (!isGenerator)
            Code.Emit(BuildOpcodeOf(parts.Kind), result, result, 0);
        Generator(parts, 0, iterator, result);
        Code.Position = parts.Node.Span;
        if (isGenerator)
            Code.EmitEnd(Opcode.ReturnNone);
        else
            Code.EmitEnd(Opcode.Return, result);
    }

    private static int FirstRegister(Scope scope) => scope.Symbols.First(symbol => symbol.Name == ".0").Register;

    private int FirstIterator(Comprehension first)
    {
        return unit.Loops.Iterator(first.Iter, first.IsAsync);
    }

    /// <summary>One <c>for</c> with what is inside it.</summary>
    private void Generator(Parts parts, int index, int iterator, int result)
    {
        unit.Compilation.CheckStack();
        var generator = parts.Generators[index];
        var top = Code.Top;
        if (iterator < 0 && !generator.IsAsync && SingleElement(generator.Iter) is { } element)
        {
            // `for x in [value]` binds a variable, no more.
            unit.Assignments.AssignTo(generator.Target, element);
            var next = new Label();
            Inside(parts, index, next, result);
            Code.Bind(next);
            Code.PopTo(top);
            return;
        }

        if (iterator < 0)
            iterator = FirstIterator(generator);
        if (generator.IsAsync)
        {
            var loop = unit.Loops.BeginAsync(generator.Target, iterator, generator.Iter.Span, new Label(), new Label());
            Inside(parts, index, loop.Continue, result);
            unit.Loops.EndAsync(loop);
        }
        else
        {
            var loop = unit.Loops.Begin(generator.Target, iterator, generator.Iter.Span, new Label(), new Label());
            Inside(parts, index, loop.Continue, result);
            unit.Loops.End(loop);
        }

        // The end of an asynchronous loop has given the iterator back already.
        Code.ResetTop(top);
    }

    private void Inside(Parts parts, int index, Label next, int result)
    {
        foreach (var condition in parts.Generators[index].Ifs)
            unit.Conditions.Jump(condition, next, false);
        if (index + 1 < parts.Generators.Length)
            Generator(parts, index + 1, -1, result);
        else
            Element(parts, result);
    }

    private void Element(Parts parts, int result)
    {
        var top = Code.Top;
        switch (parts.Kind)
        {
            case ScopeKind.GeneratorExpression:
                var yielded = unit.Awaits.YieldValue(parts.Element, parts.Element.Span, Destination.Push);
                Code.Emit(Opcode.Release, yielded);
                break;
            case ScopeKind.DictComprehension:
                var key = unit.Expressions.Operand(parts.Element, parts.Value);
                var value = unit.Expressions.Emit(parts.Value!);
                Code.Position = parts.Element.Span.To(parts.Value!.Span);
                Code.Emit(Opcode.MapAdd, result, key, value);
                break;
            default:
                var element = unit.Expressions.Emit(parts.Element);
                Code.Position = parts.Element.Span;
                Code.Emit(parts.Kind == ScopeKind.ListComprehension ? Opcode.ListAppend : Opcode.SetAdd, result, element);
                break;
        }

        Code.PopTo(top);
    }

    private static Expression? SingleElement(Expression iterable) => iterable switch
    {
        Ast.List { Elts: [not Starred] } list => list.Elts[0],
        Ast.Tuple { Elts: [not Starred] } tuple => tuple.Elts[0],
        _ => null,
    };

    private static Opcode BuildOpcodeOf(ScopeKind kind) => kind switch
    {
        ScopeKind.ListComprehension => Opcode.BuildList,
        ScopeKind.SetComprehension => Opcode.BuildSet,
        _ => Opcode.BuildMap,
    };
}
