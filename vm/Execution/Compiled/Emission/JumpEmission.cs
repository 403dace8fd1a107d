using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Conditional jumps and loops over ranges.</summary>
internal static class JumpEmission
{
    public static bool TryWrite(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        switch (instruction.Op)
        {
            case >= Opcode.JumpLess and <= Opcode.JumpGreaterEqual:
                return Compare(il, compiler, instruction, instruction.Op - Opcode.JumpLess, new Operand2(instruction.B));
            case >= Opcode.JumpLessInt and <= Opcode.JumpGreaterEqualInt:
                return Compare(il, compiler, instruction, instruction.Op - Opcode.JumpLessInt, Operand2.Immediate(instruction.B));
            case Opcode.JumpIfTrue or Opcode.JumpIfFalse:
                return Truth(il, compiler, instruction);
            case Opcode.JumpIfNone or Opcode.JumpIfNotNone:
                return None(il, compiler, instruction);
            case Opcode.ForIterate or Opcode.ForIterateBack:
                return Iterate(il, compiler, instruction);
            default:
                return false;
        }
    }

    private static bool Compare(Il il, BodyCompiler compiler, in DecodedInstruction instruction, int comparison, Operand2 right)
    {
        int a = instruction.A;
        if (comparison is 2 or 3 && !right.IsImmediate && Numbers.AreStrs(il, a, right.Register))
        {
            LocalBuilder equal = Numbers.CompareStrs(il, a, right.Register);
            bool whenEqual = (comparison == 2) == ((instruction.C & 1) != 0);
            compiler.JumpIf(
                (sense, label) =>
                {
                    il.Load(equal);
                    il.Emit(sense == whenEqual ? OpCodes.Brtrue : OpCodes.Brfalse, label);
                },
                instruction.Target!.Value);
            return true;
        }

        if (!Numbers.AreComparable(il, a, right))
        {
            return false;
        }

        Action<bool, Label> branch = Numbers.Compare(il, comparison, a, right);
        il.Consumed(a);
        if (!right.IsImmediate)
        {
            il.Consumed(right.Register);
        }

        bool wanted = (instruction.C & 1) != 0;
        compiler.JumpIf((sense, label) => branch(sense == wanted, label), instruction.Target!.Value);
        return true;
    }

    private static bool Truth(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        bool wanted = instruction.Op == Opcode.JumpIfTrue;
        Action<bool, Label> branch;
        switch (il.States.Kinds[a])
        {
            case Kind.Int:
                branch = (sense, label) =>
                {
                    il.LoadInt(a);
                    il.Emit(sense == wanted ? OpCodes.Brtrue : OpCodes.Brfalse, label);
                };
                break;

            case Kind.Float:
                branch = (sense, label) =>
                {
                    il.LoadFloat(a);
                    il.Generator.Emit(OpCodes.Ldc_R8, 0.0);
                    il.Emit(sense == wanted ? OpCodes.Bne_Un : OpCodes.Beq, label);
                };
                break;

            case Kind.Any or Kind.Plain:
                // What may need user code is left to the interpreter.
                LocalBuilder truth = il.Local(typeof(int));
                Label exit = il.ExitBefore();
                il.Address(a);
                il.Call(nameof(Support.Truth));
                il.Store(truth);
                il.Load(truth);
                il.Int(0);
                il.Emit(OpCodes.Blt, exit);
                il.Consume(a);
                branch = (sense, label) =>
                {
                    il.Load(truth);
                    il.Emit(sense == wanted ? OpCodes.Brtrue : OpCodes.Brfalse, label);
                };
                break;

            default:
                return false;
        }

        il.Consumed(a);
        compiler.JumpIf(branch, instruction.Target!.Value);
        return true;
    }

    private static bool None(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        bool wanted = instruction.Op == Opcode.JumpIfNone;
        if (il.States.IsTyped(a))
        {
            il.Consumed(a);
            if (!wanted)
            {
                compiler.JumpIf(
                    (sense, label) =>
                    {
                        il.Int(sense ? 1 : 0);
                        il.Emit(OpCodes.Brtrue, label);
                    },
                    instruction.Target!.Value);
            }

            return true;
        }

        LocalBuilder isNone = il.Local(typeof(bool));
        il.Address(a);
        il.Call(nameof(Support.IsNone));
        il.Store(isNone);
        il.Consume(a);
        compiler.JumpIf(
            (sense, label) =>
            {
                il.Load(isNone);
                il.Emit(sense == wanted ? OpCodes.Brtrue : OpCodes.Brfalse, label);
            },
            instruction.Target!.Value);
        return true;
    }

