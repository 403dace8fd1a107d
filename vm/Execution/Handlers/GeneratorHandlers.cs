using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Generators and coroutines: creation, suspension, delegation.</summary>
[OpcodeHandlers]
internal static class GeneratorHandlers
{
    internal static Flow ReturnGenerator(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return GeneratorFlow.Create(thread, frame);
    }

    internal static Flow Yield(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        Value value = Registers.Take(thread, frame, ref registers, b);
        frame.Generator!.SentRegister = a;
        return GeneratorFlow.Suspend(thread, frame, value);
    }

    internal static Flow YieldFrom(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value iterator = Unsafe.Add(ref registers, b);
        if (iterator.Ref is GeneratorObject { Async: null } inner
            && (inner.State == GeneratorState.Suspended || (inner.State == GeneratorState.Created && Unsafe.Add(ref registers, a).IsNone)))
        {
            return GeneratorFlow.Delegate(thread, frame, inner, a, b);
        }

        Value result = Sending.Send(thread, iterator, Unsafe.Add(ref registers, a), out Value returned);
        return GeneratorFlow.Sent(thread, frame, result, returned, a, b);
    }

    internal static Flow AsyncGeneratorWrap(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Registers.Take(thread, frame, ref registers, b);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(new AsyncGeneratorWrappedValueObject(thread, value)));
        return Flow.Next;
    }
}
