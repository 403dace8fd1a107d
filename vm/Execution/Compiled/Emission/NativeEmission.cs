using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Builtin functions that are worth a form of their own.</summary>
internal static class NativeEmission
{
    public static bool TryWrite(Il il, DecodedInstruction instruction)
    {
        int a = ModuleEmission.Callee(il, instruction);
        bool isFree = a != instruction.A;
        if (instruction.Op is not (Opcode.Call or Opcode.CallMethod) || il.States.Kinds[a] != Kind.Known)
        {
            return false;
        }

        int given = instruction.B + (instruction.Op == Opcode.CallMethod && !isFree ? 1 : 0);
        if (il.States.Objects[a] is TypeObject type && instruction is { Op: Opcode.Call, B: 1 } && Conversions.Of(type) is not 0 and nint conversion)
        {
            CallFixed(il, instruction, a, conversion, 1, given);
            return true;
        }

        if (il.States.Objects[a] is not NativeFunction native)
        {
            return false;
        }

        if (given == 1 && !isFree && native is { Name: "len", Module: "builtins", Owner: null } && il.States.Kinds[a + 1] is Kind.Any or Kind.Plain)
        {
            Length(il, instruction);
            return true;
        }

        if (InstanceEmission.TryCall(il, instruction))
        {
            return true;
        }

        if (given == 2 && !isFree && native.Name == "append" && ReferenceEquals(native.Owner, BuiltinTypes.List))
        {
            Append(il, instruction);
            return true;
        }

        if (given is 2 or 3 && !isFree && IsDictGet(native) && il.States.Kinds[a + 1] is Kind.Any or Kind.Plain)
        {
            DictEmission.GetOr(il, instruction, given == 3);
            return true;
        }

        if (native.Name is "getrefcount" or "refcount")
        {
            // Arguments count everywhere else.
            il.FlushAll();
        }

        if (native is { Name: "settrace" or "setprofile" or "call_tracing", Module: "sys" })
        {
            // Their handler leaves the body.
            return false;
        }

        if (native.Kind != NativeKind.ClassMethod && native.TakesFixed(given) && native.Name != "__next__")
        {
            CallFixed(il, instruction, a, native.Fixed, native.FixedArity, given);
            return true;
        }

        return false;
    }

    /// <summary>True for natives that need no frame for what they mostly are called with.</summary>
    public static bool HasForm(NativeFunction native) => native.Name is "len" or "append" or "isinstance" || IsDictGet(native);

    private static bool IsDictGet(NativeFunction native) => native.Name == "get" && ReferenceEquals(native.Owner, BuiltinTypes.Dict);

    /// <summary>Calls a native by its entry for so many arguments, as <see cref="NativeFunction.CallFixed"/> does.</summary>
    private static void CallFixed(Il il, DecodedInstruction instruction, int callee, nint entry, int arity, int given)
    {
        int a = instruction.A;
        il.FlushAllBut(a, callee - a + given + 1);
        il.MakeFrames();
        il.StorePc(instruction.Next);
        il.Thread();
        var parameters = new Type[arity + 1];
        parameters[0] = typeof(ThreadState);
        for (int i = 0; i < arity; i++)
        {
            parameters[i + 1] = typeof(Value);
            if (i < given && il.States.Kinds[callee + 1 + i] == Kind.Known)
            {
                il.Constant(il.States.Objects[callee + 1 + i]!, typeof(PyObject));
                il.Call(nameof(Support.OfObject));
            }
            else if (i < given)
            {
                il.Address(callee + 1 + i);
                il.Generator.Emit(OpCodes.Ldobj, typeof(Value));
            }
            else
            {
                il.Generator.Emit(OpCodes.Call, typeof(Value).GetProperty(nameof(Value.Unbound))!.GetMethod!);
            }
        }

        LocalBuilder result = il.Local(typeof(Value));
        il.Long(entry);
        il.Emit(OpCodes.Conv_I);
        il.Generator.EmitCalli(OpCodes.Calli, System.Reflection.CallingConventions.Standard, typeof(Value), parameters, null);
        il.Store(result);
        il.Generator.Emit(OpCodes.Ldloca, result);
        il.Generator.Emit(OpCodes.Call, typeof(Value).GetProperty(nameof(Value.IsError))!.GetMethod!);
        il.Emit(OpCodes.Brtrue, il.Failed);
        for (int i = 1; i <= given; i++)
        {
            il.Consume(callee + i);
        }

        il.States.Set(callee, Kind.Empty);
        if (il.IsInner)
        {
            il.StoreValue(a, result);
            il.DropFrames();
            il.Guess(a);
            return;
        }

        switch (il.SeenResult())
        {
            case Kind.Int:
                Unexpected(label =>
                {
                    il.Load(result);
                    il.Emit(OpCodes.Ldfld, Members.ValueRef);
                    il.Emit(OpCodes.Brtrue, label);
                });
                il.Load(result);
                il.Emit(OpCodes.Ldfld, Members.ValueBits);
                il.StoreInt(a);
                break;
            case Kind.Float:
                Unexpected(label =>
                {
                    il.Load(result);
                    il.Emit(OpCodes.Ldfld, Members.ValueRef);
                    il.Emit(OpCodes.Ldsfld, Members.FloatTag);
                    il.Emit(OpCodes.Bne_Un, label);
                });
                il.Load(result);
                il.Emit(OpCodes.Ldfld, Members.ValueBits);
                il.Call(Members.FromBits);
                il.StoreFloat(a);
                break;
            default:
                il.StoreValue(a, result);
                break;
        }

        void Unexpected(Action<Label> branch)
        {
            Label other = il.DefineLabel();
            branch(other);
            RegisterStates states = il.States.Clone();
            il.Cold(() =>
            {
                il.Mark(other);
                il.States = states;
                il.StoreValue(a, result);
                il.Emit(OpCodes.Br, il.ExitAfter());
            });
        }
    }

    private static void Length(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        LocalBuilder length = il.Local(typeof(long));
        il.FastOrHandler(instruction, slow =>
        {
            il.Address(a + 1);
            il.Generator.Emit(OpCodes.Ldloca, length);
            il.Call(nameof(ContainerSupport.TryLength));
            il.Emit(OpCodes.Brfalse, slow);
            il.Consume(a + 1);
            il.Load(length);
            il.StoreInt(a);
        });
    }

    private static void Append(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        int item = a + 2;
        il.FastOrHandler(instruction, slow =>
        {
            if (!il.States.IsTyped(item))
            {
                if (!il.States.IsAlias(item))
                {
                    il.Flush(item);
                }

                il.Thread();
            }

            il.Address(a + 1);
            switch (il.States.Kinds[item])
            {
                case Kind.Int:
                    il.LoadInt(item);
                    il.Call(nameof(ContainerSupport.TryAppendInt));
                    break;
                case Kind.Float:
                    il.LoadFloat(item);
                    il.Call(nameof(ContainerSupport.TryAppendFloat));
                    break;
                default:
                    il.Address(item);
                    il.Int(il.IsTaken(item) ? 1 : 0);
                    il.Call(nameof(ContainerSupport.TryAppend));
                    break;
            }

            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(item);
            il.Consume(a + 1);
            il.Address(a);
            il.Call(nameof(Support.PutNone));
            il.States.Set(a, Kind.Plain);
        });
    }
}
