using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Binary operators on two registers. Ints that fit and floats are done here, everything else by <see cref="ArithmeticSlow"/>.</summary>
[OpcodeHandlers]
internal static class ArithmeticHandlers
{
    internal static Flow Add(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            long result = left.Bits + right.Bits;
            if (((left.Bits ^ result) & (right.Bits ^ result)) >= 0)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), result);
                return Flow.Next;
            }
        }
        else if (left.IsFloat && right.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float + right.Float);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Add);
    }

    internal static Flow Subtract(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            long result = left.Bits - right.Bits;
            if (((left.Bits ^ right.Bits) & (left.Bits ^ result)) >= 0)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), result);
                return Flow.Next;
            }
        }
        else if (left.IsFloat && right.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float - right.Float);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Subtract);
    }

    internal static Flow Multiply(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            // Factors of 32 bits cannot overflow; others are worth a call.
            if (left.Bits == (int)left.Bits && right.Bits == (int)right.Bits)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits * right.Bits);
                return Flow.Next;
            }
        }
        else if (left.IsFloat && right.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float * right.Float);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Multiply);
    }

    internal static Flow TrueDivide(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            const long Exact = 1L << 53;
            if (right.Bits != 0 && (ulong)(left.Bits + Exact) <= 2 * (ulong)Exact && (ulong)(right.Bits + Exact) <= 2 * (ulong)Exact)
            {
                Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), (double)left.Bits / right.Bits);
                return Flow.Next;
            }
        }
        else if (left.IsFloat && right.IsFloat)
        {
            if (right.Float != 0)
            {
                Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float / right.Float);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.TrueDivide);
    }

    internal static Flow FloorDivide(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            long divisor = right.Bits;
            if (divisor > 0)
            {
                long quotient = left.Bits / divisor;
                quotient -= left.Bits - (quotient * divisor) < 0 ? 1 : 0;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), quotient);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.FloorDivide);
    }

    internal static Flow Remainder(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            long divisor = right.Bits;
            if (divisor > 0)
            {
                long remainder = left.Bits % divisor;
                remainder += remainder < 0 ? divisor : 0;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), remainder);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Remainder);
    }

    internal static Flow And(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits & right.Bits);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.And);
    }

    internal static Flow Power(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Power);
    }

    internal static Flow MatrixMultiply(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.MatrixMultiply);
    }

    internal static Flow LeftShift(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.LeftShift);
    }

    internal static Flow RightShift(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.RightShift);
    }

    internal static Flow Or(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits | right.Bits);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Or);
    }

    internal static Flow Xor(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits ^ right.Bits);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Binary(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Xor);
    }
}
