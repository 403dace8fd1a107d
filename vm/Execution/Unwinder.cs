using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// Finds the handler of the exception in flight: adds the running frame to the traceback, consults the exception table,
/// pops frames that have no handler (zero-cost try, DESIGN 4).
/// </summary>
internal static class Unwinder
{
    /// <summary>Frames of functions that were written into each other.</summary>
    private const int MostInnerFrames = Compiled.Emission.InnerEmission.MaxDepth;

    /// <summary>The frame in which to go on, or null when the exception leaves the frame that was entered from C#.</summary>
    public static Frame? Unwind(ThreadState thread)
    {
        while (true)
        {
            Frame frame = thread.CurrentFrame;
            ExceptionObject exception = thread.Exception!;
            int instruction = frame.Pc - 1;
            if (FindHandler(frame.Code.Code, instruction, out ExceptionEntry entry))
            {
                Catch(thread, exception, frame, instruction, entry);
                return frame;
            }

            if (Pop(thread, frame, NoteFrame(thread, exception, frame, instruction)))
            {
                return null;
            }
        }
    }

    /// <summary>Lets the running frame catch the exception in flight. False, and nothing has been done, when it has no handler for it.</summary>
    public static bool TryCatch(ThreadState thread, Frame frame)
    {
        int instruction = frame.Pc - 1;
        if (!FindHandler(frame.Code.Code, instruction, out ExceptionEntry entry))
        {
            return false;
        }

        Catch(thread, thread.Exception!, frame, instruction, entry);
        return true;
    }

    /// <summary>Puts the running frame into the traceback, for whoever looks at it before the frame catches the exception or is left.</summary>
    public static void NoteRunning(ThreadState thread, Frame frame)
    {
        NoteFrame(thread, thread.Exception!, frame, frame.Pc - 1);
        thread.IsReraising = true;
    }

    /// <summary>Drops the running frame, which has no handler for the exception in flight; true when it was entered from C#.</summary>
    public static bool Leave(ThreadState thread, Frame frame) => Pop(thread, frame, NoteFrame(thread, thread.Exception!, frame, frame.Pc - 1));

    /// <summary>
    /// As <see cref="TryCatch"/> for a frame with functions written into its body, whose frames, with no handlers, may stand above it: they are left
    /// first. False, and nothing has been done, too, when other frames do.
    /// </summary>
    public static bool TryCatchBelow(ThreadState thread, Frame frame)
    {
        Frame current = thread.CurrentFrame;
        for (int depth = 0; !ReferenceEquals(current, frame); depth++)
        {
            if (depth == MostInnerFrames || current.IsEntry || current.Generator is not null || current.Back is not { } back || current.Code.Code.ExceptionTable.Length != 0)
            {
                return false;
            }

            current = back;
        }

        if (!FindHandler(frame.Code.Code, frame.Pc - 1, out ExceptionEntry entry))
        {
            return false;
        }

        ExceptionObject exception = thread.Exception!;
        while (!ReferenceEquals(thread.CurrentFrame, frame))
        {
            current = thread.CurrentFrame;
            Pop(thread, current, NoteFrame(thread, exception, current, current.Pc - 1));
        }

        Catch(thread, exception, frame, frame.Pc - 1, entry);
        return true;
    }

    /// <summary>Adds the running frame, which is left, to the traceback; the entry of this very activation, if the newest one is.</summary>
    private static TracebackObject? NoteFrame(ThreadState thread, ExceptionObject exception, Frame frame, int instruction)
    {
        if (!thread.IsReraising)
        {
            AddTraceback(thread, exception, frame, instruction);
            TracebackObject made = exception.Traceback!;
            made.Live = frame;
            return made;
        }

        thread.IsReraising = false;
        return exception.Traceback is { } newest && ReferenceEquals(newest.Live, frame) ? newest : null;
    }

