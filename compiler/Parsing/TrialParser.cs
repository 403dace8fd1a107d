using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Parses pieces of a faulty source on trial, to find out what the writer may have meant. Only runs after an error.</summary>
internal sealed class TrialParser(AstBuilder builder, List<SourceToken> tokens)
{
    // Trials repeat work; a fault in a list of a million elements must still be reported at once.
    private const int MaxPrefixTrials = 200;

    /// <summary>What a rule matches from a token on, or null if it fails.</summary>
    public T? Parse<T>(int start, Func<PylParser, T> rule) where T : ParserRuleContext =>
        start < tokens.Count ? Run(tokens, start, rule) : null;

    /// <summary>The end (exclusive) of the longest start of a range that a rule matches whole; -1 if there is none.</summary>
    public int LongestPrefix<T>(int start, int end, Func<PylParser, T> rule) where T : ParserRuleContext
    {
        var eof = tokens[^1];
        for (var stop = end; stop > start && end - stop < MaxPrefixTrials; stop--)
        {
            var part = new List<SourceToken>(stop - start + 1);
            foreach (var token in tokens[start..stop])
                part.Add(token.Copy());
            part.Add(eof.Copy());
            if (Run(part, 0, rule) is { } context && context.Stop is { } last && last.TokenIndex == stop - start - 1)
                return stop;
        }

        return -1;
    }

    /// <summary>The AST of an expression context, or null if it holds a fault of its own.</summary>
    public Expression? Build(PylParser.ExpressionContext context)
    {
        try
        {
            return builder.Expressions.Build(context);
        }
        catch (PylSyntaxException)
        {
            return null;
        }
    }

    private static T? Run<T>(List<SourceToken> tokens, int start, Func<PylParser, T> rule) where T : ParserRuleContext
    {
        var buffer = new TokenBuffer(tokens);
        var parser = new PylParser(buffer, TextWriter.Null, TextWriter.Null);
        buffer.Seek(start);
        try
        {
            return rule(parser);
        }
        catch (ParseFailure)
        {
            return null;
        }
    }
}
