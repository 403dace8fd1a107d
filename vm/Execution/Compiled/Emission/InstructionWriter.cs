using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>One instruction: by the family that has a short form for it, or a call of its handler.</summary>
internal static class InstructionWriter
{
    /// <summary>Writes it; false when control does not come to the next one.</summary>
    public static bool Write(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        CodeProfile profile = il.Profile;
        if (!Tier.IsForced && !profile.Reached[instruction.Offset] && profile.Compilations < CodeProfile.MaxCompilations && !IsCheap(instruction.Op))
        {
            // It has never run: should it, the interpreter does it, and the code is compiled anew.
            il.Emit(OpCodes.Br, il.ExitBefore());
            return false;
        }

        FlushKnown(il, instruction);
        FlushAliases(il, instruction);
        switch (instruction.Op)
        {
            case Opcode.JumpForward or Opcode.JumpBack:
                if (instruction.Target <= instruction.Offset)
                {
                    compiler.SafePoint(instruction.Target!.Value);
                }

                compiler.JumpTo(instruction.Target!.Value);
                return false;

            case Opcode.Return or Opcode.ReturnNone:
                if (il.IsInner)
                {
                    InnerEmission.Return(il, compiler, instruction);
                }
                else
                {
                    CallEmission.Return(il, instruction);
                }

                return false;

            case Opcode.Yield or Opcode.ReturnGenerator:
                // What follows is entered anew.
                il.FlushAll();
                Handler(il, instruction);
                il.Emit(OpCodes.Ret);
                return false;

            case Opcode.Call when SuperEmission.TryWrite(il, compiler, instruction):
                return true;

            case Opcode.GetAttribute or Opcode.SetAttribute or Opcode.GetItem or Opcode.SetItem or (>= Opcode.Add and <= Opcode.Xor) when SpecialEmission.TryWrite(il, compiler, instruction):
                return false;

            case Opcode.Call or Opcode.CallMethod or Opcode.CallKeyword or Opcode.CallMethodKeyword or Opcode.CallStarred when InnerEmission.TryCall(il, compiler, instruction):
                return false;
        }

        bool isGeneric = profile.IsGeneric[instruction.Offset];
        if (MoveEmission.TryWrite(il, instruction)
            || (!isGeneric && ArithmeticEmission.TryWrite(il, instruction))
            || (!isGeneric && JumpEmission.TryWrite(il, compiler, instruction))
            || (!isGeneric && ItemEmission.TryWrite(il, instruction))
            || SlotEmission.TryWrite(il, compiler, instruction)
            || (!isGeneric && (InstanceEmission.TryClasses(il, instruction) || NativeEmission.TryWrite(il, instruction)))
            || CallEmission.TryWrite(il, instruction))
        {
            return true;
        }

        return General(il, compiler, instruction);
    }

    /// <summary>Not worth an exit of its own: what follows decides.</summary>
    private static bool IsCheap(Opcode op) => op is Opcode.JumpForward or Opcode.Nop;

    /// <summary>Calls the handler.</summary>
    private static bool General(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        OpcodeInfo info = OpcodeMetadata.Of(instruction.Op);
        if ((info.Flags & OpcodeFlags.Terminator) != 0)
        {
            // Raise and its kin give an error; what else they give is the loop's business.
            il.FlushAll();
            il.MakeFrames();
            Handler(il, instruction);
            il.ReturnFlow();
            return false;
        }

        if (il.IsInner && instruction.Target is not null)
        {
            // Where its handler goes is the frame's pc: there is none.
            il.Emit(OpCodes.Br, il.ExitBefore());
            return false;
        }

        var effects = RegisterEffects.Of(instruction);
        if (instruction.Target is { } target)
        {
            // Its handler has safe points: frames that it leaves are the interpreter's.
            il.FlushAll();
            Handler(il, instruction);
            il.ReturnUnlessNext();
            RegisterStates kept = il.States.Clone();
            After(il, effects.Consumed, effects.Written, null);
            RegisterStates fallen = il.States.Clone();
            compiler.JumpIfDone(target, () => After(il, effects.ConsumedOnJump, effects.WrittenOnJump, null));
            il.States = fallen;
            After(il, effects.ConsumedOnFall, effects.WrittenOnFall, null);
            return true;
        }

        if (instruction.Op == Opcode.YieldFrom)
        {
            il.FlushAll();
            il.StorePc(instruction.Next);
            il.Thread();
            il.Frame();
            il.Registers();
            il.Int(instruction.A);
            il.Int(instruction.B);
            il.Call(nameof(CallSupport.Delegate));
            il.ReturnUnlessNext();
        }
        else
        {
            CallHandler(il, instruction);
        }

        After(il, effects.Consumed, effects.Written, effects.Unbound);
        if (info.A == Operand.Dest || info.A == Operand.Update && !IsTaken(instruction.Op) || Recorder.IsCall(instruction.Op))
        {
            il.Guess(instruction.A);
        }

        return true;
    }

