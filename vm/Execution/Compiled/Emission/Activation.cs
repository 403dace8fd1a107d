using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// A code object whose instructions are written into the body: the body's own, or one that is called and has no frame while
/// it runs. Its registers are the caller's from the call's first argument on, just where a frame's window would lie, so that
/// a frame can be made for it at any instruction.
/// </summary>
internal sealed class Activation
{
    private Activation(CodeProfile profile, CodeFlow flow, Activation? caller, DecodedInstruction call, int callee, int result, int start)
    {
        Profile = profile;
        Flow = flow;
        Caller = caller;
        Call = call;
        Callee = callee;
        Result = result;
        Base = start;
        Depth = caller is null ? 0 : caller.Depth + 1;
    }

    public CodeProfile Profile { get; }

    public CodeFlow Flow { get; }

    /// <summary>Null for the body's own code.</summary>
    public Activation? Caller { get; }

    /// <summary>The instruction of the caller that calls it.</summary>
    public DecodedInstruction Call { get; }

    /// <summary>The register of the body that holds the function, unless no call names it.</summary>
    public int Callee { get; }

    /// <summary>The register that gets the result: mostly the same.</summary>
    public int Result { get; }

    /// <summary>The body's register that is its register 0.</summary>
    public int Base { get; }

    public int Depth { get; }

    /// <summary>The function, when it is always the same one and uncounted; else one of those with that code.</summary>
    public FunctionObject? Function { get; private init; }

    public bool IsFunctionKnown { get; private init; }

    /// <summary>An __init__ that a class's call runs: the instance, its register 0, takes the class's place and is the result.</summary>
    public bool IsConstructor { get; private init; }

    /// <summary>Of a method that an attribute, an item or an operator calls: how. Its arguments lie behind the caller's registers.</summary>
    public SpecialCall? Special { get; private init; }

    /// <summary>A bound method, or an instance that is called: self, its register 0, takes the callee's place.</summary>
    public bool IsBound { get; private init; }

    public int FirstTemporary => Base + Profile.Code.LocalCount;

    public int End => Base + Profile.Code.RegisterCount;

    public static Activation Root(CodeProfile profile, CodeFlow flow) => new(profile, flow, null, default, 0, 0, 0);

    public static Activation Of(CodeProfile profile, CodeFlow flow, Activation caller, DecodedInstruction call, int callee, FunctionObject function, bool isKnown, bool isConstructor, bool isBound) =>
        new(profile, flow, caller, call, callee, call.A, isConstructor || isBound ? callee : callee + 1) { Function = function, IsFunctionKnown = isKnown, IsConstructor = isConstructor, IsBound = isBound };

    public static Activation OfSpecial(CodeProfile profile, CodeFlow flow, Activation caller, DecodedInstruction call, FunctionObject function, SpecialCall special) =>
        new(profile, flow, caller, call, call.A, call.A, caller.End) { Function = function, IsFunctionKnown = true, Special = special };

    /// <summary>Writes the making of the frames of this function and of those that called it; the innermost is left in the local.</summary>
    public void MakeFrames(Il il, LocalBuilder innermost)
    {
        if (Caller is null)
        {
            return;
        }

        Caller.MakeFrames(il, innermost);
        il.Thread();
        if (Caller.Caller is null)
        {
            il.Frame();
        }
        else
        {
            il.Load(innermost);
        }

        if (IsFunctionKnown)
        {
            il.Constant(Function!, typeof(FunctionObject));
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
        }

        il.Int(Callee - Caller.Base);
        il.Int(Call.Next);
        if (Result != Callee)
        {
            il.Int(Result - Caller.Base);
            il.Call(nameof(CallSupport.MakeFreeFrame));
        }
        else if (Special is not null)
        {
            il.Int(Base - Caller.Base);
            il.Constant(Special, typeof(SpecialCall));
            il.Call(nameof(CallSupport.MakeSpecialFrame));
        }
        else
        {
            il.Call(IsConstructor ? nameof(CallSupport.MakeConstructorFrame) : IsBound ? nameof(CallSupport.MakeBoundFrame) : nameof(CallSupport.MakeFrame));
        }

        il.Store(innermost);
    }

    /// <summary>The instruction at an offset, with the body's numbers of registers.</summary>
    public DecodedInstruction Decode(int pc)
    {
        DecodedInstruction instruction = Plain(pc);
        if (Base == 0)
        {
            return instruction;
        }

        OpcodeInfo info = OpcodeMetadata.Of(instruction.Op);
        return instruction with
        {
            A = IsRegister(info.A) ? instruction.A + Base : instruction.A,
            B = IsRegister(info.B) ? instruction.B + Base : instruction.B,
            C = IsRegister(info.C) ? instruction.C + Base : instruction.C,
        };
    }

    /// <summary>The instruction as it stands.</summary>
    public DecodedInstruction Plain(int pc) => DecodedInstruction.At(Profile.Code.Code.Instructions, pc);

    private static bool IsRegister(Operand operand) => operand is Operand.Dest or Operand.Read or Operand.Keep or Operand.Update or Operand.Base;
}
