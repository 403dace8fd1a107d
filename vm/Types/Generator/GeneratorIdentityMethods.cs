using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What generators, coroutines and async generators have alike: names, text, finalizer.</summary>
[PyType("generator", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Generator))]
[PyType("coroutine", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Coroutine))]
[PyType("async_generator", typeof(GeneratorObject), Field = nameof(BuiltinTypes.AsyncGenerator))]
internal static class GeneratorIdentityMethods
{
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
            NeverAwaited.Warn(thread, self);
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
    public static bool SetName(ThreadState thread, GeneratorObject self, Value value) => SetText(thread, value, static (generator, text) => generator.Name = text, self, "__name__");

    [PyGetter("__qualname__")]
    public static Value QualName(ThreadState thread, GeneratorObject self) => Value.Of(self.QualifiedName);

    [PySetter("__qualname__")]
    public static bool SetQualName(ThreadState thread, GeneratorObject self, Value value) => SetText(thread, value, static (generator, text) => generator.QualifiedName = text, self, "__qualname__");

    private static bool SetText(ThreadState thread, Value value, Action<GeneratorObject, StrObject> set, GeneratorObject self, string name)
    {
        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"{name} must be set to a string object");
            return false;
        }

        set(self, text);
        return true;
    }
}
