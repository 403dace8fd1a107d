using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>A second operand: a register, or an int in the instruction.</summary>
internal readonly record struct Operand2(int Register, bool IsImmediate, long Value)
{
    public Operand2(int register)
        : this(register, false, 0)
    {
    }

    public static Operand2 Immediate(long value) => new(-1, true, value);

    public (long Low, long High) Bounds(Il il) => IsImmediate ? (Value, Value) : il.States.Bounds(Register);
}

/// <summary>Which operands are numbers, and comparisons of them.</summary>
internal static class Numbers
{
    /// <summary>The kind that an operand has, or was seen to have and can be tested for; Any when neither is a number for sure.</summary>
    public static Kind KindOf(Il il, int register, bool left)
    {
        switch (il.States.Kinds[register])
        {
            case Kind.Int:
                return Kind.Int;
            case Kind.Float:
                return Kind.Float;
            case Kind.Any:
                Seen seen = (left ? il.Profile.Left : il.Profile.Right)[il.At.Offset];
                return seen switch { Seen.Int => Kind.Int, Seen.Float => Kind.Float, _ => Kind.Any };
            default:
                return Kind.Any;
        }
    }

    public static void Need(Il il, int register, bool left)
    {
        if (KindOf(il, register, left) == Kind.Int)
        {
            il.NeedInt(register);
        }
        else
        {
            il.NeedFloat(register);
        }
    }

    public static void LoadAsFloat(Il il, int register)
    {
        if (il.States.Kinds[register] == Kind.Float)
        {
            il.LoadFloat(register);
        }
        else
        {
            il.LoadInt(register);
            il.Emit(OpCodes.Conv_R8);
        }
    }

    /// <summary>Loads a second operand that is an int.</summary>
    public static void LoadInt(Il il, Operand2 operand)
    {
        if (operand.IsImmediate)
        {
            il.Long(operand.Value);
        }
        else
        {
            il.LoadInt(operand.Register);
        }
    }

    /// <summary>True when both operands are ints, or both floats; or one is a float and the other an int that is small for sure.</summary>
    public static bool AreComparable(Il il, int b, Operand2 right)
    {
        Kind left = KindOf(il, b, left: true);
        Kind other = right.IsImmediate ? Kind.Int : KindOf(il, right.Register, left: false);
        return left != Kind.Any && other != Kind.Any
            && (left == other || IsSmall(il, left == Kind.Int ? new Operand2(b) : right));
    }

    /// <summary>
    /// Takes the operands and gives what writes a branch on the outcome.
    /// </summary>
    /// <param name="il">The writer.</param>
    /// <param name="comparison">0 less, 1 less or equal, 2 equal, 3 not equal, 4 greater, 5 greater or equal.</param>
    /// <param name="b">The left operand.</param>
    /// <param name="right">The right one.</param>
    public static Action<bool, Label> Compare(Il il, int comparison, int b, Operand2 right)
    {
        Need(il, b, left: true);
        if (!right.IsImmediate)
        {
            Need(il, right.Register, left: false);
        }

        bool isInt = il.States.Kinds[b] == Kind.Int && (right.IsImmediate || il.States.Kinds[right.Register] == Kind.Int);
        RegisterStates states = il.States.Clone();
        return (sense, label) =>
        {
            RegisterStates kept = il.States;
            il.States = states;
            if (isInt)
            {
                il.LoadInt(b);
                LoadInt(il, right);
            }
            else
            {
                LoadAsFloat(il, b);
                if (right.IsImmediate)
                {
                    il.Generator.Emit(OpCodes.Ldc_R8, (double)right.Value);
                }
                else
                {
                    LoadAsFloat(il, right.Register);
                }
            }

            il.States = kept;
            il.Emit(BranchOn(comparison, sense, isInt), label);
        };
    }

    /// <summary>The branch taken when the comparison is as given; what is compared with a NaN is false, but for not equal.</summary>
    private static OpCode BranchOn(int comparison, bool sense, bool isInt) => (comparison, sense) switch
    {
        (0, true) => OpCodes.Blt,
        (0, false) => isInt ? OpCodes.Bge : OpCodes.Bge_Un,
        (1, true) => OpCodes.Ble,
        (1, false) => isInt ? OpCodes.Bgt : OpCodes.Bgt_Un,
        (2, true) or (3, false) => OpCodes.Beq,
        (2, false) or (3, true) => OpCodes.Bne_Un,
        (4, true) => OpCodes.Bgt,
        (4, false) => isInt ? OpCodes.Ble : OpCodes.Ble_Un,
        (5, true) => OpCodes.Bge,
        _ => isInt ? OpCodes.Blt : OpCodes.Blt_Un,
    };

    /// <summary>True when only strs were seen on both sides.</summary>
    public static bool AreStrs(Il il, int left, int right) =>
        IsStr(il, left) && IsStr(il, right)
        && il.Profile.Left[il.At.Offset] == Seen.Str && il.Profile.Right[il.At.Offset] == Seen.Str;

    private static bool IsStr(Il il, int register) => il.States.Kinds[register] is Kind.Any or Kind.Plain || (il.States.Kinds[register] == Kind.Known && il.States.Objects[register] is StrObject);

    /// <summary>Compares two strs: an IL local that is 1 when it is so, 0 when not. The operands are consumed: strs are not counted.</summary>
    public static LocalBuilder CompareStrs(Il il, int left, int right, string comparison = nameof(Support.StrEquals))
    {
        LocalBuilder equal = il.Local(typeof(int));
        Label exit = il.ExitBefore();
        il.Flush(left);
        il.Address(left);
        if (il.States.Kinds[right] == Kind.Known && comparison == nameof(Support.StrEquals))
        {
            il.Constant(il.States.Objects[right]!, typeof(StrObject));
            il.Call(nameof(Support.IsStr));
        }
        else
        {
            il.Flush(right);
            il.Address(right);
            il.Call(comparison);
        }

        il.Store(equal);
        il.Load(equal);
        il.Int(0);
        il.Emit(OpCodes.Blt, exit);
        il.Consumed(left);
        il.Consumed(right);
        return equal;
    }

    private static bool IsSmall(Il il, Operand2 operand)
    {
        (long low, long high) = operand.Bounds(il);
        return low >= -ArithmeticEmission.ExactFloat && high <= ArithmeticEmission.ExactFloat;
    }
}
