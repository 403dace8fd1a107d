using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>LoadMethod by its site's cache: what is called becomes known where it can, and self an alias of the local that it comes from.</summary>
internal static class MethodEmission
{
    public static void Load(Il il, BodyCompiler compiler, DecodedInstruction instruction, MethodCache cache)
    {
        int a = instruction.A;
        int b = instruction.B;
        if (cache.Next is not null && !il.Profile.IsGeneric[instruction.Offset] && KnownMethods(cache) is { } methods)
        {
            LoadKnown(il, compiler, instruction, cache, methods);
            return;
        }

        if (cache.Function.OwnerId == RefCount.Uncounted && cache.Next is null && !il.Profile.IsGeneric[instruction.Offset])
        {
            Label exit = il.ExitBefore();
            il.Address(b);
            if (BuiltinOf(cache) is { } builtin)
            {
                il.Constant(builtin, typeof(TypeObject));
                il.Call(nameof(MethodSupport.IsOfBuiltin));
            }
            else
            {
                il.Constant(cache, typeof(MethodCache));
                il.Call(nameof(MethodSupport.IsMethodOf));
            }

            il.Emit(OpCodes.Brfalse, exit);
            PutSelf(il, b, a);
            il.States.SetKnown(a, cache.Function);
            return;
        }

        il.FastOrHandler(instruction, slow =>
        {
            il.Thread();
            il.Address(b);
            il.Address(a);
            il.Constant(cache, typeof(MethodCache));
            il.Int(il.IsTaken(b) ? 1 : 0);
            il.Call(nameof(MethodSupport.TryMethod));
            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(b);
            il.States.Set(a, Kind.Any);
            il.States.Set(a + 1, Kind.Any);
        });
        il.States.Set(a, Kind.Any);
        il.States.Set(a + 1, Kind.Any);
    }

    /// <summary>__exit__ and __enter__ of a with statement's manager: both known, with the same self.</summary>
    public static void LoadSpecials(Il il, in DecodedInstruction instruction, WithCache cache)
    {
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        il.Address(b);
        il.Constant(cache, typeof(WithCache));
        il.Call(nameof(MethodSupport.IsManagerOf));
        il.Emit(OpCodes.Brfalse, exit);
        PutSelf(il, b, a);
        il.States.SetKnown(a, cache.Exit);
        il.States.SetAlias(a + 3, a + 1);
        il.States.SetKnown(a + 2, cache.Enter);
    }

    /// <summary>The instance goes into the register of the first argument: a temporary itself, of a local an alias. The function's register is written afterwards.</summary>
    private static void PutSelf(Il il, int target, int function)
    {
        int self = function + 1;
        if (target == self)
        {
            return;
        }

        if (!il.IsTaken(target))
        {
            il.States.SetAlias(self, target);
            il.Consumed(target);
            return;
        }

        Kind kind = il.States.Kinds[target];
        il.Thread();
        il.Address(target);
        il.Address(function);
        il.Int(1);
        il.Call(nameof(MethodSupport.PutSelf));
        il.Consumed(target);
        il.States.Set(self, kind);
    }

    /// <summary>The builtin type that a cache's method is for, exactly, when that is all there is to ask: nothing in its instances hides methods, and they are objects.</summary>
    private static TypeObject? BuiltinOf(MethodCache cache) =>
        cache.Function is NativeFunction { Owner: { IsHeap: false } owner } && (owner.Flags & TypeFlags.HasDict) == 0 && ReferenceEquals(owner.Version, cache.Version)
            && !ReferenceEquals(owner, BuiltinTypes.Int) && !ReferenceEquals(owner, BuiltinTypes.Float) ? owner : null;

    /// <summary>The uncounted functions of a site that saw several classes; null when one of them is none, or nothing is won by telling them apart.</summary>
    private static List<FunctionObject>? KnownMethods(MethodCache site)
    {
        var methods = new List<FunctionObject>();
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (entry is not MethodCache { Function: FunctionObject { OwnerId: RefCount.Uncounted } function })
            {
                return null;
            }

            if (!methods.Contains(function))
            {
                methods.Add(function);
            }
        }

        return methods.Exists(static method => method.Code.Profile is { } profile && InnerEmission.IsSmall(profile)) ? methods : null;
    }

    /// <summary>The code behind becomes one version for each method, so that each can be written into it.</summary>
    private static void LoadKnown(Il il, BodyCompiler compiler, DecodedInstruction instruction, MethodCache site, List<FunctionObject> methods)
    {
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        LocalBuilder found = il.Local(typeof(PyObject));
        il.Address(b);
        il.Constant(site, typeof(MethodCache));
        il.Call(nameof(MethodSupport.FindMethod));
        il.Store(found);
        RegisterStates before = il.States;
        for (int i = 0; i < methods.Count; i++)
        {
            bool isLast = i == methods.Count - 1;
            Label other = isLast ? exit : il.DefineLabel();
            il.States = before.Clone();
            il.Load(found);
            il.Constant(methods[i], typeof(object));
            il.Emit(OpCodes.Bne_Un, other);
            PutSelf(il, b, a);
            il.States.SetKnown(a, methods[i]);
            if (!isLast)
            {
                compiler.Split(instruction.Next);
                il.Mark(other);
            }
        }
    }

    /// <summary>A classmethod's function is known; the class goes into the register of its first argument.</summary>
    public static void LoadOfClass(Il il, in DecodedInstruction instruction, object cache, string guard, FunctionObject function)
    {
        int a = instruction.A;
        int b = instruction.B;
        Label exit = il.ExitBefore();
        LocalBuilder type = il.Local(typeof(Value));
        il.Address(b);
        il.Constant(cache, cache.GetType());
        il.Generator.Emit(OpCodes.Ldloca, type);
        il.Call(guard);
        il.Emit(OpCodes.Brfalse, exit);
        il.Consume(b);
        il.StoreValue(a + 1, type);
        il.States.SetKnown(a, function);
    }
}
