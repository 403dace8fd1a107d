using System.Runtime.CompilerServices;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Parsing;

namespace Pyl.Compiler;

/// <summary>What all stages behind the parser share: options, the file's name and text, errors and warnings.</summary>
public sealed class Compilation(CompilerOptions options, string fileName, string? source, ICollection<SyntaxWarning>? warnings)
{
    private readonly HashSet<SyntaxWarning> reported = [];

    /// <summary>How to compile.</summary>
    public CompilerOptions Options { get; } = options;

    /// <summary>co_filename of every code object.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Whether annotations are kept as strings, by option or by a <c>__future__</c> import.</summary>
    public bool StringAnnotations { get; set; } = options.StringAnnotations;

    /// <summary>The value of <c>__debug__</c>.</summary>
    public bool IsDebug => Options.OptimizationLevel == 0;

    /// <summary>The imports from <c>__future__</c> at the beginning of the text, where they are allowed.</summary>
    public HashSet<Node> FutureImports { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>An error at a place, for the caller to throw.</summary>
    public PylSyntaxException Error(Span span, string message) =>
        new(SyntaxErrorKind.SyntaxError, message, FileName, span.StartLine, span.StartColumn + 1, span.EndLine, span.EndColumn + 1,
            Options.SourceIsFile ? SourceLine(span.StartLine) : null);

    /// <summary>Reports a warning at a place.</summary>
    /// <remarks>Some code is emitted twice, the body of <c>finally</c> for example; its warnings are reported once.</remarks>
    public void Warn(Span span, string message)
    {
        var warning = new SyntaxWarning(message, span.StartLine, span.StartColumn + 1, span.EndLine, span.EndColumn + 1);
        if (reported.Add(warning))
            warnings?.Add(warning);
    }

    /// <summary>
    /// To be called by whatever recurses over the tree: nesting beyond the stack is an error of the source.
    /// </summary>
    /// <exception cref="PylSyntaxException">The stack is nearly used up (<see cref="SyntaxErrorKind.RecursionError"/>).</exception>
    public void CheckStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new PylSyntaxException(SyntaxErrorKind.RecursionError, "maximum recursion depth exceeded during compilation",
                FileName, 0, 0);
        }
    }

    private string? SourceLine(int line)
    {
        if (source is null || line < 1)
            return null;
        var start = 0;
        for (var current = 1; current < line; current++)
        {
            var end = source.IndexOf('\n', start);
            if (end < 0)
                return null;
            start = end + 1;
        }

        var stop = source.IndexOf('\n', start);
        return stop < 0 ? source[start..] : source[start..(stop + 1)];
    }
}
