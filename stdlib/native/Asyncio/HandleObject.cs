using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Asyncio;

/// <summary>asyncio.Handle: a callback that the loop will run; TimerHandle, which has a time, is the same object.</summary>
internal sealed class HandleObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    public Value Callback = Value.None;
    public Value Arguments = Value.None;
    public Value Loop = Value.None;
    public Value Context = Value.None;
    public Value SourceTraceback = Value.None;
    public Value Text = Value.None;
    public double When;
    public bool IsCancelled;
    public bool IsScheduled;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        AsyncioFields.Set(thread, ref Callback, Value.None);
        AsyncioFields.Set(thread, ref Arguments, Value.None);
        AsyncioFields.Set(thread, ref Loop, Value.None);
        AsyncioFields.Set(thread, ref Context, Value.None);
        AsyncioFields.Set(thread, ref SourceTraceback, Value.None);
    }
}

/// <summary>Fields that hold references.</summary>
internal static class AsyncioFields
{
    /// <summary>Puts a value there, whose reference moves in, and releases what was there last.</summary>
    public static void Set(ThreadState thread, ref Value field, Value value)
    {
        Value old = field;
        field = value;
        thread.Release(old);
    }

    public static void Set(ThreadState thread, ref ExceptionObject? field, ExceptionObject? value)
    {
        ExceptionObject? old = field;
        field = value;
        if (old is not null)
        {
            RefCount.Release(thread, old);
        }
    }
}

/// <summary>The methods of Handle.</summary>
[PyType("Handle", typeof(HandleObject), Module = "_asyncio", Doc = "Object returned by callback registration methods.")]
internal static class HandleMethods
{
    internal static TypeObject Type => AsyncioTypes.Handle;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new HandleObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, HandleObject self, [Keyword] Value callback, Value args, Value loop, [Optional("None")] Value context)
    {
        AsyncioFields.Set(thread, ref self.Context, context.IsUnbound || context.IsNone ? Value.Of(ContextObject.Current(thread).Copy(thread)) : thread.Retain(context));
        AsyncioFields.Set(thread, ref self.Loop, thread.Retain(loop));
        AsyncioFields.Set(thread, ref self.Callback, thread.Retain(callback));
        AsyncioFields.Set(thread, ref self.Arguments, thread.Retain(args));
        if (LoopObject.IsDebugging(thread, loop) is not { } debug)
        {
            return Value.Error;
        }

        if (debug)
        {
            Value stack = AsyncioTypes.CallHelper(thread, "asyncio.format_helpers", "extract_stack");
            if (stack.IsError)
            {
                return stack;
            }

            AsyncioFields.Set(thread, ref self.SourceTraceback, stack);
        }

        return Value.None;
    }

    /// <summary>A handle for what was ready without one; the call's references move in.</summary>
    internal static HandleObject Of(ThreadState thread, LoopObject loop, in ReadyCall call)
    {
        Value argument = call.Argument is null ? Value.None : Value.Of(call.Argument);
        Value callback = Value.Of(call.Function);
        if (call.Function is TaskObject)
        {
            callback = Attributes.Get(thread, callback, AsyncioTypes.Wakeup);
            RefCount.Release(thread, call.Function);
        }

        return new HandleObject(thread, Type)
        {
            Callback = callback,
            Arguments = Value.Of(TupleObject.Steal(thread, [argument])),
            Loop = thread.Retain(Value.Of(loop)),
            Context = call.Context is null ? Value.None : Value.Of(call.Context),
        };
    }

    [PyMethod("cancel", Doc = "Do not run the callback.")]
    public static Value Cancel(ThreadState thread, HandleObject self)
    {
        if (self.IsCancelled)
        {
            return Value.None;
        }

        if (LoopObject.IsDebugging(thread, self.Loop) is not { } debug)
        {
            return Value.Error;
        }

        self.IsCancelled = true;
        if (debug)
        {
            // The callback goes; what it was stays readable.
            Value text = Operators.ReprText(thread, Value.Of(self)) is { } shown ? Value.Str(shown) : Value.Error;
            if (text.IsError)
            {
                return text;
            }

            AsyncioFields.Set(thread, ref self.Text, text);
        }

        AsyncioFields.Set(thread, ref self.Callback, Value.None);
        AsyncioFields.Set(thread, ref self.Arguments, Value.None);
        return Value.None;
    }

    [PyMethod("cancelled", Doc = "True when it was cancelled.")]
    public static bool IsCancelled(HandleObject self) => self.IsCancelled;

    [PyMethod("get_context", Doc = "The context in which the callback runs.")]
    public static Value GetContext(ThreadState thread, HandleObject self) => thread.Retain(self.Context);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, HandleObject self) =>
        !self.Text.IsNone ? thread.Retain(self.Text) : AsyncioTypes.CallHelper(thread, "asyncio.events", "_handle_repr", Value.Of(self));

    [PyMethod("_run")]
    public static Value RunMethod(ThreadState thread, HandleObject self) => Run(thread, self) ? Value.None : Value.Error;

    [PyGetter("_callback")]
    public static Value Callback(ThreadState thread, HandleObject self) => thread.Retain(self.Callback);

    [PyGetter("_args")]
    public static Value Arguments(ThreadState thread, HandleObject self) => thread.Retain(self.Arguments);

    [PyGetter("_cancelled")]
    public static Value Cancelled(ThreadState thread, HandleObject self) => Value.Bool(self.IsCancelled);

    [PyGetter("_loop")]
    public static Value Loop(ThreadState thread, HandleObject self) => thread.Retain(self.Loop);

    [PyGetter("_context")]
    public static Value Context(ThreadState thread, HandleObject self) => thread.Retain(self.Context);

    [PyGetter("_source_traceback")]
    public static Value SourceTraceback(ThreadState thread, HandleObject self) => thread.Retain(self.SourceTraceback);

    /// <summary>Runs the callback, reporting what it raises; false when that has to leave the loop.</summary>
    internal static bool Run(ThreadState thread, HandleObject self)
    {
        if (self.Context.Ref is not ContextObject context || self.Arguments.Ref is not TupleObject arguments)
        {
            return true; // cancelled meanwhile
        }

        Value result = context.Run(thread, self.Callback, arguments.Span, default);
        if (!result.IsError)
        {
            thread.Release(result);
            return true;
        }

        return !AsyncioTypes.IsExit(thread.Exception!) && Report(thread, self);
    }

    /// <summary>Tells the loop's exception handler of the exception in flight.</summary>
    internal static bool Report(ThreadState thread, HandleObject self)
    {
        ExceptionObject exception = thread.TakeException();
        Value result = AsyncioTypes.CallHelper(thread, "asyncio.events", "_callback_failed", Value.Of(self), Value.Of(exception));
        RefCount.Release(thread, exception);
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }
}

