
namespace Pyl.Bytecode;

/// <summary>
/// The part of <see cref="Verifier"/> that follows the paths through a code object. The state at an instruction is the set of
/// registers that hold a value: temporaries must agree wherever paths meet, locals are bound when all paths bind them.
/// </summary>
internal sealed class FlowVerifier
{
    private readonly CodeObject code;
    private readonly List<VerificationError> errors;
    private readonly ulong[]?[] states;
    private readonly bool[] isLeader;
    private readonly Stack<int> work = new();
    private readonly RegisterEffects effects = new();
    private readonly int words;
    private readonly int firstError;

    public FlowVerifier(CodeObject code, List<VerificationError> errors)
    {
        this.code = code;
        this.errors = errors;
        firstError = errors.Count;
        words = (code.RegisterCount + 63) / 64;
        states = new ulong[code.Instructions.Length][];
        isLeader = new bool[code.Instructions.Length];
    }

    private bool HasFailed => errors.Count > firstError;

    public void Verify()
    {
        foreach (var instruction in DecodedInstruction.All(code.Instructions))
        {
            if (instruction.Target is { } target)
                isLeader[target] = true;
        }

        foreach (var entry in code.ExceptionTable)
            isLeader[entry.Target] = true;

        var start = new ulong[words];
        for (var i = 0; i < code.ParameterCount; i++)
            Set(start, i);
        Arrive(0, start, -1);
        while (!HasFailed && work.TryPop(out var offset))
            Follow(offset);
    }

    private static bool Has(ulong[] state, int register) => (state[register >> 6] & (1UL << (register & 63))) != 0;

    private static void Set(ulong[] state, int register) => state[register >> 6] |= 1UL << (register & 63);

    private static void Clear(ulong[] state, int register) => state[register >> 6] &= ~(1UL << (register & 63));

    /// <summary>Runs from a leader to the end of its block.</summary>
    private void Follow(int offset)
    {
        var state = (ulong[])states[offset]!.Clone();
        while (!HasFailed)
        {
            var instruction = DecodedInstruction.At(code.Instructions, offset);
            var handler = HandlerAt(offset);
            if (handler is { } before)
                ArriveAtHandler(before, state, offset);
            effects.Become(instruction);
            Read(effects, state, offset);
            if (HasFailed)
                return;
            if (handler is { } inside)
                CheckBelow(inside, effects, offset);
            Write(effects.Written, state, offset);
            foreach (var range in effects.Unbound)
                Clear(state, range.First);

            if (instruction.Target is { } target)
            {
                var taken = (ulong[])state.Clone();
                Consume(effects.ConsumedOnJump, taken);
                Write(effects.WrittenOnJump, taken, offset);
                Arrive(target, taken, offset);
            }

            if ((OpcodeMetadata.Of(instruction.Op).Flags & OpcodeFlags.Terminator) != 0)
            {
                CheckNothingLeft(instruction, state);
                return;
            }

            Consume(effects.ConsumedOnFall, state);
            Write(effects.WrittenOnFall, state, offset);
            offset = instruction.Next;
            if (isLeader[offset])
            {
                Arrive(offset, state, instruction.Offset);
                return;
            }
        }
    }

    private void Read(RegisterEffects effects, ulong[] state, int offset)
    {
        foreach (var range in effects.Kept)
            RequireLive(range, state, offset);
        foreach (var range in effects.Consumed)
            RequireLive(range, state, offset);
        Consume(effects.Consumed, state);
    }

    private void RequireLive(RegisterRange range, ulong[] state, int offset)
    {
        for (var register = range.First; register < range.End; register++)
        {
            if (!Has(state, register))
                Report(offset, $"{NameOf(register)} is read, but holds no value");
        }
    }

    private void Consume(List<RegisterRange> ranges, ulong[] state)
    {
        foreach (var range in ranges)
        {
            for (var register = Math.Max(range.First, code.LocalCount); register < range.End; register++)
                Clear(state, register);
        }
    }

    private void Write(List<RegisterRange> ranges, ulong[] state, int offset)
    {
        foreach (var range in ranges)
        {
            for (var register = range.First; register < range.End; register++)
            {
                if (register >= code.LocalCount && Has(state, register))
                    Report(offset, $"{NameOf(register)} is written, but still holds a value");
                Set(state, register);
            }
        }
    }

    /// <summary>What a protected instruction consumes or writes below the handler's depth would be in doubt in the handler.</summary>
    private void CheckBelow(ExceptionEntry handler, RegisterEffects effects, int offset)
    {
        CheckBelow(handler, effects.Consumed, offset);
        CheckBelow(handler, effects.Written, offset);
        CheckBelow(handler, effects.ConsumedOnJump, offset);
        CheckBelow(handler, effects.ConsumedOnFall, offset);
    }

    private void CheckBelow(ExceptionEntry handler, List<RegisterRange> ranges, int offset)
    {
        foreach (var range in ranges)
        {
            for (var register = Math.Max(range.First, code.LocalCount); register < Math.Min(range.End, handler.Depth); register++)
                Report(offset, $"{NameOf(register)} is touched, which the exception handler keeps");
        }
    }

    private void CheckNothingLeft(in DecodedInstruction instruction, ulong[] state)
    {
        if (instruction.Op is not (Opcode.Return or Opcode.ReturnNone))
            return;
        for (var register = code.LocalCount; register < code.RegisterCount; register++)
        {
            if (Has(state, register))
                Report(instruction.Offset, $"{NameOf(register)} holds a value at the end");
        }
    }

    private void ArriveAtHandler(ExceptionEntry entry, ulong[] state, int from)
    {
        var arriving = (ulong[])state.Clone();
        for (var register = entry.Depth; register < code.RegisterCount; register++)
            Clear(arriving, register);
        Set(arriving, entry.Depth);
        Arrive(entry.Target, arriving, from);
    }

    private void Arrive(int target, ulong[] state, int from)
    {
        if (states[target] is not { } known)
        {
            states[target] = (ulong[])state.Clone();
            work.Push(target);
            return;
        }

        for (var register = code.LocalCount; register < code.RegisterCount; register++)
        {
            if (Has(known, register) != Has(state, register))
            {
                Report(from, $"{NameOf(register)} {(Has(state, register) ? "holds a value" : "is empty")} on the way to {target}, but not on another way");
                return;
            }
        }

        var isChanged = false;
        for (var i = 0; i < words; i++)
        {
            var both = known[i] & state[i];
            isChanged |= both != known[i];
            known[i] = both;
        }

        if (isChanged)
            work.Push(target);
    }

    private ExceptionEntry? HandlerAt(int offset)
    {
        var (low, high) = (0, code.ExceptionTable.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var entry = code.ExceptionTable[middle];
            if (offset < entry.Start)
                high = middle - 1;
            else if (offset >= entry.End)
                low = middle + 1;
            else
                return entry;
        }

        return null;
    }

    private string NameOf(int register) =>
        register < code.LocalCount ? $"the local {code.LocalNames[register]}" : $"the temporary t{register - code.LocalCount}";

    private void Report(int offset, string message) => errors.Add(new VerificationError(code, offset, message));
}
