using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Turns the drafts of a code object into instructions: resolves jumps, puts <see cref="Opcode.Extend"/> in front of what does
/// not fit 16 bits, and makes the exception and position tables.
/// </summary>
public sealed class Assembler
{
    private readonly List<Draft> drafts;
    private readonly bool[] extended;

    // The position of each draft's first instruction, its Extend if there is one; one entry more for the end.
    private readonly int[] positions;

    private Assembler(List<Draft> drafts)
    {
        this.drafts = drafts;
        extended = new bool[drafts.Count];
        positions = new int[drafts.Count + 1];
    }

    /// <summary>The tables of a code object.</summary>
    public readonly record struct Result(Instruction[] Instructions, ExceptionEntry[] ExceptionTable, SourcePosition[] Positions);

    /// <summary>Assembles drafts without removed ones.</summary>
    public static Result Assemble(List<Draft> drafts)
    {
        var assembler = new Assembler(drafts);
        assembler.Place();
        return new Result(assembler.Instructions(), assembler.ExceptionTable(), assembler.SourcePositions());
    }

    /// <summary>Finds which drafts need an Extend; one makes distances longer, so until none is added.</summary>
    private void Place()
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            extended[i] = !Fits(draft.A) || !Fits(draft.B) || (draft.Target is null && !Fits(draft.C));
        }

        bool isChanged;
        do
        {
            var position = 0;
            for (var i = 0; i < drafts.Count; i++)
            {
                positions[i] = position;
                position += extended[i] ? 2 : 1;
            }

            positions[drafts.Count] = position;
            isChanged = false;
            for (var i = 0; i < drafts.Count; i++)
            {
                if (drafts[i].Target is null || extended[i])
                    continue;
                var operand = JumpOperand(i);
                if (operand is < short.MinValue or > short.MaxValue)
                    extended[i] = isChanged = true;
            }
        }
        while (isChanged);
    }

    // Negative numbers are immediates, which the emitter keeps within 16 bits; the others are unsigned.
    private static bool Fits(int operand) => operand <= ushort.MaxValue;

    private int JumpOperand(int index)
    {
        var draft = drafts[index];
        var distance = positions[draft.Target!.Position] - positions[index + 1];
        return draft.Sense is { } sense ? (distance << 1) | (sense ? 1 : 0) : distance;
    }

    private Instruction[] Instructions()
    {
        var result = new List<Instruction>(positions[drafts.Count]);
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var c = draft.Target is null ? draft.C : JumpOperand(i);
            var op = draft.Op;
            if (op == Opcode.JumpForward && c < 0)
                op = Opcode.JumpBack;
            if (extended[i])
                result.Add(Instruction.Of(Opcode.Extend, draft.A >> 16, draft.B >> 16, c >> 16));
            result.Add(Instruction.Of(op, draft.A, draft.B, c));
        }

        return result.ToArray();
    }

    private ExceptionEntry[] ExceptionTable()
    {
        var result = new List<ExceptionEntry>();
        var start = 0;
        for (var i = 1; i <= drafts.Count; i++)
        {
            var region = drafts[start].Region;
            if (i < drafts.Count && ReferenceEquals(drafts[i].Region, region))
                continue;
            if (region is { IsUsed: true })
            {
                result.Add(new ExceptionEntry(positions[start], positions[i], positions[region.Handler.Position], region.Depth));
            }

            start = i;
        }

        return result.ToArray();
    }

    private SourcePosition[] SourcePositions()
    {
        var result = new List<SourcePosition>(positions[drafts.Count]);
        for (var i = 0; i < drafts.Count; i++)
        {
            var position = Of(drafts[i].Position);
            result.Add(position);
            if (extended[i])
                result.Add(position);
        }

        return result.ToArray();
    }

    private static SourcePosition Of(Span span) =>
        span.StartLine <= 0 ? SourcePosition.None : new SourcePosition(span.StartLine, span.StartColumn, span.EndLine, span.EndColumn);
}
