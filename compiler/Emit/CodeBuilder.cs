using System.Diagnostics;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Collects the instructions of one code object. Temporaries are a stack above the locals. Code that cannot be reached is
/// dropped as it is emitted; which locals are bound is followed along the way, so that reads are checked only where they must.
/// </summary>
public sealed class CodeBuilder
{
    private readonly Dictionary<string, int> nameIndices = new(StringComparer.Ordinal);
    private readonly BoundLocals everUnbound;
    private int maxTop;
    private int coldDepth;
    private int coldStart;

    /// <summary>A builder for code with a number of local registers.</summary>
    /// <param name="localCount">Registers of locals.</param>
    /// <param name="parameterCount">The first of them, which are bound from the start.</param>
    /// <param name="everUnbound">Locals that some statement unbinds.</param>
    public CodeBuilder(int localCount, int parameterCount, BoundLocals everUnbound)
    {
        LocalCount = localCount;
        Top = maxTop = localCount;
        this.everUnbound = everUnbound;
        Bound = new BoundLocals(localCount);
        for (var i = 0; i < parameterCount; i++)
            Bound.Add(i);
    }

    /// <summary>Registers of locals; the first temporary has this number.</summary>
    public int LocalCount { get; }

    /// <summary>The first free temporary.</summary>
    public int Top { get; private set; }

    /// <summary>Registers that the code needs, locals and temporaries.</summary>
    public int RegisterCount => maxTop;

    /// <summary>Whether the next instruction can be reached.</summary>
    public bool IsReachable { get; private set; } = true;

    /// <summary>The locals that are bound here for certain.</summary>
    public BoundLocals Bound { get; private set; }

    /// <summary>The source range given to instructions.</summary>
    public Span Position { get; set; }

    /// <summary>The region that instructions are put into.</summary>
    public ProtectedRegion? Region { get; set; }

    /// <summary>The instructions so far.</summary>
    public List<Draft> Drafts { get; } = [];

    /// <summary>Ranges of instructions that are seldom run; <see cref="Optimizer.ColdCode"/> moves them out of the way.</summary>
    public List<(int Start, int End)> ColdRanges { get; } = [];

    /// <summary>The constants.</summary>
    public ConstantPool Constants { get; } = new();

    /// <summary>co_names.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Whether the register is a temporary.</summary>
    public bool IsTemporary(int register) => register >= LocalCount;

    /// <summary>Takes the next temporary.</summary>
    public int Push()
    {
        var register = Top++;
        if (Top > maxTop)
            maxTop = Top;
        return register;
    }

    /// <summary>Takes consecutive temporaries; the result is the first.</summary>
    public int Push(int count)
    {
        var register = Top;
        Top += count;
        if (Top > maxTop)
            maxTop = Top;
        return register;
    }

    /// <summary>Gives back the temporaries from <paramref name="top"/> on: instructions have consumed them.</summary>
    public void PopTo(int top)
    {
        Debug.Assert(top <= Top && top >= LocalCount);
        Top = top;
    }

    /// <summary>Sets the top where control arrives with a known number of temporaries, as in an exception handler.</summary>
    public void ResetTop(int top)
    {
        Top = top;
        if (Top > maxTop)
            maxTop = Top;
    }

    /// <summary>Appends an instruction.</summary>
    public void Emit(Opcode op, int a = 0, int b = 0, int c = 0) => Append(op, a, b, c, null, null);

    /// <summary>Appends an instruction after which control does not go on.</summary>
    public void EmitEnd(Opcode op, int a = 0, int b = 0, int c = 0)
    {
        Append(op, a, b, c, null, null);
        IsReachable = false;
    }

    /// <summary>Appends an unconditional jump; the assembler sees which way it goes.</summary>
    /// <param name="target">Where it leads.</param>
    /// <param name="keepsLine">It is all that there is of a statement, see <see cref="Draft.KeepsLine"/>.</param>
    public void Jump(Label target, bool keepsLine = false)
    {
        Append(Opcode.JumpForward, 0, 0, 0, target, null, keepsLine);
        IsReachable = false;
    }