    private static bool Iterate(Il il, BodyCompiler compiler, in DecodedInstruction instruction)
    {
        Seen seen = il.Profile.Left[instruction.Offset];
        bool isBack = instruction.Op == Opcode.ForIterateBack;
        int item = instruction.A;
        int iterator = instruction.B;
        if ((seen & Seen.Generator) != 0)
        {
            IterateGenerator(il, compiler, instruction);
            return true;
        }

        IterationKind kind = il.Profile.IterationOf(instruction.Offset);
        if (kind is not (IterationKind.Range or IterationKind.Characters))
        {
            if (TryIteratePairs(il, compiler, instruction))
            {
                return true;
            }

            IterateAny(il, compiler, instruction, kind);
            return true;
        }

        // The iterator's fields stay in the object: other versions and the interpreter go on with it.
        bool isRange = kind == IterationKind.Range;
        LocalBuilder source = il.Local(isRange ? typeof(RangeIteratorObject) : typeof(StrIteratorObject));
        LocalBuilder next = il.Local(isRange ? typeof(long) : typeof(StrObject));
        Label exit = il.ExitBefore();
        il.Address(iterator);
        il.Call(isRange ? nameof(Support.AsRange) : nameof(ContainerSupport.AsCharacters));
        il.Store(source);
        il.Load(source);
        il.Emit(OpCodes.Brfalse, exit);
        Label finished = il.DefineLabel();
        il.Load(source);
        if (isRange)
        {
            il.Generator.Emit(OpCodes.Ldloca, next);
            il.Call(nameof(Support.NextOfRange));
        }
        else
        {
            il.Call(nameof(ContainerSupport.NextCharacter));
            il.Store(next);
            il.Load(next);
        }

        il.Emit(OpCodes.Brfalse, finished);
        RegisterStates before = il.States.Clone();
        DecodedInstruction at = instruction;

        void Finish()
        {
            il.Mark(finished);
            il.States = before.Clone();
            il.At = at;
            il.Consume(iterator);
        }

        if (isRange)
        {
            il.Load(next);
            il.StoreInt(item);
        }
        else
        {
            il.Displace(item);
            il.Address(item);
            il.Load(next);
            il.Call(nameof(Support.PutObject));
            il.States.Set(item, Kind.Plain);
        }

        if (isBack)
        {
            int target = instruction.Target!.Value;
            RegisterStates kept = il.States;
            compiler.SafePoint(target);
            compiler.JumpTo(target);
            il.States = kept;
            Finish();
            return true;
        }

        il.Cold(() =>
        {
            Finish();
            compiler.JumpTo(at.Target!.Value);
        });
        return true;
    }

    /// <summary>Generators, and whatever else comes there: the item goes through the window.</summary>
    private static void IterateGenerator(Il il, BodyCompiler compiler, DecodedInstruction instruction)
    {
        int target = instruction.Target!.Value;
        int jump = target - instruction.Next;
        bool isBack = instruction.Op == Opcode.ForIterateBack;
        int item = instruction.A;
        int iterator = instruction.B;
        il.FlushAll();
        il.StorePc(instruction.Next);
        il.Thread();
        il.Frame();
        il.Int(item);
        il.Int(iterator);
        il.Int(isBack ? jump : 0);
        il.Int(isBack ? 0 : jump);
        il.Call(nameof(CallSupport.StepGenerator));
        il.ReturnUnlessNext();
        Label jumped = il.DefineLabel();
        il.Frame();
        il.Emit(OpCodes.Ldfld, Members.FramePc);
        il.Int(target);
        il.Emit(OpCodes.Beq, jumped);
        RegisterStates before = il.States.Clone();
        RegisterStates atItem = before.Clone();
        atItem.Set(item, Kind.Any);
        RegisterStates atEnd = before.Clone();
        if (il.IsTemporary(iterator))
        {
            atEnd.Set(iterator, Kind.Empty);
        }

        il.Cold(() =>
        {
            il.Mark(jumped);
            il.States = isBack ? atItem : atEnd;
            if (isBack)
            {
                compiler.SafePoint(target);
            }

            compiler.JumpTo(target);
        });
        il.States = isBack ? atEnd : atItem;
    }

