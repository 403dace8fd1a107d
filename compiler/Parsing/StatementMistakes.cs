using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Mistakes in the frame of statements: colons, blocks, clauses, imports, parameters.</summary>
internal sealed class StatementMistakes(Faults faults, TrialParser trial)
{
    /// <summary>The exception for a mistake of this family, or null.</summary>
    public PylSyntaxException? Find(Place place) =>
        MissingBlock(place)
        ?? MissingColon(place)
        ?? MatchLine(place)
        ?? Clause(place)
        ?? Delete(place)
        ?? Import(place)
        ?? Parameter(place);

    private PylSyntaxException? MissingBlock(Place place)
    {
        if (place.Token.Type == PylParser.INDENT)
            return null;
        if (place.Rule is PylParser.MatchStatementContext { ChildCount: 4 } match)
            return NoBlock(place, "'match' statement", match.First());
        if (place.Rule is not PylParser.BlockContext { ChildCount: 1 } block || block.Type(0) != PylParser.NEWLINE)
            return null;
        var owner = (ParserRuleContext)block.Parent;
        var start = owner.First();
        return owner switch
        {
            PylParser.FunctionDefinitionContext => NoBlock(place, "function definition", start),
            PylParser.ClassDefinitionContext => NoBlock(place, "class definition", start),
            PylParser.ExceptClauseContext when owner.Type(1) == PylParser.STAR => NoBlock(place, "'except*' statement", start),
            _ => NoBlock(place, $"'{start.Text}' statement", start),
        };
    }

    private PylSyntaxException NoBlock(Place place, string what, SourceToken start) =>
        faults.At(place.Token, $"expected an indented block after {what} on line {start.Line}",
            SyntaxErrorKind.IndentationError);

    private PylSyntaxException? MissingColon(Place place)
    {
        var rule = place.Rule;
        var token = place.Token;
        switch (rule)
        {
            case PylParser.ElseClauseContext or PylParser.TryStatementContext or PylParser.FinallyClauseContext
                when rule.ChildCount == 1:
                return ExpectedColon(token);
            case PylParser.FunctionDefinitionContext:
                return FunctionHeader(place, rule);
        }

        if (place.Open<PylParser.TypeParametersContext>() is { ChildCount: <= 2, Parent: PylParser.FunctionDefinitionContext } parameters
            && place.Previous == parameters.First() && token.Type != PylParser.RSQB)
            return faults.At(parameters.First(), "expected '('");

        if (place.Open<PylParser.FunctionDefinitionContext>() is { } function && IsHeaderPart(place, function))
            return FunctionHeader(place, function);
        if (token.Type != PylParser.NEWLINE)
            return null;
        return rule switch
        {
            PylParser.IfStatementContext or PylParser.ElifClauseContext or PylParser.WhileStatementContext
                when rule.ChildCount == 2 => ExpectedColon(token),
            PylParser.ForStatementContext when rule.ChildCount == 4 => ExpectedColon(token),
            PylParser.WithStatementContext when rule.ChildCount > 1
                && rule.LastChild() is PylParser.WithItemContext || rule.Type(rule.ChildCount - 1) == PylParser.RPAR
                => ExpectedColon(token),
            PylParser.ClassDefinitionContext when rule.ChildCount > 1 => ExpectedColon(token),
            PylParser.ExceptClauseContext when rule.Type(1) == PylParser.STAR && rule.ChildCount == 2
                => faults.At(token, "expected one or more exception types"),
            PylParser.ExceptClauseContext when rule.Type(rule.ChildCount - 1) != PylParser.AS => ExpectedColon(token),
            PylParser.CaseClauseContext when rule.ChildCount is 2 or 4 => ExpectedColon(token),
            _ => null,
        };
    }

    /// <summary>The annotation or the type parameters of a header do not parse: CPython then wants what comes after them.</summary>
    private static bool IsHeaderPart(Place place, PylParser.FunctionDefinitionContext function)
    {
        if (function.Type(function.ChildCount - 1) == PylParser.ARROW
            || function.LastChild() is PylParser.ExpressionContext && place.Previous.Type == PylParser.ARROW)
            return place.Previous.Type == PylParser.ARROW;
        return place.Rule is not PylParser.SubscriptContext && function.LastChild() is PylParser.TypeParametersContext
            && place.Token.Type == PylParser.RSQB && place.Previous.Type is PylParser.COLON or PylParser.EQUAL;
    }

    private PylSyntaxException? FunctionHeader(Place place, ParserRuleContext function)
    {
        if (function.LastChild() is PylParser.TypeParametersContext parameters && parameters != place.Rule
            && place.Open<PylParser.TypeParametersContext>() is not null)
            return faults.At(parameters.First(), "expected '('");
        if (place.Previous.Type == PylParser.ARROW)
            return ExpectedColon(place.Previous);
        var last = function.Type(function.ChildCount - 1);
        if (last == PylParser.NAME || function.LastChild() is PylParser.TypeParametersContext && place.Rule == function)
            return faults.At(place.Token, "expected '('");
        return last == PylParser.RPAR || function.LastChild() is PylParser.ExpressionContext ? ExpectedColon(place.Token) : null;
    }

    private PylSyntaxException ExpectedColon(SourceToken token) => faults.At(token, "expected ':'");

