namespace Pyl.Bytecode;

/// <summary>
/// Which temporaries hold something at which instruction, and what has put it there: a jump that the compiler did not write may
/// only lead to where everything is that the code expects.
/// </summary>
public sealed class TemporaryFlow
{
    private readonly CodeObject code;
    private readonly Opcode?[]?[] states;
    private readonly Stack<(int Offset, Opcode?[] State)> work = new();
    private readonly RegisterEffects effects = new();

    private TemporaryFlow(CodeObject code)
    {
        this.code = code;
        states = new Opcode?[]?[code.Instructions.Length];
    }

    /// <summary>
    /// For each instruction, null where none leads to it, what the registers hold: null for nothing, and for locals; else the opcode that has
    /// written it; Raise for an exception that is handled.
    /// </summary>
    public static Opcode?[]?[] Of(CodeObject code)
    {
        var flow = new TemporaryFlow(code);
        flow.work.Push((0, new Opcode?[code.RegisterCount]));
        while (flow.work.TryPop(out var next))
            flow.Follow(next.Offset, next.State);
        return flow.states;
    }

    private void Follow(int offset, Opcode?[] state)
    {
        while (states[offset] is null)
        {
            states[offset] = (Opcode?[])state.Clone();
            foreach (var entry in code.ExceptionTable)
            {
                if (offset >= entry.Start && offset < entry.End)
                    ArriveAtHandler(entry, state);
            }

            var instruction = DecodedInstruction.At(code.Instructions, offset);
            effects.Become(instruction);
            Put(effects.Consumed, state, null);
            Put(effects.Written, state, instruction.Op);
            if (instruction.Op == Opcode.PushHandled)
                state[instruction.A + 1] = Opcode.Raise;
            if (instruction.Target is { } target)
            {
                var taken = (Opcode?[])state.Clone();
                Put(effects.ConsumedOnJump, taken, null);
                Put(effects.WrittenOnJump, taken, instruction.Op);
                work.Push((target, taken));
            }

            if (OpcodeMetadata.Of(instruction.Op).Flags.HasFlag(OpcodeFlags.Terminator))
                return;
            Put(effects.ConsumedOnFall, state, null);
            Put(effects.WrittenOnFall, state, instruction.Op);
            offset = instruction.Next;
        }
    }

    private void ArriveAtHandler(ExceptionEntry entry, Opcode?[] state)
    {
        var arriving = (Opcode?[])state.Clone();
        Array.Clear(arriving, entry.Depth, arriving.Length - entry.Depth);
        arriving[entry.Depth] = Opcode.Raise;
        work.Push((entry.Target, arriving));
    }

    private void Put(List<RegisterRange> ranges, Opcode?[] state, Opcode? what)
    {
        foreach (var range in ranges)
        {
            for (var register = Math.Max(range.First, code.LocalCount); register < range.End; register++)
                state[register] = what;
        }
    }
}