    /// <summary>for a, b in ...: where the items were pairs they are taken apart as they come; those of enumerate(), zip() and items() need not be made.</summary>
    private static bool TryIteratePairs(Il il, BodyCompiler compiler, DecodedInstruction instruction)
    {
        bool isBack = instruction.Op == Opcode.ForIterateBack;
        int item = instruction.A;
        int iterator = instruction.B;
        int start = isBack ? instruction.Target!.Value : instruction.Next;
        DecodedInstruction unpack = il.Scope.Decode(start);
        if (unpack.Op != Opcode.UnpackSequence || unpack.A != item || unpack.C != 2 || !il.IsTemporary(item)
            || il.Profile.Left[unpack.Offset] != Seen.Tuple || il.Profile.IterationOf(instruction.Offset) != IterationKind.Other)
        {
            return false;
        }

        LocalBuilder first = il.Local(typeof(Value));
        LocalBuilder second = il.Local(typeof(Value));
        LocalBuilder outcome = il.Local(typeof(int));
        il.FlushAll();
        il.StorePc(instruction.Next);
        il.Thread();
        il.Address(iterator);
        il.Generator.Emit(OpCodes.Ldloca, first);
        il.Generator.Emit(OpCodes.Ldloca, second);
        il.Call(nameof(ContainerSupport.NextPair));
        il.Store(outcome);
        il.Load(outcome);
        il.Int(0);
        il.Emit(OpCodes.Blt, il.Failed);
        Label finished = il.DefineLabel();
        il.Load(outcome);
        il.Emit(OpCodes.Brfalse, finished);
        Label whole = il.DefineLabel();
        il.Load(outcome);
        il.Int(1);
        il.Emit(OpCodes.Bne_Un, whole);
        RegisterStates before = il.States.Clone();
        StorePart(unpack.B, first);
        StorePart(unpack.B + 1, second);
        il.Scope.Flow.AddLeader(unpack.Next);
        GoOn(unpack.Next);

        // Something else than a pair: the next instruction knows what to do with it.
        il.Mark(whole);
        il.States = before.Clone();
        il.StoreValue(item, first);
        if (isBack)
        {
            GoOn(start);
            il.Mark(finished);
            il.States = before;
            il.Consume(iterator);
            return true;
        }

        il.Cold(() =>
        {
            il.Mark(finished);
            il.States = before.Clone();
            il.Consume(iterator);
            compiler.JumpTo(instruction.Target!.Value);
        });
        return true;

        void StorePart(int register, LocalBuilder value)
        {
            if (il.States.IsTyped(register))
            {
                il.States.Set(register, Kind.Plain);
            }

            il.StoreValue(register, value);
        }

        void GoOn(int target)
        {
            if (isBack)
            {
                compiler.SafePoint(target);
            }

            compiler.JumpTo(target);
        }
    }

    /// <summary>Any iterator: lists and tuples are stepped here, others by their __next__. </summary>
    private static void IterateAny(Il il, BodyCompiler compiler, DecodedInstruction instruction, IterationKind kind)
    {
        int iterator = instruction.B;
        bool isSimple = kind is IterationKind.List or IterationKind.Tuple;
        LocalBuilder item = il.Local(typeof(Value));
        LocalBuilder outcome = il.Local(typeof(int));
        Label exit = il.ExitBefore();
        if (!isSimple)
        {
            il.FlushAll();
            il.StorePc(instruction.Next);
        }

        il.Thread();
        il.Address(iterator);
        il.Generator.Emit(OpCodes.Ldloca, item);
        il.Call(kind switch
        {
            IterationKind.List => nameof(ContainerSupport.NextOfList),
            IterationKind.Tuple => nameof(ContainerSupport.NextOfTuple),
            _ => nameof(ContainerSupport.Next),
        });
        il.Store(outcome);
        il.Load(outcome);
        il.Int(0);
        il.Emit(OpCodes.Blt, isSimple ? exit : il.Failed);
        Label finished = il.DefineLabel();
        il.Load(outcome);
        il.Emit(OpCodes.Brfalse, finished);
        RegisterStates before = il.States.Clone();
        il.StoreValue(instruction.A, item);
        int target = instruction.Target!.Value;
        if (instruction.Op == Opcode.ForIterateBack)
        {
            compiler.SafePoint(target);
            compiler.JumpTo(target);
            il.States = before;
            il.Mark(finished);
            il.Consume(iterator);
            return;
        }

        il.Cold(() =>
        {
            il.Mark(finished);
            il.States = before.Clone();
            il.Consume(iterator);
            compiler.JumpTo(target);
        });
    }
}
