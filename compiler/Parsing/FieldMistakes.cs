using Antlr4.Runtime;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Mistakes in the replacement fields of f-strings and t-strings.</summary>
internal sealed class FieldMistakes(Faults faults, TrialParser trial)
{
    /// <summary>The exception for a mistake of this family, or null.</summary>
    public PylSyntaxException? Find(Place place)
    {
        if (place.Open<PylParser.ReplacementContext>() is not { } field || IsInInnerBrackets(place, field))
            return null;
        var kind = place.Open<PylParser.FormatStringContext>()!.Type(0) == PylParser.TSTRING_START ? 't' : 'f';
        var token = place.Token;
        var open = field.First();
        if (place.Previous == open)
        {
            return token.Type is PylParser.EQUAL or PylParser.EXCLAMATION or PylParser.COLON or PylParser.RBRACE
                ? faults.At(token, $"{kind}-string: valid expression required before '{token.Text}'")
                : faults.At(token, $"{kind}-string: expecting a valid expression after '{{'");
        }

        if (place.Open<PylParser.LambdaContext>() is { } lambda && place.Previous.Type == PylParser.COLON)
            return faults.At(lambda.First().To(place.Previous),
                $"{kind}-string: lambda expressions are not allowed without parentheses");
        if (place.Rule != field || field.ChildCount == 2)
        {
            var start = open.TokenIndex + 1;
            var end = trial.LongestPrefix(start, place.Index, p => p.value());
            return end < 0
                ? faults.At(place.Tokens[start], $"{kind}-string: expecting a valid expression after '{{'")
                : faults.At(place.Tokens[end], $"{kind}-string: expecting '=', or '!', or ':', or '}}'");
        }

        return AfterExpression(place, field, kind);
    }

    private PylSyntaxException AfterExpression(Place place, PylParser.ReplacementContext field, char kind)
    {
        var token = place.Token;
        switch (place.Previous.Type)
        {
            case PylParser.EQUAL:
                return faults.At(token, $"{kind}-string: expecting '!', or ':', or '}}'");
            case PylParser.EXCLAMATION when token.Type is PylParser.COLON or PylParser.RBRACE:
                return faults.At(token, $"{kind}-string: missing conversion character");
            case PylParser.EXCLAMATION:
                return faults.At(token, $"{kind}-string: invalid conversion character");
        }

        for (var i = 2; i < field.ChildCount; i++)
        {
            if (field.Type(i) == PylParser.COLON)
                return faults.At(token, $"{kind}-string: expecting '}}', or format specs");
        }

        return faults.At(token, $"{kind}-string: expecting ':' or '}}'");
    }

    private static bool IsInInnerBrackets(Place place, PylParser.ReplacementContext field)
    {
        for (RuleContext? c = place.Rule; c != field && c is not null; c = c.Parent)
        {
            if (c is PylParser.ArgumentsContext or PylParser.SubscriptContext or PylParser.ParenthesizedContext
                or PylParser.ListDisplayContext or PylParser.BraceDisplayContext)
                return true;
        }

        return false;
    }
}
