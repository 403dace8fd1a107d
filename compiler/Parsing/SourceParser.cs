using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Parsing;

/// <summary>The way into the front end: source text or bytes to an AST. Stateless and safe to call from any thread.</summary>
/// <remarks>Every method throws <see cref="PylSyntaxException"/>, and nothing else, for a fault in the source.</remarks>
public static class SourceParser
{
    /// <summary>Parses a file (mode <c>exec</c>).</summary>
    public static Module ParseModule(string source, string fileName, ICollection<SyntaxWarning>? warnings = null) =>
        throw new NotImplementedException();

    /// <summary>Parses the bytes of a file: byte order mark and encoding line decide how they are read (PEP 263).</summary>
    public static Module ParseModule(ReadOnlySpan<byte> source, string fileName, ICollection<SyntaxWarning>? warnings = null) =>
        throw new NotImplementedException();

    /// <summary>Parses one expression (mode <c>eval</c>).</summary>
    public static ExpressionRoot ParseExpression(string source, string fileName, ICollection<SyntaxWarning>? warnings = null) =>
        throw new NotImplementedException();

    /// <summary>
    /// Parses one entry of the interactive prompt (mode <c>single</c>). With <paramref name="allowIncomplete"/> a text that more
    /// lines may complete raises <see cref="SyntaxErrorKind.IncompleteInput"/>.
    /// </summary>
    public static Interactive ParseInteractive(string source, string fileName, bool allowIncomplete = false,
        ICollection<SyntaxWarning>? warnings = null) =>
        throw new NotImplementedException();
}
