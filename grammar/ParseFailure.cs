using Antlr4.Runtime;

namespace Pyl.Grammar;

/// <summary>The first token that fits nowhere, and the rule that was being matched; the caller finds the words.</summary>
/// <param name="token">The token.</param>
/// <param name="context">The innermost rule, with what it had matched so far.</param>
public sealed class ParseFailure(SourceToken token, ParserRuleContext context) : Exception("syntax error")
{
    /// <summary>The token that fits nowhere.</summary>
    public SourceToken Token { get; } = token;

    /// <summary>The innermost rule, with what it had matched so far.</summary>
    public ParserRuleContext Context { get; } = context;
}
