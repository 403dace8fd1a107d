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

    /// <summary>True when containers must lock.</summary>
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
