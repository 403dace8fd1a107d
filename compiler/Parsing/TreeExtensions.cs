using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Pyl.Compiler.Ast;
using Pyl.Grammar;

namespace Pyl.Compiler.Parsing;

/// <summary>Short ways through ANTLR's contexts: children by number, no lists made on the way.</summary>
internal static class TreeExtensions
{
    /// <summary>The token of a child, or null if the child is a rule.</summary>
    public static SourceToken? Token(this ParserRuleContext context, int child) =>
        context.children[child] is ITerminalNode node ? (SourceToken)node.Symbol : null;

    /// <summary>The token type of a child; 0 if the child is a rule or there is none.</summary>
    public static int Type(this ParserRuleContext context, int child) =>
        (uint)child < (uint)context.ChildCount && context.children[child] is ITerminalNode node ? node.Symbol.Type : 0;

    /// <summary>A child that is a rule.</summary>
    public static T Rule<T>(this ParserRuleContext context, int child) where T : ParserRuleContext => (T)context.children[child];

    /// <summary>A child as the rule it may be.</summary>
    public static T? AsRule<T>(this ParserRuleContext context, int child) where T : ParserRuleContext =>
        (uint)child < (uint)context.ChildCount ? context.children[child] as T : null;

    /// <summary>The last child, or null if nothing was matched.</summary>
    public static IParseTree? LastChild(this ParserRuleContext context) =>
        context.ChildCount == 0 ? null : context.children[^1];

    /// <summary>The first token.</summary>
    public static SourceToken First(this ParserRuleContext context) => (SourceToken)context.Start;

    /// <summary>The last token.</summary>
    public static SourceToken Last(this ParserRuleContext context) => (SourceToken)context.Stop;

    /// <summary>From the first token to the last.</summary>
    public static Span Span(this ParserRuleContext context) => context.First().To(context.Last());

    /// <summary>The range of a token.</summary>
    public static Span Range(this SourceToken token) => new(token.Line, token.Column, token.EndLine, token.EndColumn);

    /// <summary>The range from one token to another.</summary>
    public static Span To(this SourceToken first, SourceToken last) =>
        new(first.Line, first.Column, last.EndLine, last.EndColumn);

    /// <summary>The range from a token to the end of a node.</summary>
    public static Span To(this SourceToken first, Span last) => new(first.Line, first.Column, last.EndLine, last.EndColumn);
}
