using Pyl.Bytecode;
using Pyl.Compiler.Emit;

namespace Pyl.Compiler.Optimizer;

/// <summary>
/// Moves exception handlers behind the rest of a code object, so that control passes from a protected body to what follows
/// without a jump over them.
/// </summary>
internal static class ColdCode
{
    /// <summary>Moves the cold ranges of a builder's code.</summary>
    public static void Move(CodeBuilder code)
    {
        if (code.ColdRanges.Count == 0)
            return;
        var drafts = code.Drafts;
        var labels = LabelsOf(drafts);
        var newPositions = new int[drafts.Count + 1];
        var result = new List<Draft>(drafts.Count + code.ColdRanges.Count);
        var position = 0;
        foreach (var (start, end) in code.ColdRanges)
        {
            Append(drafts, position, start, result, newPositions);
            position = end;
        }

        Append(drafts, position, drafts.Count, result, newPositions);
        var endOfHot = result.Count;
        foreach (var (start, end) in code.ColdRanges)
        {
            Append(drafts, start, end, result, newPositions);
            if (!OpcodeMetadata.Of(drafts[end - 1].Op).Flags.HasFlag(OpcodeFlags.Terminator))
            {
                var after = new Label { Position = end };
                labels.Add(after);
                result.Add(new Draft { Op = Opcode.JumpForward, Target = after, Region = end < drafts.Count ? drafts[end].Region : null });
            }
        }

        // A label at the end of the code stands behind what was last before, which is the hot code's end.
        newPositions[drafts.Count] = endOfHot;
        foreach (var label in labels)
            label.Position = newPositions[label.Position];
        drafts.Clear();
        drafts.AddRange(result);
    }

    private static void Append(List<Draft> drafts, int start, int end, List<Draft> result, int[] newPositions)
    {
        for (var i = start; i < end; i++)
        {
            newPositions[i] = result.Count;
            result.Add(drafts[i]);
        }
    }

    private static HashSet<Label> LabelsOf(List<Draft> drafts)
    {
        var labels = new HashSet<Label>();
        foreach (var draft in drafts)
        {
            if (draft.Target is not null)
                labels.Add(draft.Target);
            if (draft.Region is not null)
                labels.Add(draft.Region.Handler);
        }

        return labels;
    }
}
