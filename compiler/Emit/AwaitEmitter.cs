using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary><c>await</c>, <c>yield</c> and <c>yield from</c>.</summary>
internal sealed class AwaitEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public int Await(Await await, int destination)
    {
        var top = Code.Top;
        var value = unit.Expressions.Emit(await.Value);
        Code.ResetTop(top + 1);
        Code.Position = await.Span;
        var iterator = Code.Push();
        Code.Emit(Opcode.GetAwaitable, iterator, value, 0);
        Code.Emit(Opcode.LoadNone, top);
        Code.Emit(Opcode.YieldFrom, top, iterator);
        Code.PopTo(top + 1);
        return unit.Expressions.Deliver(top, destination);
    }

    /// <summary>Awaits the value in the top temporary; the result replaces it.</summary>
    /// <param name="value">The top temporary.</param>
    /// <param name="kind">0 for await, 1 for the enter of async with, 2 for its exit.</param>
    public void Awaited(int value, int kind)
    {
        var iterator = Code.Push();
        Code.Emit(Opcode.GetAwaitable, iterator, value, kind);
        Code.Emit(Opcode.LoadNone, value);
        Code.Emit(Opcode.YieldFrom, value, iterator);
        Code.PopTo(value + 1);
    }

    public int Yield(Yield yield, int destination)
    {
        Require(yield);
        if (yield.Value is not null)
            return YieldValue(yield.Value, yield.Span, destination);
        Code.Position = yield.Span;
        var none = unit.Expressions.Constant(null, Destination.Push);
        Wrap(none, none);
        Code.PopTo(none);
        var sent = unit.Expressions.Place(destination);
        Code.Emit(Opcode.Yield, sent, none);
        return sent;
    }

    /// <summary>Yields a value; the result is the register of the value that is sent.</summary>
    public int YieldValue(Expression expression, Span position, int destination)
    {
        var top = Code.Top;
        var value = unit.Expressions.Emit(expression);
        Code.ResetTop(top + 1);
        Code.Position = position;
        if (Wrap(top, value))
            value = top;
        Code.PopTo(top);
        var sent = unit.Expressions.Place(destination);
        Code.Emit(Opcode.Yield, sent, value);
        return sent;
    }

    public int YieldFrom(YieldFrom yield, int destination)
    {
        Require(yield);
        if (unit.Frame.Kind == ScopeKind.Function && unit.Frame.IsCoroutine)
            throw unit.Compilation.Error(yield.Span, "'yield from' inside async function");
        var top = Code.Top;
        var value = unit.Expressions.Emit(yield.Value);
        Code.ResetTop(top + 1);
        Code.Position = yield.Span;
        var iterator = Code.Push();
        Code.Emit(Opcode.GetYieldFromIterator, iterator, value);
        Code.Emit(Opcode.LoadNone, top);
        Code.Emit(Opcode.YieldFrom, top, iterator);
        Code.PopTo(top + 1);
        return unit.Expressions.Deliver(top, destination);
    }

    private void Require(Expression expression)
    {
        if (!unit.Frame.Kind.IsFunctionLike())
            throw unit.Compilation.Error(expression.Span, expression is YieldFrom ? "'yield from' outside function" : "'yield' outside function");
    }

    /// <summary>In an async generator a value is wrapped, so that it is told from what awaited code yields.</summary>
    private bool Wrap(int destination, int value)
    {
        if (!unit.Frame.IsCoroutine || !(unit.Frame.IsGenerator || unit.Frame.Kind == ScopeKind.GeneratorExpression))
            return false;
        Code.Emit(Opcode.AsyncGeneratorWrap, destination, value);
        return true;
    }
}
