using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>One level of a traceback: where in which frame an exception passed. Outermost first.</summary>
public sealed class TracebackObject : PyObject
{
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

    /// <summary>tb_frame when somebody has asked for the frame; otherwise it is made from code and globals on demand.</summary>
    internal FrameObject? Frame;

    internal ExecutableCode Code { get; }

    internal DictObject Globals { get; }

    /// <summary>Index of the instruction that raised or called; tb_lasti.</summary>
    internal int Instruction { get; }

    internal SourcePosition Position => Code.PositionOf(Instruction);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
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
