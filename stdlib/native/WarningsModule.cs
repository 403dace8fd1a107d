using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The module _warnings. What it does is written in Pyl (warnings.pyl); these functions stand before that so that, as in
/// CPython, a warning which a filter made an exception shows no frames of the module itself.
/// </summary>
[PyModule("_warnings", Doc = "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.")]
internal static class WarningsModule
{
    private const string Module = "warnings";

    private static readonly StrObject s_warn = StrObject.Intern("_warn_caller");
    private static readonly StrObject s_warnExplicit = StrObject.Intern("_warn_explicit");

    [PyFunction("warn", Doc = "Issue a warning, or maybe ignore it or raise an exception.\n\n  message\n    Text of the warning message.\n  category\n    The Warning category subclass. Defaults to UserWarning.\n  stacklevel\n    How far up the call stack to make this warning appear. A value of 2 for\n    example attributes the warning to the caller of the code calling warn().\n  source\n    If supplied, the destroyed object which emitted a ResourceWarning\n  skip_file_prefixes\n    An optional tuple of module filename prefixes indicating frames to skip\n    during stacklevel computations for stack frame attribution.")]
    public static Value Warn(
        ThreadState thread,
        [Keyword("message")] Value message,
        [Keyword("category"), Optional("None")] Value category,
        [Keyword("stacklevel"), Optional("1")] Value stackLevel,
        [Keyword("source"), Optional("None")] Value source,
        [KeywordOnly("skip_file_prefixes"), Optional("()")] Value prefixes) =>
        Call(thread, s_warn, message, Or(category, Value.None), Or(stackLevel, Value.Int(1)), Or(source, Value.None), Or(prefixes, Value.Of(TupleObject.Empty)));

    [PyFunction("warn_explicit", Doc = "Issue a warning, or maybe ignore it or raise an exception.")]
    public static Value WarnExplicit(
        ThreadState thread,
        [Keyword("message")] Value message,
        [Keyword("category")] Value category,
        [Keyword("filename")] Value fileName,
        [Keyword("lineno")] Value line,
        [Keyword("module"), Optional("<unrepresentable>")] Value module,
        [Keyword("registry"), Optional("None")] Value registry,
        [Keyword("module_globals"), Optional("None")] Value globals,
        [Keyword("source"), Optional("None")] Value source) =>
        Call(thread, s_warnExplicit, message, category, fileName, line, Or(module, Value.None), Or(registry, Value.None), Or(globals, Value.None), Or(source, Value.None));

    private static Value Or(Value value, Value absent) => value.IsUnbound ? absent : value;

    private static Value Call(ThreadState thread, StrObject function, params ReadOnlySpan<Value> arguments)
    {
        Value module = Importing.ImportModule(thread, Module);
        if (module.IsError)
        {
            return module;
        }

        Value target = Attributes.Get(thread, module, function);
        thread.Release(module);
        if (target.IsError)
        {
            return target;
        }

        Value result = thread.Call(target, arguments);
        thread.Release(target);
        if (result.IsError && thread.Exception is { } exception)
        {
            HideOwnFrames(thread, exception);
        }

        return result;
    }

    private static void HideOwnFrames(ThreadState thread, ExceptionObject exception)
    {
        while (exception.Traceback is { } entry && entry.Code.Code.FileName == $"<frozen {Module}>")
        {
            exception.Traceback = entry.ReplaceNext(thread, null);
            RefCount.Release(thread, entry);
        }
    }
}
