using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>The code objects of whole texts.</summary>
internal static class ModuleEmitter
{
    /// <summary>Compiles a tree whose scopes are known.</summary>
    public static CodeObject Compile(Compilation compilation, ScopeTable scopes, Root root)
    {
        var unit = new UnitEmitter(compilation, scopes, scopes.Module, null) { IsInteractive = root is Interactive };
        // Only where the caller of compile() has allowed it does a top level await.
        var isCoroutine = scopes.Module.IsCoroutine;
        var start = isCoroutine ? unit.Functions.Begin(isGeneratorLike: true) : null;
        switch (root)
        {
            case Module module:
                Body(unit, module.Body, hasDocstring: true);
                break;
            case Interactive interactive:
                Body(unit, interactive.Body, hasDocstring: false);
                break;
            case ExpressionRoot expression:
                var value = unit.Expressions.Emit(expression.Body, Destination.Push);
                unit.Code.Position = expression.Body.Span;
                unit.Code.EmitEnd(Opcode.Return, value);
                break;
        }

        if (isCoroutine)
            unit.Functions.End(start);
        return unit.Finish(1, isCoroutine ? CodeFlags.Coroutine : CodeFlags.None);
    }

    private static void Body(UnitEmitter unit, ImmutableArray<Statement> body, bool hasDocstring)
    {
        var code = unit.Code;
        unit.Annotations.StoreAnnotate("__annotate__");
        unit.Annotations.Prepare();
        var position = body.IsEmpty ? default : body[0].Span;
        if (hasDocstring && Docstrings.Take(ref body, unit.Compilation) is { } docstring)
        {
            code.Position = position;
            var register = unit.Expressions.Constant(docstring, Destination.Push);
            unit.Names.Store("__doc__", register);
            code.PopTo(register);
        }

        unit.Statements.EmitAll(body);
        if (code.IsReachable)
            code.EmitEnd(Opcode.ReturnNone);
    }
}
