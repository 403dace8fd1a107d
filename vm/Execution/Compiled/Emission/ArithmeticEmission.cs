using System.Reflection.Emit;
using Pyl.Bytecode;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Operators on ints that fit 64 bits and on floats; what does not fit is left to the interpreter.</summary>
internal static class ArithmeticEmission
{
    /// <summary>Up to here every int is a float too.</summary>
    public const long ExactFloat = 1L << 53;

    public static bool TryWrite(Il il, in DecodedInstruction instruction)
    {
        int a = instruction.A;
        int b = instruction.B;
        int c = instruction.C;
        switch (instruction.Op)
        {
            case >= Opcode.Add and <= Opcode.Xor when instruction.Op != Opcode.MatrixMultiply:
                return Binary(il, (BinaryOperator)(instruction.Op - Opcode.Add), a, b, new Operand2(c));
            case Opcode.AddInt:
                return Binary(il, BinaryOperator.Add, a, b, Operand2.Immediate(c));
            case Opcode.SubtractInt:
                return Binary(il, BinaryOperator.Subtract, a, b, Operand2.Immediate(c));
            case Opcode.MultiplyInt:
                return Binary(il, BinaryOperator.Multiply, a, b, Operand2.Immediate(c));
            case Opcode.FloorDivideInt:
                return Binary(il, BinaryOperator.FloorDivide, a, b, Operand2.Immediate(c));
            case Opcode.RemainderInt:
                return Binary(il, BinaryOperator.Remainder, a, b, Operand2.Immediate(c));
            case Opcode.AndInt:
                return Binary(il, BinaryOperator.And, a, b, Operand2.Immediate(c));
            case Opcode.LeftShiftInt:
                return Binary(il, BinaryOperator.LeftShift, a, b, Operand2.Immediate(c));
            case Opcode.RightShiftInt:
                return Binary(il, BinaryOperator.RightShift, a, b, Operand2.Immediate(c));
            case Opcode.InPlaceAdd:
                return Binary(il, BinaryOperator.Add, a, a, new Operand2(b), inPlace: true);
            case Opcode.InPlaceAddInt:
                return Binary(il, BinaryOperator.Add, a, a, Operand2.Immediate(b), inPlace: true);
            case Opcode.InPlaceSubtractInt:
                return Binary(il, BinaryOperator.Subtract, a, a, Operand2.Immediate(b), inPlace: true);
            case Opcode.InPlaceBinary when (BinaryOperator)c != BinaryOperator.MatrixMultiply:
                return Binary(il, (BinaryOperator)c, a, a, new Operand2(b), inPlace: true);
            case Opcode.Negate:
                return Negate(il, a, b);
            case Opcode.Invert when Numbers.KindOf(il, b, left: true) == Kind.Int:
                il.NeedInt(b);
                il.LoadInt(b);
                il.Emit(OpCodes.Not);
                (long low, long high) = il.States.Bounds(b);
                il.Consumed(b);
                il.StoreInt(a, ~high, ~low);
                return true;
            case >= Opcode.Less and <= Opcode.GreaterEqual:
                return Comparison(il, instruction);
            case Opcode.In or Opcode.NotIn when Numbers.AreStrs(il, b, instruction.C):
                PutTruth(il, a, Numbers.CompareStrs(il, b, instruction.C, nameof(Support.StrIsIn)), instruction.Op == Opcode.NotIn);
                return true;
            case Opcode.Not when il.States.Kinds[b] is Kind.Any or Kind.Plain:
                LocalBuilder truth = il.Local(typeof(int));
                Label exit = il.ExitBefore();
                il.Address(b);
                il.Call(nameof(Support.Truth));
                il.Store(truth);
                il.Load(truth);
                il.Int(0);
                il.Emit(OpCodes.Blt, exit);
                il.Consume(b);
                PutTruth(il, a, truth, negate: true);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts a bool into a register.</summary>
    public static void PutTruth(Il il, int a, LocalBuilder truth, bool negate)
    {
        il.Displace(a);
        il.Address(a);
        il.Load(truth);
        if (negate)
        {
            il.Int(1);
            il.Emit(OpCodes.Xor);
        }

        il.Call(nameof(Support.PutBool));
        il.States.Set(a, Kind.Plain);
    }

    private static bool Binary(Il il, BinaryOperator operation, int a, int b, Operand2 right, bool inPlace = false)
    {
        Kind left = Numbers.KindOf(il, b, left: true);
        Kind other = right.IsImmediate ? Kind.Int : Numbers.KindOf(il, right.Register, left: false);
        if (left == Kind.Any || other == Kind.Any)
        {
            return false;
        }

        if (left == Kind.Int && other == Kind.Int)
        {
            if (!IntEmission.Can(operation))
            {
                return false;
            }

            Need(il, b, right);
            IntEmission.Write(il, operation, a, b, right, inPlace);
            return true;
        }

        if (operation is not (BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.TrueDivide or BinaryOperator.Power))
        {
            return false;
        }

        Need(il, b, right);
        Label exit = operation is BinaryOperator.TrueDivide or BinaryOperator.Power ? il.ExitBefore() : default;
        LocalBuilder x = il.Local(typeof(double));
        LocalBuilder y = il.Local(typeof(double));
        Numbers.LoadAsFloat(il, b);
        il.Store(x);
        if (right.IsImmediate)
        {
            il.Generator.Emit(OpCodes.Ldc_R8, (double)right.Value);
        }
        else
        {
            Numbers.LoadAsFloat(il, right.Register);
        }

        il.Store(y);
        switch (operation)
        {
            case BinaryOperator.TrueDivide:
                il.Load(y);
                il.Generator.Emit(OpCodes.Ldc_R8, 0.0);
                il.Emit(OpCodes.Beq, exit);
                il.Load(x);
                il.Load(y);
                il.Emit(OpCodes.Div);
                break;
            case BinaryOperator.Power:
                LocalBuilder power = il.Local(typeof(double));
                il.Load(x);
                il.Load(y);
                il.Generator.Emit(OpCodes.Ldloca, power);
                il.Call(nameof(Support.TryPower));
                il.Emit(OpCodes.Brfalse, exit);
                il.Load(power);
                break;
            default:
                il.Load(x);
                il.Load(y);
                il.Emit(operation switch { BinaryOperator.Add => OpCodes.Add, BinaryOperator.Subtract => OpCodes.Sub, _ => OpCodes.Mul });
                break;
        }

        ConsumeOperands(il, b, right, inPlace);
        il.StoreFloat(a);
        return true;
    }

    /// <summary>Takes both operands into IL locals, of the kinds that they have or that were seen.</summary>
    private static void Need(Il il, int b, Operand2 right)
    {
        Numbers.Need(il, b, left: true);
        if (!right.IsImmediate)
        {
            Numbers.Need(il, right.Register, left: false);
        }
    }

    public static void ConsumeOperands(Il il, int b, Operand2 right, bool inPlace)
    {
        if (!inPlace)
        {
            il.Consumed(b);
        }

        if (!right.IsImmediate)
        {
            il.Consumed(right.Register);
        }
    }

    private static bool Negate(Il il, int a, int b)
    {
        switch (Numbers.KindOf(il, b, left: true))
        {
            case Kind.Int:
                il.NeedInt(b);
                (long low, long high) = il.States.Bounds(b);
                if (low == long.MinValue)
                {
                    Label exit = il.ExitBefore();
                    il.LoadInt(b);
                    il.Long(long.MinValue);
                    il.Emit(OpCodes.Beq, exit);
                    low++;
                    high = Math.Max(high, low);
                }

                il.LoadInt(b);
                il.Emit(OpCodes.Neg);
                il.Consumed(b);
                il.StoreInt(a, -high, -low);
                return true;

            case Kind.Float:
                il.NeedFloat(b);
                il.LoadFloat(b);
                il.Emit(OpCodes.Neg);
                il.Consumed(b);
                il.StoreFloat(a);
                return true;

            default:
                return false;
        }
    }

    /// <summary>A comparison whose result is kept: a bool in the window.</summary>
    private static bool Comparison(Il il, in DecodedInstruction instruction)
    {
        int b = instruction.B;
        int c = instruction.C;
        if (instruction.Op is Opcode.Equal or Opcode.NotEqual && Numbers.AreStrs(il, b, c))
        {
            LocalBuilder equal = Numbers.CompareStrs(il, b, c);
            PutTruth(il, instruction.A, equal, instruction.Op == Opcode.NotEqual);
            return true;
        }

        if (!Numbers.AreComparable(il, b, new Operand2(c)))
        {
            return false;
        }

        Label yes = il.DefineLabel();
        Label done = il.DefineLabel();
        LocalBuilder truth = il.Local(typeof(bool));
        Numbers.Compare(il, instruction.Op - Opcode.Less, b, new Operand2(c))(true, yes);
        il.Int(0);
        il.Store(truth);
        il.Emit(OpCodes.Br, done);
        il.Mark(yes);
        il.Int(1);
        il.Store(truth);
        il.Mark(done);
        il.Consumed(b);
        il.Consumed(c);
        il.Displace(instruction.A);
        il.Address(instruction.A);
        il.Load(truth);
        il.Call(nameof(Support.PutBool));
        il.States.Set(instruction.A, Kind.Plain);
        return true;
    }
}
