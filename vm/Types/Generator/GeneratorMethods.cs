using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>generator (library/stdtypes, "Generator Types"; reference, "Generator-iterator methods").</summary>
[PyType("generator", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Generator))]
internal static class GeneratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, GeneratorObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, GeneratorObject self)
    {
        Value result = GeneratorOperations.Resume(thread, self, Value.None, out Value returned);
        if (result.IsEnd && !returned.IsNone)
        {
            // Most callers only want to know that it is the end; who raises StopIteration takes the value.
            self.ReturnValue = returned;
        }

        return result;
    }

    [PyMethod("send", Doc = "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.")]
    public static Value Send(ThreadState thread, GeneratorObject self, Value arg)
    {
        Value result = GeneratorOperations.Resume(thread, self, arg, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, GeneratorObject self, ReadOnlySpan<Value> arguments)
    {
        if (ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        Value result = GeneratorOperations.Throw(thread, self, exception, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("close", Doc = "close() -> raise GeneratorExit inside generator.")]
    public static Value Close(ThreadState thread, GeneratorObject self) => GeneratorOperations.Close(thread, self);

    [PyMethod("__del__")]
    public static Value Delete(ThreadState thread, GeneratorObject self)
    {
        if (self.State == GeneratorState.Closed)
        {
            return Value.None;
        }

        if (self.Async is { } state && !state.Finalizer.IsNone && !state.Closed)
        {
            // The event loop's hook closes it.
            Value called = thread.Call(state.Finalizer, Value.Of(self));
            if (called.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while calling async generator finalizer", state.Finalizer);
            }
            else
            {
                thread.Release(called);
            }

            return Value.None;
        }

        if (self.State == GeneratorState.Created && ReferenceEquals(self.Type, BuiltinTypes.Coroutine))
        {
            Warnings.NeverAwaited(thread, Value.Of(self), $"coroutine '{self.QualifiedName}' was never awaited");
        }

        Value closed = GeneratorOperations.Close(thread, self);
        if (closed.IsError)
        {
            Unraisable.Report(thread, "Exception ignored while closing generator", Value.Of(self));
        }
        else
        {
            thread.Release(closed);
        }

        return Value.None;
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, GeneratorObject self) =>
        $"<{self.Type.Name} object {self.QualifiedName} at {ObjectMethods.Address(Value.Of(self))}>";

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, GeneratorObject self) => Value.Of(self.Name);

    [PySetter("__name__")]
    public static bool SetName(ThreadState thread, GeneratorObject self, Value value) => SetText(thread, value, ref self.Name, "__name__");

    [PyGetter("__qualname__")]
    public static Value QualName(ThreadState thread, GeneratorObject self) => Value.Of(self.QualifiedName);

    [PySetter("__qualname__")]
    public static bool SetQualName(ThreadState thread, GeneratorObject self, Value value) => SetText(thread, value, ref self.QualifiedName, "__qualname__");

    [PyGetter("gi_frame")]
    public static Value FrameOf(ThreadState thread, GeneratorObject self) =>
        self.Frame is { } frame ? Value.Of(FrameLifetime.ObjectOfActivation(thread, frame)) : Value.None;

    [PyGetter("gi_running")]
    public static bool IsRunning(ThreadState thread, GeneratorObject self) => self.State == GeneratorState.Running;

    [PyGetter("gi_suspended")]
    public static bool IsSuspended(ThreadState thread, GeneratorObject self) => self.State == GeneratorState.Suspended;

    [PyGetter("gi_code")]
    public static Value CodeOf(ThreadState thread, GeneratorObject self) => Value.Of(self.Code);

    [PyGetter("gi_yieldfrom")]
    public static Value YieldFrom(ThreadState thread, GeneratorObject self) => self.Delegate.IsUnbound ? Value.None : thread.Retain(self.Delegate);

    internal static bool SetText(ThreadState thread, Value value, ref StrObject field, string name)
    {
        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"{name} must be set to a string object");
            return false;
        }

        field = text;
        return true;
    }
}

/// <summary>coroutine.</summary>
[PyType("coroutine", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Coroutine))]
internal static class CoroutineMethods
{
    [PyMethod("__await__")]
    public static Value Await(ThreadState thread, GeneratorObject self)
    {
        RefCount.Retain(thread, self);
        return Value.Of(new CoroutineWrapperObject(thread, self));
    }

    [PyMethod("send")]
    public static Value Send(ThreadState thread, GeneratorObject self, Value arg) => GeneratorMethods.Send(thread, self, arg);

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, GeneratorObject self, ReadOnlySpan<Value> arguments) => GeneratorMethods.Throw(thread, self, arguments);

    [PyMethod("close")]
    public static Value Close(ThreadState thread, GeneratorObject self) => GeneratorOperations.Close(thread, self);

    [PyMethod("__del__")]
    public static Value Delete(ThreadState thread, GeneratorObject self) => GeneratorMethods.Delete(thread, self);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, GeneratorObject self) => GeneratorMethods.Repr(thread, self);

    [PyClassMethod("__class_getitem__")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, GeneratorObject self) => Value.Of(self.Name);

    [PySetter("__name__")]
    public static bool SetName(ThreadState thread, GeneratorObject self, Value value) => GeneratorMethods.SetText(thread, value, ref self.Name, "__name__");

    [PyGetter("__qualname__")]
    public static Value QualName(ThreadState thread, GeneratorObject self) => Value.Of(self.QualifiedName);

    [PySetter("__qualname__")]
    public static bool SetQualName(ThreadState thread, GeneratorObject self, Value value) => GeneratorMethods.SetText(thread, value, ref self.QualifiedName, "__qualname__");

    [PyGetter("cr_frame")]
    public static Value FrameOf(ThreadState thread, GeneratorObject self) => GeneratorMethods.FrameOf(thread, self);

    [PyGetter("cr_running")]
    public static bool IsRunning(ThreadState thread, GeneratorObject self) => self.State == GeneratorState.Running;

    [PyGetter("cr_suspended")]
    public static bool IsSuspended(ThreadState thread, GeneratorObject self) => self.State == GeneratorState.Suspended;

    [PyGetter("cr_code")]
    public static Value CodeOf(ThreadState thread, GeneratorObject self) => Value.Of(self.Code);

    [PyGetter("cr_await")]
    public static Value AwaitedOf(ThreadState thread, GeneratorObject self) => GeneratorMethods.YieldFrom(thread, self);

    /// <summary>Where it was created; tracked only on request, which is not supported.</summary>
    [PyGetter("cr_origin")]
    public static Value Origin(ThreadState thread, GeneratorObject self) => Value.None;
}
