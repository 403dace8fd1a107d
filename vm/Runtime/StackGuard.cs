using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Recursion through natives (repr of nested lists, comparison, hashing, re-entrant calls): counted against the recursion
/// limit, and never past what the C# stack holds, so that no program can kill the process.
/// </summary>
internal static class StackGuard
{
    /// <summary>False with RecursionError set when too deep. Each success is paired with <see cref="Leave"/>.</summary>
    public static bool Enter(ThreadState thread, string where = "")
    {
        if (thread.Depth >= thread.Interpreter.RecursionLimit || !HasRoom(thread))
        {
            thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded" + where);
            return false;
        }

        thread.Depth++;
        return true;
    }

    /// <summary>True when the C# stack has room for a good deal more. The runtime is asked once for every stretch of stack that is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool HasRoom(ThreadState thread)
    {
        byte here;
        return (nint)(&here) > thread.KnownStack || Probe(thread, (nint)(&here));
    }

    public static void Leave(ThreadState thread) => thread.Depth--;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Probe(ThreadState thread, nint here)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        // The runtime promises 128 KB below here; most of it is left to natives that do not ask.
        thread.KnownStack = here - (32 << 10);
        return true;
    }
}
