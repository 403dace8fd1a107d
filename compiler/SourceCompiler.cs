using Pyl.Bytecode;
using Pyl.Compiler.Parsing;

namespace Pyl.Compiler;

/// <summary>The compiler as the VM sees it.</summary>
public sealed class SourceCompiler : ICompiler
{
    public CodeObject Compile(string source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Translate(fileName, warnings, () => source, found => mode switch
        {
            CompileMode.Eval => PylCompiler.CompileExpression(source, fileName, Options(fileName, mode, options), found),
            CompileMode.Single => PylCompiler.CompileInteractive(source, fileName, Options(fileName, mode, options), options.AllowIncomplete, found),
            _ => CompileModule(source, fileName, mode, options, found),
        });

    private static CodeObject CompileModule(string source, string fileName, CompileMode mode, CompileOptions options, ICollection<SyntaxWarning> found)
    {
        if (options.AllowIncomplete)
        {
            SourceParser.CheckIncomplete(source, fileName);
        }

        return PylCompiler.CompileModule(source, fileName, Options(fileName, mode, options), found);
    }

    public CodeObject Compile(byte[] source, string fileName, CompileMode mode, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Translate(fileName, warnings, () => SourceDecoder.Decode(source, fileName), found => mode is CompileMode.Module or CompileMode.Exec
            ? PylCompiler.CompileModule(source, fileName, Options(fileName, mode, options), found)
            : Compile(SourceDecoder.Decode(source, fileName), fileName, mode, options, warnings));

    public SyntaxTree Parse(object source, string fileName, CompileMode mode, ICollection<CompileWarning> warnings)
    {
        string text = "";
        return Translate(fileName, warnings, () => text, found =>
        {
            text = source is byte[] bytes ? SourceDecoder.Decode(bytes, fileName) : (string)source;
            Ast.Root root = mode switch
            {
                CompileMode.Eval => SourceParser.ParseExpression(text, fileName, found),
                CompileMode.Single => SourceParser.ParseInteractive(text, fileName, allowIncomplete: false, found),
                _ => SourceParser.ParseModule(text, fileName, found),
            };
            return new Trees.TreeWriter(text).Write(root);
        });
    }

    public CodeObject Compile(SyntaxTree tree, string fileName, CompileOptions options, ICollection<CompileWarning> warnings) =>
        Translate(fileName, warnings, () => "", found => PylCompiler.Compile(Trees.TreeReader.Read(tree), fileName, Options(fileName, CompileMode.Exec, options), null, found));

    public SourceException? Improve(SourceException error, string source)
    {
        var fault = new PylSyntaxException(SyntaxErrorKind.SyntaxError, error.Message, error.FileName ?? "", error.Line, error.Offset, error.EndLine, error.EndOffset, error.Text);
        return KeywordSuggestions.Improve(fault, source) is { } better ? Translate(better) : null;
    }

    private static CompilerOptions Options(string fileName, CompileMode mode, CompileOptions options) => new()
    {
        OptimizationLevel = options.Optimize,
        StringAnnotations = options.FutureAnnotations,
        NamesAreGlobals = mode == CompileMode.Module,
        TopLevelAwait = options.AllowTopLevelAwait,

        // CPython looks for the line of a late error in the file, so code that has none shows none.
        SourceIsFile = mode == CompileMode.Module && !fileName.StartsWith('<'),
    };

    private static T Translate<T>(string fileName, ICollection<CompileWarning> warnings, Func<string> source, Func<ICollection<SyntaxWarning>, T> compile)
    {
        var found = new List<SyntaxWarning>();
        try
        {
            return compile(found);
        }
        catch (PylSyntaxException error)
        {
            SourceException translated = Translate(error);
            translated.WholeText = SourceOf(source);
            throw translated;
        }
        finally
        {
            // What was found before an error is told, too.
            foreach (SyntaxWarning warning in found)
            {
                var told = new CompileWarning(warning.Message, fileName, warning.Line, warning.Offset, warning.EndLine, warning.EndOffset);
                if (!warnings.Contains(told))
                {
                    // Explaining a mistake reads parts of the text again.
                    warnings.Add(told);
                }
            }
        }
    }

    private static SourceException Translate(PylSyntaxException error) =>
        new(Kind(error.Kind), error.Message, error.FileName, error.Line, error.Offset, error.Text, error.EndLine, error.EndOffset);

    private static string? SourceOf(Func<string> source)
    {
        try
        {
            return source();
        }
        catch (PylSyntaxException)
        {
            // The error is that the source cannot be read.
            return null;
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
