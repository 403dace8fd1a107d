using System.Runtime.CompilerServices;
using Antlr4.Runtime;

namespace Pyl.Grammar;

/// <summary>Base of the generated parser: bounds its recursion and turns any mismatch into one cheap exception.</summary>
public abstract class ParserBase : Parser
{
    // CPython's own bound is about as high: 500 nested lambdas pass there, 1,000 do not.
    private const int MaxDepth = 6000;
    private int _depth;

    /// <summary>For the generated parser.</summary>
    protected ParserBase(ITokenStream input, TextWriter output, TextWriter errorOutput) : base(input, output, errorOutput) =>
        ErrorHandler = new FirstErrorStrategy();

    /// <inheritdoc/>
    public override void EnterRule(ParserRuleContext localctx, int state, int ruleIndex)
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException();
        base.EnterRule(localctx, state, ruleIndex);
    }

    /// <inheritdoc/>
    public override void ExitRule()
    {
        _depth--;
        base.ExitRule();
    }
}
