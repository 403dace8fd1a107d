using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Iteration over anything but a range.</summary>
internal static class IterationSlow
{
    /// <summary>The iterator's next item, End, or Error.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe Value Next(ThreadState thread, Value iterator)
    {
        if (iterator.Ref is ListIteratorObject list && (!FreeThreading.AreSeveral || RefCount.IsUnique(thread, list)))
        {
            return list.Next(thread);
        }

        if (iterator.Ref is StrIteratorObject text && !FreeThreading.AreSeveral)
        {
            return text.Next();
        }

        nint native = iterator.Type.Slot(SpecialMethod.Next).Native;
        if (native == 0)
        {
            return Items.Next(thread, iterator);
        }

        Value item = ((delegate*<ThreadState, Value, Value>)native)(thread, iterator);
        return item.IsError && thread.ClearIf(ExceptionTypes.StopIteration) ? Value.End : item;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow SafePoint(ThreadState thread, Frame frame, int pc)
    {
        frame.Pc = pc;
        return Runtime.SafePoint.AfterJump(thread, frame);
    }
}
