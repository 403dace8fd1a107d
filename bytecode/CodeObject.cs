
namespace Pyl.Bytecode;

/// <summary>Properties of a code object; the values are CPython's co_flags (Include/cpython/code.h).</summary>
[Flags]
public enum CodeFlags
{
    None = 0,
    Optimized = 0x1,
    NewLocals = 0x2,
    VarArgs = 0x4,
    VarKeywords = 0x8,
    Nested = 0x10,
    Generator = 0x20,
    Coroutine = 0x80,
    IterableCoroutine = 0x100,
    AsyncGenerator = 0x200,
    FutureAnnotations = 0x1000000,
    HasDocstring = 0x4000000,
    Method = 0x8000000,
}

/// <summary>How a local register is used.</summary>
[Flags]
public enum LocalKind : byte
{
    Plain = 0,

    /// <summary>The register holds a cell from function entry on (MakeCell stands at the start of the code).</summary>
    Cell = 1,

    /// <summary>The variable of an inlined comprehension: locals() shows it while it is bound, in place of another of its name.</summary>
    Hidden = 2,

    /// <summary>The compiler's own, never shown: the cells __class__, __classdict__ and __conditional_annotations__ of a class body.</summary>
    Internal = 4,
}

/// <summary>
/// Protected range [Start, End) of instructions. On an exception the temporaries from <paramref name="Depth"/> on are
/// released, the exception is put into register <paramref name="Depth"/>, and execution goes on at <paramref name="Target"/>.
/// The ranges of a code object are disjoint and sorted (nesting is resolved by the compiler), so a binary search finds the one.
/// </summary>
public readonly record struct ExceptionEntry(int Start, int End, int Target, int Depth);

/// <summary>Source position of an instruction: lines from 1, columns in characters from 0; -1 where there is none.</summary>
public readonly record struct SourcePosition(int Line, int Column, int EndLine, int EndColumn)
{
    public static readonly SourcePosition None = new(-1, -1, -1, -1);
}

/// <summary>
/// The compiler's product: shared by all interpreters of the process, serialisable, and immutable: nobody writes to its arrays. (The types of
/// ImmutableArray are loaded one by one for each type of element, which is two milliseconds of every start.) Constants are .NET values:
/// null (None), bool, long, BigInteger, double, Complex, string (UTF-16), byte[], <see cref="EllipsisConstant"/>,
/// <see cref="TupleConstant"/>, <see cref="FrozenSetConstant"/>, <see cref="CodeObject"/>.
/// </summary>
public sealed class CodeObject
{
    /// <summary>co_name.</summary>
    public required string Name { get; init; }

    /// <summary>co_qualname.</summary>
    public required string QualifiedName { get; init; }

    /// <summary>co_filename.</summary>
    public required string FileName { get; init; }

    /// <summary>co_firstlineno.</summary>
    public required int FirstLine { get; init; }

    public required CodeFlags Flags { get; init; }

    /// <summary>co_argcount: positional parameters, the positional-only ones included.</summary>
    public int ArgumentCount { get; init; }

    /// <summary>co_posonlyargcount.</summary>
    public int PositionalOnlyCount { get; init; }

    /// <summary>co_kwonlyargcount.</summary>
    public int KeywordOnlyCount { get; init; }

    /// <summary>
    /// Names of the locals; their indices are registers. Order: positional parameters, keyword-only parameters, *args,
    /// **kwargs, then other locals.
    /// </summary>
    public required string[] LocalNames { get; init; }

    /// <summary>Parallel to <see cref="LocalNames"/>.</summary>
    public required LocalKind[] LocalKinds { get; init; }

    /// <summary>co_freevars; the function's closure tuple has their cells in this order.</summary>
    public required string[] FreeNames { get; init; }

    /// <summary>Number of registers of the window, locals and temporaries.</summary>
    public required int RegisterCount { get; init; }

    public required Instruction[] Instructions { get; init; }

    public required object?[] Constants { get; init; }

    /// <summary>Names of globals, attributes and imports (co_names).</summary>
    public required string[] Names { get; init; }

    public required ExceptionEntry[] ExceptionTable { get; init; }

    /// <summary>One position for each instruction (PEP 657).</summary>
    public required SourcePosition[] Positions { get; init; }

    public int LocalCount => LocalNames.Length;

    /// <summary>Parameters of all kinds: the locals that a call fills.</summary>
    public int ParameterCount =>
        ArgumentCount + KeywordOnlyCount + (Flags.HasFlag(CodeFlags.VarArgs) ? 1 : 0) + (Flags.HasFlag(CodeFlags.VarKeywords) ? 1 : 0);
}

/// <summary>The constant <c>...</c>.</summary>
public sealed class EllipsisConstant
{
    public static readonly EllipsisConstant Instance = new();

    private EllipsisConstant()
    {
    }
}

/// <summary>A constant tuple; also the keyword names of a call.</summary>
public sealed record TupleConstant(object?[] Items);

/// <summary>A constant frozenset, made of a set display on the right of <c>in</c>.</summary>
public sealed record FrozenSetConstant(object?[] Items);
