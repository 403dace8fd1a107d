using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary><c>isinstance(value, C)</c> and <c>isinstance(value, (C, D))</c> of classes that are known: no native is called, and no tuple made.</summary>
internal static class InstanceEmission
{
    /// <summary>The tuple of classes ahead of the call: one that is made here, once. Nobody but isinstance sees it.</summary>
    public static bool TryClasses(Il il, in DecodedInstruction instruction)
    {
        if (instruction.Op != Opcode.BuildTuple || instruction.C == 0 || instruction.A < 2 || !il.IsTemporary(instruction.A) || il.Scope.Flow.IsLeader(instruction.Next)
            || il.Scope.Decode(instruction.Next) is not { Op: Opcode.Call, B: 2 } call || call.A != instruction.A - 2 || !IsCallee(il, call.A))
        {
            return false;
        }

        var classes = new Value[instruction.C];
        for (int i = 0; i < classes.Length; i++)
        {
            if (ClassIn(il, instruction.B + i) is not { } type)
            {
                return false;
            }

            classes[i] = Value.Of(type);
        }

        for (int i = 0; i < classes.Length; i++)
        {
            il.Consumed(instruction.B + i);
        }

        il.States.SetKnown(instruction.A, new TupleObject(BuiltinTypes.Tuple, classes));
        return true;
    }

    /// <summary>The call.</summary>
    public static bool TryCall(Il il, DecodedInstruction instruction)
    {
        int a = instruction.A;
        if (instruction is not { Op: Opcode.Call, B: 2 } || !IsCallee(il, a) || il.States.Kinds[a + 1] is not (Kind.Any or Kind.Plain or Kind.Int or Kind.Float))
        {
            return false;
        }

        TupleObject? classes = il.States.Kinds[a + 2] == Kind.Known ? il.States.Objects[a + 2] as TupleObject : null;
        TypeObject? type = ClassIn(il, a + 2);
        if (classes is null && type is null)
        {
            return false;
        }

        LocalBuilder truth = il.Local(typeof(int));
        if (il.States.IsTyped(a + 1))
        {
            // Numbers have no code of the program: the answer is the same each time.
            Value sample = il.States.Kinds[a + 1] == Kind.Int ? Value.Int(0) : Value.FromDouble(0);
            il.Int(type is not null ? Inheritance.TryIsInstance(sample, type) : Inheritance.TryIsInstance(sample, classes!));
            il.Store(truth);
            Put();
            return true;
        }

        il.FastOrHandler(instruction, slow =>
        {
            il.Address(a + 1);
            if (type is not null)
            {
                il.Constant(type, typeof(TypeObject));
                il.Call(nameof(Support.TryInstanceOf));
            }
            else
            {
                il.Constant(classes!, typeof(TupleObject));
                il.Call(nameof(Support.TryInstanceOfAny));
            }

            il.Store(truth);
            il.Load(truth);
            il.Int(0);
            il.Emit(OpCodes.Blt, slow);
            Put();
        });
        return true;

        void Put()
        {
            il.Consume(a + 1);
            il.Consumed(a + 2);
            ArithmeticEmission.PutTruth(il, a, truth, negate: false);
        }
    }

    private static bool IsCallee(Il il, int register) =>
        il.States.Kinds[register] == Kind.Known && il.States.Objects[register] is NativeFunction { Name: "isinstance", Module: "builtins", Owner: null };

    /// <summary>A class whose metaclass is type: other metaclasses may have a say.</summary>
    private static TypeObject? ClassIn(Il il, int register) =>
        il.States.Kinds[register] == Kind.Known && il.States.Objects[register] is TypeObject type && ReferenceEquals(type.Type, BuiltinTypes.Type) ? type : null;
}
