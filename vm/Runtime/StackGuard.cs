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
        if (thread.Depth >= thread.Interpreter.RecursionLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded" + where);
            return false;
        }

        thread.Depth++;
        return true;
    }

    public static void Leave(ThreadState thread) => thread.Depth--;
}
