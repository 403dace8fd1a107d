using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Comparisons whose result is an object.</summary>
[OpcodeHandlers]
internal static class ComparisonHandlers
{
    internal static Flow Less(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits < right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float < right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Lt, left, right));
    }

    internal static Flow LessEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits <= right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float <= right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Le, left, right));
    }

    internal static Flow Equal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits == right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float == right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Eq, left, right));
    }

    internal static Flow NotEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits != right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float != right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Ne, left, right));
    }

    internal static Flow Greater(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits > right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float > right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Gt, left, right));
    }

    internal static Flow GreaterEqual(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value left = ref Unsafe.Add(ref registers, b);
        ref Value right = ref Unsafe.Add(ref registers, c);
        if (left.Ref is null && right.Ref is null)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Bits >= right.Bits));
            return Flow.Next;
        }

        if (left.IsFloat && right.IsFloat)
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(left.Float >= right.Float));
            return Flow.Next;
        }

        return Registers.Finish(thread, frame, ref registers, a, b, c, ComparisonSlow.Compare(thread, SpecialMethod.Ge, left, right));
    }

    internal static Flow Is(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value result = Value.Bool(Unsafe.Add(ref registers, b).Same(Unsafe.Add(ref registers, c)));
        frame.Pc = pc;
        return Registers.Finish(thread, frame, ref registers, a, b, c, result);
    }

    internal static Flow IsNot(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value result = Value.Bool(!Unsafe.Add(ref registers, b).Same(Unsafe.Add(ref registers, c)));
        frame.Pc = pc;
        return Registers.Finish(thread, frame, ref registers, a, b, c, result);
    }

    internal static Flow In(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        return ComparisonSlow.Contains(thread, frame, ref registers, a, b, c, 1);
    }

    internal static Flow NotIn(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return ComparisonSlow.Contains(thread, frame, ref registers, a, b, c, 0);
    }
}
