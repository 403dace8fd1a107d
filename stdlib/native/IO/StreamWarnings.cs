using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Warnings about streams, given only when the program has anything to do with warnings: importing the module for one that is ignored would cost more than it says.</summary>
internal static class StreamWarnings
{
    private static readonly StrObject s_warnings = StrObject.Intern("warnings");
    private static readonly StrObject s_warn = StrObject.Intern("warn");

    /// <summary>ResourceWarning for a stream that its finaliser closes; an exception that comes of it is reported and dropped.</summary>
    public static void Unclosed(ThreadState thread, Value source) => UnclosedResource(thread, "file", source);

    /// <summary>As <see cref="Unclosed"/> for what is no file.</summary>
    public static void UnclosedResource(ThreadState thread, string kind, Value source)
    {
        Value module = thread.Interpreter.Modules.GetName(s_warnings);
        if (module.IsUnbound && thread.Interpreter.Settings.WarningOptions.Count == 0)
        {
            return;
        }

        if (!Warn(thread, ExceptionTypes.ResourceWarning, $"unclosed {kind} {Unraisable.Describe(thread, source)}"))
        {
            Unraisable.Report(thread, "Exception ignored in", source);
        }
    }

    /// <summary>warnings.warn(message, category); false when it became an exception.</summary>
    public static bool Warn(ThreadState thread, TypeObject category, string message)
    {
        Value module = Importing.ImportModule(thread, "warnings");
        if (module.IsError)
        {
            thread.ClearException();
            return true;
        }

        Value result = thread.CallMethod(module, s_warn, Value.Str(message), Value.Of(category));
        thread.Release(module);
        if (result.IsError)
        {
            return false;
        }

        thread.Release(result);
        return true;
    }
}
