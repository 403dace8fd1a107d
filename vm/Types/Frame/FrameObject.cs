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
    /// <summary>A block for locals, left over from an activation whose frame lay in this object; null mostly.</summary>
    private Value[]? _spare;

    private FrameObject(ThreadState thread, ExecutableCode code, DictObject globals)
        : base(thread, BuiltinTypes.Frame)
    {
        Code = code;
        Globals = globals;
    }

    /// <summary>A frame, made of a dead one where there is one: an exception makes one for each activation that it leaves.</summary>
    internal static FrameObject Make(ThreadState thread, ExecutableCode code, DictObject globals)
    {
        if (thread.Spares.TakeFrameObject() is not { } spare)
        {
            return new FrameObject(thread, code, globals);
        }

        spare.Code = code;
        spare.Globals = globals;
        spare.FinalInstruction = 0;
        spare.Revive(thread, BuiltinTypes.Frame);
        return spare;
    }

    internal ExecutableCode Code { get; private set; }

    internal DictObject Globals { get; private set; }

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

    // See LetGo; while there are some, the object holds itself.
    private ListObject? _replaced;

    /// <summary>The last instruction run, once the activation has ended.</summary>
    internal int FinalInstruction;

    /// <summary>f_back, once the activation has ended; a counted reference.</summary>
    internal FrameObject? Back;

    /// <summary>f_trace; a slot.</summary>
    internal object? Trace;

    internal int Instruction => Live is { } live ? live.Pc - 1 : FinalInstruction;

    internal int Line => Code.PositionOf(Instruction).Line;

    /// <summary>Takes over the locals of an activation that ends.</summary>
    internal void KeepLocals(Span<Value> locals) => FinalValues = TakeLocals(locals, ref _spare);

    /// <summary>Moves locals out of their registers, into the block that is left over if it fits.</summary>
    internal static Value[] TakeLocals(Span<Value> locals, ref Value[]? spare)
    {
        Value[] values = spare is { } block && block.Length == locals.Length ? block : new Value[locals.Length];
        spare = null;
        for (int i = 0; i < locals.Length; i++)
        {
            values[i] = locals[i];
            locals[i].Ref = null;
        }

        return values;
    }

    /// <summary>
    /// Releases what a variable held until f_locals got another value for it; of an activation that goes on only when it ends: compiled code may have lent it to a native that is running
    /// (as CPython's f_overwritten_fast_locals).
    /// </summary>
    internal void LetGo(ThreadState thread, Value replaced)
    {
        if (Live is null || replaced.Ref is null or { OwnerId: RefCount.Uncounted })
        {
            RefCount.Release(thread, replaced);
            return;
        }

        if (_replaced is null)
        {
            RefCount.Retain(thread, this);
            _replaced = new ListObject(thread);
        }

        _replaced.Add(replaced);
    }

    /// <summary>The activation has ended: what it was kept for is released.</summary>
    internal void ReleaseReplaced(ThreadState thread)
    {
        if (_replaced is { } replaced)
        {
            _replaced = null;
            RefCount.Release(thread, replaced);
            RefCount.Release(thread, this);
        }
    }

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

    /// <summary>Lets go of what a dead frame still refers to.</summary>
    internal void Forget()
    {
        Code = null!;
        Globals = null!;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Live is { } live)
        {
            live.Object = null;
            Live = null;
        }

        Value[]? values = FinalValues;
        ClearLocals(thread);
        if (values is not null)
        {
            Array.Clear(values);
            _spare = values;
        }

        FinalClosure = [];
        Release(thread, ref Function);
        Release(thread, ref Namespace);
        Release(thread, ref Extra);
        Release(thread, ref Back);
        object? trace = Trace;
        Trace = null;
        Slot.ReleaseContent(thread, trace);
    }

    private static void Release<T>(ThreadState thread, ref T? field)
        where T : PyObject
    {
        T? old = field;
        field = null;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }
}
