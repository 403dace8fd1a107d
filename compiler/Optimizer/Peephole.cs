using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.Compiler.Emit;

namespace Pyl.Compiler.Optimizer;

/// <summary>
/// Small improvements of finished code: jumps to jumps, jumps over jumps, code that nothing reaches, and results that take a
/// detour through a temporary.
/// </summary>
internal sealed class Peephole
{
    // Each round can only remove instructions; what a third one would find is not worth looking for.
    private const int MaxRounds = 3;

    private readonly List<Draft> drafts;

    private Peephole(List<Draft> drafts) => this.drafts = drafts;

    /// <summary>Improves the code of a builder in place.</summary>
    public static void Run(CodeBuilder code)
    {
        ColdCode.Move(code);
        var peephole = new Peephole(code.Drafts);
        peephole.RetargetResults(code);
        for (var round = 0; round < MaxRounds; round++)
        {
            peephole.ThreadJumps();
            peephole.InvertBranchesOverJumps();
            peephole.RemoveUnreachable();
            peephole.RemoveJumpsToNext();
            peephole.RemoveLines();
            if (!peephole.Compact())
                break;
        }
    }

    /// <summary>
    /// An instruction that writes a temporary which is moved to a local a little later writes the local at once, if only
    /// instructions that neither raise nor touch the local stand between. Parallel assignment makes this.
    /// </summary>
    private void RetargetResults(CodeBuilder code)
    {
        var isTarget = Targets();
        var span = CollectionsMarshal.AsSpan(drafts);
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i].Op != Opcode.Move || code.IsTemporary(span[i].A))
                continue;
            var (local, temporary) = (span[i].A, span[i].B);
            for (var j = i - 1; j >= 0 && !isTarget[j + 1]; j--)
            {
                if (span[j].IsRemoved)
                    continue;
                if (WritesResult(span[j].Op) && span[j].A == temporary)
                {
                    span[j].A = local;
                    span[i].IsRemoved = true;
                    RenameSources(span[(j + 1)..i], temporary, local);
                    break;
                }

                if (!IsHarmless(span[j]) || span[j].A == local || (span[j].Op is Opcode.Move or Opcode.Copy && span[j].B == local))
                    break;
            }
        }
    }

    /// <summary>Copies of the temporary are copies of the local now: a = b = value.</summary>
    private static void RenameSources(Span<Draft> between, int temporary, int local)
    {
        foreach (ref var draft in between)
        {
            if (draft.Op == Opcode.Copy && draft.B == temporary)
                draft.B = local;
        }
    }

    private void ThreadJumps()
    {
        var span = CollectionsMarshal.AsSpan(drafts);
        for (var i = 0; i < span.Length; i++)
        {
            // A jump that leads to itself, an empty endless loop, must not be followed for ever.
            for (var hops = 0; hops < 8 && span[i].Target is { } target && target.Position < span.Length; hops++)
            {
                ref var next = ref span[target.Position];
                if (next.Op == Opcode.ReturnNone && span[i].Op == Opcode.JumpForward)
                {
                    span[i].Op = Opcode.ReturnNone;
                    span[i].Target = null;
                    if (!span[i].KeepsLine)
                        span[i].Position = next.Position;
                }
                else if (next.Op == Opcode.JumpForward && !ReferenceEquals(next.Target, target) && target.Position != i && !ShowsLine(next, span[i]))
                {
                    span[i].Target = next.Target;
                }
                else
                {
                    break;
                }
            }
        }
    }

    private void InvertBranchesOverJumps()
    {
        var isTarget = Targets();
        var span = CollectionsMarshal.AsSpan(drafts);
        for (var i = 0; i + 1 < span.Length; i++)
        {
            if (span[i].Target is not { } target || target.Position != i + 2 || span[i + 1].Op != Opcode.JumpForward || isTarget[i + 1] || ShowsLine(span[i + 1], span[i]))
                continue;
            if (span[i].Sense is { } sense)
                span[i].Sense = !sense;
            else if (Inverse(span[i].Op) is { } inverse)
                span[i].Op = inverse;
            else
                continue;
            span[i].Target = span[i + 1].Target;
            span[i + 1].IsRemoved = true;
        }
    }

    private void RemoveUnreachable()
    {
        var span = CollectionsMarshal.AsSpan(drafts);
        var isReached = new bool[span.Length];
        var work = new Stack<int>();
        if (span.Length > 0)
            work.Push(0);
        while (work.TryPop(out var i))
        {
            for (; i < span.Length && !isReached[i]; i++)
            {
                isReached[i] = true;
                if (span[i].IsRemoved)
                    continue;
                if (span[i].Target is { } target)
                    work.Push(target.Position);
                if (span[i].Region is { } region)
                    work.Push(region.Handler.Position);
                if (Ends(span[i].Op))
                    break;
            }
        }

        for (var i = 0; i < span.Length; i++)
        {
            if (!isReached[i])
                span[i].IsRemoved = true;
        }
    }

    private void RemoveJumpsToNext()
    {
        var span = CollectionsMarshal.AsSpan(drafts);
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i].Op != Opcode.JumpForward || span[i].IsRemoved)
                continue;
            var next = i + 1;
            while (next < span.Length && span[next].IsRemoved)
                next++;
            var position = span[i].Target!.Position;
            if (position <= i || position > next)
                continue;
            span[i].Op = Opcode.Nop;
            span[i].Target = null;
            span[i].IsRemoved = !span[i].KeepsLine;
        }
    }

    /// <summary>Takes out marks of lines that the instruction before or behind shows as well, or can show: one without a place of its own.</summary>
    private void RemoveLines()
    {
        var isTarget = Targets();
        var span = CollectionsMarshal.AsSpan(drafts);
        var before = -1;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i].IsRemoved)
                continue;
            if (span[i].Op == Opcode.Nop)
            {
                var next = i + 1;
                while (next < span.Length && span[next].IsRemoved)
                    next++;
                if (next == span.Length)
                    break;
                var isShown = !ShowsLine(span[i], span[next]);
                if (isShown && span[next].Op == Opcode.JumpForward)
                    span[next].KeepsLine = true;
                span[i].IsRemoved = isShown || (before >= 0 && !isTarget[i] && !Ends(span[before].Op) && span[before].Op != Opcode.ReturnGenerator && !ShowsLine(span[i], span[before]));
                if (!span[i].IsRemoved && !isTarget[next] && (span[next].Position == default || span[next] is { Op: Opcode.JumpForward, KeepsLine: false }))
                {
                    span[next].Position = span[i].Position;
                    span[next].KeepsLine = span[next].Op == Opcode.JumpForward;
                    span[i].IsRemoved = true;
                }
            }

            if (!span[i].IsRemoved)
                before = i;
        }
    }

    /// <summary>A trace function would see a line that the other instruction does not have.</summary>
    private static bool ShowsLine(in Draft draft, in Draft other) => draft.KeepsLine && draft.Position.StartLine != other.Position.StartLine;

    /// <summary>Takes removed drafts out; false when there were none.</summary>
    private bool Compact()
    {
        var newPositions = new int[drafts.Count + 1];
        var kept = 0;
        for (var i = 0; i < drafts.Count; i++)
        {
            newPositions[i] = kept;
            if (!drafts[i].IsRemoved)
                kept++;
        }

        newPositions[drafts.Count] = kept;
        if (kept == drafts.Count)
            return false;
        foreach (var label in Labels())
            label.Position = newPositions[label.Position];
        drafts.RemoveAll(draft => draft.IsRemoved);
        return true;
    }

    private HashSet<Label> Labels()
    {
        var labels = new HashSet<Label>();
        foreach (var draft in drafts)
        {
            if (draft.IsRemoved)
                continue;
            if (draft.Target is not null)
                labels.Add(draft.Target);
            if (draft.Region is not null)
                labels.Add(draft.Region.Handler);
        }

        return labels;
    }

    private bool[] Targets()
    {
        var isTarget = new bool[drafts.Count + 1];
        foreach (var label in Labels())
            isTarget[label.Position] = true;
        return isTarget;
    }

    private static bool Ends(Opcode op) => op is Opcode.JumpForward or Opcode.Return or Opcode.ReturnNone or Opcode.Raise
        or Opcode.Reraise or Opcode.EndAsyncFor;

    private static bool IsHarmless(in Draft draft) => draft.Op is Opcode.Move or Opcode.Copy or Opcode.LoadInt or Opcode.LoadConst or Opcode.LoadNone;

    private static Opcode? Inverse(Opcode op) => op switch
    {
        Opcode.JumpIfTrue => Opcode.JumpIfFalse,
        Opcode.JumpIfFalse => Opcode.JumpIfTrue,
        Opcode.JumpIfNone => Opcode.JumpIfNotNone,
        Opcode.JumpIfNotNone => Opcode.JumpIfNone,
        _ => null,
    };

    /// <summary>Whether the instruction does nothing but compute one result, which it writes to its first operand.</summary>
    private static bool WritesResult(Opcode op) => op is Opcode.LoadConst or Opcode.LoadInt or Opcode.LoadNone or Opcode.Copy
        or Opcode.LoadGlobal or Opcode.LoadCell or Opcode.LoadFree or Opcode.GetAttribute or Opcode.GetItem or Opcode.GetItemInt
        or Opcode.GetSlice or Opcode.BuildTuple or Opcode.BuildList or Opcode.BuildSet or Opcode.BuildMap or Opcode.BuildString
        or Opcode.FormatSimple or (>= Opcode.Add and <= Opcode.RightShiftInt) or (>= Opcode.Negate and <= Opcode.NotIn);
}
