using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled.Emission;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Runs instructions one by one through their handlers and notes in the profiles what they read and made.</summary>
internal static class Recorder
{
    /// <summary>
    /// Runs so many instructions from thread.CurrentFrame on, at most until that frame has returned: compiled code may wait for
    /// it. A result for the dispatch loop, never <see cref="Flow.Next"/>.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="steps">How many instructions.</param>
    /// <param name="observed">Counts them.</param>
    public static Flow Run(ThreadState thread, int steps, ref int observed)
    {
        Frame frame = thread.CurrentFrame;
        int depth = thread.Depth;
        CodeProfile profile = Tier.ProfileOf(frame.Code);
        while (steps-- > 0)
        {
            observed++;
            int at = frame.Pc;
            DecodedInstruction instruction = DecodedInstruction.At(profile.Code.Code.Instructions, at);
            Span<Value> registers = frame.Window.AsSpan(frame.Base, frame.Code.RegisterCount);
            if (profile.IsEntered[at])
            {
                profile.NoteEntry(at, registers);
            }

            profile.NoteOperands(instruction, registers);
            NoteCallee(profile, instruction, registers);
            Flow flow = Execute(thread, frame, instruction);
            if (flow == Flow.Next)
            {
                if (frame.Pc <= at)
                {
                    profile.NoteEntry(frame.Pc, registers);
                }

                NoteResult(profile, instruction, registers);
                continue;
            }

            if (flow != Flow.Frame || thread.Depth < depth)
            {
                return flow;
            }

            frame = thread.CurrentFrame;
            profile = Tier.ProfileOf(frame.Code);
            NoteReturn(profile, frame);
        }

        return Flow.Frame;
    }

    /// <summary>Runs one instruction of the frame by its handler; frame.Pc is moved on.</summary>
    public static Flow Execute(ThreadState thread, Frame frame, in DecodedInstruction instruction)
    {
        frame.Pc = instruction.Next;
        var prefix = new Instruction(Opcode.Extend, (ushort)(instruction.A >> 16), (ushort)(instruction.B >> 16), (ushort)(instruction.C >> 16));
        Instruction narrow = Instruction.Of(instruction.Op, instruction.A, instruction.B, instruction.C);
        return Dispatch.RunWide(thread, frame, ref frame.Window[frame.Base], prefix, narrow, ref frame.Pc);
    }

    /// <summary>Notes what a finished instruction has left in its destination.</summary>
    public static void NoteResult(CodeProfile profile, in DecodedInstruction instruction, ReadOnlySpan<Value> registers)
    {
        if (OpcodeMetadata.Of(instruction.Op).A is Operand.Dest or Operand.Update || IsCall(instruction.Op))
        {
            profile.Result[instruction.Offset] |= SeenKinds.Of(registers[instruction.A]);
        }
    }

    public static bool IsCall(Opcode op) =>
        op is Opcode.Call or Opcode.CallMethod or Opcode.CallKeyword or Opcode.CallMethodKeyword or Opcode.CallStarred;

    /// <summary>A call has returned to the frame: the instruction before its pc made a result.</summary>
    private static void NoteReturn(CodeProfile profile, Frame frame)
    {
        int at = frame.Pc - 1;
        if (at < 0)
        {
            return;
        }

        if (at > 0 && profile.Original[at - 1].Op == Opcode.Extend)
        {
            at--;
        }

        DecodedInstruction instruction = DecodedInstruction.At(profile.Code.Code.Instructions, at);
        if (instruction.Next == frame.Pc && profile.Reached[at])
        {
            NoteResult(profile, instruction, frame.Window.AsSpan(frame.Base, frame.Code.RegisterCount));
        }
    }

    private static void NoteCallee(CodeProfile profile, in DecodedInstruction instruction, ReadOnlySpan<Value> registers)
    {
        if (instruction.Op == Opcode.CallStarred)
        {
            int count = registers[instruction.A + 1].Ref is TupleObject tuple && (instruction.B == 0 || registers[instruction.A + 2].Ref is DictObject { Used: 0 }) ? tuple.Length : -2;
            profile.NoteSpread(instruction.Offset, count);
        }

        if (IsCall(instruction.Op))
        {
            PyObject? callee = registers[instruction.A].Ref;
            var function = callee as FunctionObject;
            profile.NoteCallee(instruction.Offset, function is not null ? function.Code : BoundTo(callee) ?? callee);
            if (function is not null)
            {
                Tier.ProfileOf(function.Code).Sample = function;
            }
        }
        else if (SpecialEmission.CallsMethods(instruction.Op) && registers[instruction.Op == Opcode.SetItem ? instruction.A : instruction.B].Ref is InstanceObject instance)
        {
            profile.NoteCallee(instruction.Offset, instance.Type);
        }
    }

    /// <summary>The function that a bound method or an instance with __call__ runs; null for others.</summary>
    private static FunctionObject? BoundTo(PyObject? callee) => callee switch
    {
        MethodObject method => method.Function as FunctionObject,
        null or NativeFunction or TypeObject => null,
        _ => callee.Type.Slot(SpecialMethod.Call).Method as FunctionObject,
    };
}
