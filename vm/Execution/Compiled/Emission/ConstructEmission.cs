using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// Calls of classes whose __init__ is small: the instance is made and __init__ is written into the caller, as <see cref="InnerEmission"/>
/// does with functions. The instance takes the class's register, where __init__ has its self and the caller finds the result.
/// </summary>
internal static class ConstructEmission
{
    public static bool TryCall(Il il, BodyCompiler compiler, in DecodedInstruction instruction, TypeObject type, int given, StrObject[] names)
    {
        int a = instruction.A;
        object version = type.Version;
        if (!TypeCalls.IsPlain(type) || type.HasFinalizer || type.Slot(SpecialMethod.Init).Method is not FunctionObject init)
        {
            return false;
        }

        ExecutableCode code = init.Code;
        if (code.Profile is not { } callee || !InnerEmission.IsSmall(callee) || (init.OwnerId != RefCount.Uncounted && ReadsFunction(callee))
            || !KeepsSelf(callee) || a + code.RegisterCount > compiler.RegisterCount || InnerEmission.Repeats(il.Scope, code) > 2)
        {
            return false;
        }

        if (ArgumentLayout.Of(init, given + 1, names) is not { } layout)
        {
            return false;
        }

        Activation inner = compiler.Inner(callee, instruction, init, isKnown: true, isConstructor: true);
        Label exit = il.ExitBefore();
        if (il.States.Kinds[a] != Kind.Known)
        {
            // A class in a variable, cls say, that has always been this one. Classes are uncounted.
            il.LoadRef(a);
            il.Constant(type, typeof(object));
            il.Emit(OpCodes.Bne_Un, exit);
            il.States.Set(a, Kind.Plain);
        }

        il.Constant(type, typeof(TypeObject));
        il.Constant(version, typeof(object));
        il.Constant(init, typeof(FunctionObject));
        il.Constant(code, typeof(ExecutableCode));
        if (init.Defaults is { } defaults)
        {
            il.Constant(defaults, typeof(TupleObject));
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
        }

        il.Call(nameof(CallSupport.IsConstructor));
        il.Emit(OpCodes.Brfalse, exit);
        il.Thread();
        il.Int(il.Scope.Depth + 1);
        il.Call(nameof(CallSupport.MayCall));
        il.Emit(OpCodes.Brfalse, exit);
        layout.LoadKeywordDefaults(il, exit);
        LocalBuilder instance = il.Local(typeof(Value));
        il.Thread();
        il.Constant(type, typeof(TypeObject));
        il.Call(nameof(CallSupport.Construct));
        il.Store(instance);
        il.StoreValue(a, instance);
        InnerEmission.Begin(il, compiler, inner, layout);
        return true;
    }

    /// <summary>Ends __init__: the instance, in its register, is the caller's result.</summary>
    public static void Return(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        if (instruction.Op != Opcode.ReturnNone)
        {
            // A value other than None is an error.
            il.Emit(OpCodes.Br, il.ExitBefore());
            return;
        }

        Activation scope = il.Scope;
        for (int r = scope.Base + 1; r < scope.FirstTemporary; r++)
        {
            il.Displace(r);
        }

        for (int r = scope.Base + 1; r < il.States.Kinds.Length; r++)
        {
            il.States.Set(r, Kind.Empty);
        }

        il.Scope = scope.Caller!;
        il.At = scope.Call;
        il.States.Set(scope.Callee, Kind.Any);
        compiler.JumpTo(scope.Call.Next);
    }

    /// <summary>True when what the code does needs the function while it runs. Nothing holds it then: what __init__ sets can release the class's own.</summary>
    private static bool ReadsFunction(CodeProfile callee)
    {
        foreach (DecodedInstruction instruction in DecodedInstruction.All(callee.Code.Code.Instructions))
        {
            if (instruction.Op is Opcode.LoadGlobal or Opcode.StoreGlobal or Opcode.LoadFree or Opcode.StoreFree)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the parameter of the instance is never set or deleted.</summary>
    private static bool KeepsSelf(CodeProfile callee)
    {
        var effects = new RegisterEffects();
        foreach (DecodedInstruction instruction in DecodedInstruction.All(callee.Code.Code.Instructions))
        {
            effects.Become(instruction);
            foreach (List<RegisterRange> ranges in new[] { effects.Written, effects.WrittenOnFall, effects.WrittenOnJump, effects.Unbound })
            {
                foreach (RegisterRange range in ranges)
                {
                    if (range.First == 0)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
