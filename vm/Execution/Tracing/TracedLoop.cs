using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Tracing;

/// <summary>
/// Runs frames of a thread that is traced, instruction by instruction through the ordinary handlers, and tells the trace and profile functions
/// what happens. Instructions are read from the code object itself, so no compiled body is entered. See docs/internals/tracing.md.
/// </summary>
internal static class TracedLoop
{
    /// <summary>
    /// Runs the frame as the dispatch loop does: Exit, Error, or <see cref="Flow.Trace"/> when the thread is traced no more and thread.CurrentFrame goes on.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The running frame.</param>
    /// <param name="begins">It has not run yet, or was suspended.</param>
    public static Flow Run(ThreadState thread, Frame frame, bool begins)
    {
        SafePoint.Withdraw(thread, SafePoint.Trace);
        if (!begins && frame.Object is { Trace: not null } seen)
        {
            // It has run in another loop so far.
            seen.TracedLine = seen.Line;
        }

        Flow flow = !begins || Begin(thread, frame) ? Flow.Frame : Flow.Error;
        return Finish(thread, Steps(thread, flow));
    }

    /// <summary>As <see cref="Run"/> for an exception in flight that strikes in a generator that was suspended.</summary>
    public static Flow RunRaising(ThreadState thread)
    {
        SafePoint.Withdraw(thread, SafePoint.Trace);
        TraceEvents.Call(thread, thread.CurrentFrame);
        return Finish(thread, Steps(thread, Flow.Error));
    }

    /// <summary>The loops that are left to may be others.</summary>
    private static Flow Finish(ThreadState thread, Flow flow)
    {
        if (thread.IsTraced)
        {
            SafePoint.Request(thread, SafePoint.Trace);
        }

        return flow;
    }

    private static Flow Steps(ThreadState thread, Flow flow)
    {
        while (true)
        {
            if (flow == Flow.Exit || (flow == Flow.Error && !Unwind(thread)))
            {
                return flow;
            }

            if (!thread.IsTraced)
            {
                return Flow.Trace;
            }

            flow = Step(thread, thread.CurrentFrame);
        }
    }

    /// <summary>Runs one instruction.</summary>
    private static Flow Step(ThreadState thread, Frame frame)
    {
        int at = frame.Pc;
        DecodedInstruction instruction = DecodedInstruction.At(frame.Code.Code.Instructions, at);

        // What is told happens at this instruction: f_lineno and tracebacks look at the one before pc.
        frame.Pc = instruction.Next;
        if (frame.Object is { Trace: not null } seen)
        {
            if (!TellLine(thread, frame, seen, instruction))
            {
                return Flow.Error;
            }

            if (seen.JumpTarget >= 0)
            {
                frame.Pc = seen.JumpTarget;
                seen.JumpTarget = -1;
                return Flow.Frame;
            }

            if (!thread.IsTraced)
            {
                frame.Pc = at;
                return Flow.Trace;
            }
        }

        int depth = thread.Depth;
        GeneratorDriver? driver = instruction.Op is Opcode.Return or Opcode.ReturnNone ? frame.Generator?.Driver : null;
        Value returned = driver is not null && instruction.Op == Opcode.Return ? thread.Retain(frame[instruction.A]) : Value.None;

        // Loops are told only of a generator that returns something, as in CPython.
        bool isTold = driver == GeneratorDriver.Delegation || (driver == GeneratorDriver.Loop && !returned.IsNone);
        bool exhausts = instruction.Op is Opcode.ForIterate or Opcode.ForIterateBack && frame[instruction.B].Ref is InstanceObject;
        Flow flow = Execute(thread, frame, instruction);
        if (driver is not null)
        {
            if (isTold && flow == Flow.Frame && !TraceEvents.Exhausted(thread, thread.CurrentFrame, returned))
            {
                flow = Flow.Error;
            }

            thread.Release(returned);
        }
        else if (exhausts && flow == Flow.Next && frame[instruction.B].Ref is null && !TraceEvents.Exhausted(thread, frame, Value.None))
        {
            return Flow.Error;
        }

        return flow == Flow.Frame && thread.Depth > depth && !Begin(thread, thread.CurrentFrame) ? Flow.Error : flow;
    }

