using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Tracing;

/// <summary>Calls of builtin functions and methods, which profile functions are told.</summary>
internal static class TracedCalls
{
    /// <summary>Runs a call instruction; frame.Pc is behind it.</summary>
    public static Flow Execute(ThreadState thread, Frame frame, in DecodedInstruction instruction)
    {
        Value told = CalleeOf(thread, frame, instruction);
        if (told.IsUnbound)
        {
            return Recorder.Execute(thread, frame, instruction);
        }

        Flow flow = Flow.Error;
        if (TraceEvents.Profile(thread, frame, TraceEvent.NativeCall, told))
        {
            flow = instruction.Op is Opcode.Call or Opcode.CallMethod ? CallHere(thread, frame, instruction, told) : Told(thread, frame, told, Recorder.Execute(thread, frame, instruction));
        }

        thread.Release(told);
        return flow;
    }

    /// <summary>Calls the native without the short ways that push a generator's frame; the arguments live until it is told that the call has ended, as in CPython.</summary>
    private static Flow CallHere(ThreadState thread, Frame frame, in DecodedInstruction instruction, Value told)
    {
        int result = instruction.A;
        bool isBound = instruction.Op == Opcode.CallMethod && !frame[result].IsUnbound;
        int callee = instruction.Op == Opcode.CallMethod && !isBound ? result + 1 : result;
        int count = isBound ? instruction.B + 1 : instruction.B;
        Value value = Calls.CallVector(thread, frame[callee], MemoryMarshal.CreateReadOnlySpan(ref frame[callee + 1], count), default);
        if (Told(thread, frame, told, value.IsError ? Flow.Error : Flow.Next) == Flow.Error && !value.IsError)
        {
            thread.Release(value);
            value = Value.Error;
        }

        return CallSlow.FinishNative(thread, ref frame[0], result, callee, count, value);
    }

    private static Flow Told(ThreadState thread, Frame frame, Value told, Flow flow) =>
        TraceEvents.Profile(thread, frame, flow == Flow.Error ? TraceEvent.NativeException : TraceEvent.NativeReturn, told) ? flow : Flow.Error;

    /// <summary>The builtin function or bound method that is called, a new reference; Unbound for what is not told.</summary>
    private static Value CalleeOf(ThreadState thread, Frame frame, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        bool isMethod = instruction.Op is Opcode.CallMethod or Opcode.CallMethodKeyword;
        Value callee = isMethod && frame[a].IsUnbound ? frame[a + 1] : frame[a];
        switch (callee.Ref)
        {
            case BoundNativeObject { Function.Kind: not NativeKind.Slot }:
                return thread.Retain(callee);

            case MethodObject { Function: NativeFunction or BoundNativeObject } bound:
                return thread.Retain(Value.Of(bound.Function));

            case NativeFunction { Kind: NativeKind.Method } method when isMethod && !frame[a].IsUnbound:
                return Value.Of(new BoundNativeObject(thread, method, thread.Retain(frame[a + 1])));

            case NativeFunction { Kind: NativeKind.Method } method when instruction is { Op: Opcode.Call or Opcode.CallMethod, B: > 0 }:
                // str.lower(text): called by way of the class.
                return Value.Of(new BoundNativeObject(thread, method, thread.Retain(frame[isMethod ? a + 2 : a + 1])));

            case NativeFunction { Kind: NativeKind.Method or NativeKind.Slot or NativeKind.ClassMethod }:
                return Value.Unbound;

            case NativeFunction:
                return thread.Retain(callee);

            default:
                return Value.Unbound;
        }
    }
}
