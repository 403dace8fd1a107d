using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// When parsing stops in the middle, builds what was complete before: the builder's own faults there come first.
/// </summary>
internal static class EarlierFaults
{
    /// <summary>The first fault before the place where parsing stopped, or null.</summary>
    public static PylSyntaxException? Find(AstBuilder builder, ParserRuleContext stopped)
    {
        var chain = new List<ParserRuleContext>();
        for (RuleContext? context = stopped; context is ParserRuleContext rule; context = context.Parent)
            chain.Add(rule);
        try
        {
            for (var i = chain.Count - 1; i >= 0; i--)
            {
                var open = i > 0 ? chain[i - 1] : null;
                for (var child = 0; child < chain[i].ChildCount; child++)
                {
                    if (chain[i].children[child] is ParserRuleContext complete && complete != open)
                        Build(builder, complete);
                }
            }
        }
        catch (PylSyntaxException fault)
        {
            return fault;
        }

        return null;
    }

    private static void Build(AstBuilder builder, ParserRuleContext context)
    {
        switch (context)
        {
            case PylParser.StatementContext c:
                builder.Add(c, ImmutableArray.CreateBuilder<Statement>());
                break;
            case PylParser.SimpleStatementContext c:
                builder.Simple.Build(c);
                break;
            case PylParser.BlockContext c:
                builder.Block(c);
                break;
            case PylParser.NamedExpressionContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.StarNamedExpressionContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.StarExpressionContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.StarExpressionsContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.ExpressionContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.OperatorSequenceContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.BitwiseSequenceContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.OperandContext c:
                builder.Expressions.Build(c);
                break;
            case PylParser.ParametersContext c:
                builder.Parameters.Build(c, c.First());
                break;
            case PylParser.LambdaParametersContext c:
                builder.Parameters.Build(c, c.First());
                break;
            case PylParser.ArgumentsContext c:
                builder.Calls.Arguments(c, isClass: false);
                break;
            case PylParser.StringsContext c:
                builder.Literals.Build(c);
                break;
            case PylParser.ElifClauseContext or PylParser.ElseClauseContext or PylParser.ExceptClauseContext
                or PylParser.ValueContext or PylParser.ArgumentContext or PylParser.BraceItemContext
                or PylParser.ReplacementContext or PylParser.FormatStringContext or PylParser.CaseClauseContext:
                foreach (var child in context.children)
                {
                    if (child is ParserRuleContext rule)
                        Build(builder, rule);
                }

                break;
        }
    }
}
