using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary><c>super().name(...)</c>: the call of super and the LoadMethod behind it become one test; no super object is made.</summary>
internal static class SuperEmission
{
    public static bool TryWrite(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        if (instruction.B != 0 || il.States.Kinds[a] != Kind.Known || !ReferenceEquals(il.States.Objects[a], BuiltinTypes.Super)
            || il.Profile.IsGeneric[instruction.Offset] || il.Scope.Flow.IsLeader(instruction.Next) || MethodOf(il.Profile.Code, instruction) is not { } cache
            || !il.IsTemporary(a) || il.States.Kinds[il.Scope.Base] is not (Kind.Any or Kind.Plain))
        {
            return false;
        }

        DecodedInstruction load = il.Scope.Decode(instruction.Next);
        Label exit = il.ExitBefore();
        SlotEmission.Cell(il, isOwn: false, il.Profile.Code.ClassCell);
        il.Address(il.Scope.Base);
        il.Constant(cache, typeof(SuperMethodCache));
        il.Call(nameof(MethodSupport.IsSuper));
        il.Emit(OpCodes.Brfalse, exit);
        il.States.Set(a, Kind.Empty);
        il.States.SetKnown(load.A, cache.Function);
        il.States.SetAlias(load.A + 1, il.Scope.Base);
        compiler.Continue(load.Next);
        return true;
    }

    /// <summary>The method that a call of super() without arguments leads to, as far as the LoadMethod behind it knows; null when this is something else.</summary>
    public static SuperMethodCache? MethodOf(ExecutableCode code, in DecodedInstruction call)
    {
        if (call.Op != Opcode.Call || call.B != 0 || code.ClassCell < 0 || code.ArgumentCount == 0 || (code.Code.LocalKinds[0] & LocalKind.Cell) != 0
            || call.Next >= code.Code.Instructions.Length)
        {
            return null;
        }

        // The numbers of registers are the code's own, as the instruction behind it has them.
        DecodedInstruction plain = DecodedInstruction.At(code.Code.Instructions, call.Offset);
        DecodedInstruction load = DecodedInstruction.At(code.Code.Instructions, call.Next);
        return load.Op == Opcode.LoadMethod && load.B == plain.A && code.Caches[load.Next - 1] is SuperMethodCache { Function.OwnerId: RefCount.Uncounted } cache ? cache : null;
    }
}
