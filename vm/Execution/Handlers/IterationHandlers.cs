using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Iteration and unpacking.</summary>
[OpcodeHandlers]
internal static class IterationHandlers
{
    internal static Flow UnpackSequence(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value source = ref Unsafe.Add(ref registers, a);
        frame.Pc = pc;
        if (source.Ref is { } sequence && ReferenceEquals(sequence.Type, BuiltinTypes.Tuple) && Unsafe.As<TupleObject>(sequence).Length == c)
        {
            bool owned = a >= frame.LocalCount || (uint)(a - b) < (uint)c;
            if (owned)
            {
                // A target may be the register that the tuple stands in: it must outlive the last item's retain.
                source.Ref = null;
            }

            for (int i = 0; i < c; i++)
            {
                Value item = Unsafe.Add(ref Unsafe.As<TupleObject>(sequence).First, i);
                RefCount.Retain(thread, item);
                Registers.Set(thread, ref Unsafe.Add(ref registers, b + i), item);
            }

            if (owned)
            {
                RefCount.Release(thread, sequence);
            }

            return Flow.Next;
        }

        return UnpackSlow.Sequence(thread, frame, ref registers, a, b, c);
    }

    internal static Flow UnpackStarred(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return UnpackSlow.Starred(thread, frame, ref registers, a, b, c);
    }

    internal static Flow GetIterator(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        return Registers.Finish(thread, frame, ref registers, a, b, Items.Iterator(thread, Unsafe.Add(ref registers, b)));
    }

    internal static Flow ForIterate(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (Unsafe.Add(ref registers, b).Ref is RangeIteratorObject range)
        {
            if (range.Remaining > 0)
            {
                range.Remaining--;
                long value = range.Current;
                range.Current = value + range.Step;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), value);

                return Flow.Next;
            }

            Registers.Drop(thread, ref Unsafe.Add(ref registers, b));
            pc += c; return Flow.Next;
        }

        frame.Pc = pc;
        if (Unsafe.Add(ref registers, b).Ref is GeneratorObject generator)
        {
            return GeneratorFlow.Iterate(thread, frame, generator, a, b, 0, c);
        }

        Value item = Items.Next(thread, Unsafe.Add(ref registers, b));
        if (item.IsError)
        {
            return Flow.Error;
        }

        if (item.IsEnd)
        {
            Registers.Drop(thread, ref Unsafe.Add(ref registers, b));
            pc += c; return Flow.Next;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), item);
        return Flow.Next;
    }

    internal static Flow ForIterateBack(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (Unsafe.Add(ref registers, b).Ref is RangeIteratorObject range)
        {
            if (range.Remaining > 0)
            {
                range.Remaining--;
                long value = range.Current;
                range.Current = value + range.Step;
                Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), value);
                pc += c;
                if (thread.Breaker != 0)
                {
                    frame.Pc = pc;
                    return SafePoint.AfterJump(thread, frame);
                }

                return Flow.Next;
            }

            Registers.Drop(thread, ref Unsafe.Add(ref registers, b));
            return Flow.Next;
        }

        frame.Pc = pc;
        if (Unsafe.Add(ref registers, b).Ref is GeneratorObject generator)
        {
            return GeneratorFlow.Iterate(thread, frame, generator, a, b, c, 0);
        }

        Value item = Items.Next(thread, Unsafe.Add(ref registers, b));
        if (item.IsError)
        {
            return Flow.Error;
        }

        if (item.IsEnd)
        {
            Registers.Drop(thread, ref Unsafe.Add(ref registers, b));
            return Flow.Next;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), item);

        pc += c;
        return thread.Breaker != 0 ? IterationSlow.SafePoint(thread, frame, pc) : Flow.Next;
    }

    internal static Flow GetYieldFromIterator(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Registers.Finish(thread, frame, ref registers, a, b, Awaiting.YieldFromIterator(thread, frame, Unsafe.Add(ref registers, b)));
    }

    internal static Flow GetAsyncIterator(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Registers.Finish(thread, frame, ref registers, a, b, Awaiting.AsyncIterator(thread, frame, Unsafe.Add(ref registers, b)));
    }

    internal static Flow GetAwaitable(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Registers.Finish(thread, frame, ref registers, a, b, Awaiting.Awaitable(thread, Unsafe.Add(ref registers, b), c));
    }

    internal static Flow GetAsyncNext(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value result = Awaiting.AsyncNext(thread, Unsafe.Add(ref registers, b));
        if (result.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }

    internal static Flow EndAsyncFor(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Awaiting.EndAsyncFor(thread, frame, ref registers, a, b, c);
    }
}