    private static bool IsTaken(Opcode op) => op is Opcode.Release or Opcode.DeleteLocal or Opcode.ClearLocal or Opcode.MakeCell or Opcode.YieldFrom;

    /// <summary>Does an instruction by its handler; goes on when it is done. Leaves the window up to date.</summary>
    public static void CallHandler(Il il, in DecodedInstruction instruction)
    {
        il.FlushAll();
        il.MakeFrames();
        Handler(il, instruction);
        CallEmission.Finish(il);
        il.DropFrames();
    }

    /// <summary>Calls an instruction's handler, which leaves its flow on the stack. The window is up to date, the frames are made.</summary>
    public static void Handler(Il il, in DecodedInstruction instruction)
    {
        DecodedInstruction plain = il.Scope.Plain(instruction.Offset);
        il.StorePc(plain.Next);
        il.Thread();
        il.CurrentFrame();
        il.Address(il.Scope.Base);
        il.Int(plain.A);
        il.Int(plain.B);
        il.Int(plain.C);
        il.CurrentFrame();
        il.Emit(OpCodes.Ldflda, Members.FramePc);
        il.Call(Members.Handler(plain.Op));
    }

    /// <summary>Objects that the window does not have yet are put there when the instruction reads them; calls look at them first.</summary>
    private static void FlushKnown(Il il, in DecodedInstruction instruction)
    {
        if (instruction.Op is Opcode.Call or Opcode.CallMethod || IsComparisonOfStrs(il, instruction) || ModuleEmission.Takes(il, instruction))
        {
            return;
        }

        OpcodeInfo info = OpcodeMetadata.Of(instruction.Op);
        Flush(info.A, instruction.A);
        Flush(info.B, instruction.B);
        Flush(info.C, instruction.C);

        void Flush(Operand operand, int register)
        {
            if (operand is Operand.Read or Operand.Keep or Operand.Update && il.States.Kinds[register] == Kind.Known)
            {
                il.Flush(register);
                il.States.Set(register, Kind.Plain);
            }
        }
    }

    /// <summary>Aliases of what the instruction writes to get values of their own, before anything else can leave the body.</summary>
    private static void FlushAliases(Il il, in DecodedInstruction instruction)
    {
        OpcodeInfo info = OpcodeMetadata.Of(instruction.Op);
        Flush(info.A, instruction.A);
        Flush(info.B, instruction.B);
        Flush(info.C, instruction.C);

        void Flush(Operand operand, int register)
        {
            if (operand is not (Operand.Dest or Operand.Update))
            {
                return;
            }

            il.FlushAliases(register);
            if (operand == Operand.Update && il.States.IsAlias(register))
            {
                il.Flush(register);
            }
        }
    }

    private static bool IsComparisonOfStrs(Il il, in DecodedInstruction instruction) => !il.Profile.IsGeneric[instruction.Offset] && instruction.Op switch
    {
        Opcode.Equal or Opcode.NotEqual => Numbers.AreStrs(il, instruction.B, instruction.C),
        Opcode.JumpEqual or Opcode.JumpNotEqual => Numbers.AreStrs(il, instruction.A, instruction.B),
        _ => false,
    };

    private static void After(Il il, List<RegisterRange> consumed, List<RegisterRange> written, List<RegisterRange>? unbound)
    {
        foreach (RegisterRange range in consumed)
        {
            for (int r = range.First; r < range.End; r++)
            {
                il.Consumed(r);
            }
        }

        foreach (RegisterRange range in written)
        {
            for (int r = range.First; r < range.End; r++)
            {
                il.States.Set(r, Kind.Any);
            }
        }

        foreach (RegisterRange range in unbound ?? [])
        {
            for (int r = range.First; r < range.End; r++)
            {
                il.States.Set(r, Kind.Unbound);
            }
        }
    }
}
