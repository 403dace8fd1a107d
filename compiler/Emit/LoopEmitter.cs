using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Loops, tested at the bottom: an iteration costs one jump. Statements and comprehensions share the <c>for</c>.
/// </summary>
internal sealed class LoopEmitter(UnitEmitter unit)
{
    // A condition of more nodes stands once in the code, at the bottom, and the loop is entered by a jump.
    private const int MaxDuplicatedNodes = 24;

    private CodeBuilder Code => unit.Code;

    /// <summary>A <c>for</c> whose body is being emitted.</summary>
    /// <param name="Body">Where each round begins.</param>
    /// <param name="Continue">Where the next element is fetched.</param>
    /// <param name="Exhausted">Where the loop goes when there is none; the iterator has been released.</param>
    /// <param name="Iterator">The temporary that holds the iterator.</param>
    /// <param name="Element">The register that gets the element.</param>
    /// <param name="Position">The place of the iterable.</param>
    /// <param name="Region">Of <c>async for</c>: the region around the fetch.</param>
    public readonly record struct ForParts(Label Body, Label Continue, Label Exhausted, int Iterator, int Element, Span Position,
        ProtectedRegion? Region);

    public void While(While loop)
    {
        var body = new Label();
        var next = new Label();
        var orElse = new Label();
        var end = new Label();
        var isEndless = unit.Folder.Truth(loop.Test) is true;
        if (isEndless)
        {
            Code.Line(loop.Test.Span);
            Code.BindLoop(body);
        }
        else if (ExpressionSize.IsAtMost(loop.Test, MaxDuplicatedNodes))
        {
            if (unit.Folder.Truth(loop.Test) is false)
                Code.Line(loop.Test.Span);
            unit.Conditions.Jump(loop.Test, orElse, false);
            Code.BindLoop(body);
        }
        else
        {
            Code.Position = loop.Test.Span;
            var isReachable = Code.IsReachable;
            Code.Jump(next);
            if (isReachable)
                Code.BindBackward(body);
        }

        unit.Blocks.Add(new Block(BlockKind.WhileLoop, Code.Region) { Continue = next, Exit = end });
        Body(loop.Body);
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        Code.Bind(next);
        if (isEndless)
        {
            Code.Position = loop.Test.Span;
            Code.Jump(body, keepsLine: true);
        }
        else if (body.Position >= 0)
        {
            // A body without code leaves the place of whatever came before the loop, or none at all.
            if (Code.Drafts.Count == body.Position)
                Code.Position = loop.Test.Span;
            unit.Conditions.Jump(loop.Test, body, true);
        }

        Code.Bind(orElse);
        unit.Statements.EmitAll(loop.OrElse);
        Code.Bind(end);
    }

    public void For(For loop) => For(loop.Target, loop.Iter, loop.Body, loop.OrElse, isAsync: false);

    public void AsyncFor(AsyncFor loop) => For(loop.Target, loop.Iter, loop.Body, loop.OrElse, isAsync: true);

    /// <summary>The iterator of an iterable, in the next temporary.</summary>
    public int Iterator(Expression iterable, bool isAsync)
    {
        // The list of a display is seen by nobody else, so a tuple serves.
        var source = iterable is Ast.List list && !isAsync ? new Ast.Tuple(list.Span, list.Elts) : iterable;
        var iterator = Code.Top;
        var value = unit.Expressions.Emit(source);
        Code.ResetTop(iterator + 1);
        Code.Position = iterable.Span;
        Code.Emit(isAsync ? Opcode.GetAsyncIterator : Opcode.GetIterator, iterator, value);
        return iterator;
    }

    /// <summary>Begins a <c>for</c>: fetches the first element and binds the target; the body follows.</summary>
    public ForParts Begin(Expression target, int iterator, Span position, Label next, Label exhausted)
    {
        var body = new Label();
        var register = unit.Names.RegisterOf(target);
        var element = register >= 0 ? register : Code.Push();
        Code.Position = position;
        Code.Branch(Opcode.ForIterate, element, iterator, exhausted);
        Code.BindLoop(body);
        if (register >= 0)
        {
            Code.Bound.Add(register);
        }
        else
        {
            unit.Assignments.AssignTo(target, element);
            Code.PopTo(element);
        }

        return new ForParts(body, next, exhausted, iterator, element, position, null);
    }

    /// <summary>Ends a <c>for</c>: fetches the next element and goes back to the body, or goes on.</summary>
    public void End(ForParts loop)
    {
        Code.Bind(loop.Continue);
        Code.Position = loop.Position;
        Code.Branch(Opcode.ForIterateBack, loop.Element, loop.Iterator, loop.Body);
        Code.Bind(loop.Exhausted);
    }

    /// <summary>Begins an <c>async for</c>.</summary>
    public ForParts BeginAsync(Expression target, int iterator, Span position, Label next, Label exhausted)
    {
        Code.BindLoop(next);
        var outer = Code.Region;
        var element = Code.Push();
        var awaited = Code.Push();
        var region = Code.NewRegion(element);
        Code.Region = region;
        Code.Position = position;
        Code.Emit(Opcode.GetAsyncNext, awaited, iterator);
        Code.Emit(Opcode.LoadNone, element);
        Code.Emit(Opcode.YieldFrom, element, awaited);
        Code.PopTo(awaited);
        Code.Region = outer;
        unit.Assignments.AssignTo(target, element);
        Code.PopTo(element);
        return new ForParts(next, next, exhausted, iterator, element, position, region);
    }

    /// <summary>Ends an <c>async for</c>: goes back, and handles the exception that ends the loop.</summary>
    public void EndAsync(ForParts loop)
    {
        Code.Position = loop.Position;
        if (loop.Continue.Position >= 0)
            Code.Jump(loop.Continue);
        Code.BeginHandler(loop.Region!);
        Code.Position = loop.Position;
        Code.BranchEnd(Opcode.EndAsyncFor, loop.Iterator, loop.Element, loop.Exhausted);
        Code.EndHandler();
        Code.ResetTop(loop.Iterator);
        Code.Bind(loop.Exhausted);
    }

    private void For(Expression target, Expression iter, ImmutableArray<Statement> body, ImmutableArray<Statement> orElse, bool isAsync)
    {
        var next = new Label();
        var exhausted = new Label();
        var end = new Label();
        var iterator = Iterator(iter, isAsync);
        var outer = Code.Region;
        var loop = isAsync ? BeginAsync(target, iterator, iter.Span, next, exhausted) : Begin(target, iterator, iter.Span, next, exhausted);
        unit.Blocks.Add(new Block(BlockKind.ForLoop, outer) { Continue = next, Exit = end, Register = iterator });
        Body(body);
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        if (isAsync)
            EndAsync(loop);
        else
            End(loop);
        Code.PopTo(iterator);
        unit.Statements.EmitAll(orElse);
        Code.Bind(end);
    }

    private void Body(ImmutableArray<Statement> body)
    {
        var wasInLoop = unit.IsInLoopOfFinally;
        unit.IsInLoopOfFinally = true;
        unit.Statements.EmitAll(body);
        unit.IsInLoopOfFinally = wasInLoop;
    }
}
