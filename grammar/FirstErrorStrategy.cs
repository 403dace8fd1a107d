using Antlr4.Runtime;

namespace Pyl.Grammar;

/// <summary>Stops at the first mismatch: no recovery, no reports, no look at the ATN.</summary>
internal sealed class FirstErrorStrategy : IAntlrErrorStrategy
{
    public void Reset(Parser recognizer) { }

    public IToken RecoverInline(Parser recognizer) => throw Failure(recognizer);

    public void Recover(Parser recognizer, RecognitionException e) => throw Failure(recognizer);

    public void Sync(Parser recognizer) { }

    public bool InErrorRecoveryMode(Parser recognizer) => false;

    public void ReportMatch(Parser recognizer) { }

    // The generated code calls this first in its catch block, which keeps the throw out of every rule's hot path.
    public void ReportError(Parser recognizer, RecognitionException e) => throw Failure(recognizer);

    private static ParseFailure Failure(Parser recognizer) =>
        new((SourceToken)recognizer.CurrentToken, recognizer.Context);
}
