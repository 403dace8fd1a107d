using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>The way into the front end: source text or bytes to an AST. Stateless and safe to call from any thread.</summary>
/// <remarks>Every method throws <see cref="PylSyntaxException"/>, and nothing else, for a fault in the source.</remarks>
public static class SourceParser
{
    /// <summary>Parses a file (mode <c>exec</c>).</summary>
    public static Module ParseModule(string source, string fileName, ICollection<SyntaxWarning>? warnings = null)
    {
        var parse = new Parse(source, fileName, warnings);
        var body = parse.Statements(allowIncomplete: false, out _);
        return new Module(parse.Whole, body);
    }

    /// <summary>Parses the bytes of a file: byte order mark and encoding line decide how they are read (PEP 263).</summary>
    public static Module ParseModule(ReadOnlySpan<byte> source, string fileName, ICollection<SyntaxWarning>? warnings = null) =>
        ParseModule(SourceDecoder.Decode(source, fileName), fileName, warnings);

    /// <summary>Parses one expression (mode <c>eval</c>).</summary>
    public static ExpressionRoot ParseExpression(string source, string fileName, ICollection<SyntaxWarning>? warnings = null)
    {
        var parse = new Parse(source, fileName, warnings);
        var body = parse.Expression();
        return new ExpressionRoot(body.Span, body);
    }

    /// <summary>
    /// Parses one entry of the interactive prompt (mode <c>single</c>). With <paramref name="allowIncomplete"/> a text that more
    /// lines may complete raises <see cref="SyntaxErrorKind.IncompleteInput"/>.
    /// </summary>
    public static Interactive ParseInteractive(string source, string fileName, bool allowIncomplete = false,
        ICollection<SyntaxWarning>? warnings = null)
    {
        var parse = new Parse(source, fileName, warnings);
        var body = parse.Statements(allowIncomplete, out var file);
        parse.CheckSingle(file, allowIncomplete);
        return new Interactive(parse.Whole, body);
    }

    /// <summary>Parses what may be the start of a file: faults that more lines may cure are <see cref="SyntaxErrorKind.IncompleteInput"/>.</summary>
    internal static void CheckIncomplete(string source, string fileName) =>
        new Parse(source, fileName, null).Statements(allowIncomplete: true, out _);

    /// <summary>One run: the objects that lexer, parser and builder share.</summary>
    private sealed class Parse
    {
        private readonly string _fileName;
        private readonly SourceText _source;
        private readonly ICollection<SyntaxWarning>? _warnings;

        public Parse(string source, string fileName, ICollection<SyntaxWarning>? warnings)
        {
            _fileName = fileName;
            _warnings = warnings;
            if (source.Contains('\0'))
                throw new PylSyntaxException(SyntaxErrorKind.SyntaxError, "source code string cannot contain null bytes",
                    fileName, 0, 0);
            _source = new SourceText(SourceText.NormalizeNewlines(source));
        }

        public Span Whole => new(1, 0, _source.LineCount, 0);

        public ImmutableArray<Statement> Statements(bool allowIncomplete, out PylParser.FileInputContext file)
        {
            PylParser.FileInputContext? root = null;
            var body = Run(parser => root = parser.fileInput(), (builder, _) => builder.BuildBody(root!), allowIncomplete);
            file = root!;
            return body;
        }

        public Expression Expression()
        {
            PylParser.EvalInputContext? root = null;
            return Run(parser => root = parser.evalInput(), (builder, _) => builder.BuildExpression(root!), false);
        }

        public void CheckSingle(PylParser.FileInputContext file, bool allowIncomplete)
        {
            if (file.ChildCount > 2)
            {
                var second = file.Rule<PylParser.StatementContext>(1).First();
                throw new PylSyntaxException(SyntaxErrorKind.SyntaxError,
                    "multiple statements found while compiling a single statement", _fileName, 1, second.Start, 1, second.Start,
                    _source.Line(1) + "\n");
            }

            // A compound statement at the prompt ends with a blank line.
            if (allowIncomplete && file.ChildCount == 2
                && file.Rule<PylParser.StatementContext>(0).AsRule<PylParser.SimpleStatementsContext>(0) is null
                && !EndsWithBlankLine())
                throw Incomplete();
        }

        private T Run<T>(Action<PylParser> parse, Func<AstBuilder, Faults, T> build, bool allowIncomplete)
        {
            var lexer = new PylLexer(_source, TextWriter.Null, TextWriter.Null);
            List<SourceToken> tokens;
            try
            {
                tokens = lexer.ReadAll();
            }
            catch (LexicalException fault)
            {
                WarnOfEscapes(lexer.TokensRead, new Faults(_source, _fileName, []));
                throw allowIncomplete && fault.AtEndOfInput ? Incomplete() : new Faults(_source, _fileName, []).From(fault);
            }

            var faults = new Faults(_source, _fileName, tokens);
            if (_warnings is not null)
            {
                foreach (var warning in lexer.Warnings)
                    _warnings.Add(new SyntaxWarning(warning.Message, warning.Line, warning.Offset));
            }

            var builder = new AstBuilder(_source, faults, _warnings);
            try
            {
                parse(new PylParser(new TokenBuffer(tokens), TextWriter.Null, TextWriter.Null));
                return build(builder, faults);
            }
            catch (ParseFailure failure)
            {
                WarnOfEscapes(tokens.GetRange(0, Math.Max(0, failure.Token.TokenIndex)), faults);
                if (allowIncomplete && MayContinue(failure.Token, tokens, lexer.Unclosed))
                    throw Incomplete();
                throw new SyntaxDiagnosis(builder, faults, tokens, lexer.Unclosed).Explain(failure);
            }
            catch (InsufficientExecutionStackException)
            {
                throw faults.TooComplex();
            }
        }

        /// <summary>The warnings that literals before a mistake are good for: no tree is made that would find them.</summary>
        private void WarnOfEscapes(IReadOnlyList<SourceToken> tokens, Faults faults)
        {
            if (_warnings is null)
                return;
            var decoder = new EscapeDecoder(faults, _warnings);
            foreach (var token in tokens)
            {
                if (token.Type != PylLexer.STRING || !token.Span.Contains('\\'))
                    continue;
                try
                {
                    if (LiteralBuilder.IsBytes(token))
                        decoder.Bytes(token);
                    else
                        decoder.Text(token);
                }
                catch (PylSyntaxException)
                {
                    // The mistake behind it is the one that is told.
                    return;
                }
            }
        }

        private static bool MayContinue(SourceToken token, List<SourceToken> tokens, Bracket? unclosed)
        {
            if (unclosed is not null && token.Type == TokenConstants.EOF)
                return true;
            for (var i = token.TokenIndex; i < tokens.Count; i++)
            {
                if (tokens[i].Type is not (PylLexer.DEDENT or TokenConstants.EOF))
                    return false;
            }

            return true;
        }

        private bool EndsWithBlankLine()
        {
            // A line of blanks is not the end of a block, at the prompt too.
            return _source.Text.EndsWith("\n\n", StringComparison.Ordinal);
        }

        private PylSyntaxException Incomplete() =>
            new(SyntaxErrorKind.IncompleteInput, "incomplete input", _fileName, _source.LineCount, 0);
    }
}
