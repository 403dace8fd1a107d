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
        if (GeneratorFlow.CanResumeAtOnce(thread, self) && StackGuard.HasRoom(thread))
        {
            return GeneratorOperations.Step(thread, self);
        }

        Value result = GeneratorOperations.Resume(thread, self, Value.None, out Value returned);
        if (result.IsEnd && !returned.IsNone)
        {
            // Most callers only want to know that it is the end; who raises StopIteration takes the value.
            self.ReturnValue = returned;
        }

        return result;
    }

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
    public static Value YieldFrom(ThreadState thread, GeneratorObject self) => self.Delegate.IsUnbound || self.State == GeneratorState.Running ? Value.None : thread.Retain(self.Delegate);
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

    /// <summary>Where it was created; tracked only on request.</summary>
    [PyGetter("cr_origin")]
    public static Value Origin(ThreadState thread, GeneratorObject self) => CoroutineOrigins.Of(self);
}
