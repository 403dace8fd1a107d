using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary><c>return</c>, <c>break</c> and <c>continue</c>: they leave the statements around them one by one.</summary>
internal sealed class ExitEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Return(Return statement)
    {
        if (!unit.Frame.Kind.IsFunctionLike())
            throw unit.Compilation.Error(statement.Span, "'return' outside function");
        if (statement.Value is not null && unit.Frame is { IsCoroutine: true, IsGenerator: true })
            throw unit.Compilation.Error(statement.Span, "'return' with value in async generator");
        if (unit.IsInFinally && !unit.IsInLoopOfFinally)
            unit.Compilation.Warn(statement.Span, "'return' in a 'finally' block");

        var top = Code.Top;
        var region = Code.Region;
        object? constant = null;
        var isConstant = statement.Value is null || unit.Folder.TryFold(statement.Value, out constant);
        var value = -1;
        var pending = -1;
        if (!isConstant)
        {
            // Code that runs on the way out may rebind a local.
            var mustCopy = unit.Blocks.Any(block => block.Kind is BlockKind.FinallyTry or BlockKind.Handler);
            value = unit.Expressions.Emit(statement.Value!, mustCopy ? Destination.Push : Destination.Any);
            pending = mustCopy ? value : -1;
        }

        // Reported last, as CPython meets it while it leaves the blocks: the value's own errors come first.
        var runsFinalBody = unit.Blocks.Any(block => block.Kind == BlockKind.FinallyTry);
        if (runsFinalBody)
            Code.Line(statement.Span);
        LeaveAll(statement.Span, statement.Value?.Span ?? statement.Span, pending);
        Code.Position = runsFinalBody ? default : statement.Span;
        if (isConstant && constant is null)
        {
            Code.EmitEnd(Opcode.ReturnNone);
        }
        else
        {
            if (isConstant)
                value = unit.Expressions.Constant(constant, Destination.Push);
            Code.EmitEnd(Opcode.Return, value);
        }

        Code.PopTo(top);
        Code.Region = region;
    }

    public void Break(Break statement)
    {
        if (unit.IsInFinally && !unit.IsInLoopOfFinally)
            unit.Compilation.Warn(statement.Span, "'break' in a 'finally' block");
        var index = LeaveToLoop(statement.Span);
        if (index < 0)
            throw unit.Compilation.Error(statement.Span, "'break' outside loop");
        var loop = unit.Blocks[index];
        var region = Code.Region;
        Code.Line(statement.Span);
        var before = Code.Drafts.Count;
        Leave(index, statement.Span);
        Code.Region = loop.Outer;
        Code.Position = Code.Drafts.Count == before ? statement.Span : default;
        Code.Jump(loop.Exit!);
        Code.Region = region;
    }

    public void Continue(Continue statement)
    {
        if (unit.IsInFinally && !unit.IsInLoopOfFinally)
            unit.Compilation.Warn(statement.Span, "'continue' in a 'finally' block");
        var index = LeaveToLoop(statement.Span);
        if (index < 0)
            throw unit.Compilation.Error(statement.Span, "'continue' not properly in loop");
        var loop = unit.Blocks[index];
        var region = Code.Region;
        Code.Line(statement.Span);
        var before = Code.Drafts.Count;
        Leave(index + 1, statement.Span);
        Code.Region = loop.Outer;
        Code.Position = Code.Drafts.Count == before ? statement.Span : default;
        Code.Jump(loop.Continue!);
        Code.Region = region;
    }

    /// <summary>The index of the innermost loop; -1 when there is none.</summary>
    private int LeaveToLoop(Span position)
    {
        for (var i = unit.Blocks.Count - 1; i >= 0; i--)
        {
            if (unit.Blocks[i].Kind == BlockKind.GroupHandler)
                throw LeavesGroupHandler(position);
            if (unit.Blocks[i].IsLoop)
                return i;
        }

        return -1;
    }

    private void LeaveAll(Span position, Span valuePosition, int pending)
    {
        if (unit.Blocks.Any(block => block.Kind == BlockKind.GroupHandler))
            throw LeavesGroupHandler(valuePosition);
        var region = Code.Region;
        Leave(0, position, pending);
        Code.Region = unit.Blocks.Count > 0 ? unit.Blocks[0].Outer : region;
    }

    private Parsing.PylSyntaxException LeavesGroupHandler(Span position) =>
        unit.Compilation.Error(position, "'break', 'continue' and 'return' cannot appear in an except* block");

    /// <summary>
    /// Emits what the blocks from the innermost to that at <paramref name="index"/> do when control leaves them, with the value to be
    /// returned in the temporary <paramref name="pending"/>, if there is one.
    /// </summary>
    private void Leave(int index, Span position, int pending = -1)
    {
        var left = unit.Blocks[index..];
        for (var i = unit.Blocks.Count - 1; i >= index; i--)
        {
            var block = unit.Blocks[i];
            unit.Blocks.RemoveAt(i);
            Code.Region = block.Outer;
            Leave(block, position, pending);

            // The statement's line is not come back to behind a final body.
            if (block.Kind == BlockKind.FinallyTry)
                position = default;
        }

        unit.Blocks.AddRange(left);
    }

    private void Leave(Block block, Span position, int pending)
    {
        Code.Position = position;
        switch (block.Kind)
        {
            case BlockKind.ForLoop:
                Code.Emit(Opcode.Release, block.Register);
                break;
            case BlockKind.FinallyTry:
                // The final body may leave by a jump of its own: then nothing is returned.
                if (pending >= 0)
                    unit.Blocks.Add(new Block(BlockKind.PendingReturn, block.Outer) { Register = pending });
                unit.Tries.FinalBody(block.FinalBody);
                if (pending >= 0)
                    unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
                break;
            case BlockKind.PendingReturn:
                Code.Emit(Opcode.Release, block.Register);
                break;
            case BlockKind.FinallyEnd:
                Code.Emit(Opcode.Release, block.Register + 1);
                Code.Emit(Opcode.PopHandled, block.Register);
                break;
            case BlockKind.With:
            case BlockKind.AsyncWith:
                unit.Withs.Leave(block);
                break;
            case BlockKind.Handler:
                Code.Emit(Opcode.PopHandled, block.Register);
                if (block.Name is not null)
                    unit.Names.Clear(block.Name);
                break;
        }
    }
}
