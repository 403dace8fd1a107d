using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Items of lists, tuples, strs and dicts.</summary>
internal static class ItemEmission
{
    public static bool TryWrite(Il il, in DecodedInstruction instruction)
    {
        Seen container = il.Profile.Left[instruction.Offset];
        switch (instruction.Op)
        {
            case Opcode.GetItem when container == Seen.List && Numbers.KindOf(il, instruction.C, left: false) == Kind.Int:
                Get(il, instruction, nameof(ContainerSupport.TryListInt), nameof(ContainerSupport.TryListFloat), nameof(ContainerSupport.TryListItem));
                return true;
            case Opcode.GetItem when container == Seen.Tuple && Numbers.KindOf(il, instruction.C, left: false) == Kind.Int:
                Get(il, instruction, nameof(ContainerSupport.TryTupleInt), nameof(ContainerSupport.TryTupleFloat), nameof(ContainerSupport.TryTupleItem));
                return true;
            case Opcode.GetItemInt when container == Seen.List:
                Get(il, instruction, nameof(ContainerSupport.TryListInt), nameof(ContainerSupport.TryListFloat), nameof(ContainerSupport.TryListItem));
                return true;
            case Opcode.GetItemInt when container == Seen.Tuple:
                Get(il, instruction, nameof(ContainerSupport.TryTupleInt), nameof(ContainerSupport.TryTupleFloat), nameof(ContainerSupport.TryTupleItem));
                return true;
            case Opcode.GetItem when container == Seen.Str && Numbers.KindOf(il, instruction.C, left: false) == Kind.Int:
            case Opcode.GetItemInt when container == Seen.Str:
                Get(il, instruction, null, null, nameof(ContainerSupport.TryCharacter));
                return true;
            case Opcode.SetItem when container == Seen.List && Numbers.KindOf(il, instruction.B, left: false) == Kind.Int:
                Set(il, instruction);
                return true;
            case Opcode.GetItem when container == Seen.Dict && DictEmission.IsPlainKey(il, instruction.C, left: false):
                DictEmission.Get(il, instruction);
                return true;
            case Opcode.SetItem when container == Seen.Dict && DictEmission.IsPlainKey(il, instruction.B, left: false):
                DictEmission.Set(il, instruction);
                return true;
            case Opcode.In or Opcode.NotIn when il.Profile.Right[instruction.Offset] == Seen.Dict && DictEmission.IsPlainKey(il, instruction.B, left: true):
                DictEmission.Contains(il, instruction);
                return true;
            case Opcode.ListAppend:
                Append(il, instruction);
                return true;
            case Opcode.UnpackSequence when container is Seen.Tuple or Seen.List && (il.IsTemporary(instruction.A) || instruction.A < instruction.B || instruction.A >= instruction.B + instruction.C):
                Unpack(il, instruction);
                return true;
            default:
                return false;
        }
    }

    private static void Get(Il il, DecodedInstruction instruction, string? ofInt, string? ofFloat, string ofAny)
    {
        int a = instruction.A;
        int b = instruction.B;
        bool isImmediate = instruction.Op == Opcode.GetItemInt;
        if (!isImmediate)
        {
            il.NeedInt(instruction.C);
        }

        void Operands(Type type, out LocalBuilder result)
        {
            il.Thread();
            il.Address(b);
            if (isImmediate)
            {
                il.Long(instruction.C);
            }
            else
            {
                il.LoadInt(instruction.C);
            }

            result = il.Local(type);
            il.Generator.Emit(OpCodes.Ldloca, result);
        }

        il.FastOrHandler(instruction, slow =>
        {
            LocalBuilder item;
            switch (il.SeenResult())
            {
                case Kind.Int when ofInt is not null:
                    Operands(typeof(long), out item);
                    il.Call(ofInt);
                    il.Emit(OpCodes.Brfalse, slow);
                    Consume();
                    il.Load(item);
                    il.StoreInt(a);
                    break;
                case Kind.Float when ofFloat is not null:
                    Operands(typeof(double), out item);
                    il.Call(ofFloat);
                    il.Emit(OpCodes.Brfalse, slow);
                    Consume();
                    il.Load(item);
                    il.StoreFloat(a);
                    break;
                default:
                    Operands(typeof(Value), out item);
                    il.Call(ofAny);
                    il.Emit(OpCodes.Brfalse, slow);
                    Consume();
                    il.StoreValue(a, item);
                    break;
            }
        });

        void Consume()
        {
            if (!isImmediate)
            {
                il.Consumed(instruction.C);
            }

            il.Consume(b);
        }
    }

