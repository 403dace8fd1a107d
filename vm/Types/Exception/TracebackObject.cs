using Pyl.Bytecode;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>One level of a traceback: where in which frame an exception passed. Outermost first.</summary>
public sealed class TracebackObject : PyObject
{
    /// <summary>An entry; the references of <paramref name="next"/> and <paramref name="frame"/> move in.</summary>
    internal static TracebackObject Make(ThreadState thread, TracebackObject? next, FrameObject? frame, ExecutableCode code, DictObject globals, int instruction)
    {
        if (thread.Spares.TakeTraceback() is not { } spare)
        {
            return new TracebackObject(thread, next, frame, code, globals, instruction);
        }

        spare.Next = next;
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
        Next = next;
        Frame = frame;
        Code = code;
        Globals = globals;
        Instruction = instruction;
    }

    /// <summary>tb_next, a counted reference.</summary>
    internal TracebackObject? Next;

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
        if (Frame is null)
        {
            if (Live is { } live)
            {
                Frame = FrameLifetime.ObjectOfActivation(thread, live);
            }
            else
            {
                Frame = FrameObject.Make(thread, Code, Globals);
                Frame.FinalInstruction = Instruction;
            }

            LinkBack(thread);
        }

        return Frame;
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
        if (Next?.Frame is { Back: null, Live: null } callee)
        {
            RefCount.Retain(thread, Frame!);
            callee.Back = Frame;
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Live is { } live && ReferenceEquals(live.Caught, this))
        {
            live.Caught = EarlierInFrame;
            EarlierInFrame = null;
            IsLinked = false;
        }

        // Otherwise EarlierInFrame stays: the frame's chain of tracebacks goes through the dead ones.
        Live = null;
        TracebackObject? next = Next;
        Next = null;
        if (next is not null)
        {
            RefCount.Release(thread, next);
        }

        FrameObject? frame = Frame;
        Frame = null;
        if (frame is not null)
        {
            RefCount.Release(thread, frame);
        }
    }
}
