using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// <c>try</c> with <c>except*</c> (PEP 654). Five temporaries: the handled exception before, the original exception, the list of
/// what is to be raised at the end, the part that no clause has matched yet, and the part that the current clause handles.
/// </summary>
internal sealed class ExceptionGroupEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Emit(TryStar statement)
    {
        var outer = Code.Region;
        var saved = Code.Top;
        var region = Code.NewRegion(saved);
        var end = new Label();

        unit.Blocks.Add(new Block(BlockKind.Try, outer));
        Code.Region = region;
        unit.Statements.EmitAll(statement.Body);
        Code.Region = outer;
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        unit.Statements.EmitAll(statement.OrElse);
        Code.Jump(end);

        Code.BeginHandler(region);
        var cleanup = unit.Tries.BeginCleanup(saved);
        var (original, raised, rest) = (saved + 1, saved + 2, saved + 3);
        Code.ResetTop(saved + 4);
        Code.Position = statement.Handlers[0].Span;
        Code.Emit(Opcode.BuildList, raised, raised, 0);
        Code.Emit(Opcode.Copy, rest, original);
        foreach (var handler in statement.Handlers)
            Handler(handler, raised, rest, cleanup);

        Code.Position = default;
        Code.Emit(Opcode.ListAppend, raised, rest);
        Code.Emit(Opcode.PrepareReraiseGroup, original, original);
        var copy = raised;
        var reraise = new Label();
        Code.Emit(Opcode.Copy, copy, original);
        Code.Branch(Opcode.JumpIfNotNone, copy, 0, reraise);
        Code.Region = outer;
        Code.Emit(Opcode.Release, original);
        Code.Emit(Opcode.PopHandled, saved);
        Code.Jump(end);
        Code.Bind(reraise);
        Code.Emit(Opcode.PopHandled, saved);
        Code.EmitEnd(Opcode.Reraise, original);
        unit.Tries.Cleanup(cleanup);
        Code.EndHandler();
        Code.ResetTop(saved);
        Code.Bind(end);
    }

    private void Handler(ExceptHandler handler, int raised, int rest, ProtectedRegion cleanup)
    {
        var matched = rest + 1;
        var next = new Label();
        var noMatch = new Label();
        Code.ResetTop(matched);
        var type = unit.Expressions.Emit(handler.Type!);
        Code.Position = handler.Type!.Span;
        Code.Emit(Opcode.MatchExceptionGroup, rest, type);
        Code.ResetTop(matched + 1);
        var copy = Code.Push();
        Code.Emit(Opcode.Copy, copy, matched);
        Code.Branch(Opcode.JumpIfNone, copy, 0, noMatch);
        Code.PopTo(matched);
        Code.Position = handler.Span;
        if (handler.Name is null)
            Code.Emit(Opcode.Release, matched);
        else
            unit.Names.Store(handler.Name, matched);

        var region = Code.NewRegion(matched);
        unit.Blocks.Add(new Block(BlockKind.GroupHandler, cleanup) { Name = handler.Name });
        Code.Region = region;
        unit.Statements.EmitAll(handler.Body);
        unit.Blocks.RemoveAt(unit.Blocks.Count - 1);
        Code.Region = cleanup;
        Code.Position = default;
        if (handler.Name is not null)
            unit.Names.Clear(handler.Name);
        Code.Jump(next);

        Code.BeginHandler(region);
        if (handler.Name is not null)
            unit.Names.Clear(handler.Name);
        Code.Emit(Opcode.ListAppend, raised, matched);
        Code.Jump(next);
        Code.EndHandler();

        Code.ResetTop(matched + 1);
        Code.Bind(noMatch);
        Code.Emit(Opcode.Release, matched);
        Code.PopTo(matched);
        Code.Bind(next);
    }
}
