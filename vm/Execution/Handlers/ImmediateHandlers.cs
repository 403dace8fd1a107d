using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Binary operators whose right operand is a small int in the instruction.</summary>
[OpcodeHandlers]
internal static class ImmediateHandlers
{
    internal static Flow AddInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            long result = left.Bits + c;
            if (((left.Bits ^ result) & (c ^ result)) >= 0)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), result);
                return Flow.Next;
            }
        }
        else if (left.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float + c);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Add);
    }

    internal static Flow SubtractInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            long result = left.Bits - c;
            if (((left.Bits ^ c) & (left.Bits ^ result)) >= 0)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), result);
                return Flow.Next;
            }
        }
        else if (left.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float - c);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Subtract);
    }

    internal static Flow MultiplyInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            if (left.Bits == (int)left.Bits)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits * c);
                return Flow.Next;
            }
        }
        else if (left.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), left.Float * c);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Multiply);
    }

    internal static Flow FloorDivideInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            if (c > 0)
            {
                long quotient = left.Bits / c;
                quotient -= left.Bits - (quotient * c) < 0 ? 1 : 0;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), quotient);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.FloorDivide);
    }

    internal static Flow RemainderInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            if (c > 0)
            {
                long remainder = left.Bits % c;
                remainder += remainder < 0 ? c : 0;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), remainder);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.Remainder);
    }

    internal static Flow AndInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits & (long)c);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.And);
    }

    internal static Flow LeftShiftInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            if (c is >= 0 and < 63 && left.Bits << c >> c == left.Bits)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits << c);
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.LeftShift);
    }

    internal static Flow RightShiftInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null)
        {
            if (c >= 0)
            {
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), left.Bits >> (c > 63 ? 63 : c));
                return Flow.Next;
            }
        }

        frame.Pc = pc;
        return ArithmeticSlow.BinaryInt(thread, frame, ref registers, a, b, c, Bytecode.BinaryOperator.RightShift);
    }
}
