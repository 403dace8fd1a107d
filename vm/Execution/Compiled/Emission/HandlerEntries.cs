using System.Reflection.Emit;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>The handlers of exceptions that a body enters itself, without the loop that would find them else.</summary>
internal sealed class HandlerEntries
{
    private readonly List<(int Pc, Label Label)> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The handler at the instruction is entered at the label, once the registers are as the interpreter would find them.</summary>
    public void Add(int pc, Label label) => _entries.Add((pc, label));

    /// <summary>An exception is in flight: goes on in the frame's handler for it, if there is one; behind this code if not.</summary>
    public void Write(Il il)
    {
        if (IsEmpty)
        {
            return;
        }

        LocalBuilder target = il.Generator.DeclareLocal(typeof(int));
        il.Thread();
        il.Frame();
        il.Call(nameof(CallSupport.Catch));
        il.Store(target);
        foreach ((int pc, Label label) in _entries)
        {
            il.Load(target);
            il.Int(pc);
            il.Emit(OpCodes.Beq, label);
        }

        // A handler that is not in the body is the interpreter's.
        il.Load(target);
        il.Int(0);
        il.Emit(OpCodes.Bge, il.Leave);
    }
}
