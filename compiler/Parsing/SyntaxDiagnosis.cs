using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// Finds CPython's words for a source that does not parse. The parser says which token fits nowhere and in which rule; what
/// stands around it says which common mistake it is. Each family of mistakes has its class; the first that knows wins.
/// </summary>
internal sealed class SyntaxDiagnosis
{
    private readonly Faults _faults;
    private readonly AstBuilder _builder;
    private readonly Bracket? _unclosed;
    private readonly ExpressionMistakes _expressions;
    private readonly StatementMistakes _statements;
    private readonly FieldMistakes _fields;

    public SyntaxDiagnosis(AstBuilder builder, Faults faults, List<SourceToken> tokens, Bracket? unclosed)
    {
        _builder = builder;
        _faults = faults;
        _unclosed = unclosed;
        var trial = new TrialParser(builder, tokens);
        _expressions = new ExpressionMistakes(faults, trial);
        _statements = new StatementMistakes(faults, trial);
        _fields = new FieldMistakes(faults, trial);
    }

    /// <summary>The exception for a failure.</summary>
    public PylSyntaxException Explain(ParseFailure failure)
    {
        if (EarlierFaults.Find(_builder, failure.Context) is { } earlier)
            return _unclosed is { } bracket && earlier.Line > bracket.Line ? NeverClosed(bracket) : earlier;
        var token = failure.Token;
        if (_unclosed is { } open
            && (token.Type == TokenConstants.EOF || token.Line > open.Line || token.Start == open.Index))
            return NeverClosed(open);
        var place = new Place(token, failure.Context, EndedBefore(failure.Context), _faults.Tokens);
        return _expressions.Find(place)
            ?? _fields.Find(place)
            ?? _statements.Find(place)
            ?? _faults.Invalid(token);
    }

    private PylSyntaxException NeverClosed(Bracket bracket)
    {
        var offset = bracket.Index - _builder.Source.LineStart(bracket.Line);
        var column = _builder.Source.ColumnAt(_builder.Source.LineStart(bracket.Line) + offset, bracket.Line) + 1;
        return _faults.AtEndOfTokens(bracket.Line, column, bracket.Line, 0, $"'{bracket.Character}' was never closed");
    }

    /// <summary>The rules that ended right before the failure, outermost first.</summary>
    private static List<ParserRuleContext> EndedBefore(ParserRuleContext context)
    {
        var ended = new List<ParserRuleContext>();
        var last = context;
        while (last.ChildCount > 0 && last.LastChild() is ParserRuleContext inner)
        {
            ended.Add(inner);
            last = inner;
        }

        return ended;
    }
}
