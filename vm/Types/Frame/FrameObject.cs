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
        spare.TracedLine = -1;
        spare.TraceLines = true;
        spare.TraceOpcodes = false;
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

    // See LetGo.
    private ListObject? _replaced;

    /// <summary>The object holds itself until the activation ends.</summary>
    private bool _isHeld;

    /// <summary>The last instruction run, once the activation has ended.</summary>
    internal int FinalInstruction;

    /// <summary>f_back, once the activation has ended; a counted reference.</summary>
    internal FrameObject? Back;

    /// <summary>f_trace; a slot.</summary>
    internal object? Trace { get; private set; }

    /// <summary>f_trace_lines.</summary>
    internal bool TraceLines { get; set; } = true;

    /// <summary>f_trace_opcodes.</summary>
    internal bool TraceOpcodes { get; set; }

    /// <summary>The line of the instruction that was traced last; -1 before the first.</summary>
    internal int TracedLine { get; set; } = -1;

    /// <summary>The activation's trace function is being told of a line: it may set f_lineno.</summary>
    internal bool MayJump { get; set; }

    /// <summary>The instruction that it wants to go on with, or -1.</summary>
    internal int JumpTarget { get; set; } = -1;

    internal int Instruction => Live is { } live ? live.Pc - 1 : FinalInstruction;

    /// <summary>f_lineno. What has no line of its own, such as an implicit return, belongs to the one before; a module begins at line 0, as in CPython.</summary>
    internal int Line
    {
        get
        {
            int instruction = Instruction;
            if (instruction < 0)
            {
                return Code.Code.Name == "<module>" ? 0 : Code.Code.FirstLine;
            }

            if (Code.Code.Instructions[instruction].Op == Pyl.Bytecode.Opcode.ReturnGenerator)
            {
                return Code.Code.FirstLine;
            }

            int line = Code.PositionOf(instruction).Line;
            if (line < 0 && TracedLine > 0)
            {
                return TracedLine;
            }

            while (line < 0 && --instruction >= 0)
            {
                line = Code.PositionOf(instruction).Line;
            }

            return line;
        }
    }

    /// <summary>The activation has run an instruction of the body.</summary>
    private bool HasBegun => Instruction is >= 0 and int last && Code.Code.Instructions[last].Op != Pyl.Bytecode.Opcode.ReturnGenerator;

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

        Hold(thread);
        _replaced ??= new ListObject(thread);
        _replaced.Add(replaced);
    }

    /// <summary>Sets f_trace, None for nothing; the reference moves in.</summary>
    internal void SetTrace(ThreadState thread, Value function)
    {
        if (Trace is null && Live is not null && HasBegun)
        {
            // It was not followed so far: the running line is not a new one.
            TracedLine = Line;
        }

        object? old = Trace;
        Trace = function.IsNone ? null : Slot.Content(function);
        if (Trace is not null && Live is not null)
        {
            Hold(thread);
        }

        Slot.ReleaseContent(thread, old);
    }

    /// <summary>An activation that goes on keeps the object, which nobody else may hold.</summary>
    private void Hold(ThreadState thread)
    {
        if (!_isHeld)
        {
            _isHeld = true;
            RefCount.Retain(thread, this);
        }
    }

    /// <summary>The activation has ended: what it was kept for is released.</summary>
    internal void ReleaseReplaced(ThreadState thread)
    {
        if (!_isHeld)
        {
            return;
        }

        _isHeld = false;
        Release(thread, ref _replaced);
        RefCount.Release(thread, this);
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
