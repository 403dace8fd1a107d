using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.Compiler;
using Pyl.Compiler.Parsing;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;

namespace Pyl.Cli.Running;

/// <summary>
/// The compiler, brought in with its parser when there is something to compile: a program whose code was kept starts without.
/// </summary>
internal sealed class DeferredCompiler : ICompiler
{
    private ICompiler? _compiler;

    public CodeObject Compile(string source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Get().Compile(source, fileName, mode, options, warnings);

    public CodeObject Compile(byte[] source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Get().Compile(source, fileName, mode, options, warnings);

    public SyntaxTree Parse(object source, string fileName, CompileMode mode, ICollection<CompileWarning> warnings) =>
        Get().Parse(source, fileName, mode, warnings);

    public CodeObject Compile(SyntaxTree tree, string fileName, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Get().Compile(tree, fileName, options, warnings);

    public SourceException? Improve(SourceException error, string source) => Get().Improve(error, source);

    private ICompiler Get() => _compiler ??= Load();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ICompiler Load()
    {
        CharacterNames.Lookup = static name => UnicodeNames.Find(name) is >= 0 and int point ? char.ConvertFromUtf32(point) : null;
        SourceEncodings.Decode = Decode;
        return new SourceCompiler();
    }

    /// <summary>A source in one of the library's encodings.</summary>
    private static string? Decode(string name, byte[] source, out string? problem)
    {
        problem = null;
        if (CodecRegistry.Find(name) is not { } codec)
        {
            return null;
        }

        if (codec.TryDecode(source, CodecErrorHandlers.StrictDecode, out StrData text) is { } fault)
        {
            problem = fault.DecodeMessage(source);
            return null;
        }

        return text.ToString();
    }
}
