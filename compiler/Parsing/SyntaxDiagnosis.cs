using Pyl.Grammar;

namespace Pyl.Compiler.Parsing;

internal sealed class SyntaxDiagnosis(AstBuilder builder, Faults faults, List<SourceToken> tokens, Bracket? unclosed)
{
    public PylSyntaxException Explain(ParseFailure failure) =>
        builder is null || tokens is null || unclosed is null ? faults.Invalid(failure.Token) : faults.Invalid(failure.Token);
}
