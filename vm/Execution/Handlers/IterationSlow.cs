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
    public static Value Next(ThreadState thread, Value iterator) =>
        iterator.Ref is ListIteratorObject list && (!FreeThreading.IsOn || RefCount.IsUnique(thread, list)) ? list.Next(thread) : Items.Next(thread, iterator);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow SafePoint(ThreadState thread, Frame frame, int pc)
    {
        frame.Pc = pc;
        return Runtime.SafePoint.AfterJump(thread, frame);
    }
}
