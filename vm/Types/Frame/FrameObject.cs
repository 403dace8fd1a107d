using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A frame as programs see it. Made on demand; while the activation lives it looks through to it, afterwards it keeps what
/// was there at the end.
/// </summary>
public sealed class FrameObject : PyObject
{
    internal FrameObject(ThreadState thread, ExecutableCode code, DictObject globals)
        : base(thread, BuiltinTypes.Frame)
    {
        Code = code;
        Globals = globals;
    }

    internal ExecutableCode Code { get; }

    internal DictObject Globals { get; }

    /// <summary>The activation; null once it has ended.</summary>
    internal Frame? Live;

    /// <summary>The locals' registers as they were at the end, references of its own; null when they were not kept.</summary>
    internal Value[]? FinalValues;

    /// <summary>Free variables of the function, for the names that are not its own; borrowed from <see cref="Function"/>.</summary>
    internal object?[] FinalClosure = [];

    /// <summary>Keeps the closure's cells alive; a counted reference.</summary>
    internal FunctionObject? Function;

    /// <summary>The namespace of a class body or exec; a counted reference.</summary>
    internal PyObject? Namespace;

    /// <summary>What programs have put into f_locals under names that are no variables; a counted reference.</summary>
    internal DictObject? Extra;

    /// <summary>The last instruction run, once the activation has ended.</summary>
    internal int FinalInstruction;

    /// <summary>f_back, once the activation has ended; a counted reference.</summary>
    internal FrameObject? Back;

    /// <summary>f_trace; a slot.</summary>
    internal object? Trace;

    internal int Instruction => Live is { } live ? live.Pc - 1 : FinalInstruction;

    internal int Line => Code.PositionOf(Instruction).Line;

    /// <summary>Releases the locals of an activation that has ended (frame.clear()).</summary>
    internal void ClearLocals(ThreadState thread)
    {
        Value[]? values = FinalValues;
        FinalValues = null;
        if (values is not null)
        {
            for (int i = values.Length - 1; i >= 0; i--)
            {
                RefCount.Release(thread, values[i]);
            }
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Live is { } live)
        {
            live.Object = null;
            Live = null;
        }

        ClearLocals(thread);
        Release(thread, Function);
        Release(thread, Namespace);
        Release(thread, Extra);
        Release(thread, Back);
        Slot.ReleaseContent(thread, Trace);
    }

    private static void Release(ThreadState thread, PyObject? reference)
    {
        if (reference is not null)
        {
            RefCount.Release(thread, reference);
        }
    }
}
