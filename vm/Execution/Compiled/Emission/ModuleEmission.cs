using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Functions, classes and modules that are read through a module, <c>math.sqrt</c>: known for as long as the module's table has them.</summary>
internal static class ModuleEmission
{
    /// <summary>GetAttribute and LoadMethod where the site has met one module whose global is such an object; false for others.</summary>
    public static bool TryWrite(Il il, in DecodedInstruction instruction)
    {
        if (Known(il, instruction) is not { } cache)
        {
            return false;
        }

        var known = (PyObject)cache.Content!;
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        if (il.States.Kinds[b] != Kind.Known)
        {
            il.LoadRef(b);
            il.Constant(cache.Module, typeof(object));
            il.Emit(OpCodes.Bne_Un, exit);
        }

        il.Constant(cache, typeof(ModuleCache));
        il.Constant(known, typeof(object));
        il.Call(nameof(SlotSupport.IsModuleGlobal));
        il.Emit(OpCodes.Brfalse, exit);
        il.Consume(b);
        if (instruction.Op == Opcode.LoadMethod)
        {
            il.States.SetUnbound(a);
            il.States.SetKnown(a + 1, known);
        }
        else
        {
            il.Displace(a);
            il.States.SetKnown(a, known);
        }

        return true;
    }

    /// <summary>True when the instruction is written here, and the register that it reads need not be in the window if it is a known module.</summary>
    public static bool Takes(Il il, in DecodedInstruction instruction) => Known(il, instruction) is not null;

    private static ModuleCache? Known(Il il, in DecodedInstruction instruction) =>
        instruction.Op is Opcode.GetAttribute or Opcode.LoadMethod && il.CacheOf(instruction) is ModuleCache { Next: null, Content: PyObject { OwnerId: RefCount.Uncounted } content } cache
        && content is FunctionObject or NativeFunction or TypeObject or ModuleObject && !il.Profile.IsGeneric[instruction.Offset]
        && (il.States.Kinds[instruction.B] is Kind.Any or Kind.Plain || (il.States.Kinds[instruction.B] == Kind.Known && ReferenceEquals(il.States.Objects[instruction.B], cache.Module)))
            ? cache
            : null;

    /// <summary>The register of a call's callee: behind the instruction's own when the callee was read through a module, where no self comes before the arguments.</summary>
    public static int Callee(Il il, in DecodedInstruction instruction) =>
        instruction.Op is Opcode.CallMethod or Opcode.CallMethodKeyword && il.States.Kinds[instruction.A] == Kind.Unbound && il.States.Kinds[instruction.A + 1] == Kind.Known
            ? instruction.A + 1
            : instruction.A;
}
