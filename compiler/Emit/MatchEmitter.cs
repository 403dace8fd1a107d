using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary><c>match</c>: the cases are tried one after another; <see cref="PatternEmitter"/> tries a pattern.</summary>
internal sealed class MatchEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public void Emit(Match statement)
    {
        var top = Code.Top;
        Code.Line(statement.Span);
        var canStayInPlace = statement.Subject is Name name && !statement.Cases.Any(each => Rebinds(each, name.Id));
        var subject = unit.Expressions.Emit(statement.Subject, canStayInPlace ? Destination.Any : Destination.Push);
        var end = new Label();
        for (var i = 0; i < statement.Cases.Length; i++)
        {
            var each = statement.Cases[i];
            var next = new Label();
            var isLast = i == statement.Cases.Length - 1;
            var mayBeIrrefutable = isLast || each.Guard is not null;
            var attempt = unit.Patterns.Case(each.Pattern, subject, mayBeIrrefutable);
            if (each.Guard is not null)
                unit.Conditions.Jump(each.Guard, next, false);
            if (Code.IsTemporary(subject))
            {
                Code.Position = each.Pattern.Span;
                Code.Emit(Opcode.Release, subject);
            }

            Code.PopTo(top);
            unit.Statements.EmitAll(each.Body);
            Code.Position = default;
            Code.Jump(end);
            Code.ResetTop(Code.IsTemporary(subject) ? subject + 1 : top);
            attempt.EmitFailures();
            Code.Bind(next);
        }

        if (Code.IsTemporary(subject))
            Code.Emit(Opcode.Release, subject);
        Code.PopTo(top);
        Code.Bind(end);
    }

    /// <summary>Whether a case may bind the name while later cases still look at the subject.</summary>
    private static bool Rebinds(MatchCase each, string name) =>
        PatternNames.Binds(each.Pattern, name) || NamedExpressionFinder.Binds(each.Guard, name);
}
