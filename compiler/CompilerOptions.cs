namespace Pyl.Compiler;

/// <summary>How a source text is compiled.</summary>
public sealed record CompilerOptions
{
    /// <summary>A module or main script, optimisation level 0.</summary>
    public static readonly CompilerOptions Default = new();

    /// <summary>
    /// Names at the top level are globals of the module and nothing else, so the fast global instructions serve. False for code
    /// that <c>exec</c>, <c>eval</c> or <c>compile</c> may run with a separate namespace for locals.
    /// </summary>
    public bool NamesAreGlobals { get; init; } = true;

    /// <summary>The level of <c>-O</c>: 1 drops asserts and makes <c>__debug__</c> false, 2 drops docstrings too.</summary>
    public int OptimizationLevel { get; init; }

    /// <summary>Annotations are kept as strings, as under <c>from __future__ import annotations</c>: inherited by <c>exec</c>.</summary>
    public bool StringAnnotations { get; init; }

    /// <summary>
    /// Errors of the compiler carry the source line. CPython looks the line up in the file, so there is one for files only.
    /// </summary>
    public bool SourceIsFile { get; init; } = true;

    /// <summary>
    /// The top level may await, as at the prompt of asyncio (PyCF_ALLOW_TOP_LEVEL_AWAIT): code that does is a coroutine's.
    /// </summary>
    public bool TopLevelAwait { get; init; }
}
