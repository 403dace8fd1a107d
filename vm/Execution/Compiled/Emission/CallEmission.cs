using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Calls and returns.</summary>
internal static class CallEmission
{
    public static bool TryWrite(Il il, in DecodedInstruction instruction)
    {
        if (instruction.Op is not (Opcode.Call or Opcode.CallMethod))
        {
            return false;
        }

        int a = instruction.A;
        int given = instruction.B + (instruction.Op == Opcode.CallMethod ? 1 : 0);
        bool isPyl = il.Profile.Callees[instruction.Offset] is ExecutableCode || ReferenceEquals(il.Profile.Callees[instruction.Offset], CodeProfile.ManyCallees) || Tier.IsForced
            || il.States.Objects[ModuleEmission.Callee(il, instruction)] is FunctionObject;
        if (!isPyl)
        {
            return false;
        }

        il.FlushAll();
        il.MakeFrames();
        il.StorePc(instruction.Next);
        il.Thread();
        il.CurrentFrame();
        il.Address(il.Scope.Base);
        il.Int(a - il.Scope.Base);
        il.Int(instruction.B);
        il.Int(given);
        il.Call(instruction.Op == Opcode.CallMethod ? nameof(CallSupport.CallMethod) : nameof(CallSupport.Call));
        il.ReturnUnlessNext();
        il.DropFrames();
        for (int r = a; r <= a + given; r++)
        {
            il.Consumed(r);
        }

        il.Guess(a);
        return true;
    }

    /// <summary>The flow of a handler is on the stack: a frame that it pushed is run, anything else but Next is returned.</summary>
    public static void Finish(Il il)
    {
        LocalBuilder flow = il.Local(typeof(Flow));
        Label other = il.DefineLabel();
        Label done = il.DefineLabel();
        il.Store(flow);
        il.Load(flow);
        il.Emit(OpCodes.Brtrue, other);
        il.Mark(done);
        il.Cold(() =>
        {
            il.Mark(other);
            il.Thread();
            il.CurrentFrame();
            il.Load(flow);
            il.Call(nameof(CallSupport.Resume));
            il.ReturnUnlessNext();
            il.Emit(OpCodes.Br, done);
        });
    }

    /// <summary>Ends the frame: only registers that may hold something counted are released.</summary>
    public static void Return(Il il, in DecodedInstruction instruction)
    {
        il.StorePc(instruction.Next);
        int a = instruction.Op == Opcode.Return ? InnerEmission.OwnerOf(il, instruction.A, 0) : -1;
        Label observed = il.DefineLabel();
        il.Frame();
        il.Generator.Emit(OpCodes.Ldfld, typeof(Frame).GetField(nameof(Execution.Frame.IsObserved), Members.All)!);
        il.Emit(OpCodes.Brtrue, observed);
        RegisterStates states = il.States.Clone();
        DecodedInstruction at = instruction;
        il.Cold(() =>
        {
            il.Mark(observed);
            il.States = states;
            il.FlushAll();
            InstructionWriter.Handler(il, at);
            il.Emit(OpCodes.Ret);
        });

        LocalBuilder value = il.Local(typeof(Value));
        if (a < 0)
        {
            il.Generator.Emit(OpCodes.Ldloca, value);
            il.Call(nameof(Support.PutNone));
        }
        else if (il.States.Kinds[a] == Kind.Int)
        {
            il.Generator.Emit(OpCodes.Ldloca, value);
            il.LoadInt(a);
            il.Call(nameof(Support.PutInt));
        }
        else if (il.States.Kinds[a] == Kind.Float)
        {
            il.LoadFloat(a);
            il.Generator.Emit(OpCodes.Call, typeof(Value).GetMethod(nameof(Value.FromDouble))!);
            il.Store(value);
        }
        else
        {
            il.Generator.Emit(OpCodes.Ldloca, value);
            il.Address(a);
            il.Call(nameof(Support.Move));
            il.States.Set(a, Kind.Plain);
        }

        for (int r = il.Scope.FirstTemporary - 1; r >= 0; r--)
        {
            if (il.States.Kinds[r] == Kind.Any)
            {
                il.Displace(r);
            }
        }

        il.Thread();
        il.Frame();
        il.Load(value);
        il.Call(nameof(CallSupport.Leave));
        il.Emit(OpCodes.Ret);
    }
}