    private static void Set(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        int c = instruction.C;
        il.NeedInt(instruction.B);
        il.FastOrHandler(instruction, slow =>
        {
            il.Thread();
            il.Address(a);
            il.LoadInt(instruction.B);
            switch (il.States.Kinds[c])
            {
                case Kind.Int:
                    il.LoadInt(c);
                    il.Call(nameof(ContainerSupport.TrySetInt));
                    break;
                case Kind.Float:
                    il.LoadFloat(c);
                    il.Call(nameof(ContainerSupport.TrySetFloat));
                    break;
                default:
                    // What is replaced is released: a finaliser may look at this frame.
                    il.BeforeRelease();
                    il.Address(c);
                    il.Int(il.IsTaken(c) ? 1 : 0);
                    il.Call(nameof(ContainerSupport.TrySetItem));
                    break;
            }

            il.Emit(OpCodes.Brfalse, slow);
            il.Consumed(c);
            il.Consumed(instruction.B);
            il.Consume(a);
        });
    }

    private static void Append(Il il, DecodedInstruction instruction)
    {
        int b = instruction.B;
        il.Address(instruction.A);
        switch (il.States.Kinds[b])
        {
            case Kind.Int:
                il.LoadInt(b);
                il.Call(nameof(ContainerSupport.AppendInt));
                break;
            case Kind.Float:
                il.LoadFloat(b);
                il.Call(nameof(ContainerSupport.AppendFloat));
                break;
            default:
                il.Thread();
                il.Address(b);
                il.Int(il.IsTaken(b) ? 1 : 0);
                il.Call(nameof(ContainerSupport.Append));
                break;
        }

        il.Consumed(b);
    }

    private static void Unpack(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        int first = instruction.B;
        int count = instruction.C;
        bool isList = il.Profile.Left[instruction.Offset] == Seen.List;
        LocalBuilder source = il.Local(isList ? typeof(Types.ListObject) : typeof(Types.TupleObject));
        il.FlushAll();
        bool isOwn = il.IsTemporary(a);
        il.FastOrHandler(instruction, slow =>
        {
            il.Address(a);
            il.Int(count);
            il.Call(isList ? nameof(ContainerSupport.ListOf) : nameof(ContainerSupport.TupleOf));
            il.Store(source);
            il.Load(source);
            il.Emit(OpCodes.Brfalse, slow);
            il.BeforeRelease();
            if (isOwn)
            {
                // The first target may be the register that the sequence stands in.
                il.Address(a);
                il.Call(nameof(ContainerSupport.Empty));
                il.States.Set(a, Kind.Empty);
            }

            // What the targets held is released when all items have been taken: that can run code that changes a list.
            var items = new LocalBuilder[count];
            for (int i = 0; i < count; i++)
            {
                items[i] = il.Local(typeof(Value));
                il.Thread();
                il.Load(source);
                il.Int(i);
                il.Call(isList ? nameof(ContainerSupport.ItemOfList) : nameof(ContainerSupport.ItemOf));
                il.Store(items[i]);
            }

            for (int i = 0; i < count; i++)
            {
                if (il.States.IsTyped(first + i))
                {
                    il.States.Set(first + i, Kind.Plain);
                }

                il.StoreValue(first + i, items[i]);
            }

            if (isOwn)
            {
                il.Thread();
                il.Load(source);
                il.Call(nameof(ContainerSupport.Release));
            }
        });
    }
}
