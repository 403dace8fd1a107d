using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary><c>with</c> and <c>async with</c>; several items are nested statements.</summary>
internal sealed class WithEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void With(With statement) => Item(statement.Items, 0, statement.Body, isAsync: false);

    public void AsyncWith(AsyncWith statement) => Item(statement.Items, 0, statement.Body, isAsync: true);

    /// <summary>Calls the exit method of a block that control leaves without an exception.</summary>
    public void Leave(Block block)
    {
        // What is above the exit method may be in use, so the call is made at the top.
        Code.Position = block.Span;
        var callee = Code.Push(2);
        Code.Emit(Opcode.Move, callee, block.Register);
        Code.Emit(Opcode.Move, callee + 1, block.Register + 1);
        CallExit(callee, block.Kind == BlockKind.AsyncWith);
        Code.PopTo(callee);
    }

    private void Item(ImmutableArray<WithItem> items, int index, ImmutableArray<Statement> body, bool isAsync)
    {
        unit.Compilation.CheckStack();
        var item = items[index];
        var outer = Code.Region;
        var exit = Code.Top;
        var manager = unit.Expressions.Emit(item.ContextExpr);
        Code.ResetTop(exit);

        // Both methods with their selfs, as LoadMethod gives them; what __enter__ returns takes its place.
        Code.Push(4);
        var entered = exit + 2;
        Code.Position = item.ContextExpr.Span;
        Code.Emit(isAsync ? Opcode.BeforeAsyncWith : Opcode.BeforeWith, exit, manager);
        Code.Emit(Opcode.CallMethod, entered, 0);
        Code.PopTo(entered + 1);
        if (isAsync)
            unit.Awaits.Awaited(entered, 1);

        var region = Code.NewRegion(entered);
        unit.Blocks.Add(new Block(isAsync ? BlockKind.AsyncWith : BlockKind.With, outer) { Register = exit, Span = item.ContextExpr.Span });
        Code.Region = region;
        if (item.OptionalVars is null)
            Code.Emit(Opcode.Release, entered);
        else
            unit.Assignments.AssignTo(item.OptionalVars, entered);
        Code.PopTo(entered);
        if (index + 1 < items.Length)
            Item(items, index + 1, body, isAsync);
        else
            unit.Statements.EmitAll(body);

        Code.Region = outer;
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        var end = new Label();
        Code.Position = item.ContextExpr.Span;
        CallExit(exit, isAsync);
        Code.Jump(end);
        ExitByException(region, exit, item.ContextExpr.Span, outer, isAsync, end);
        Code.Bind(end);
        Code.ResetTop(exit);
    }

    private void ExitByException(ProtectedRegion region, int exit, Span position, ProtectedRegion? outer, bool isAsync, Label end)
    {
        Code.BeginHandler(region);
        var (saved, exception) = (exit + 2, exit + 3);
        var cleanup = unit.Tries.BeginCleanup(saved);
        Code.Position = position;
        var result = Code.Push();
        Code.Emit(Opcode.WithExceptStart, result, exit, exception);
        if (isAsync)
            unit.Awaits.Awaited(result, 2);
        var suppressed = new Label();
        Code.Branch(Opcode.JumpIfTrue, result, 0, suppressed);
        Code.PopTo(result);
        Code.Region = outer;
        Code.Emit(Opcode.PopHandled, saved);
        Code.EmitEnd(Opcode.Reraise, exception);

        Code.Bind(suppressed);
        Code.Emit(Opcode.Release, exception);
        Code.Emit(Opcode.PopHandled, saved);
        Code.Emit(Opcode.Release, exit);
        Code.Emit(Opcode.Release, exit + 1);
        Code.Jump(end);
        unit.Tries.Cleanup(cleanup);
        Code.EndHandler();
    }

    /// <summary>Calls the exit method, which is in the two top temporaries, with three times None, and drops its result.</summary>
    private void CallExit(int callee, bool isAsync)
    {
        for (var i = 0; i < 3; i++)
            unit.Expressions.Constant(null, Destination.Push);
        Code.Emit(Opcode.CallMethod, callee, 3);
        Code.PopTo(callee + 1);
        if (isAsync)
            unit.Awaits.Awaited(callee, 2);
        Code.Emit(Opcode.Release, callee);
    }
}
