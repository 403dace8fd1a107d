using System.Collections.Immutable;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>What kind of statement a <see cref="Block"/> stands for.</summary>
public enum BlockKind : byte
{
    /// <summary>The body of <c>while</c>.</summary>
    WhileLoop,

    /// <summary>The body of <c>for</c> or <c>async for</c>: leaving it releases the iterator.</summary>
    ForLoop,

    /// <summary>The body of <c>try</c> with <c>except</c> clauses.</summary>
    Try,

    /// <summary>The body of <c>try</c> with <c>finally</c>: leaving it runs the final body.</summary>
    FinallyTry,

    /// <summary>The final body run because of an exception: leaving it forgets that exception.</summary>
    FinallyEnd,

    /// <summary>A final body run on the way out of a <c>return</c>: leaving it otherwise drops the value to be returned.</summary>
    PendingReturn,

    /// <summary>The body of <c>with</c>: leaving it calls the exit.</summary>
    With,

    /// <summary>The body of <c>async with</c>.</summary>
    AsyncWith,

    /// <summary>The body of an <c>except</c> clause: leaving it restores the handled exception and clears the name.</summary>
    Handler,

    /// <summary>The body of an <c>except*</c> clause, which cannot be left by a jump.</summary>
    GroupHandler,
}

/// <summary>A statement around the code being emitted that does something when control jumps out of it.</summary>
public sealed class Block(BlockKind kind, ProtectedRegion? outer)
{
    /// <summary>What the block is.</summary>
    public BlockKind Kind { get; } = kind;

    /// <summary>The region in force outside the block, where the code that leaves it stands.</summary>
    public ProtectedRegion? Outer { get; } = outer;

    /// <summary>Of a loop: where <c>continue</c> leads.</summary>
    public Label? Continue { get; init; }

    /// <summary>Of a loop: where <c>break</c> leads.</summary>
    public Label? Exit { get; init; }

    /// <summary>The temporary that the block holds: iterator, exit function, value to be returned, or the saved handled exception.</summary>
    public int Register { get; init; } = -1;

    /// <summary>Of an <c>except</c> clause: the name to clear.</summary>
    public string? Name { get; init; }

    /// <summary>Of <c>try</c> with <c>finally</c>: the final body.</summary>
    public ImmutableArray<Statement> FinalBody { get; init; } = [];

    /// <summary>The statement's place, for the code that leaves it.</summary>
    public Span Span { get; init; }

    /// <summary>Whether the block is a loop.</summary>
    public bool IsLoop => Kind is BlockKind.WhileLoop or BlockKind.ForLoop;
}
