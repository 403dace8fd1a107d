using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Interpreters;

/// <summary>The module _interpreters, on which concurrent.interpreters is built (PEP 734).</summary>
[PyModule("_interpreters", Doc = "This module provides primitive operations to manage Python interpreters.\nThe 'interpreters' module provides a more convenient interface.")]
internal static class InterpretersModule
{
    [PyConstant("InterpreterError")]
    internal static readonly TypeObject Error = NativeExceptions.Make("concurrent.interpreters", "InterpreterError", ExceptionTypes.Exception);

    [PyConstant("InterpreterNotFoundError")]
    internal static readonly TypeObject NotFound = NativeExceptions.Make("concurrent.interpreters", "InterpreterNotFoundError", Error);

    [PyConstant("NotShareableError")]
    internal static readonly TypeObject NotShareable = NativeExceptions.Make("concurrent.interpreters", "NotShareableError", ExceptionTypes.TypeError);

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        Packer.NotShareable = NotShareable;
        ChildInterpreter.ContextRelease = Threads.ThreadEnd.Release;
        return true;
    }

    [PyFunction("create", Doc = "create() -> id\n\nCreate a new interpreter and return a unique generated ID.")]
    public static Value Create(ThreadState thread)
    {
        // Its first modules are made now rather than under the first call.
        return Value.Int(ChildInterpreters.Create(thread).Id);
    }

    [PyFunction("destroy", Doc = "destroy(id)\n\nDestroy the identified interpreter.")]
    public static Value Destroy(ThreadState thread, long id)
    {
        if (Find(thread, id) is not { } target)
        {
            return Value.Error;
        }

        if (ReferenceEquals(target.State, thread.Interpreter))
        {
            return thread.Raise(Error, "cannot destroy the current interpreter");
        }

        if (id == 0 || !target.TryClose(thread))
        {
            return thread.Raise(Error, id == 0 ? "cannot destroy the main interpreter" : "interpreter running");
        }

        InterpreterQueue.ForgetItemsOf(id);
        return Value.None;
    }

    [PyFunction("list_all", Doc = "list_all() -> [id]\n\nReturn a list containing the ID of every existing interpreter.")]
    public static Value ListAll(ThreadState thread) => Value.Of(ListObject.Of(thread, [.. ChildInterpreters.All.Select(static i => Value.Int(i.Id))]));

    [PyFunction("get_current", Doc = "get_current() -> id\n\nReturn the ID of the current interpreter.")]
    public static long GetCurrent(ThreadState thread) => ChildInterpreters.Current(thread).Id;

    [PyFunction("get_main", Doc = "get_main() -> id\n\nReturn the ID of the main interpreter.")]
    public static long GetMain() => 0;

    [PyFunction("is_running", Doc = "is_running(id) -> bool\n\nReturn whether or not the identified interpreter is running.")]
    public static Value IsRunning(ThreadState thread, long id) => Find(thread, id) is { } target ? Value.Bool(target.IsRunning) : Value.Error;

    [PyFunction("is_shareable", Doc = "is_shareable(obj) -> bool\n\nReturn True if the object's data may be shared between interpreters and\nFalse otherwise.")]
    public static bool IsShareable(Value obj) => obj.Ref switch
    {
        null or NoneObject or BoolObject or IntObject or FloatObject => true,
        StrObject or BytesObject or MemoryViewObject => !obj.Type.IsHeap,
        TupleObject tuple when ReferenceEquals(obj.Type, BuiltinTypes.Tuple) => tuple.Span.ToArray().All(IsShareable),
        _ => obj.IsFloat || (obj.Type.IsHeap && obj.Type.ShortName == "Queue" && obj.Type.Namespace.GetName(Names.Module).Ref?.ToString() == "concurrent.interpreters._queues"),
    };

    [PyFunction("exec", Doc = "exec(id, code)\n\nExecute the source text in the __main__ module of the identified interpreter.\nReturn None, or what is known of the exception that ended it.")]
    public static Value Exec(ThreadState thread, long id, string code)
    {
        if (Claim(thread, id) is not { } target)
        {
            return Value.Error;
        }

        RemoteFailure? failure = target.Run(thread, (target, code), static (inner, s) => Execute(inner, s.target, s.code), claimed: true);
        target.ReleaseMain();
        return failure is null ? Value.None : failure.Describe(thread);
    }

    [PyFunction("call", Doc = "call(id, callable, args, kwargs) -> (result, excinfo, exception)\n\nCall the object in the identified interpreter.")]
    public static Value Call(ThreadState thread, long id, Value callable, TupleObject args, Value kwargs)
    {
        Value request = Value.Of(TupleObject.Of(thread, [callable, Value.Of(args), kwargs]));
        Parcel? parcel = Packer.Pack(thread, request);
        thread.Release(request);
        return parcel is null ? Value.Error : Deliver(thread, id, parcel);
    }

    [PyFunction("pack", Doc = "pack(obj) -> parcel\n\nTake an object apart for another interpreter; a parcel is delivered once.")]
    public static Value Pack(ThreadState thread, Value obj) => Packer.Pack(thread, obj) is { } parcel ? Value.Of(new ParcelObject(parcel)) : Value.Error;

    [PyFunction("call_parcel", Doc = "call_parcel(id, parcel) -> (result, excinfo, exception)\n\nAs call(), of a packed (callable, args, kwargs).")]
    public static Value CallParcel(ThreadState thread, long id, Value parcel) =>
        parcel.Ref is ParcelObject packed ? Deliver(thread, id, packed.Content) : thread.TypeError("call_parcel() takes what pack() returned");

    [PyFunction("set___main___attrs", Doc = "set___main___attrs(id, ns)\n\nBind the given attributes in the interpreter's __main__ module.")]
    public static Value SetMainAttributes(ThreadState thread, long id, DictObject updates)
    {
        if (Packer.Pack(thread, Value.Of(updates)) is not { } parcel || Claim(thread, id) is not { } target)
        {
            return Value.Error;
        }

        RemoteFailure? failure = target.Run(thread, (target, parcel), static (inner, s) => Prepare(inner, s.target, s.parcel), claimed: true);
        target.ReleaseMain();
        return failure is null ? Value.None : Reraise(thread, failure);
    }

    private static RemoteFailure? Execute(ThreadState thread, ChildInterpreter target, string code)
    {
        Value compiled = SourceCompilation.Compile(thread, Value.Str(code), "<string>", CompileMode.Module, new CompileOptions(thread.Interpreter.OptimizeLevel), "exec");
        Value result = compiled.Ref is ExecutableCode executable
            ? VM.Execution.Interpreter.RunCode(thread, executable, target.Main.Namespace, null)
            : Value.Error;
        if (result.IsError)
        {
            StandardStreams.TryFlush(thread, Names.StdOut);
            return RemoteFailure.Take(thread);
        }

        thread.Release(result);
        StandardStreams.TryFlush(thread, Names.StdOut);
        return null;
    }

    private static RemoteFailure? Prepare(ThreadState thread, ChildInterpreter target, Parcel parcel)
    {
        Value updates = Unpacker.Unpack(thread, parcel);
        if (updates.Ref is not DictObject dict)
        {
            return RemoteFailure.Take(thread);
        }

        int position = 0;
        while (DictWalk.MoveNext(thread, dict, ref position, out Value key, out Value value))
        {
            if (key.Ref is StrObject name)
            {
                target.Main.Namespace.SetName(thread, name.Intern(), value);
            }
            else
            {
                thread.Release(key);
                thread.Release(value);
            }
        }

        thread.Release(updates);
        return null;
    }

    /// <summary>Calls in the interpreter; (result, excinfo, exception), of which one or two are None.</summary>
    private static Value Deliver(ThreadState thread, long id, Parcel parcel)
    {
        if (Find(thread, id) is not { } target)
        {
            return Value.Error;
        }

        bool claimed = target.TryClaimMain();
        (Parcel? result, RemoteFailure? failure) = target.Run(thread, parcel, static (inner, request) => Answer(inner, request), claimed);
        if (claimed)
        {
            target.ReleaseMain();
        }

        if (failure is not null)
        {
            Value exception = failure.Exception is { } packed ? Unpacker.Unpack(thread, packed) : Value.None;
            if (exception.IsError)
            {
                thread.ClearException();
                exception = Value.None;
            }

            return Value.Of(TupleObject.Steal(thread, [Value.None, failure.Describe(thread), exception]));
        }

        Value value = Unpacker.Unpack(thread, result!);
        return value.IsError ? value : Value.Of(TupleObject.Steal(thread, [value, Value.None, Value.None]));
    }

    private static (Parcel? Result, RemoteFailure? Failure) Answer(ThreadState thread, Parcel request)
    {
        Value unpacked = Unpacker.Unpack(thread, request);
        if (unpacked.Ref is not TupleObject { Length: 3 } call)
        {
            return (null, RemoteFailure.Take(thread));
        }

        Value result = Threads.VariadicCall.Call(thread, call.Items[0], (TupleObject)call.Items[1].Ref!, call.Items[2].Ref as DictObject);
        thread.Release(unpacked);
        if (result.IsError)
        {
            return (null, RemoteFailure.Take(thread));
        }

        Parcel? packed = Packer.Pack(thread, result);
        thread.Release(result);
        return packed is null ? (null, RemoteFailure.Take(thread)) : (packed, null);
    }

    private static Value Reraise(ThreadState thread, RemoteFailure failure)
    {
        Value exception = failure.Exception is { } packed ? Unpacker.Unpack(thread, packed) : Value.None;
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception.IsError ? exception : thread.Raise(Error, "the interpreter failed");
    }

    private static ChildInterpreter? Find(ThreadState thread, long id)
    {
        if (ChildInterpreters.Find(id) is { } found)
        {
            return found;
        }

        thread.Raise(NotFound, $"unrecognized interpreter ID {id}");
        return null;
    }

    private static ChildInterpreter? Claim(ThreadState thread, long id)
    {
        if (Find(thread, id) is not { } target)
        {
            return null;
        }

        if (target.TryClaimMain())
        {
            return target;
        }

        thread.Raise(Error, "interpreter already running");
        return null;
    }
}