    /// <summary>Marks the line of a statement that has no code, or none of that line.</summary>
    public void Line(Span position)
    {
        Position = position;

        // What a signal raises strikes where a jump back leads, which may be here; but a handler that nothing else needs is not worth its code.
        var isUsed = Region?.IsUsed ?? false;
        Append(Opcode.Nop, 0, 0, 0, null, null, keepsLine: true);
        if (Region is not null)
            Region.IsUsed = isUsed;
    }

    /// <summary>Appends a conditional jump, or another instruction that may jump.</summary>
    public void Branch(Opcode op, int a, int b, Label target, bool? sense = null) => Append(op, a, b, 0, target, sense);

    /// <summary>Appends an instruction that jumps or raises, but never goes on.</summary>
    public void BranchEnd(Opcode op, int a, int b, Label target)
    {
        Append(op, a, b, 0, target, null);
        IsReachable = false;
    }

    /// <summary>Puts a label here.</summary>
    public void Bind(Label label)
    {
        label.Position = Drafts.Count;
        if (label.Bound is not { } arriving)
            return;
        if (IsReachable)
        {
            Bound.IntersectWith(arriving);
        }
        else
        {
            Bound = arriving.Clone();
            IsReachable = true;
        }
    }

    /// <summary>
    /// Puts a label here that later code jumps back to. Locals that are unbound somewhere may be so on the way back.
    /// </summary>
    public void BindLoop(Label label)
    {
        Bind(label);
        Bound.ExceptWith(everUnbound);
    }

    /// <summary>
    /// Puts a label here that only later code jumps back to, from where this point would have gone on.
    /// </summary>
    public void BindBackward(Label label)
    {
        label.Position = Drafts.Count;
        IsReachable = true;
        Bound.ExceptWith(everUnbound);
    }

    /// <summary>A region that begins here, whose exceptions go to a new label, with the temporaries from <paramref name="depth"/> on released.</summary>
    public ProtectedRegion NewRegion(int depth)
    {
        var bound = Bound.Clone();
        bound.ExceptWith(everUnbound);
        return new ProtectedRegion(new Label(), depth, bound);
    }

    /// <summary>
    /// Begins the code that handles a region's exceptions: the exception is in the region's first temporary, which becomes the
    /// top. The code cannot be reached when nothing stands in the region. <see cref="EndHandler"/> follows.
    /// </summary>
    public void BeginHandler(ProtectedRegion region)
    {
        Debug.Assert(!IsReachable);
        if (coldDepth++ == 0)
            coldStart = Drafts.Count;
        region.Handler.Position = Drafts.Count;
        IsReachable = region.IsUsed;
        Bound = region.Bound.Clone();
        ResetTop(region.Depth + 1);
    }

    /// <summary>Ends the code of a handler; the label that normal control goes on at follows.</summary>
    public void EndHandler()
    {
        if (--coldDepth == 0 && Drafts.Count > coldStart)
            ColdRanges.Add((coldStart, Drafts.Count));
    }

    /// <summary>The index of a constant; code that cannot be reached adds none.</summary>
    public int Constant(object? value) => IsReachable ? Constants.IndexOf(value) : 0;

    /// <summary>The index of a name; code that cannot be reached adds none.</summary>
    public int Name(string name)
    {
        if (!IsReachable)
            return 0;
        if (!nameIndices.TryGetValue(name, out var index))
        {
            index = Names.Count;
            nameIndices.Add(name, index);
            Names.Add(name);
        }

        return index;
    }

    private void Append(Opcode op, int a, int b, int c, Label? target, bool? sense, bool keepsLine = false)
    {
        if (!IsReachable)
            return;
        if (target is not null && target.Position < 0)
        {
            if (target.Bound is null)
                target.Bound = Bound.Clone();
            else
                target.Bound.IntersectWith(Bound);
        }

        if (Region is not null)
            Region.IsUsed = true;
        // Instructions of their own load it, but co_consts shows None where CPython's does.
        if (op is Opcode.LoadNone or Opcode.ReturnNone)
            Constants.IndexOf(null);
        Drafts.Add(new Draft { Op = op, A = a, B = b, C = c, Target = target, Sense = sense, Region = Region, Position = Position, KeepsLine = keepsLine });
    }
}
