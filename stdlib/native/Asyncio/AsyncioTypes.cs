using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>The classes of the module _asyncio and the names that it looks for.</summary>
internal static unsafe class AsyncioTypes
{
    public static readonly TypeObject CancelledError = NativeExceptions.Make("asyncio.exceptions", "CancelledError", ExceptionTypes.BaseException);
    public static readonly TypeObject InvalidStateError = NativeExceptions.Make("asyncio.exceptions", "InvalidStateError", ExceptionTypes.Exception);

    public static readonly TypeObject Future = Make("Future", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences, finalizes: true);
    public static readonly TypeObject Task = Make("Task", Future, TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences, finalizes: true);
    public static readonly TypeObject FutureIterator = Make("FutureIter", BuiltinTypes.Object, TypeFlags.DisallowInstantiation, finalizes: false);
    public static readonly TypeObject YieldOnce = Make("YieldOnce", BuiltinTypes.Object, TypeFlags.DisallowInstantiation, finalizes: false);
    public static readonly TypeObject Handle = Make("Handle", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasWeakReferences, finalizes: false);
    public static readonly TypeObject TimerHandle = Make("TimerHandle", Handle, TypeFlags.BaseType | TypeFlags.HasWeakReferences, finalizes: false);
    public static readonly TypeObject Loop = Make("LoopBase", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences, finalizes: false);

    public static readonly StrObject CallSoon = StrObject.Intern("call_soon");
    public static readonly StrObject Context = StrObject.Intern("context");
    public static readonly StrObject Cancel = StrObject.Intern("cancel");
    public static readonly StrObject Message = StrObject.Intern("msg");
    public static readonly StrObject GetDebug = StrObject.Intern("get_debug");
    public static readonly StrObject GetLoop = StrObject.Intern("get_loop");
    public static readonly StrObject Blocking = StrObject.Intern("_asyncio_future_blocking");
    public static readonly StrObject AddDoneCallback = StrObject.Intern("add_done_callback");
    public static readonly StrObject Add = StrObject.Intern("add");
    public static readonly StrObject Discard = StrObject.Intern("discard");
    public static readonly StrObject Result = StrObject.Intern("result");
    public static readonly StrObject Throw = StrObject.Intern("throw");
    public static readonly StrObject Wakeup = StrObject.Intern("task_wakeup");

    private static TypeObject Make(string name, TypeObject parent, TypeFlags flags, bool finalizes)
    {
        var type = new TypeObject(BuiltinTypes.Type, name, parent, flags) { Module = "_asyncio", HasFinalizer = finalizes };
        if ((flags & TypeFlags.HasDict) != 0 && ReferenceEquals(parent, BuiltinTypes.Object))
        {
            type.DefineProperty("__dict__", &InstanceDict.Get, &InstanceDict.Set, null);
        }

        return type;
    }

    /// <summary>Calls a function of one of asyncio's modules, which are loaded whenever these classes are in use.</summary>
    public static Value CallHelper(ThreadState thread, string module, string function, params ReadOnlySpan<Value> arguments)
    {
        Value found = thread.Interpreter.Modules.GetName(StrObject.Intern(module));
        return found.IsUnbound ? thread.RuntimeError($"{module} is not loaded") : thread.CallMethod(found, StrObject.Intern(function), arguments);
    }

    /// <summary>True for KeyboardInterrupt and SystemExit, which leave the loop.</summary>
    public static bool IsExit(ExceptionObject exception) =>
        exception.Type.IsSubtypeOf(ExceptionTypes.KeyboardInterrupt) || exception.Type.IsSubtypeOf(ExceptionTypes.SystemExit);
}
