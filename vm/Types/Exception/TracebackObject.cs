using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// One level of a traceback: where in which frame an exception passed. Outermost first. What the frame of an activation that the exception has left
/// would have, its locals, the entry keeps itself, until somebody asks for the frame.
/// </summary>
public sealed class TracebackObject : PyObject
{
    private TracebackObject? _next;

    /// <summary>The entry that was put before this one: its frame is the caller's. Not counted, null once it is dead.</summary>
    private TracebackObject? _outer;

    /// <summary>The locals' registers as the exception left them, references of their own.</summary>
    private Value[]? _locals;

    /// <summary>A block for locals, left over from an activation whose entry lay in this object; null mostly.</summary>
    private Value[]? _spare;

    /// <summary>Free variables, borrowed from <see cref="_function"/>.</summary>
    private object?[] _closure = [];

    /// <summary>Keeps the closure's cells alive; a counted reference.</summary>
    private FunctionObject? _function;

    /// <summary>An entry; the references of <paramref name="next"/> and <paramref name="frame"/> move in.</summary>
    internal static TracebackObject Make(ThreadState thread, TracebackObject? next, FrameObject? frame, ExecutableCode code, DictObject globals, int instruction)
    {
        if (thread.Spares.TakeTraceback() is not { } spare)
        {
            return new TracebackObject(thread, next, frame, code, globals, instruction);
        }

        spare.Begin(next);
        spare.Frame = frame;
        if (!ReferenceEquals(spare.Code, code))
        {
            spare.Code = code;
        }

        if (!ReferenceEquals(spare.Globals, globals))
        {
            spare.Globals = globals;
        }

        spare.Instruction = instruction;
        spare.ExplicitLine = 0;
        spare.Revive(thread, BuiltinTypes.Traceback);
        return spare;
    }

    internal TracebackObject(ThreadState thread, TracebackObject? next, FrameObject? frame, ExecutableCode code, DictObject globals, int instruction)
        : base(thread, BuiltinTypes.Traceback)
    {
        Begin(next);
        Frame = frame;
        Code = code;
        Globals = globals;
        Instruction = instruction;
    }

    /// <summary>tb_next, a counted reference.</summary>
    internal TracebackObject? Next => _next;

    /// <summary>tb_frame once somebody has asked for it or the activation has ended; otherwise it is made on demand. A counted reference.</summary>
    internal FrameObject? Frame;

    /// <summary>The activation that caught the exception, as long as it lives.</summary>
    internal Frame? Live;

    /// <summary>The traceback of an exception that the same activation caught before; may be dead.</summary>
    internal TracebackObject? EarlierInFrame;

    /// <summary>In a frame's chain of tracebacks, which goes through dead ones, too.</summary>
    internal bool IsLinked;

    /// <summary>A line of the program's own making (types.TracebackType), or 0.</summary>
    internal int ExplicitLine;

    internal ExecutableCode Code { get; private set; }

    internal DictObject Globals { get; private set; }

    /// <summary>Index of the instruction that raised or called; half of tb_lasti.</summary>
    internal int Instruction { get; private set; }

    internal SourcePosition Position => Code.PositionOf(Instruction);

    internal int Line => ExplicitLine != 0 ? ExplicitLine : Position.Line;

    /// <summary>tb_frame, borrowed.</summary>
    internal FrameObject FrameOf(ThreadState thread)
    {
        if (Frame is not null)
        {
            return Frame;
        }

        // The callers' frames first: each is the next one's f_back.
        TracebackObject entry = this;
        while (entry._outer is { Frame: null } outer)
        {
            entry = outer;
        }

        while (true)
        {
            entry.Frame = entry.Live is { } live ? FrameLifetime.ObjectOfActivation(thread, live) : entry.MakeFrame(thread);
            entry._outer?.LinkBack(thread);
            entry.LinkBack(thread);
            if (ReferenceEquals(entry, this))
            {
                return entry.Frame;
            }

            entry = entry._next!;
        }
    }

    /// <summary>The exception has left the activation, whose locals move in; nobody knows its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void KeepLocals(ThreadState thread, Frame frame)
    {
        Live = null;
        if (frame.LocalCount != 0)
        {
            _locals = FrameObject.TakeLocals(frame.Window.AsSpan(frame.Base, frame.LocalCount), ref _spare);
        }

        if (frame.Closure.Length != 0)
        {
            _closure = frame.Closure;
        }

        if (frame.Function is { } function && function.OwnerId != RefCount.Uncounted)
        {
            RefCount.Retain(thread, function);
            _function = function;
        }
    }

    private FrameObject MakeFrame(ThreadState thread)
    {
        FrameObject frame = FrameObject.Make(thread, Code, Globals);
        frame.FinalInstruction = Instruction;
        frame.FinalValues = _locals;
        frame.FinalClosure = _closure;
        frame.Function = _function;
        _locals = null;
        _function = null;
        return frame;
    }

    /// <summary>Sets tb_next, whose reference moves in; what was there is handed out.</summary>
    internal TracebackObject? ReplaceNext(ThreadState thread, TracebackObject? next)
    {
        TracebackObject? old = _next;
        if (old is not null)
        {
            Unlink(thread, old);
        }

        _next = next;
        return old;
    }

    private void Begin(TracebackObject? next)
    {
        _next = next;
        if (next is { _outer: null, Frame: null })
        {
            next._outer = this;
        }
    }

    /// <summary>The next entry, which lives on, will not find its caller's frame here any more.</summary>
    private void Unlink(ThreadState thread, TracebackObject next)
    {
        if (ReferenceEquals(next._outer, this))
        {
            next.FrameOf(thread);
            next._outer = null;
        }
    }

    /// <summary>Lets go of what a dead entry still refers to, but for the code of a module: the next exception is mostly raised there again.</summary>
    internal void Forget()
    {
        if (Globals.OwnerId != RefCount.Uncounted)
        {
            Code = null!;
            Globals = null!;
        }

        EarlierInFrame = null;
    }

    /// <summary>The next entry's frame was called by this one's.</summary>
    internal void LinkBack(ThreadState thread)
    {
        if (Frame is { } own && _next?.Frame is { Back: null, Live: null } callee)
        {
            RefCount.Retain(thread, own);
            callee.Back = own;
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (_next is { } next)
        {
            // Further entries that somebody holds find their callers' frames here until then.
            if (next.Local != 1 || next.Shared != 0 || next.OwnerId != thread.OwnerId || thread.DestructionDepth >= ThreadState.MaxDestructionDepth)
            {
                Unlink(thread, next);
            }

            RefCount.Release(thread, next);
            _next = null;
        }

        if (Live is { } live && ReferenceEquals(live.Caught, this))
        {
            live.Caught = EarlierInFrame;
            EarlierInFrame = null;
            IsLinked = false;
        }

        // Otherwise EarlierInFrame stays: the frame's chain of tracebacks goes through the dead ones.
        Live = null;
        _outer = null;
        FrameObject? frame = Frame;
        Frame = null;
        if (frame is not null)
        {
            RefCount.Release(thread, frame);
        }

        if (_locals is { } locals)
        {
            _locals = null;
            for (int i = locals.Length - 1; i >= 0; i--)
            {
                Value local = locals[i];
                locals[i] = default;
                RefCount.Release(thread, local);
            }

            _spare = locals;
        }

        if (_closure.Length != 0)
        {
            _closure = [];
        }

        if (_function is { } function)
        {
            _function = null;
            RefCount.Release(thread, function);
        }
    }
}
