using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Exceptions that nobody can catch (in __del__, callbacks): reported through sys.unraisablehook and dropped.</summary>
internal static class Unraisable
{
    /// <summary>Installed by sys: writes the report. Takes the exception (borrowed).</summary>
    public static Action<ThreadState, string, Value, ExceptionObject>? Reporter;

    /// <summary>Reports and drops the exception in flight.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="message">Such as "Exception ignored in".</param>
    /// <param name="where">The object concerned, borrowed.</param>
    public static void Report(ThreadState thread, string message, Value where)
    {
        ExceptionObject exception = thread.TakeException();
        Reporter?.Invoke(thread, message, where, exception);
        Memory.RefCount.Release(thread, exception);
    }
}
