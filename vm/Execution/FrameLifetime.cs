using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>The Python frame objects of activations.</summary>
internal static class FrameLifetime
{
    /// <summary>The frame object of an activation, a new reference; made on first use. Null for the frame below all others.</summary>
    public static FrameObject? ObjectOf(ThreadState thread, Frame? frame)
    {
        if (frame?.Back is null || frame.Code is null)
        {
            return null;
        }

        if (frame.Object is { } present)
        {
            RefCount.Retain(thread, present);
            return present;
        }

        return frame.Object = new FrameObject(thread, frame.Code, frame.Globals) { Live = frame };
    }

    /// <summary>The activation ends: its object keeps what it needs. The registers must not have been released yet where locals matter.</summary>
    public static void Detach(ThreadState thread, Frame frame, FrameObject frameObject)
    {
        frame.Object = null;
        frameObject.Live = null;
        frameObject.FinalInstruction = frame.Pc - 1;
    }

    /// <summary>The values of the locals by name, a new dict (frame.f_locals, locals()).</summary>
    public static DictObject Locals(ThreadState thread, Frame frame)
    {
        var locals = new DictObject(thread);
        CodeObject code = frame.Code.Code;
        for (int i = 0; i < code.LocalNames.Length; i++)
        {
            if ((code.LocalKinds[i] & LocalKind.Hidden) != 0)
            {
                continue;
            }

            Value value = frame[i];
            if ((code.LocalKinds[i] & LocalKind.Cell) != 0 && value.Ref is CellObject cell)
            {
                value = Slot.Peek(cell.Content);
            }

            if (!value.IsUnbound)
            {
                locals.SetName(thread, StrObject.Intern(code.LocalNames[i]), thread.Retain(value));
            }
        }

        for (int i = 0; i < code.FreeNames.Length && i < frame.Closure.Length; i++)
        {
            Value value = Slot.Peek(((CellObject)frame.Closure[i]!).Content);
            if (!value.IsUnbound)
            {
                locals.SetName(thread, StrObject.Intern(code.FreeNames[i]), thread.Retain(value));
            }
        }

        return locals;
    }
}
