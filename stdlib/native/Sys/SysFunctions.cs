using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Functions of sys that ask or set the interpreter's settings.</summary>
[PyModule("sys")]
internal static class SysFunctions
{
    private static readonly StrObject s_sizeOf = StrObject.Intern("__sizeof__");

    [PyFunction("exit", Doc = "Exit the interpreter by raising SystemExit(status).")]
    public static Value Exit(ThreadState thread, [Optional("None")] Value status)
    {
        // As PyErr_SetObject: a tuple is the exception's arguments.
        Value exception = status.IsUnbound || status.IsNone ? thread.Call(Value.Of(ExceptionTypes.SystemExit))
            : status.Ref is TupleObject arguments ? thread.Call(Value.Of(ExceptionTypes.SystemExit), arguments.Span)
            : thread.Call(Value.Of(ExceptionTypes.SystemExit), status);
        return exception.IsError ? exception : thread.RaiseObject((ExceptionObject)exception.Ref!);
    }

    [PyFunction("getdefaultencoding", Doc = "Return the current default encoding used by the Unicode implementation.")]
    public static string GetDefaultEncoding() => "utf-8";

    [PyFunction("getfilesystemencoding", Doc = "Return the encoding used to convert Unicode filenames to OS filenames.")]
    public static string GetFileSystemEncoding() => "utf-8";

    [PyFunction("getfilesystemencodeerrors", Doc = "Return the error mode used for Unicode to OS filename conversion.")]
    public static string GetFileSystemEncodeErrors() => "surrogateescape";

    [PyFunction("getrecursionlimit", Doc = "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\nstack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python.")]
    public static long GetRecursionLimit(ThreadState thread) => thread.Interpreter.RecursionLimit;

    [PyFunction("setrecursionlimit", Doc = "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\nstack and crashing Python.  The highest possible limit is platform-\ndependent.")]
    public static Value SetRecursionLimit(ThreadState thread, int limit)
    {
        if (limit < 1)
        {
            return thread.ValueError("recursion limit must be greater or equal than 1");
        }

        if (thread.Depth >= limit)
        {
            return thread.Raise(ExceptionTypes.RecursionError, $"cannot set the recursion limit to {limit} at the recursion depth {thread.Depth}: the limit is too low");
        }

        thread.Interpreter.RecursionLimit = limit;
        foreach (ThreadState each in thread.Interpreter.Threads.All)
        {
            // Their next call looks at the new one.
            each.CallLimit = 0;
        }

        return Value.None;
    }

    [PyFunction("get_int_max_str_digits", Doc = "Return the maximum string digits limit for non-binary int<->str conversions.")]
    public static long GetIntMaxStrDigits(ThreadState thread) => thread.Interpreter.IntMaxStrDigits;

    [PyFunction("set_int_max_str_digits", Doc = "Set the maximum string digits limit for non-binary int<->str conversions.")]
    public static Value SetIntMaxStrDigits(ThreadState thread, [Keyword("maxdigits")] int maxDigits)
    {
        if (maxDigits != 0 && maxDigits < VM.Numerics.IntParsing.DigitLimitThreshold)
        {
            return thread.ValueError($"maxdigits must be >= {VM.Numerics.IntParsing.DigitLimitThreshold} or 0 for unlimited");
        }

        thread.Interpreter.IntMaxStrDigits = maxDigits;
        return Value.None;
    }

    [PyFunction("getswitchinterval", Doc = "Return the current thread switch interval; see sys.setswitchinterval().")]
    public static double GetSwitchInterval(ThreadState thread) => thread.Interpreter.Lock?.Interval.TotalSeconds ?? SysState.Of(thread).SwitchInterval;

    [PyFunction("setswitchinterval", Doc = "Set the ideal thread switching delay inside the Python interpreter.")]
    public static Value SetSwitchInterval(ThreadState thread, double interval)
    {
        if (interval <= 0)
        {
            return thread.ValueError("switch interval must be strictly positive");
        }

        SysState.Of(thread).SwitchInterval = interval;
        if (thread.Interpreter.Lock is { } held)
        {
            // The system's waits are of whole milliseconds; less would not wait at all.
            held.Interval = TimeSpan.FromSeconds(Math.Clamp(interval, 1e-6, 1e6));
        }

        return Value.None;
    }

    [PyFunction("getrefcount", Doc = "Return the reference count of object.\n\nThe count returned is generally one higher than you might expect,\nbecause it includes the (temporary) reference as an argument to\ngetrefcount().")]
    public static long GetRefCount(ThreadState thread, Value value) => value.Ref is { } reference ? RefCount.CountOf(thread, reference) : uint.MaxValue;

