namespace Pyl.VM.Parallelism;

/// <summary>
/// Whether threads of this process may run bytecode side by side. Decided once, before any code runs: the JIT then sees a
/// constant, and a process that has locks pays nothing for the containers' own.
/// </summary>
public static class FreeThreading
{
    private static int s_required;

    /// <summary>To be called by a host before it makes its first runtime, when that is to be free-threaded.</summary>
    public static void Require()
    {
        Volatile.Write(ref s_required, 1);
        if (!Decision.IsFree)
        {
            throw new InvalidOperationException("free threading must be chosen before the first interpreter is made");
        }
    }

    private static bool s_areSeveral;

    /// <summary>
    /// True in a process that is free-threaded and has had more than one thread: only then can anybody else be in a container. Measured: without this, one thread ran at
    /// 0.63-0.97 of its speed in the other modes. Once true it stays so; it becomes true on the only thread there is, before it starts another.
    /// </summary>
    public static bool AreSeveral
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        get => Decision.IsFree && s_areSeveral;
    }

    /// <summary>A second thread is about to exist.</summary>
    internal static void BecomeSeveral() => Volatile.Write(ref s_areSeveral, true);

    /// <summary>True when threads may run side by side.</summary>
    public static bool IsOn
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        get => Decision.IsFree;
    }

    private static class Decision
    {
        // No static constructor, so that the tiered JIT folds it.
        public static readonly bool IsFree = Volatile.Read(ref s_required) != 0;
    }
}
