using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Emit;
using Pyl.Compiler.Parsing;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler;

/// <summary>
/// The compiler: source text or a tree in, a code object out. Stateless and safe to call from any thread; deep nesting needs
/// stack, and ends in an error of the source when there is too little.
/// </summary>
/// <remarks>Every method throws <see cref="PylSyntaxException"/>, and nothing else, for a fault in the source.</remarks>
public static class PylCompiler
{
    /// <summary>Compiles a file (mode <c>exec</c>).</summary>
    public static CodeObject CompileModule(string source, string fileName, CompilerOptions? options = null,
        ICollection<SyntaxWarning>? warnings = null) =>
        Compile(SourceParser.ParseModule(source, fileName, warnings), fileName, options, source, warnings);

    /// <summary>Compiles the bytes of a file: byte order mark and encoding line decide how they are read (PEP 263).</summary>
    public static CodeObject CompileModule(ReadOnlySpan<byte> source, string fileName, CompilerOptions? options = null,
        ICollection<SyntaxWarning>? warnings = null)
    {
        var tree = SourceParser.ParseModule(source, fileName, warnings);
        try
        {
            return Compile(tree, fileName, options, null, warnings);
        }
        catch (PylSyntaxException) when ((options ?? CompilerOptions.Default).SourceIsFile)
        {
            // Only an error needs the text, for the line that it shows.
            return Compile(tree, fileName, options, System.Text.Encoding.UTF8.GetString(source), null);
        }
    }

    /// <summary>Compiles one expression (mode <c>eval</c>).</summary>
    public static CodeObject CompileExpression(string source, string fileName, CompilerOptions? options = null,
        ICollection<SyntaxWarning>? warnings = null) =>
        Compile(SourceParser.ParseExpression(source, fileName, warnings), fileName, options, source, warnings);

    /// <summary>
    /// Compiles one entry of the interactive prompt (mode <c>single</c>): expression statements print their value. With
    /// <paramref name="allowIncomplete"/> a text that more lines may complete raises <see cref="SyntaxErrorKind.IncompleteInput"/>.
    /// </summary>
    public static CodeObject CompileInteractive(string source, string fileName, CompilerOptions? options = null,
        bool allowIncomplete = false, ICollection<SyntaxWarning>? warnings = null) =>
        Compile(SourceParser.ParseInteractive(source, fileName, allowIncomplete, warnings), fileName, options, source, warnings);

    /// <summary>Compiles a tree.</summary>
    /// <param name="root">What the parser returned.</param>
    /// <param name="fileName">co_filename.</param>
    /// <param name="options">How to compile; <see cref="CompilerOptions.Default"/> when null.</param>
    /// <param name="source">The text, for the lines that errors show.</param>
    /// <param name="warnings">Gets the warnings.</param>
    public static CodeObject Compile(Root root, string fileName, CompilerOptions? options = null, string? source = null,
        ICollection<SyntaxWarning>? warnings = null)
    {
        var compilation = new Compilation(options ?? CompilerOptions.Default, fileName, source, warnings);
        if (root is Module module)
            FutureFeatures.Apply(compilation, module.Body);
        else if (root is Interactive interactive)
            FutureFeatures.Apply(compilation, interactive.Body);
        var scopes = ScopeBuilder.Build(compilation, root);
        return ModuleEmitter.Compile(compilation, scopes, root);
    }
}
