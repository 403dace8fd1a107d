using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Warnings that the runtime itself gives, through the module warnings.</summary>
internal static class Warnings
{
    private static readonly StrObject s_warn = StrObject.Intern("warn");

    /// <summary>warnings.warn(message, category, stacklevel); false when a filter made it an exception, which is set. <paramref name="source"/> is the object that the warning is about, if any.</summary>
    public static bool Warn(ThreadState thread, TypeObject category, string message, int stackLevel = 1, Value? source = null)
    {
        Value module = Importing.ImportModule(thread, "warnings");
        if (module.IsError)
        {
            // Without the module there is no way to say it; the program goes on.
            thread.ClearException();
            return true;
        }

        Value result = thread.CallMethod(module, s_warn, Value.Str(message), Value.Of(category), Value.Int(stackLevel), source ?? Value.None);
        thread.Release(module);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }

    /// <summary>RuntimeWarning that an awaitable dies without having been awaited; an exception of it is reported and dropped.</summary>
    public static void NeverAwaited(ThreadState thread, Value awaitable, string message)
    {
        if (!Warn(thread, ExceptionTypes.RuntimeWarning, message, source: awaitable))
        {
            Unraisable.Report(thread, "Exception ignored while finalizing coroutine", awaitable);
        }
    }
}