    [PyFunction("getsizeof", Doc = "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.")]
    public static Value GetSizeOf(ThreadState thread, [Keyword("object")] Value value, [Keyword("default"), Optional] Value absent)
    {
        Value size = thread.CallSpecialName(value, s_sizeOf);
        if (size.IsUnbound)
        {
            size = thread.TypeError($"Type {value.Type.Name} doesn't define __sizeof__");
        }

        if (!size.IsError && size.Ref is not null && size.Ref is not IntObject && !size.IsBool)
        {
            thread.Release(size);
            size = thread.TypeError("an integer is required");
        }

        if (size.IsError)
        {
            return !absent.IsUnbound && thread.ClearIf(ExceptionTypes.TypeError) ? thread.Retain(absent) : size;
        }

        return size.IsInt && size.Bits < 0 ? thread.ValueError("__sizeof__() should return >= 0") : size;
    }

    [PyFunction("intern", Doc = "``Intern'' the given string.\n\nThis enters the string in the (global) table of interned strings whose\npurpose is to speed up dictionary lookups. Return the string itself or\nthe previously interned string object with the same value.")]
    public static Value Intern(ThreadState thread, Value value)
    {
        if (value.Ref is not StrObject text)
        {
            return thread.TypeError($"intern() argument must be str, not {value.Type.Name}");
        }

        return ReferenceEquals(text.Type, BuiltinTypes.Str) ? Value.Of(text.Intern()) : thread.TypeError($"can't intern {text.Type.Name}");
    }

    [PyFunction("_is_interned", Doc = "Return True if the given string is \"interned\".")]
    public static bool IsInterned(StrObject value) => value.IsInterned;

    [PyFunction("_is_immortal", Doc = "Return True if the given object is \"immortal\" per PEP 683.")]
    public static bool IsImmortal(Value value) => value.Ref is null || value.Ref.OwnerId == RefCount.Uncounted;

    [PyFunction("_is_gil_enabled", Doc = "Return True if the GIL is currently enabled and False if the GIL is disabled.")]
    public static bool IsGilEnabled(ThreadState thread) => thread.Interpreter.Parallelism.HasLock;

    [PyFunction("is_remote_debug_enabled", Doc = "Return True if remote debugging is enabled, False otherwise.")]
    public static bool IsRemoteDebugEnabled() => false;

    [PyFunction("is_finalizing", Doc = "Return True if Python is exiting.")]
    public static bool IsFinalizing(ThreadState thread) => thread.Interpreter.IsFinalizing;

    [PyFunction("getallocatedblocks", Doc = "Return the number of memory blocks currently allocated.")]
    public static long GetAllocatedBlocks(ThreadState thread) => thread.Interpreter.Threads.Created - thread.Interpreter.Threads.Finalised;

    [PyFunction("getunicodeinternedsize", Doc = "Return the number of elements of the unicode interned dictionary")]
    public static long GetUnicodeInternedSize() => StrObject.InternedCount;

    [PyFunction("_clear_type_cache", Doc = "Clear the internal type lookup cache.")]
    public static void ClearTypeCache()
    {
        // Attribute caches belong to their types and go with them.
    }

    [PyFunction("_clear_internal_caches", Doc = "Clear all internal performance-related caches.")]
    public static void ClearInternalCaches()
    {
        // As above: nothing is kept beyond the life of what it is about.
    }

    [PyFunction("get_coroutine_origin_tracking_depth", Doc = "Check status of origin tracking for coroutine objects in this thread.")]
    public static long GetOriginDepth(ThreadState thread) => thread.CoroutineOriginDepth;

    [PyFunction("set_coroutine_origin_tracking_depth", Doc = "Enable or disable origin tracking for coroutine objects in this thread.")]
    public static Value SetOriginDepth(ThreadState thread, [Keyword("depth")] int depth)
    {
        if (depth < 0)
        {
            return thread.ValueError("depth must be >= 0");
        }

        thread.CoroutineOriginDepth = depth;
        return Value.None;
    }

    [PyFunction("addaudithook", Doc = "Adds a new audit hook callback.")]
    public static void AddAuditHook(ThreadState thread, [Keyword("hook")] Value hook) => SysState.Of(thread).AuditHooks.Add(thread.Retain(hook));

    [PyFunction("audit", Doc = "audit(event, *args)\n\nPasses the event to any hooks that are attached.")]
    public static Value Audit(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            return thread.TypeError("audit expected at least 1 argument, got 0");
        }

        if (arguments[0].Ref is not StrObject)
        {
            return thread.TypeError($"audit() argument 1 must be str, not {arguments[0].Type.Name}");
        }

        List<Value> hooks = SysState.Of(thread).AuditHooks;
        if (hooks.Count == 0)
        {
            return Value.None;
        }

        Value rest = Value.Of(TupleObject.Of(thread, arguments[1..]));
        for (int i = 0; i < hooks.Count; i++)
        {
            Value result = thread.Call(hooks[i], arguments[0], rest);
            if (result.IsError)
            {
                thread.Release(rest);
                return result;
            }

            thread.Release(result);
        }

        thread.Release(rest);
        return Value.None;
    }
}
