namespace Pyl.Compiler.Emit;

/// <summary>
/// An attempt to match a pattern: which temporaries it holds at the moment, what it has captured, and where it goes on failing.
/// A failure releases what is held: for each set that is held at some failure there is a stub, and stubs fall through to
/// those of smaller sets.
/// </summary>
internal sealed class PatternAttempt(CodeBuilder code)
{
    private readonly List<(int[] Held, Label Label)> stubs = [];
    private readonly List<int> held = [];

    /// <summary>Captured names with the registers that hold the values, in the order in which they are bound.</summary>
    public List<(string Name, int Register)> Captures { get; } = [];

    /// <summary>Notes that the attempt holds a temporary; locals need no care.</summary>
    public void Hold(int register)
    {
        if (code.IsTemporary(register))
            held.Add(register);
    }

    /// <summary>Notes that a temporary was consumed or released.</summary>
    public void Drop(int register) => held.Remove(register);

    /// <summary>Where to jump when the attempt fails here.</summary>
    public Label Failure()
    {
        var now = held.Order().ToArray();
        foreach (var stub in stubs)
        {
            if (stub.Held.AsSpan().SequenceEqual(now))
                return stub.Label;
        }

        var label = new Label();
        stubs.Add((now, label));
        return label;
    }

    /// <summary>Emits the stubs; control arrives at the end, with the attempt failed and nothing held.</summary>
    public void EmitFailures()
    {
        var ordered = stubs.OrderByDescending(stub => stub.Held.Length).ToList();
        var failed = new Label();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (registers, label) = ordered[i];
            code.Bind(label);
            if (i + 1 < ordered.Count && ordered[i + 1].Held.All(registers.Contains))
            {
                foreach (var register in registers.Except(ordered[i + 1].Held))
                    code.Emit(Bytecode.Opcode.Release, register);
                continue;
            }

            foreach (var register in registers)
                code.Emit(Bytecode.Opcode.Release, register);
            if (i + 1 < ordered.Count)
                code.Jump(failed);
        }

        code.Bind(failed);
    }
}
