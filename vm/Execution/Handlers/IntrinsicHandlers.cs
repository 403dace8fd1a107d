using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>The rare operations of CallIntrinsic.</summary>
[OpcodeHandlers]
internal static class IntrinsicHandlers
{
    internal static Flow CallIntrinsic(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        var intrinsic = (Intrinsic)c;
        ref Value first = ref Unsafe.Add(ref registers, b);
        Value result = Intrinsics.Call(thread, frame, intrinsic, ref first);
        if (result.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref first, Intrinsics.ArgumentCount(intrinsic));
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }
}
