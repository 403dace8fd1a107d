using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// .NET exceptions that escape from a native: resource exhaustion becomes the Python exception for it, anything else is a
/// fault of the VM and becomes SystemError with a request for a report, never a .NET stack trace.
/// </summary>
internal static class FaultTranslation
{
    /// <summary>What no translation helps against.</summary>
    public static bool IsFatal(Exception fault) => fault is AccessViolationException;

    public static void Raise(ThreadState thread, Exception fault)
    {
        switch (fault)
        {
            case OutOfMemoryException or OverflowException { TargetSite.Name: "Concatenate" }:
                thread.MemoryError();
                break;
            case InsufficientExecutionStackException:
                thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
                break;
            default:
                string trace = Environment.GetEnvironmentVariable("PYL_DEBUG") == "1" ? "\n" + fault : "";
                thread.SystemError($"internal error in Pyl ({fault.GetType().Name}: {fault.Message}); please report it with the program that shows it{trace}");
                break;
        }

    }
}
