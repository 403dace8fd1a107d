using Pyl.VM.Execution;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The warning about a coroutine that dies and has not begun.</summary>
internal static class NeverAwaited
{
    private static readonly StrObject s_warnings = StrObject.Intern("warnings");
    private static readonly StrObject s_warn = StrObject.Intern("_warn_unawaited_coroutine");

    /// <summary>By the module warnings where a program has loaded it, which knows how to say where the coroutine was made.</summary>
    public static void Warn(ThreadState thread, GeneratorObject coroutine)
    {
        Value warn = thread.Interpreter.Modules.GetName(s_warnings).Ref is ModuleObject module ? module.Namespace.GetName(s_warn) : Value.Unbound;
        if (warn.IsUnbound)
        {
            Warnings.NeverAwaited(thread, Value.Of(coroutine), $"coroutine '{coroutine.QualifiedName}' was never awaited");
        }
        else
        {
            thread.Retain(warn);
            Value result = thread.Call(warn, Value.Of(coroutine));
            thread.Release(warn);
            if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while finalizing coroutine", Value.Of(coroutine));
            }
            else
            {
                thread.Release(result);
            }
        }

        CoroutineOrigins.Forget(coroutine);
    }
}
