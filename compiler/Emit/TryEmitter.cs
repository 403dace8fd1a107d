using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// <c>try</c> with <c>except</c> and <c>finally</c>. A handler holds two temporaries: the handled exception before it
/// (PushHandled, PopHandled) and the exception itself; leaving the handler, in whatever way, restores the former.
/// </summary>
internal sealed class TryEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Try(Try statement)
    {
        for (var i = 0; i < statement.Handlers.Length - 1; i++)
        {
            if (statement.Handlers[i].Type is null)
                throw unit.Compilation.Error(statement.Handlers[i].Span, "default 'except:' must be last");
        }

        Code.Line(statement.Span);
        if (statement.FinalBody.IsEmpty)
            Except(statement);
        else
            Finally(statement.FinalBody, statement.Span, statement.Handlers.IsEmpty ? null : statement, statement.Body);
    }

    public void TryStar(TryStar statement)
    {
        Code.Line(statement.Span);
        if (statement.FinalBody.IsEmpty)
        {
            unit.Groups.Emit(statement);
            return;
        }

        Finally(statement.FinalBody, statement.Span, statement, []);
    }

    /// <summary>Emits a final body once more.</summary>
    public void FinalBody(ImmutableArray<Statement> body)
    {
        var (wasInFinally, wasInLoop) = (unit.IsInFinally, unit.IsInLoopOfFinally);
        (unit.IsInFinally, unit.IsInLoopOfFinally) = (true, false);
        unit.Statements.EmitAll(body);
        (unit.IsInFinally, unit.IsInLoopOfFinally) = (wasInFinally, wasInLoop);
    }

    /// <summary>
    /// The end of a handler that an exception leaves: the handled exception before it is restored, and the exception goes on.
    /// </summary>
    /// <param name="cleanup">The handler's region, whose first temporary is the one behind the saved exception.</param>
    public void Cleanup(ProtectedRegion cleanup)
    {
        Code.BeginHandler(cleanup);
        Code.Position = default;
        Code.Emit(Opcode.PopHandled, cleanup.Depth - 1);
        Code.EmitEnd(Opcode.Reraise, cleanup.Depth);
        Code.EndHandler();
    }

    private void Except(Try statement)
    {
        var outer = Code.Region;
        var depth = Code.Top;
        var region = Code.NewRegion(depth);
        var end = new Label();

        unit.Blocks.Add(new Block(BlockKind.Try, outer));
        Code.Region = region;
        unit.Statements.EmitAll(statement.Body);
        Code.Region = outer;
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        unit.Statements.EmitAll(statement.OrElse);
        Code.Jump(end);

        Code.BeginHandler(region);
        var cleanup = BeginCleanup(depth);
        foreach (var handler in statement.Handlers)
            Handler(handler, depth, outer, cleanup, end);

        Code.Position = statement.Handlers[^1].Span;
        Code.Region = outer;
        Code.Emit(Opcode.PopHandled, depth);
        Code.EmitEnd(Opcode.Reraise, depth + 1);
        Cleanup(cleanup);
        Code.EndHandler();
        Code.ResetTop(depth);
        Code.Bind(end);
    }

    /// <summary>
    /// Begins the handling of the exception in the temporary <paramref name="depth"/>: it becomes the handled one and moves up by
    /// one. The region that is opened leads to <see cref="Cleanup"/>.
    /// </summary>
    public ProtectedRegion BeginCleanup(int depth)
    {
        Code.Push();
        var cleanup = Code.NewRegion(depth + 1);
        Code.Position = default;
        Code.Emit(Opcode.PushHandled, depth);
        Code.Region = cleanup;
        return cleanup;
    }

    private void Handler(ExceptHandler handler, int depth, ProtectedRegion? outer, ProtectedRegion cleanup, Label end)
    {
        var exception = depth + 1;
        var next = new Label();
        Code.Region = cleanup;
        Code.ResetTop(depth + 2);
        if (handler.Type is not null)
        {
            var type = unit.Expressions.Emit(handler.Type);
            Code.Position = handler.Type.Span;
            Code.Branch(Opcode.JumpIfNotMatch, exception, type, next);
            Code.ResetTop(depth + 2);
        }

        Code.Position = handler.Span;
        if (handler.Name is null)
            Code.Emit(Opcode.Release, exception);
        else
            unit.Names.Store(handler.Name, exception);
        Code.PopTo(exception);

        var nameRegion = handler.Name is null ? null : Code.NewRegion(exception);
        unit.Blocks.Add(new Block(BlockKind.Handler, outer) { Register = depth, Name = handler.Name });
        Code.Region = nameRegion ?? cleanup;
        unit.Statements.EmitAll(handler.Body);
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);

        Code.Position = default;
        Code.Region = outer;
        Code.Emit(Opcode.PopHandled, depth);
        if (handler.Name is not null)
            unit.Names.Clear(handler.Name);
        Code.Jump(end);
        if (nameRegion is not null)
        {
            Code.BeginHandler(nameRegion);
            Code.Region = cleanup;
            unit.Names.Clear(handler.Name!);
            Code.Region = outer;
            Code.Emit(Opcode.PopHandled, depth);
            Code.EmitEnd(Opcode.Reraise, exception);
            Code.EndHandler();
        }

        Code.ResetTop(depth + 2);
        Code.Bind(next);
    }

    private void Finally(ImmutableArray<Statement> finalBody, Span position, Statement? inner, ImmutableArray<Statement> body)
    {
        var outer = Code.Region;
        var depth = Code.Top;
        var region = Code.NewRegion(depth);
        var end = new Label();

        unit.Blocks.Add(new Block(BlockKind.FinallyTry, outer) { FinalBody = finalBody, Span = position });
        Code.Region = region;
        switch (inner)
        {
            case Try @try:
                Except(@try);
                break;
            case TryStar @try:
                unit.Groups.Emit(@try);
                break;
            default:
                unit.Statements.EmitAll(body);
                break;
        }

        Code.Region = outer;
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        FinalBody(finalBody);
        Code.Jump(end);

        Code.BeginHandler(region);
        var cleanup = BeginCleanup(depth);
        unit.Blocks.Add(new Block(BlockKind.FinallyEnd, outer) { Register = depth });
        FinalBody(finalBody);
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        Code.Region = outer;
        Code.Position = default;
        Code.Emit(Opcode.PopHandled, depth);
        Code.EmitEnd(Opcode.Reraise, depth + 1);
        Cleanup(cleanup);
        Code.EndHandler();
        Code.ResetTop(depth);
        Code.Bind(end);
    }
}
