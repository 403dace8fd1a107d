using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What event loops hang on asynchronous generators (PEP 525).</summary>
[PyModule("sys")]
internal static class SysAsyncHooks
{
    private static readonly StructSequenceType s_hooks = new(
        "sys", "asyncgen_hooks", "asyncgen_hooks\n\nA named tuple providing information about asynchronous\ngenerators hooks.  The attributes are read only.", 2, ["firstiter", "finalizer"]);

    [PyFunction("get_asyncgen_hooks", Doc = "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).")]
    public static Value Get(ThreadState thread) => s_hooks.Make(thread, thread.Retain(thread.AsyncFirstIterationHook), thread.Retain(thread.AsyncFinalizerHook));

    [PyFunction("set_asyncgen_hooks", Doc = "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.")]
    public static Value Set(ThreadState thread, [Keyword, Optional] Value firstiter, [Optional] Value finalizer)
    {
        if (!IsHook(finalizer))
        {
            return thread.TypeError($"callable finalizer expected, got {finalizer.Type.Name}");
        }

        if (!IsHook(firstiter))
        {
            return thread.TypeError($"callable firstiter expected, got {firstiter.Type.Name}");
        }

        Replace(thread, ref thread.AsyncFinalizerHook, finalizer);
        Replace(thread, ref thread.AsyncFirstIterationHook, firstiter);
        return Value.None;
    }

    private static bool IsHook(Value hook) => hook.IsUnbound || hook.IsNone || hook.Type.Slot(SpecialMethod.Call).IsDefined;

    private static void Replace(ThreadState thread, ref Value field, Value hook)
    {
        if (!hook.IsUnbound)
        {
            Value old = field;
            field = thread.Retain(hook);
            thread.Release(old);
        }
    }
}
