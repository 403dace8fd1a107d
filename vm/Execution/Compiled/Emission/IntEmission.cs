using System.Numerics;
using System.Reflection.Emit;
using Pyl.Bytecode;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Operators on two ints in IL locals. Bounds that are known within the block save tests for overflow.</summary>
internal static class IntEmission
{
    public static bool Can(BinaryOperator operation) => operation is not (BinaryOperator.Power or BinaryOperator.MatrixMultiply);

    public static void Write(Il il, BinaryOperator operation, int a, int b, Operand2 right, bool inPlace)
    {
        (long low, long high) left = il.States.Bounds(b);
        (long low, long high) other = right.Bounds(il);
        if (operation == BinaryOperator.TrueDivide)
        {
            TrueDivide(il, a, b, right, left, other, inPlace);
            return;
        }

        (long low, long high) bounds = operation switch
        {
            BinaryOperator.Add => Add(il, b, right, Range((BigInteger)left.low + other.low, (BigInteger)left.high + other.high)),
            BinaryOperator.Subtract => Subtract(il, b, right, Range((BigInteger)left.low - other.high, (BigInteger)left.high - other.low)),
            BinaryOperator.Multiply => Multiply(il, b, right, left, other),
            BinaryOperator.FloorDivide => FloorDivide(il, b, right, left, other),
            BinaryOperator.Remainder => Remainder(il, b, right, left, other),
            BinaryOperator.LeftShift => LeftShift(il, b, right, left, other),
            BinaryOperator.RightShift => RightShift(il, b, right, left, other),
            _ => Bitwise(il, operation, b, right, left, other),
        };
        ArithmeticEmission.ConsumeOperands(il, b, right, inPlace);
        il.StoreInt(a, bounds.low, bounds.high);
    }

    /// <summary>No Int128: it has no precompiled code, and the JIT would hold up the first bodies of every program for it.</summary>
    private static (long Low, long High)? Range(BigInteger low, BigInteger high) =>
        low >= long.MinValue && high <= long.MaxValue ? ((long)low, (long)high) : null;

    private static (long Low, long High) Add(Il il, int b, Operand2 right, (long Low, long High)? fitting)
    {
        if (fitting is { } bounds)
        {
            Load(il, b, right);
            il.Emit(OpCodes.Add);
            return bounds;
        }

        Label exit = il.ExitBefore();
        LocalBuilder sum = il.Local(typeof(long));
        Load(il, b, right);
        il.Emit(OpCodes.Add);
        il.Store(sum);
        if (right.IsImmediate)
        {
            il.Load(sum);
            il.LoadInt(b);
            il.Emit(right.Value >= 0 ? OpCodes.Blt : OpCodes.Bgt, exit);
        }
        else
        {
            il.LoadInt(b);
            il.Load(sum);
            il.Emit(OpCodes.Xor);
            il.LoadInt(right.Register);
            il.Load(sum);
            il.Emit(OpCodes.Xor);
            il.Emit(OpCodes.And);
            il.Long(0);
            il.Emit(OpCodes.Blt, exit);
        }

        il.Load(sum);
        return (long.MinValue, long.MaxValue);
    }

    private static (long Low, long High) Subtract(Il il, int b, Operand2 right, (long Low, long High)? fitting)
    {
        if (fitting is { } bounds)
        {
            Load(il, b, right);
            il.Emit(OpCodes.Sub);
            return bounds;
        }

        Label exit = il.ExitBefore();
        LocalBuilder difference = il.Local(typeof(long));
        Load(il, b, right);
        il.Emit(OpCodes.Sub);
        il.Store(difference);
        if (right.IsImmediate)
        {
            il.Load(difference);
            il.LoadInt(b);
            il.Emit(right.Value >= 0 ? OpCodes.Bgt : OpCodes.Blt, exit);
        }
        else
        {
            il.LoadInt(b);
            il.LoadInt(right.Register);
            il.Emit(OpCodes.Xor);
            il.LoadInt(b);
            il.Load(difference);
            il.Emit(OpCodes.Xor);
            il.Emit(OpCodes.And);
            il.Long(0);
            il.Emit(OpCodes.Blt, exit);
        }

        il.Load(difference);
        return (long.MinValue, long.MaxValue);
    }

    private static (long Low, long High) Multiply(Il il, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        BigInteger p = (BigInteger)left.Low * other.Low;
        BigInteger q = (BigInteger)left.Low * other.High;
        BigInteger r = (BigInteger)left.High * other.Low;
        BigInteger s = (BigInteger)left.High * other.High;
        if (Range(BigInteger.Min(BigInteger.Min(p, q), BigInteger.Min(r, s)), BigInteger.Max(BigInteger.Max(p, q), BigInteger.Max(r, s))) is { } bounds)
        {
            Load(il, b, right);
            il.Emit(OpCodes.Mul);
            return bounds;
        }

        Label exit = il.ExitBefore();
        LocalBuilder product = il.Local(typeof(long));
        Load(il, b, right);
        il.Generator.Emit(OpCodes.Ldloca, product);
        il.Call(nameof(Support.TryMultiply));
        il.Emit(OpCodes.Brfalse, exit);
        il.Load(product);
        return (long.MinValue, long.MaxValue);
    }

    private static (long Low, long High) FloorDivide(Il il, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        NeedPositive(il, right, other);
        if (right.IsImmediate && BitOperations.IsPow2(right.Value))
        {
            il.LoadInt(b);
            il.Int(BitOperations.Log2((ulong)right.Value));
            il.Emit(OpCodes.Shr);
        }
        else
        {
            Load(il, b, right);
            if (left.Low >= 0)
            {
                il.Emit(OpCodes.Div);
            }
            else
            {
                il.Call(nameof(Support.FloorDivide));
            }
        }

        return (Math.Min(left.Low, 0), Math.Max(left.High, 0));
    }

