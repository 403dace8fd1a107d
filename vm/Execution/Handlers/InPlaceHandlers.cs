using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>In-place and unary operators.</summary>
[OpcodeHandlers]
internal static class InPlaceHandlers
{
    internal static Flow InPlaceAdd(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        if (left.Ref is null && right.Ref is null)
        {
            long result = left.Bits + right.Bits;
            if (((left.Bits ^ result) & (right.Bits ^ result)) >= 0)
            {
                left.Bits = result;
                return Flow.Next;
            }
        }
        else if (left.IsFloat && right.IsFloat)
        {
            left.Bits = BitConverter.DoubleToInt64Bits(left.Float + right.Float);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.InPlace(thread, frame, ref registers, a, b, Bytecode.BinaryOperator.Add);
    }

    internal static Flow InPlaceAddInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        if (left.Ref is null)
        {
            long result = left.Bits + b;
            if (((left.Bits ^ result) & (b ^ result)) >= 0)
            {
                left.Bits = result;
                return Flow.Next;
            }
        }
        else if (left.IsFloat)
        {
            left.Bits = BitConverter.DoubleToInt64Bits(left.Float + b);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.InPlaceInt(thread, ref registers, a, b, Bytecode.BinaryOperator.Add);
    }

    internal static Flow InPlaceSubtractInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        if (left.Ref is null)
        {
            long result = left.Bits - b;
            if (((left.Bits ^ b) & (left.Bits ^ result)) >= 0)
            {
                left.Bits = result;
                return Flow.Next;
            }
        }
        else if (left.IsFloat)
        {
            left.Bits = BitConverter.DoubleToInt64Bits(left.Float - b);
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.InPlaceInt(thread, ref registers, a, b, Bytecode.BinaryOperator.Subtract);
    }

    internal static Flow InPlaceBinary(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ArithmeticSlow.InPlace(thread, frame, ref registers, a, b, (Bytecode.BinaryOperator)c);
    }

    internal static Flow Negate(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, b);
        if (value.Ref is null && value.Bits != long.MinValue)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), -value.Bits);
            return Flow.Next;
        }

        if (value.IsFloat)
        {
            Registers.SetFloat(thread, ref Unsafe.Add(ref registers, a), -value.Float);
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, ArithmeticSlow.Unary(thread, SpecialMethod.Neg, "unary -", value));
    }

    internal static Flow Positive(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, b);
        if (value.Ref is null || value.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, ArithmeticSlow.Unary(thread, SpecialMethod.Pos, "unary +", value));
    }

    internal static Flow Invert(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, b);
        if (value.Ref is null)
        {
            Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), ~value.Bits);
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, ArithmeticSlow.Unary(thread, SpecialMethod.Invert, "unary ~", value));
    }

    internal static Flow Not(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, b);
        int truth = value.IsTrue ? 1 : value.IsFalse ? 0 : value.Ref is null ? (value.Bits != 0 ? 1 : 0) : -1;
        if (truth >= 0)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(truth == 0));
            return Flow.Next;
        }

        frame.Pc = pc;
        return ArithmeticSlow.Not(thread, frame, ref registers, a, b);
    }
}
