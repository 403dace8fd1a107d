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
    private Activation(CodeProfile profile, CodeFlow flow, Activation? caller, DecodedInstruction call, int callee, bool isConstructor)
    {
        Profile = profile;
        Flow = flow;
        Caller = caller;
        Call = call;
        Callee = callee;
        IsConstructor = isConstructor;
        Base = caller is null ? 0 : isConstructor ? callee : callee + 1;
        Depth = caller is null ? 0 : caller.Depth + 1;
    }

    public CodeProfile Profile { get; }

    public CodeFlow Flow { get; }

    /// <summary>Null for the body's own code.</summary>
    public Activation? Caller { get; }

    /// <summary>The instruction of the caller that calls it.</summary>
    public DecodedInstruction Call { get; }

    /// <summary>The register of the body that holds the function, and gets the result.</summary>
    public int Callee { get; }

    /// <summary>The body's register that is its register 0.</summary>
    public int Base { get; }

    public int Depth { get; }

    /// <summary>The function, when it is always the same one and uncounted; else one of those with that code.</summary>
    public FunctionObject? Function { get; private init; }

    public bool IsFunctionKnown { get; private init; }

    /// <summary>An __init__ that a class's call runs: the instance, its register 0, takes the class's place and is the result.</summary>
    public bool IsConstructor { get; }

    public int FirstTemporary => Base + Profile.Code.LocalCount;

    public int End => Base + Profile.Code.RegisterCount;

    public static Activation Root(CodeProfile profile, CodeFlow flow) => new(profile, flow, null, default, 0, false);

    public static Activation Of(CodeProfile profile, CodeFlow flow, Activation caller, DecodedInstruction call, FunctionObject function, bool isKnown, bool isConstructor) =>
        new(profile, flow, caller, call, call.A, isConstructor) { Function = function, IsFunctionKnown = isKnown };

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
