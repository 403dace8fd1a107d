namespace Pyl.Compiler.Emit;

/// <summary>A place in the code that jumps lead to, known before its position is.</summary>
public sealed class Label
{
    /// <summary>Index of the draft that the label stands before; -1 until it is bound.</summary>
    public int Position { get; set; } = -1;

    /// <summary>The locals that are bound on every jump to the label so far; null when there was none.</summary>
    public BoundLocals? Bound { get; set; }
}

/// <summary>
/// A range of code whose exceptions go to <see cref="Handler"/>. Each instruction belongs to at most one region, its innermost.
/// </summary>
/// <param name="handler">Where the exception is handled.</param>
/// <param name="depth">The first temporary that is released; the exception is put there.</param>
/// <param name="bound">The locals that are bound all through the region.</param>
public sealed class ProtectedRegion(Label handler, int depth, BoundLocals bound)
{
    /// <summary>Where the exception is handled.</summary>
    public Label Handler { get; } = handler;

    /// <summary>The first temporary that is released; the exception is put there.</summary>
    public int Depth { get; } = depth;

    /// <summary>The locals that are bound all through the region.</summary>
    public BoundLocals Bound { get; } = bound;

    /// <summary>Whether an instruction stands in the region, so that the handler can be reached.</summary>
    public bool IsUsed { get; set; }
}
