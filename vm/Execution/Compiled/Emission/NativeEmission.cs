using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Builtin functions that are worth a form of their own.</summary>
internal static class NativeEmission
{
    public static bool TryWrite(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        if (instruction.Op is not (Opcode.Call or Opcode.CallMethod) || il.States.Kinds[a] != Kind.Known || il.States.Objects[a] is not NativeFunction native)
        {
            return false;
        }

        int given = instruction.B + (instruction.Op == Opcode.CallMethod ? 1 : 0);
        if (given == 1 && native is { Name: "len", Module: "builtins", Owner: null } && il.States.Kinds[a + 1] is Kind.Any or Kind.Plain)
        {
            Length(il, instruction);
            return true;
        }

        if (given == 2 && native.Name == "append" && ReferenceEquals(native.Owner, BuiltinTypes.List) && !Parallelism.FreeThreading.IsOn)
        {
            Append(il, instruction);
            return true;
        }

        return false;
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
                    il.Flush(item);
                    il.Address(item);
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
