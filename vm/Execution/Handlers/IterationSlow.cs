using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Iteration over anything but a range.</summary>
internal static class IterationSlow
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow SafePoint(ThreadState thread, Frame frame, int pc)
    {
        frame.Pc = pc;
        return Runtime.SafePoint.AfterJump(thread, frame);
    }
}