    /// <summary>The running frame goes on in its handler.</summary>
    private static void Catch(ThreadState thread, ExceptionObject exception, Frame frame, int instruction, in ExceptionEntry entry)
    {
        if (!thread.IsReraising)
        {
            exception.Note(thread, frame, instruction);
        }
        else if (exception.IsNotedIn(frame))
        {
            thread.IsReraising = false;
        }
        else if (NoteFrame(thread, exception, frame, instruction) is { } own)
        {
            FrameLifetime.Catch(frame, own);
        }

        frame.ReleaseFrom(thread, entry.Depth, frame.Code.RegisterCount);
        thread.Exception = null;
        frame[entry.Depth] = Value.Of(exception);
        frame.Pc = entry.Target;
        if (frame.Code.Profile is { Body: not null } profile)
        {
            Compiled.Tier.Caught(profile, entry.Target);
        }
    }

    /// <summary>An AttributeError that leaves a __getattr__ without saying so is about what that was asked for (CPython's set_attribute_error_context).</summary>
    private static void NameAttribute(ThreadState thread, ExceptionObject exception, Frame frame)
    {
        if (exception.Type.IsSubtypeOf(ExceptionTypes.AttributeError) && frame[1].Ref is StrObject && frame[0].Ref is { } target
            && IsOpen(ExceptionMembers.Peek(exception, ExceptionMembers.Name)) && IsOpen(ExceptionMembers.Peek(exception, ExceptionMembers.Object)))
        {
            ExceptionMembers.Set(thread, exception, ExceptionMembers.Name, frame[1]);
            ExceptionMembers.Set(thread, exception, ExceptionMembers.Object, Value.Of(target));
        }

        static bool IsOpen(Value member) => member.IsUnbound || member.IsNone;
    }

    /// <summary>Drops the running frame because of an exception; true when it was entered from C#.</summary>
    private static bool Pop(ThreadState thread, Frame frame, TracebackObject? own)
    {
        if (frame.Code.ParameterCount == 2 && frame.Code.Code.Name is "__getattr__" or "__getattribute__")
        {
            NameAttribute(thread, thread.Exception!, frame);
        }

        // Releasing can run code, so the frame stays the running one meanwhile: a callee's window then lies above its own.
        if (own is not null && !frame.IsObserved && frame.Namespace is null)
        {
            own.KeepLocals(thread, frame);
        }
        else if (own is not null)
        {
            // The traceback keeps the locals of the frames that it left, as CPython's does: they live until it is dropped.
            // Its last line is where the exception arose, not what the compiler wrote behind a handler to raise it again.
            frame.Pc = own.Instruction + 1;
            own.Frame ??= FrameLifetime.ObjectOfActivation(thread, frame);
            own.LinkBack(thread);
            own.Live = null;
            FrameLifetime.Detach(thread, frame, linkBack: false);
        }
        else if (frame.IsObserved)
        {
            FrameLifetime.Detach(thread, frame);
        }

        frame.ReleaseFrom(thread, 0, frame.Code.RegisterCount);
        if (frame.Generator is not null)
        {
            return GeneratorFlow.Abandon(thread, frame);
        }

        if (frame.Constructed is { } constructed)
        {
            frame.Constructed = null;
            RefCount.Release(thread, constructed);
        }

        bool isEntry = frame.IsEntry;
        thread.Depth--;
        thread.CurrentFrame = frame.Back!;
        if (frame.Function is { } function && function.OwnerId != RefCount.Uncounted)
        {
            frame.Function = null;
            RefCount.Release(thread, function);
        }

        return isEntry;
    }

    /// <summary>The table's entry for an instruction; its ranges are disjoint and sorted.</summary>
    internal static bool FindHandler(CodeObject code, int instruction, out ExceptionEntry found)
    {
        ReadOnlySpan<ExceptionEntry> table = code.ExceptionTable.AsSpan();
        int low = 0;
        int high = table.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ref readonly ExceptionEntry entry = ref table[middle];
            if (instruction < entry.Start)
            {
                high = middle - 1;
            }
            else if (instruction >= entry.End)
            {
                low = middle + 1;
            }
            else
            {
                found = entry;
                return true;
            }
        }

        found = default;
        return false;
    }

    internal static void AddTraceback(ThreadState thread, ExceptionObject exception, Frame frame, int instruction)
    {
        FrameObject? frameObject = frame.Object;
        if (frameObject is not null)
        {
            RefCount.Retain(thread, frameObject);
        }

        exception.Traceback = TracebackObject.Make(thread, exception.Traceback, frameObject, frame.Code, frame.Globals, instruction);
    }
}