    private static (long Low, long High) Remainder(Il il, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        NeedPositive(il, right, other);
        if (right.IsImmediate && BitOperations.IsPow2(right.Value))
        {
            il.LoadInt(b);
            il.Long(right.Value - 1);
            il.Emit(OpCodes.And);
        }
        else
        {
            Load(il, b, right);
            if (left.Low >= 0)
            {
                il.Emit(OpCodes.Rem);
            }
            else
            {
                il.Call(nameof(Support.Remainder));
            }
        }

        return (0, Math.Max(0, other.High - 1));
    }

    private static (long Low, long High) LeftShift(Il il, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        Label exit = il.ExitBefore();
        NeedShift(il, right, other, 62, exit);
        if (left.Low >= 0 && other.High <= 62 && left.High <= long.MaxValue >> (int)Math.Max(0, other.High))
        {
            LoadShift(il, b, right);
            il.Emit(OpCodes.Shl);
            return (0, left.High << (int)Math.Max(0, other.High));
        }

        LocalBuilder shifted = il.Local(typeof(long));
        LoadShift(il, b, right);
        il.Emit(OpCodes.Shl);
        il.Store(shifted);
        il.Load(shifted);
        Numbers.LoadInt(il, right);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Shr);
        il.LoadInt(b);
        il.Emit(OpCodes.Bne_Un, exit);
        il.Load(shifted);
        return (long.MinValue, long.MaxValue);
    }

    private static (long Low, long High) RightShift(Il il, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        NeedShift(il, right, other, 63, il.ExitBefore());
        LoadShift(il, b, right);
        il.Emit(OpCodes.Shr);
        int least = (int)Math.Clamp(other.Low, 0, 63);
        return (left.Low >= 0 ? 0 : left.Low >> least, left.High >= 0 ? left.High >> least : -1);
    }

    private static (long Low, long High) Bitwise(Il il, BinaryOperator operation, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other)
    {
        Load(il, b, right);
        il.Emit(operation switch { BinaryOperator.And => OpCodes.And, BinaryOperator.Or => OpCodes.Or, _ => OpCodes.Xor });
        bool bothPositive = left.Low >= 0 && other.Low >= 0;
        if (operation == BinaryOperator.And)
        {
            return left.Low >= 0 && other.Low >= 0 ? (0, Math.Min(left.High, other.High))
                : left.Low >= 0 ? (0, left.High)
                : other.Low >= 0 ? (0, other.High)
                : (long.MinValue, long.MaxValue);
        }

        if (!bothPositive)
        {
            return (long.MinValue, long.MaxValue);
        }

        long most = left.High | other.High;
        int bits = most == 0 ? 0 : BitOperations.Log2((ulong)most) + 1;
        return (0, bits >= 63 ? long.MaxValue : (1L << bits) - 1);
    }

    private static void TrueDivide(Il il, int a, int b, Operand2 right, (long Low, long High) left, (long Low, long High) other, bool inPlace)
    {
        Label exit = il.ExitBefore();
        NeedExact(il, b, left, exit);
        if (right.IsImmediate ? right.Value == 0 : other.Low <= 0 && other.High >= 0)
        {
            Numbers.LoadInt(il, right);
            il.Long(0);
            il.Emit(OpCodes.Beq, exit);
        }

        if (!right.IsImmediate)
        {
            NeedExact(il, right.Register, other, exit);
        }

        il.LoadInt(b);
        il.Emit(OpCodes.Conv_R8);
        Numbers.LoadInt(il, right);
        il.Emit(OpCodes.Conv_R8);
        il.Emit(OpCodes.Div);
        ArithmeticEmission.ConsumeOperands(il, b, right, inPlace);
        il.StoreFloat(a);
    }

    /// <summary>An int that is a float exactly; leaves otherwise.</summary>
    private static void NeedExact(Il il, int register, (long Low, long High) bounds, Label exit)
    {
        const long Exact = ArithmeticEmission.ExactFloat;
        if (bounds.Low >= -Exact && bounds.High <= Exact)
        {
            return;
        }

        il.LoadInt(register);
        il.Long(Exact);
        il.Emit(OpCodes.Add);
        il.Long(2 * Exact);
        il.Emit(OpCodes.Bgt_Un, exit);
    }

    private static void NeedPositive(Il il, Operand2 right, (long Low, long High) bounds)
    {
        if (bounds.Low > 0)
        {
            return;
        }

        Label exit = il.ExitBefore();
        Numbers.LoadInt(il, right);
        il.Long(0);
        il.Emit(OpCodes.Ble, exit);
    }

    private static void NeedShift(Il il, Operand2 right, (long Low, long High) bounds, long most, Label exit)
    {
        if (bounds.Low >= 0 && bounds.High <= most)
        {
            return;
        }

        Numbers.LoadInt(il, right);
        il.Long(most);
        il.Emit(OpCodes.Bgt_Un, exit);
    }

    private static void LoadShift(Il il, int b, Operand2 right)
    {
        il.LoadInt(b);
        Numbers.LoadInt(il, right);
        il.Emit(OpCodes.Conv_I4);
    }

    private static void Load(Il il, int b, Operand2 right)
    {
        il.LoadInt(b);
        Numbers.LoadInt(il, right);
    }
}