    /// <summary>A line that starts like a match statement but has no colon at its end, and so was read as an expression.</summary>
    private PylSyntaxException? MatchLine(Place place)
    {
        var match = place.Previous;
        if (match.Type != PylParser.NAME || match.Span is not "match" || !place.StartsLine(match)
            || trial.Parse(place.Index, p => p.subject()) is not { } subject)
            return null;
        var next = place.Tokens[subject.Stop.TokenIndex + 1];
        if (next.Type == PylParser.NEWLINE)
            return ExpectedColon(next);
        return next.Type == PylParser.COLON ? faults.Invalid(place.Tokens[next.TokenIndex + 1]) : null;
    }

    private PylSyntaxException? Clause(Place place)
    {
        if (place.Rule is PylParser.TryStatementContext { ChildCount: 3 })
            return faults.At(place.Token, "expected 'except' or 'finally' block");
        if (place.Token.Type == PylParser.ELIF && place.Ended<PylParser.IfStatementContext>() is { } conditional
            && conditional.LastChild() is PylParser.ElseClauseContext)
            return faults.At(place.Token, "'elif' block follows an 'else' block");
        if (place.Open<PylParser.ExceptClauseContext>() is { } except)
        {
            for (var i = 0; i < except.ChildCount; i++)
            {
                if (except.Type(i) == PylParser.AS && NonName(place, except.Token(i)!) is { } target
                    && place.Tokens[target.Context.Stop.TokenIndex + 1].Type == PylParser.COLON)
                {
                    var keyword = except.Type(1) == PylParser.STAR ? "except*" : "except";
                    return faults.At(target.Expression.Span,
                        $"cannot use {keyword} statement with {ExpressionNames.Of(target.Expression)}");
                }
            }
        }

        return null;
    }

    /// <summary><c>del a if b else c</c>: only part of the expression could be a target.</summary>
    private PylSyntaxException? Delete(Place place)
    {
        if (place.Near<PylParser.DeleteStatementContext>() is not { } delete
            || trial.Parse(delete.First().TokenIndex + 1, p => p.expression()) is not { } context
            || context.Stop.TokenIndex < place.Index || trial.Build(context) is not { } expression
            || expression is Name or Ast.Attribute or Subscript or List or Ast.Tuple)
            return null;
        return faults.At(context.Span(), $"cannot delete {ExpressionNames.Of(expression)}");
    }

    private PylSyntaxException? Import(Place place)
    {
        var token = place.Token;
        if (token.Type == PylParser.NEWLINE && place.Previous.Type == PylParser.IMPORT)
            return faults.At(token.Line, token.Column + 1, token.Line, token.Column + 1,
                "Expected one or more names after 'import'");
        if (token.Type == PylParser.FROM && place.Near<PylParser.ImportStatementContext>() is { } import
            && trial.Parse(place.Index + 1, p => p.dottedName()) is { } module)
            return faults.At(import.First().To(module.Last()), "Did you mean to use 'from ... import ...' instead?");
        if (place.Near<PylParser.ImportStatementContext>() is null && place.Near<PylParser.ImportedNamesContext>() is null)
            return null;
        var back = place.Previous.Type == PylParser.AS ? place.Previous : place.At(-2);
        return back.Type == PylParser.AS && NonName(place, back) is { } target
            ? faults.At(target.Context.Span(), $"cannot use {ExpressionNames.Of(target.Expression)} as import target")
            : null;
    }

    /// <summary>The expression after an <c>as</c>, if it is more than a bare name.</summary>
    private (PylParser.ExpressionContext Context, Expression Expression)? NonName(Place place, SourceToken asToken)
    {
        if (trial.Parse(asToken.TokenIndex + 1, p => p.expression()) is { } context && trial.Build(context) is { } expression
            && (expression is not Name || context.First().Type != PylParser.NAME))
            return (context, expression);
        return null;
    }

    private PylSyntaxException? Parameter(Place place)
    {
        var token = place.Token;
        if (place.Previous.Type == PylParser.EQUAL && token.Type is PylParser.COMMA or PylParser.RPAR or PylParser.COLON
            && (HasToken(place.Near<PylParser.NamedParameterContext>(), place.Previous)
                || HasToken(place.Near<PylParser.LambdaNamedContext>(), place.Previous)))
            return faults.At(place.Previous, "expected default value expression");
        if (token.Type == PylParser.RSQB && place.Previous.Type == PylParser.LSQB
            && place.Open<PylParser.TypeParametersContext>() is not null)
            return faults.At(token.Line, token.Column + 1, token.Line, token.Column + 1, "Type parameter list cannot be empty");
        if (token.Type != PylParser.LPAR || place.Tokens[place.Index + 1].Type != PylParser.NAME)
            return null;
        var isLambda = place.Open<PylParser.LambdaContext>() is not null
            && place.Previous.Type is PylParser.LAMBDA or PylParser.COMMA;
        var isFunction = place.Rule is PylParser.FunctionDefinitionContext or PylParser.ParametersContext
            || place.Open<PylParser.ParametersContext>() is not null;
        if (!isLambda && !isFunction)
            return null;
        var at = place.Index + 1;
        while (place.Tokens[at].Type is PylParser.NAME or PylParser.COMMA)
            at++;
        if (place.Tokens[at].Type != PylParser.RPAR)
            return null;
        return faults.At(token.To(place.Tokens[at]), isLambda
            ? "Lambda expression parameters cannot be parenthesized"
            : "Function parameters cannot be parenthesized");
    }

    private static bool HasToken(ParserRuleContext? rule, SourceToken token)
    {
        for (var i = 0; i < rule?.ChildCount; i++)
        {
            if (rule.Token(i) == token)
                return true;
        }

        return false;
    }
}
