using System.Collections.Immutable;
using System.Text;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds string, bytes, f-string and t-string literals, adjacent ones joined.</summary>
internal sealed class LiteralBuilder(AstBuilder builder)
{
    private readonly EscapeDecoder _decoder = new(builder.Faults, builder.Warnings);

    /// <summary><c>strings</c>: one or more literals side by side.</summary>
    public Expression Build(PylParser.StringsContext context)
    {
        bool hasBytes = false, hasText = false, hasFormat = false, hasTemplate = false;
        for (var i = 0; i < context.ChildCount; i++)
        {
            if (context.AsRule<PylParser.FormatStringContext>(i) is { } part)
            {
                if (part.Type(0) == PylParser.TSTRING_START)
                    hasTemplate = true;
                else
                    hasFormat = true;
            }
            else if (IsBytes(context.Token(i)!))
            {
                hasBytes = true;
            }
            else
            {
                hasText = true;
            }
        }

        if (hasTemplate && (hasBytes || hasText || hasFormat))
            throw builder.Faults.At(context.Span(), "cannot mix t-string literals with string or bytes literals");
        if (hasBytes && (hasText || hasFormat))
            throw builder.Faults.At(builder.Faults.Tokens[context.Last().TokenIndex + 1],
                "cannot mix bytes and nonbytes literals");
        if (hasBytes)
            return BuildBytes(context);
        return hasFormat || hasTemplate ? BuildFormat(context, hasTemplate) : BuildText(context);
    }

    private Expression BuildText(PylParser.StringsContext context)
    {
        var kind = context.First().Span[0] is 'u' or 'U' ? "u" : null;
        var pieces = _decoder.Text(context.First());
        if (context.ChildCount == 1 && pieces is [var only])
            return new Constant(context.Span(), only, kind);
        var parts = new Parts();
        parts.Add(pieces, context.Span());
        for (var i = 1; i < context.ChildCount; i++)
            parts.Add(_decoder.Text(context.Token(i)!), context.Span());
        var values = parts.Finish();
        return values switch
        {
            [] => new Constant(context.Span(), "", kind),
            [Constant text] => text with { Kind = kind },
            // Joined when it runs: no constant can hold the halves of a surrogate pair side by side.
            _ => new JoinedStr(context.Span(), values),
        };
    }

    private Constant BuildBytes(PylParser.StringsContext context)
    {
        if (context.ChildCount == 1)
            return new Constant(context.Span(), _decoder.Bytes(context.First()));
        var bytes = new List<byte>();
        for (var i = 0; i < context.ChildCount; i++)
            bytes.AddRange(_decoder.Bytes(context.Token(i)!));
        return new Constant(context.Span(), bytes.ToArray());
    }

    private Expression BuildFormat(PylParser.StringsContext context, bool isTemplate)
    {
        var parts = new Parts();
        for (var i = 0; i < context.ChildCount; i++)
        {
            if (context.AsRule<PylParser.FormatStringContext>(i) is not { } format)
            {
                var token = context.Token(i)!;
                parts.Add(_decoder.Text(token), token.Range());
                continue;
            }

            var isRaw = format.First().Span.IndexOfAny('r', 'R') >= 0;
            AddParts(parts, format, 1, format.ChildCount - 1, isRaw, isTemplate, inSpec: false);
        }

        var values = parts.Finish();
        return isTemplate ? new TemplateStr(context.Span(), values) : new JoinedStr(context.Span(), values);
    }

    private void AddParts(Parts parts, ParserRuleContext context, int from, int to, bool isRaw, bool isTemplate, bool inSpec)
    {
        for (var i = from; i < to; i++)
        {
            if (context.AsRule<PylParser.ReplacementContext>(i) is { } replacement)
            {
                AddReplacement(parts, replacement, isRaw, isTemplate);
                continue;
            }

            var token = context.Token(i)!;
            parts.Add(_decoder.FormatText(token, isRaw, hasDoubledBraces: !inSpec), token.Range());
        }
    }

