using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>What modules keep for a thread.</summary>
internal static class ThreadEnd
{
    /// <summary>The thread is about to end: lets go of it.</summary>
    public static void Release(ThreadState thread)
    {
        LocalObject.ReleaseFor(thread);
        ContextState.ReleaseFor(thread);
    }
}