/// <summary>The methods of TimerHandle.</summary>
[PyType("TimerHandle", typeof(HandleObject), Module = "_asyncio", Doc = "Object returned by timed callback registration methods.")]
internal static class TimerHandleMethods
{
    private static readonly StrObject s_cancelled = StrObject.Intern("_timer_handle_cancelled");

    internal static TypeObject Type => AsyncioTypes.TimerHandle;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, HandleObject self, [Keyword] double when, Value callback, Value args, Value loop, [Optional("None")] Value context)
    {
        self.When = when;
        return HandleMethods.Init(thread, self, callback, args, loop, context);
    }

    [PyMethod("cancel", Doc = "Do not run the callback.")]
    public static Value Cancel(ThreadState thread, HandleObject self)
    {
        if (!self.IsCancelled)
        {
            Value told = thread.CallMethod(self.Loop, s_cancelled, Value.Of(self));
            if (told.IsError)
            {
                return told;
            }

            thread.Release(told);
        }

        return HandleMethods.Cancel(thread, self);
    }

    [PyMethod("when", Doc = "The time of the loop's clock at which it runs.")]
    public static double When(HandleObject self) => self.When;

    [PyGetter("_when")]
    public static Value WhenMember(ThreadState thread, HandleObject self) => Value.FromDouble(self.When);

    [PyGetter("_scheduled")]
    public static Value Scheduled(ThreadState thread, HandleObject self) => Value.Bool(self.IsScheduled);

    [PySetter("_scheduled")]
    public static bool SetScheduled(ThreadState thread, HandleObject self, Value value)
    {
        self.IsScheduled = Operators.IsTrue(thread, value) > 0;
        return !thread.HasException;
    }

    [PyMethod("__hash__")]
    public static long Hash(HandleObject self) => self.When.GetHashCode();

    [PyMethod("__lt__")]
    public static Value Less(ThreadState thread, HandleObject self, Value other) => other.Ref is HandleObject handle ? Value.Bool(self.When < handle.When) : Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value LessOrEqual(ThreadState thread, HandleObject self, Value other) => other.Ref is HandleObject handle ? Value.Bool(self.When <= handle.When) : Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Greater(ThreadState thread, HandleObject self, Value other) => other.Ref is HandleObject handle ? Value.Bool(self.When > handle.When) : Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value GreaterOrEqual(ThreadState thread, HandleObject self, Value other) => other.Ref is HandleObject handle ? Value.Bool(self.When >= handle.When) : Value.NotImplemented;

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, HandleObject self, Value other) =>
        other.Ref is not HandleObject handle ? Value.NotImplemented
        : Value.Bool(ReferenceEquals(self, handle) || (self.When == handle.When && self.Callback.Same(handle.Callback) && self.Arguments.Same(handle.Arguments) && self.IsCancelled == handle.IsCancelled));
}