    private void AddReplacement(Parts parts, PylParser.ReplacementContext context, bool isRaw, bool isTemplate)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = builder.Expressions.Build(context.Rule<PylParser.ValueContext>(1));
        var at = 2;
        var expressionEnd = Start(context, at);
        var isDebug = context.Type(at) == PylParser.EQUAL;
        if (isDebug)
        {
            at++;
            var text = builder.Source.Text[context.First().End..Start(context, at)];
            var open = context.First();
            parts.Add(WithoutComments(text), new Span(open.EndLine, open.EndColumn, context.Token(at)!.Line, context.Token(at)!.Column));
        }

        var conversion = -1;
        if (context.Type(at) == PylParser.EXCLAMATION)
        {
            conversion = ReadConversion(context.Token(at)!, context.Token(at + 1)!, isTemplate);
            at += 2;
        }

        JoinedStr? spec = null;
        if (context.Type(at) == PylParser.COLON)
        {
            var specParts = new Parts();
            // A field inside a specification is formatted at once, in a t-string too.
            AddParts(specParts, context, at + 1, context.ChildCount - 1, isRaw, isTemplate: false, inSpec: true);
            spec = new JoinedStr(context.Token(at)!.To(builder.Faults.Tokens[context.Last().TokenIndex - 1]), specParts.Finish());
        }

        if (isDebug && conversion < 0 && spec is null)
            conversion = 'r';
        if (isTemplate)
        {
            var text = builder.Source.Text[context.First().End..expressionEnd];
            parts.Add(new Interpolation(context.Span(), value, text, conversion, spec));
        }
        else
        {
            parts.Add(new FormattedValue(context.Span(), value, conversion, spec));
        }
    }

    private int ReadConversion(SourceToken mark, SourceToken name, bool isTemplate)
    {
        var kind = isTemplate ? 't' : 'f';
        if (name.Start != mark.End)
            throw builder.Faults.At(mark.To(name),
                $"{kind}-string: conversion type must come right after the exclamation mark");
        if (name.Span is not ("s" or "r" or "a"))
            throw builder.Faults.At(name,
                $"{kind}-string: invalid conversion character '{name.Text}': expected 's', 'r', or 'a'");
        return name.Span[0];
    }

    private static int Start(PylParser.ReplacementContext context, int child) => context.Token(child)!.Start;

    /// <summary>Whether a token is a bytes literal.</summary>
    internal static bool IsBytes(SourceToken token)
    {
        var text = token.Span;
        return text[0] is 'b' or 'B' || text[1] is 'b' or 'B' && text[0] is 'r' or 'R';
    }

    /// <summary><c>f"{a # note\n = }"</c> shows the text without the comment.</summary>
    private static string WithoutComments(string text)
    {
        if (!text.Contains('#') || !text.Contains('\n'))
            return text;
        var result = new StringBuilder(text.Length);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '#')
            {
                while (i < text.Length && text[i] != '\n')
                    i++;
                if (i < text.Length)
                    result.Append('\n');
                continue;
            }

            result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>The values of a joined string; text that touches becomes one constant, empty text none.</summary>
    private sealed class Parts
    {
        private readonly ImmutableArray<Expression>.Builder _values = ImmutableArray.CreateBuilder<Expression>();
        private StringBuilder? _more;
        private string? _text;
        private string? _last;
        private Span _span;

        public void Add(string[] pieces, Span span)
        {
            foreach (var piece in pieces)
                Add(piece, span);
        }

        public void Add(string text, Span span)
        {
            if (text.Length == 0)
                return;
            if (_last is not null && SurrogateHalves.WouldPair(_last, text))
                Flush();
            _last = text;
            if (_text is null)
            {
                _text = text;
                _span = span;
                return;
            }

            (_more ??= new StringBuilder(_text)).Append(text);
            _span = _span.To(span);
        }

        public void Add(Expression value)
        {
            Flush();
            _values.Add(value);
        }

        public ImmutableArray<Expression> Finish()
        {
            Flush();
            return _values.DrainToImmutable();
        }

        private void Flush()
        {
            if (_text is not null)
                _values.Add(new Constant(_span, _more?.ToString() ?? _text));
            _text = null;
            _last = null;
            _more = null;
        }
    }
}
