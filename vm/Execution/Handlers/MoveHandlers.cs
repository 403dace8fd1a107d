using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Constants, copies and moves, locals.</summary>
[OpcodeHandlers]
internal static class MoveHandlers
{
    internal static Flow Nop(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Flow.Next;
    }

    internal static Flow EnterCompiled(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Tier.Enter(thread, frame);
    }

    internal static Flow LoadConst(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), frame.Code.Constants[b]);
        return Flow.Next;
    }

    internal static Flow LoadInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.SetInt(thread, ref Unsafe.Add(ref registers, a), b);
        return Flow.Next;
    }

    internal static Flow LoadNone(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.None);
        return Flow.Next;
    }

    internal static Flow Copy(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value value = Unsafe.Add(ref registers, b);
        RefCount.Retain(thread, value);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
        return Flow.Next;
    }

    internal static Flow Move(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ref Value source = ref Unsafe.Add(ref registers, b);
        Value value = source;
        source.Ref = null;
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), value);
        return Flow.Next;
    }

    internal static Flow Release(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        frame.Pc = pc;
        Registers.Drop(thread, ref Unsafe.Add(ref registers, a));
        return Flow.Next;
    }

    internal static Flow CheckLocal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return Unsafe.Add(ref registers, a).IsUnbound ? Unbound.Local(thread, frame, a) : Flow.Next;
    }

    internal static Flow DeleteLocal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (Unsafe.Add(ref registers, a).IsUnbound)
        {
            return Unbound.Local(thread, frame, a);
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Unbound);
        return Flow.Next;
    }

    internal static Flow ClearLocal(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Unbound);
        return Flow.Next;
    }
}