    /// <summary>A frame on top of the others runs its first instruction next. False when an exception is in flight in it.</summary>
    private static bool Begin(ThreadState thread, Frame frame)
    {
        if (frame.Pc == 0 && frame.Code.Code.Instructions[0].Op == Opcode.ReturnGenerator)
        {
            // It makes the generator only.
            return true;
        }

        if (TraceEvents.Call(thread, frame))
        {
            return true;
        }

        frame.Pc = Math.Max(frame.Pc, 1);
        return false;
    }

    /// <summary>An instruction of another line than the one before, or one that closes a loop of one line, is told.</summary>
    private static bool TellLine(ThreadState thread, Frame frame, FrameObject seen, in DecodedInstruction instruction)
    {
        int line = frame.Code.PositionOf(instruction.Offset).Line;
        bool isNew = line > 0 && (line != seen.TracedLine || ClosesLine(frame, instruction, line));
        if (line > 0)
        {
            seen.TracedLine = line;
        }

        if (isNew && seen.TraceLines)
        {
            seen.MayJump = true;
            bool done = TraceEvents.Trace(thread, frame, TraceEvent.Line, Value.None);
            seen.MayJump = false;
            if (!done || seen.JumpTarget >= 0)
            {
                return done;
            }
        }

        return !seen.TraceOpcodes || TraceEvents.Trace(thread, frame, TraceEvent.Opcode, Value.None);
    }

    private static bool ClosesLine(Frame frame, in DecodedInstruction instruction, int line) =>
        instruction.Target is { } target && target <= instruction.Offset && frame.Code.PositionOf(target).Line == line;

    private static Flow Execute(ThreadState thread, Frame frame, in DecodedInstruction instruction)
    {
        switch (instruction.Op)
        {
            case Opcode.Return when !TraceEvents.Return(thread, frame, frame[instruction.A]):
            case Opcode.ReturnNone when !TraceEvents.Return(thread, frame, Value.None):
            case Opcode.Yield when !TellSuspended(thread, frame, frame[instruction.B]):
                return Flow.Error;

            case Opcode.YieldFrom:
                return YieldFrom(thread, frame, instruction);

            case Opcode.Call or Opcode.CallMethod or Opcode.CallKeyword or Opcode.CallMethodKeyword or Opcode.CallStarred when thread.IsTraced && !thread.Tracing!.Profile.IsNone:
                return TracedCalls.Execute(thread, frame, instruction);

            default:
                return Recorder.Execute(thread, frame, instruction);
        }
    }

    /// <summary>The handler's work, but for what is told before the generator is suspended.</summary>
    private static Flow YieldFrom(ThreadState thread, Frame frame, in DecodedInstruction instruction)
    {
        ref Value iterator = ref frame[instruction.B];
        if (iterator.Ref is GeneratorObject { Async: null, State: GeneratorState.Suspended or GeneratorState.Created })
        {
            return Recorder.Execute(thread, frame, instruction);
        }

        Value result = Sending.Send(thread, iterator, frame[instruction.A], out Value returned);
        if (!result.IsError && !result.IsEnd && !TellSuspended(thread, frame, result))
        {
            thread.Release(result);
            result = Value.Error;
        }
        else if (result.IsEnd && iterator.Ref is (InstanceObject or AsyncSendObject) && !TraceEvents.Exhausted(thread, frame, returned))
        {
            thread.Release(returned);
            result = Value.Error;
        }

        return GeneratorFlow.Sent(thread, frame, result, returned, instruction.A, instruction.B);
    }

    /// <summary>Generators that delegate to one that yields are suspended with it.</summary>
    private static bool TellSuspended(ThreadState thread, Frame frame, Value value)
    {
        while (TraceEvents.Return(thread, frame, value))
        {
            if (frame.Generator is not { Driver: GeneratorDriver.Delegation })
            {
                return true;
            }

            frame = frame.Back!;
        }

        return false;
    }

    /// <summary>Finds the handler of the exception in flight as <see cref="Unwinder"/> does, and tells of each frame. False when it has left the frame that was entered from C#.</summary>
    private static bool Unwind(ThreadState thread)
    {
        while (true)
        {
            Frame frame = thread.CurrentFrame;
            if (!thread.IsReraising && frame.Object?.Trace is not null)
            {
                Unwinder.NoteRunning(thread, frame);
                TraceEvents.Exception(thread, frame);
            }

            if (Unwinder.TryCatch(thread, frame))
            {
                return true;
            }

            TraceEvents.Return(thread, frame, Value.None);
            if (Unwinder.Leave(thread, frame))
            {
                return false;
            }
        }
    }
}
