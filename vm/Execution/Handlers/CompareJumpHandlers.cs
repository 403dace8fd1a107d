using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Comparisons fused with a jump. A taken backward jump is a safe point.</summary>
[OpcodeHandlers]
internal static class CompareJumpHandlers
{
    internal static Flow JumpLess(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits < right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float < right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Lt);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpLessEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits <= right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float <= right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Le);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits == right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float == right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Eq);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpNotEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits != right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float != right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Ne);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpGreater(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits > right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float > right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Gt);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpGreaterEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        ref Value right = ref Unsafe.Add(ref registers, b);
        bool truth;
        if (left.Ref is null && right.Ref is null)
        {
            truth = left.Bits >= right.Bits;
        }
        else if (left.IsFloat && right.IsFloat)
        {
            truth = left.Float >= right.Float;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.Truth(thread, frame, ref registers, a, b, SpecialMethod.Ge);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpLessInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits < b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Lt);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpLessEqualInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits <= b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Le);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpEqualInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits == b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Eq);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpNotEqualInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits != b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Ne);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpGreaterInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits > b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Gt);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }

    internal static Flow JumpGreaterEqualInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, a);
        bool truth;
        if (left.Ref is null)
        {
            truth = left.Bits >= b;
        }
        else
        {
            frame.Pc = pc;
            int outcome = ComparisonSlow.TruthInt(thread, frame, ref registers, a, b, SpecialMethod.Ge);
            if (outcome < 0)
            {
                return Flow.Error;
            }

            truth = outcome != 0;
        }

        if (truth == ((c & 1) != 0))
        {
            pc += c >> 1;
            if (c < 0 && thread.Breaker != 0)
            {
                frame.Pc = pc;
                return SafePoint.AfterJump(thread, frame);
            }
        }

        return Flow.Next;
    }
}
