using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Items of dicts by strs and ints.</summary>
internal static class DictEmission
{
    /// <summary>True when only strs, or only ints, were seen as the key.</summary>
    public static bool IsPlainKey(Il il, int register, bool left) =>
        Numbers.KindOf(il, register, left) == Kind.Int
        || (il.States.Kinds[register] is Kind.Any or Kind.Plain && (left ? il.Profile.Left : il.Profile.Right)[il.At.Offset] == Seen.Str);

    public static void Get(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        int b = instruction.B;
        int key = instruction.C;
        Kind kind = il.SeenResult();
        il.FastOrHandler(instruction, slow =>
        {
            LocalBuilder item = il.Local(kind switch { Kind.Int => typeof(long), Kind.Float => typeof(double), _ => typeof(Value) });
            il.Thread();
            il.Address(b);
            Load(il, key);
            il.Generator.Emit(OpCodes.Ldloca, item);
            il.Call(kind switch { Kind.Int => nameof(DictSupport.TryDictInt), Kind.Float => nameof(DictSupport.TryDictFloat), _ => nameof(DictSupport.TryDictItem) });
            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(key);
            il.Consume(b);
            switch (kind)
            {
                case Kind.Int:
                    il.Load(item);
                    il.StoreInt(a);
                    break;
                case Kind.Float:
                    il.Load(item);
                    il.StoreFloat(a);
                    break;
                default:
                    il.StoreValue(a, item);
                    break;
            }
        });
    }

    /// <summary>dict.get(key) and dict.get(key, default); the arguments, self first, lie behind the method.</summary>
    public static void GetOr(Il il, DecodedInstruction instruction, bool hasDefault)
    {
        int a = instruction.A;
        LocalBuilder item = il.Local(typeof(Value));
        il.FastOrHandler(instruction, slow =>
        {
            il.Thread();
            il.Address(a + 1);
            Load(il, a + 2);
            if (hasDefault)
            {
                Load(il, a + 3);
            }
            else
            {
                il.Generator.Emit(OpCodes.Call, typeof(Value).GetProperty(nameof(Value.None))!.GetMethod!);
            }

            il.Generator.Emit(OpCodes.Ldloca, item);
            il.Call(nameof(DictSupport.TryDictGet));
            il.Emit(OpCodes.Brfalse, slow);
            for (int r = a + (hasDefault ? 3 : 2); r > a; r--)
            {
                il.Consume(r);
            }

            il.StoreValue(a, item);
            il.Guess(a);
        });
    }

    public static void Set(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        int key = instruction.B;
        int c = instruction.C;
        il.FastOrHandler(instruction, slow =>
        {
            // What is replaced is released: a finaliser may look at this frame.
            il.BeforeRelease();
            il.Thread();
            il.Address(a);
            Load(il, key);
            Load(il, c);
            il.Call(nameof(DictSupport.TrySetDictItem));
            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(key);
            il.Consume(c);
            il.Consume(a);
        });
    }

    public static void Contains(Il il, DecodedInstruction instruction)
    {
        int key = instruction.B;
        int container = instruction.C;
        LocalBuilder found = il.Local(typeof(int));
        Label exit = il.ExitBefore();
        il.Thread();
        il.Address(container);
        Load(il, key);
        il.Call(nameof(DictSupport.DictContains));
        il.Store(found);
        il.Load(found);
        il.Int(0);
        il.Emit(OpCodes.Blt, exit);
        il.Consumed(key);
        il.Consume(container);
        ArithmeticEmission.PutTruth(il, instruction.A, found, instruction.Op == Opcode.NotIn);
    }

    /// <summary>Loads an operand, borrowed.</summary>
    private static void Load(Il il, int register)
    {
        switch (il.States.Kinds[register])
        {
            case Kind.Int:
                il.LoadInt(register);
                il.Generator.Emit(OpCodes.Call, typeof(Value).GetMethod(nameof(Value.Int))!);
                break;
            case Kind.Float:
                il.LoadFloat(register);
                il.Generator.Emit(OpCodes.Call, typeof(Value).GetMethod(nameof(Value.FromDouble))!);
                break;
            default:
                il.Flush(register);
                il.Address(register);
                il.Generator.Emit(OpCodes.Ldobj, typeof(Value));
                break;
        }
    }
}
