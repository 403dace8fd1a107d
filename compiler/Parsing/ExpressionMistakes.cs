using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Mistakes inside expressions: forgotten commas, <c>=</c> for <c>==</c>, half a conditional, print without parentheses.</summary>
internal sealed class ExpressionMistakes(Faults faults, TrialParser trial)
{
    private const string MaybeWalrus = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

    /// <summary>The exception for a mistake of this family, or null.</summary>
    public PylSyntaxException? Find(Place place) =>
        Conditional(place)
        ?? LegacyCall(place)
        ?? StrayAssignment(place)
        ?? WalrusTarget(place)
        ?? Argument(place)
        ?? Display(place)
        ?? OldInequality(place)
        ?? PartOfString(place)
        ?? ForgottenComma(place);

    private PylSyntaxException? Conditional(Place place)
    {
        var token = place.Token;
        if (place.Rule is PylParser.ExpressionContext { ChildCount: 3 } half && half.Type(1) == PylParser.IF
            && token.Type != PylParser.COLON)
            return faults.At(half.First().To(place.Previous), "expected 'else' after 'if' expression");
        if (place.Previous.Type == PylParser.ELSE && place.Open<PylParser.ExpressionContext>() is { } conditional
            && (conditional.Type(3) == PylParser.ELSE || conditional.Parent is PylParser.ExpressionContext)
            && trial.Parse(place.Index, p => p.expression()) is null)
            return faults.At(token, "expected expression after 'else', but statement is given");
        if (token.Type is PylParser.PASS or PylParser.BREAK or PylParser.CONTINUE && place.At(1).Type == PylParser.IF
            && trial.Parse(place.Index + 2, p => p.operatorSequence()) is { } test
            && place.Tokens[test.Stop.TokenIndex + 1].Type == PylParser.ELSE)
            return faults.At(token, "expected expression before 'if', but statement is given");
        return null;
    }

    private PylSyntaxException? LegacyCall(Place place)
    {
        var name = place.Previous;
        if (name.Type != PylParser.NAME || name.Span is not ("print" or "exec")
            || place.Ended<PylParser.ExpressionContext>(e => e.First() == name) is null
            || trial.Parse(place.Index, p => p.starExpressions()) is not { } arguments)
            return null;
        return faults.At(name.To(arguments.Last()),
            $"Missing parentheses in call to '{name.Text}'. Did you mean {name.Text}(...)?");
    }

    private PylSyntaxException? StrayAssignment(Place place)
    {
        if (place.Token.Type != PylParser.EQUAL
            || place.Ended<PylParser.NamedExpressionContext>(n => n.ChildCount == 1) is not { } left
            || left.Rule<PylParser.ExpressionContext>(0) is not { ChildCount: 1 } expression
            || expression.AsRule<PylParser.OperatorSequenceContext>(0) is not { } sequence || !IsBitwise(sequence)
            || trial.Parse(place.Index + 1, p => p.bitwiseSequence()) is not { } right
            || place.Tokens[right.Stop.TokenIndex + 1].Type is PylParser.EQUAL or PylParser.COLONEQUAL)
            return null;
        if (left.First().Type == PylParser.NAME && left.First() == left.Last())
            return faults.At(left.First().To(right.Last()), MaybeWalrus);
        return trial.Build(expression) is null or List or Ast.Tuple or GeneratorExp or Constant { Value: bool or ConstantNone }
            ? null
            : faults.At(left.Span(), $"cannot assign to {ExpressionNames.Of(trial.Build(expression)!)} here. "
                + "Maybe you meant '==' instead of '='?");
    }

    /// <summary><c>(x) := 1</c>, <c>x.y := 1</c>: only a bare name can be assigned inside an expression.</summary>
    private PylSyntaxException? WalrusTarget(Place place) =>
        place.Token.Type == PylParser.COLONEQUAL
        && place.Ended<PylParser.ExpressionContext>(e => e.First() != e.Last()) is { } left && trial.Build(left) is { } target
        && trial.Parse(place.Index + 1, p => p.expression()) is not null
            ? faults.At(target.Span, $"cannot use assignment expressions with {ExpressionNames.Of(target)}")
            : null;

    private PylSyntaxException? Argument(Place place)
    {
        var token = place.Token;
        if (place.Previous.Type == PylParser.EQUAL && token.Type is PylParser.RPAR or PylParser.COMMA
            && place.Open<PylParser.ArgumentContext>() is { } unfinished && unfinished.Type(1) == PylParser.EQUAL
            && unfinished.First().Type == PylParser.NAME && place.At(-2) == unfinished.First())
            return faults.At(unfinished.First().To(place.Previous), "expected argument value expression");
        if (place.Rule is not PylParser.ArgumentsContext arguments
            || arguments.AsRule<PylParser.ArgumentContext>(arguments.ChildCount - 1) is not { } last)
            return null;
        var stars = last.Type(0);
        if (token.Type == PylParser.EQUAL && stars is PylParser.STAR or PylParser.DOUBLESTAR
            && trial.Parse(place.Index + 1, p => p.expression()) is { } value)
        {
            var what = stars == PylParser.STAR ? "iterable" : "keyword";
            return faults.At(last.First().To(value.Last()), $"cannot assign to {what} argument unpacking");
        }

        if (token.Type is PylParser.FOR or PylParser.ASYNC && trial.Parse(place.Index, p => p.comprehension()) is not null)
        {
            if (stars == PylParser.STAR)
                return faults.At(last.Span(), "iterable unpacking cannot be used in comprehension");
            if (last.Type(1) == PylParser.EQUAL && last.Rule<ParserRuleContext>(0).Stop == last.Start)
                return faults.At(last.First().To(last.Token(1)!), MaybeWalrus);
        }

        return null;
    }

