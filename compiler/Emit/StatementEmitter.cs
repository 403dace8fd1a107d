using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Statements: dispatches to the emitters of the families and does the small ones itself.</summary>
internal sealed class StatementEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void EmitAll(ImmutableArray<Statement> statements)
    {
        foreach (var statement in statements)
            Emit(statement);
    }

    public void Emit(Statement statement)
    {
        unit.Compilation.CheckStack();
        switch (statement)
        {
            case ExprStatement expression:
                Expression(expression);
                break;
            case Assign assign:
                unit.Assignments.Assign(assign);
                break;
            case AugAssign assign:
                unit.Assignments.Augmented(assign);
                break;
            case AnnAssign assign:
                unit.Annotations.Variable(assign);
                break;
            case If branch:
                If(branch);
                break;
            case While loop:
                unit.Loops.While(loop);
                break;
            case For loop:
                unit.Loops.For(loop);
                break;
            case AsyncFor loop:
                unit.Loops.AsyncFor(loop);
                break;
            case Return @return:
                unit.Exits.Return(@return);
                break;
            case Break @break:
                unit.Exits.Break(@break);
                break;
            case Continue @continue:
                unit.Exits.Continue(@continue);
                break;
            case Try @try:
                unit.Tries.Try(@try);
                break;
            case TryStar @try:
                unit.Tries.TryStar(@try);
                break;
            case With with:
                unit.Withs.With(with);
                break;
            case AsyncWith with:
                unit.Withs.AsyncWith(with);
                break;
            case Match match:
                unit.Matches.Emit(match);
                break;
            case FunctionDef function:
                unit.Functions.Define(FunctionParts.Of(function));
                break;
            case AsyncFunctionDef function:
                unit.Functions.Define(FunctionParts.Of(function));
                break;
            case ClassDef definition:
                unit.Classes.Define(definition);
                break;
            case TypeAlias alias:
                unit.TypeParameters.Alias(alias);
                break;
            case Delete delete:
                foreach (var target in delete.Targets)
                    Delete(target);
                break;
            case Raise raise:
                Raise(raise);
                break;
            case Assert assert:
                Assert(assert);
                break;
            case Import import:
                unit.Imports.Import(import);
                break;
            case ImportFrom import:
                unit.Imports.From(import);
                break;
            case Pass:
                Code.Line(statement.Span);
                break;
            case Global or Nonlocal:
                break;
            default:
                throw new InvalidOperationException($"no emitter for {statement.GetType().Name}");
        }
    }

    private void Expression(ExprStatement statement)
    {
        if (!unit.IsInteractive)
        {
            var before = Code.Drafts.Count;
            unit.Expressions.Discard(statement.Value);
            if (Code.Drafts.Count == before)
                Code.Line(statement.Span);
            return;
        }

        var value = unit.Expressions.Emit(statement.Value, Destination.Push);
        Code.Position = statement.Span;
        Code.Emit(Opcode.CallIntrinsic, value, value, (int)Intrinsic.PrintExpression);
        Code.Emit(Opcode.Release, value);
        Code.PopTo(value);
    }

    private void If(If branch)
    {
        // An elif chain is a deep tree; it is walked in a loop.
        var end = new Label();
        while (true)
        {
            var orElse = new Label();
            if (unit.Folder.Truth(branch.Test) is not null)
                Code.Line(branch.Test.Span);
            unit.Conditions.Jump(branch.Test, orElse, false);
            EmitAll(branch.Body);
            if (branch.OrElse.IsEmpty)
            {
                Code.Bind(orElse);
                break;
            }

            Code.Position = default;
            Code.Jump(end);
            Code.Bind(orElse);
            if (branch.OrElse is [If next])
            {
                branch = next;
                continue;
            }

            EmitAll(branch.OrElse);
            break;
        }

        Code.Bind(end);
    }

    private void Delete(Expression target)
    {
        unit.Compilation.CheckStack();
        var top = Code.Top;
        switch (target)
        {
            case Name name:
                Code.Position = name.Span;
                unit.Names.Delete(name.Id);
                break;
            case Ast.Attribute attribute:
                var value = unit.Expressions.Emit(attribute.Value);
                Code.Position = ExpressionEmitter.PositionOf(attribute, attribute.Span);
                Code.Emit(Opcode.DeleteAttribute, value, 0, Code.Name(unit.Scope.Mangle(attribute.Attr)));
                break;
            case Subscript subscript:
                unit.Subscripts.Delete(subscript);
                break;
            case Ast.Tuple tuple:
                foreach (var element in tuple.Elts)
                    Delete(element);
                break;
            case Ast.List list:
                foreach (var element in list.Elts)
                    Delete(element);
                break;
            default:
                throw new InvalidOperationException($"cannot delete {target.GetType().Name}");
        }

        Code.PopTo(top);
    }

    private void Raise(Raise statement)
    {
        var top = Code.Top;
        var count = 0;
        if (statement.Exc is not null)
        {
            unit.Expressions.Emit(statement.Exc, Destination.Push);
            count++;
            if (statement.Cause is not null)
            {
                unit.Expressions.Emit(statement.Cause, Destination.Push);
                count++;
            }
        }

        Code.Position = statement.Span;
        Code.EmitEnd(Opcode.Raise, count == 0 ? 0 : top, count);
        Code.PopTo(top);
    }

    private void Assert(Assert statement)
    {
        if (statement.Test is Ast.Tuple { Elts.IsEmpty: false })
            unit.Compilation.Warn(statement.Span, "assertion is always true, perhaps remove parentheses?");
        if (!unit.Compilation.IsDebug)
            return;

        var end = new Label();
        var top = Code.Top;
        unit.Conditions.Jump(statement.Test, end, true);
        Code.Position = statement.Span;
        var exception = Code.Push();
        Code.Emit(Opcode.LoadAssertionError, exception);
        if (statement.Msg is not null)
        {
            unit.Expressions.Emit(statement.Msg, Destination.Push);
            Code.Position = statement.Span;
            Code.Emit(Opcode.Call, exception, 1);
        }

        Code.Position = statement.Test.Span;
        Code.EmitEnd(Opcode.Raise, exception, 1);
        Code.PopTo(top);
        Code.Bind(end);
    }
}
