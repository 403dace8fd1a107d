using Pyl.Bytecode;
using Pyl.Compiler.Parsing;

namespace Pyl.Compiler;

/// <summary>The compiler as the VM sees it.</summary>
public sealed class SourceCompiler : ICompiler
{
    public CodeObject Compile(string source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Translate(fileName, warnings, found => mode switch
        {
            CompileMode.Eval => PylCompiler.CompileExpression(source, fileName, Options(mode, options), found),
            CompileMode.Single => PylCompiler.CompileInteractive(source, fileName, Options(mode, options), warnings: found),
            _ => PylCompiler.CompileModule(source, fileName, Options(mode, options), found),
        });

    public CodeObject Compile(byte[] source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Translate(fileName, warnings, found => mode is CompileMode.Module or CompileMode.Exec
            ? PylCompiler.CompileModule(source, fileName, Options(mode, options), found)
            : Compile(SourceDecoder.Decode(source, fileName), fileName, mode, options, warnings));

    private static CompilerOptions Options(CompileMode mode, CompileOptions options) => new()
    {
        OptimizationLevel = options.Optimize,
        StringAnnotations = options.FutureAnnotations,
        NamesAreGlobals = mode == CompileMode.Module,
        SourceIsFile = mode == CompileMode.Module,
    };

    private static CodeObject Translate(string fileName, ICollection<CompileWarning> warnings, Func<ICollection<SyntaxWarning>, CodeObject> compile)
    {
        var found = new List<SyntaxWarning>();
        try
        {
            CodeObject code = compile(found);
            foreach (SyntaxWarning warning in found)
            {
                warnings.Add(new CompileWarning(warning.Message, fileName, warning.Line));
            }

            return code;
        }
        catch (PylSyntaxException error)
        {
            throw new SourceException(Kind(error.Kind), error.Message, error.FileName, error.Line, error.Offset, error.Text, error.EndLine, error.EndOffset);
        }
    }

    private static SourceErrorKind Kind(SyntaxErrorKind kind) => kind switch
    {
        SyntaxErrorKind.SyntaxError => SourceErrorKind.Syntax,
        SyntaxErrorKind.IndentationError => SourceErrorKind.Indentation,
        SyntaxErrorKind.TabError => SourceErrorKind.Tab,
        SyntaxErrorKind.IncompleteInput => SourceErrorKind.Incomplete,
        SyntaxErrorKind.MemoryError => SourceErrorKind.Memory,
        _ => SourceErrorKind.TooDeep,
    };
}