    private PylSyntaxException? Display(Place place)
    {
        var token = place.Token;
        if (place.Rule is PylParser.ComprehensionContext comprehension
            && comprehension.LastChild() is PylParser.TargetsContext)
            return faults.At(token, "'in' expected after for-loop variables");
        if (token.Type is PylParser.FOR or PylParser.ASYNC
            && place.Rule is PylParser.ListDisplayContext or PylParser.BraceDisplayContext && place.Rule.Type(2) == PylParser.COMMA
            && place.Rule.AsRule<PylParser.BraceItemContext>(1)?.Type(1) != PylParser.COLON
            && trial.Parse(place.Index, p => p.comprehension()) is not null)
        {
            var last = place.Previous.Type == PylParser.COMMA ? place.At(-2) : place.Previous;
            return faults.At(place.Rule.Rule<ParserRuleContext>(1).First().To(last),
                "did you forget parentheses around the comprehension target?");
        }

        if (place.Previous.Type == PylParser.STAR && token.Type is PylParser.RPAR or PylParser.RSQB or PylParser.RBRACE or PylParser.COMMA
            && place.Near<PylParser.ParametersContext>() is null && place.Near<PylParser.LambdaParametersContext>() is null
            && place.Level(place.Index - 1) > 0)
            return faults.At(token, "Invalid star expression");
        return Dict(place);
    }

    private PylSyntaxException? Dict(Place place)
    {
        if (place.Open<PylParser.BraceItemContext>() is { } item && item.Type(1) == PylParser.COLON
            && item.Token(1) == place.Previous)
        {
            if (place.Token.Type is PylParser.RBRACE or PylParser.COMMA)
                return faults.At(place.Previous, "expression expected after dictionary key and ':'");
            if (place.Token.Type == PylParser.STAR && trial.Parse(place.Index + 1, p => p.bitwiseSequence()) is { } value)
                return faults.At(place.Token.To(value.Last()), "cannot use a starred expression in a dictionary value");
        }

        if (place.Rule is PylParser.BraceDisplayContext braces && braces.ChildCount > 2
            && braces.Rule<PylParser.BraceItemContext>(1) is var first
            && (first.Type(1) == PylParser.COLON || first.Type(0) == PylParser.DOUBLESTAR)
            && braces.AsRule<PylParser.BraceItemContext>(braces.ChildCount - 1) is { ChildCount: 1 } key && key != first)
            return faults.At(key.Last().EndLine, key.Last().EndColumn, key.Last().EndLine, 0,
                "':' expected after dictionary key");
        return null;
    }

    private PylSyntaxException? OldInequality(Place place)
    {
        var less = place.Previous;
        return place.Token.Type == PylParser.GREATER && less.Type == PylParser.LESS && less.End == place.Token.Start
            ? faults.At(less.To(place.Token), "invalid syntax.  Maybe you meant '!=' instead of '<>'?")
            : null;
    }

    private PylSyntaxException? PartOfString(Place place)
    {
        if (place.Previous.Type != PylParser.STRING)
            return null;
        var at = place.Index;
        ParserRuleContext? last = null;
        while (place.Tokens[at].Type != PylParser.STRING)
        {
            // One name after the other: a longer expression could swallow the string that follows.
            if (trial.Parse(at, p => p.expression()) is not { } word)
                return null;
            last = word;
            at = word.Stop.TokenIndex + 1;
        }

        return last is null
            ? null
            : faults.At(place.Token.To(last.Last()), "invalid syntax. Is this intended to be part of the string?");
    }

    private PylSyntaxException? ForgottenComma(Place place)
    {
        var index = place.Index;
        SourceToken first;
        if (place.Rule is PylParser.OperatorSequenceContext { Parent: PylParser.ExpressionContext } sequence
            && place.Previous.Type == PylParser.NOT && sequence.ChildCount > 1
            && sequence.GetChild(sequence.ChildCount - 2) is PylParser.OperandContext)
        {
            // `a not b`: the parser took `not` for the start of `not in`.
            index--;
            first = sequence.First();
        }
        else if (place.Ended<PylParser.OperatorSequenceContext>(
            o => o.Parent is PylParser.ExpressionContext parent && parent.GetChild(0) == o && parent.ChildCount == 1) is { } ended)
        {
            first = ended.First();
        }
        else
        {
            return null;
        }

        var next = place.Tokens[first.TokenIndex + 1];
        if (first.Type == PylParser.NAME && next.Type == PylParser.STRING)
        {
            // A name before a string may be a mistaken prefix, but the string itself can lack the comma after it.
            if (trial.Parse(next.TokenIndex, p => p.expression()) is not { } text)
                return null;
            first = next;
            index = text.Stop.TokenIndex + 1;
        }
        else if (first.Type == PylParser.NAME && first.Span is "match" or "case" or "type" or "_" or "print" or "exec")
        {
            return null;
        }

        if (trial.Parse(index, p => p.expression()) is not { } second || place.Level(second.Stop.TokenIndex) == 0)
            return null;
        return faults.At(first.To(second.Last()), "invalid syntax. Perhaps you forgot a comma?");
    }

    private static bool IsBitwise(PylParser.OperatorSequenceContext sequence)
    {
        for (var i = 0; i < sequence.ChildCount; i++)
        {
            if (sequence.Type(i) is PylParser.NOT or PylParser.AND or PylParser.OR or PylParser.IN or PylParser.IS
                or PylParser.LESS or PylParser.GREATER or PylParser.EQEQUAL or PylParser.NOTEQUAL or PylParser.LESSEQUAL
                or PylParser.GREATEREQUAL)
                return false;
        }

        return true;
    }
}
