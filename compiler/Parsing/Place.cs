using Antlr4.Runtime;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Where parsing stopped.</summary>
/// <param name="Token">The token that fits nowhere.</param>
/// <param name="Rule">The innermost rule that was being matched.</param>
/// <param name="EndedRules">The rules that ended right before the token, outermost first.</param>
/// <param name="Tokens">All tokens.</param>
internal sealed record Place(SourceToken Token, ParserRuleContext Rule, List<ParserRuleContext> EndedRules,
    IReadOnlyList<SourceToken> Tokens)
{
    /// <summary>The number of the token.</summary>
    public int Index => Token.TokenIndex;

    /// <summary>The token before it, or itself at the very start.</summary>
    public SourceToken Previous => Tokens[Math.Max(0, Index - 1)];

    /// <summary>A token by its distance.</summary>
    public SourceToken At(int offset) => Tokens[Math.Clamp(Index + offset, 0, Tokens.Count - 1)];

    /// <summary>The outermost rule of a kind that ended right before the token.</summary>
    public T? Ended<T>(Func<T, bool>? condition = null) where T : ParserRuleContext
    {
        foreach (var rule in EndedRules)
        {
            if (rule is T found && (condition is null || condition(found)))
                return found;
        }

        return null;
    }

    /// <summary>A rule of a kind is open at the token or ended right before it.</summary>
    public T? Near<T>() where T : ParserRuleContext => Ended<T>() ?? Open<T>();

    /// <summary>The innermost open rule of a kind.</summary>
    public T? Open<T>() where T : ParserRuleContext
    {
        for (RuleContext? c = Rule; c is not null; c = c.Parent)
        {
            if (c is T found)
                return found;
        }

        return null;
    }

    /// <summary>How many brackets are open after a token.</summary>
    public int Level(int index)
    {
        var level = 0;
        for (var i = 0; i <= index && i < Tokens.Count; i++)
        {
            switch (Tokens[i].Type)
            {
                case PylLexer.LPAR or PylLexer.WITH_LPAR or PylLexer.LSQB or PylLexer.LBRACE:
                    level++;
                    break;
                case PylLexer.RPAR or PylLexer.RSQB or PylLexer.RBRACE:
                    level--;
                    break;
            }
        }

        return level;
    }

    /// <summary>The token starts a line of code.</summary>
    public bool StartsLine(SourceToken token) => token.TokenIndex == 0
        || Tokens[token.TokenIndex - 1].Type is PylLexer.NEWLINE or PylLexer.INDENT or PylLexer.DEDENT;
}
