using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>What compiling code would bring, guessed from its profile before anything is written.</summary>
internal static class Estimate
{
    /// <summary>Instructions that were reached and will be left to their handlers.</summary>
    public static int Handlers(CodeProfile profile)
    {
        int count = 0;
        foreach (DecodedInstruction instruction in DecodedInstruction.All(profile.Code.Code.Instructions))
        {
            count += profile.Reached[instruction.Offset] && NeedsHandler(profile, instruction) ? 1 : 0;
        }

        return count;
    }

    /// <summary>True when the instruction has no short form for what was seen.</summary>
    public static bool NeedsHandler(CodeProfile profile, in DecodedInstruction instruction)
    {
        int at = instruction.Offset;
        if (profile.IsGeneric[at])
        {
            return true;
        }

        if (SpecialEmission.IsPromising(profile, instruction))
        {
            return false;
        }

        object? cache = profile.Code.Caches[instruction.Next - 1];
        Seen left = profile.Left[at];
        Seen right = profile.Right[at];
        switch (instruction.Op)
        {
            case Opcode.Nop or Opcode.LoadInt or Opcode.LoadConst or Opcode.LoadNone or Opcode.Copy or Opcode.Move or Opcode.Release or Opcode.CheckLocal
                or Opcode.ClearLocal or Opcode.JumpForward or Opcode.JumpBack or Opcode.Return or Opcode.ReturnNone or Opcode.LoadCell or Opcode.LoadFree or Opcode.StoreCell or Opcode.StoreFree
                or Opcode.JumpIfTrue or Opcode.JumpIfFalse or Opcode.Not or Opcode.JumpIfNone or Opcode.JumpIfNotNone or Opcode.ListAppend or Opcode.Yield:
                return false;
            case Opcode.LoadGlobal or Opcode.StoreGlobal:
                return cache is not GlobalCache;
            case Opcode.GetAttribute:
                return cache is not SiteCache site || !SlotEmission.IsReadable(site);
            case Opcode.SetAttribute:
                return cache is not (AttributeCache or ClassVariableCache);
            case Opcode.LoadMethod:
                return cache is not (MethodCache or ModuleCache or SuperMethodCache or TypeMemberCache { TakesClass: true } or InstanceMemberCache { TakesClass: true });
            case Opcode.Call when SuperEmission.MethodOf(profile.Code, instruction) is not null:
                return false;
            case Opcode.CallStarred:
                return profile.Spreads[at] <= 0 || profile.Callees[at] is not ExecutableCode;
            case Opcode.Call or Opcode.CallMethod or Opcode.CallKeyword or Opcode.CallMethodKeyword:
                return !(profile.Callees[at] is ExecutableCode or FunctionObject || (profile.Callees[at] is NativeFunction native && NativeEmission.HasForm(native)));
            case Opcode.GetItem or Opcode.GetItemInt when left == Seen.Str:
                return false;
            case Opcode.GetItem or Opcode.SetItem when left == Seen.Dict:
                return right is not (Seen.Str or Seen.Int);
            case Opcode.In or Opcode.NotIn when right == Seen.Dict:
                return left is not (Seen.Str or Seen.Int);
            case Opcode.GetItem or Opcode.GetItemInt or Opcode.SetItem:
                return left is not (Seen.List or Seen.Tuple);
            case Opcode.UnpackSequence:
                return left is not (Seen.Tuple or Seen.List);
            case Opcode.ForIterate or Opcode.ForIterateBack:
                return profile.IterationOf(at) is IterationKind.Other or IterationKind.Unknown;
            case Opcode.In or Opcode.NotIn or Opcode.Equal or Opcode.NotEqual or Opcode.JumpEqual or Opcode.JumpNotEqual when left == Seen.Str && right == Seen.Str:
                return false;
            case (>= Opcode.Add and <= Opcode.Invert) or (>= Opcode.Less and <= Opcode.GreaterEqual) or (>= Opcode.JumpLess and <= Opcode.JumpGreaterEqualInt):
                return !IsNumber(left) || !(IsNumber(right) || right == Seen.Nothing);
            default:
                return true;
        }
    }

    private static bool IsNumber(Seen seen) => seen is Seen.Int or Seen.Float;
}
