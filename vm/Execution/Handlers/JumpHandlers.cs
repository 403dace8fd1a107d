using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Jumps on truth and None. A taken backward jump is a safe point.</summary>
[OpcodeHandlers]
internal static class JumpHandlers
{
    internal static Flow JumpForward(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        pc += c;
        return Flow.Next;
    }

    internal static Flow JumpBack(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        pc += c;
        if (thread.Breaker != 0)
        {
            frame.Pc = pc;
            return SafePoint.AfterJump(thread, frame);
        }

        return Flow.Next;
    }

    internal static Flow JumpIfTrue(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, a);
        int truth = value.IsTrue ? 1 : value.IsFalse ? 0 : value.Ref is null ? (value.Bits != 0 ? 1 : 0) : -1;
        if (truth < 0)
        {
            frame.Pc = pc;
            truth = ComparisonSlow.TruthConsume(thread, frame, ref registers, a);
            if (truth < 0)
            {
                return Flow.Error;
            }
        }

        if (truth != 0)
        {
            pc += c;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpIfFalse(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, a);
        int truth = value.IsTrue ? 1 : value.IsFalse ? 0 : value.Ref is null ? (value.Bits != 0 ? 1 : 0) : -1;
        if (truth < 0)
        {
            frame.Pc = pc;
            truth = ComparisonSlow.TruthConsume(thread, frame, ref registers, a);
            if (truth < 0)
            {
                return Flow.Error;
            }
        }

        if (truth == 0)
        {
            pc += c;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpIfTrueOrPop(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, a);
        int truth = value.IsTrue ? 1 : value.IsFalse ? 0 : value.Ref is null ? (value.Bits != 0 ? 1 : 0) : -1;
        if (truth < 0)
        {
            frame.Pc = pc;
            truth = Operators.IsTrue(thread, value);
            if (truth < 0)
            {
                return Flow.Error;
            }
        }

        if (truth != 0)
        {
            pc += c;
            return Flow.Next;
        }

        frame.Pc = pc;
        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    internal static Flow JumpIfFalseOrPop(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, a);
        int truth = value.IsTrue ? 1 : value.IsFalse ? 0 : value.Ref is null ? (value.Bits != 0 ? 1 : 0) : -1;
        if (truth < 0)
        {
            frame.Pc = pc;
            truth = Operators.IsTrue(thread, value);
            if (truth < 0)
            {
                return Flow.Error;
            }
        }

        if (truth == 0)
        {
            pc += c;
            return Flow.Next;
        }

        frame.Pc = pc;
        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }

    internal static Flow JumpIfNone(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        bool jump = Unsafe.Add(ref registers, a).IsNone;
        frame.Pc = pc;
        Registers.Consume(thread, frame, ref registers, a);
        if (jump)
        {
            pc += c;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpIfNotNone(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        bool jump = !Unsafe.Add(ref registers, a).IsNone;
        frame.Pc = pc;
        Registers.Consume(thread, frame, ref registers, a);
        if (jump)
        {
            pc += c;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }
}
