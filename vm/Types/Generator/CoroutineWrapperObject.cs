using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What a coroutine's __await__() gives: an iterator that drives the coroutine.</summary>
public sealed class CoroutineWrapperObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal CoroutineWrapperObject(ThreadState thread, GeneratorObject coroutine)
        : base(thread, BuiltinTypes.CoroutineWrapper)
    {
        Coroutine = coroutine;
    }

    internal GeneratorObject Coroutine { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Coroutine);
}

[PyType("coroutine_wrapper", typeof(CoroutineWrapperObject), Field = nameof(BuiltinTypes.CoroutineWrapper))]
internal static class CoroutineWrapperMethods
{
    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, CoroutineWrapperObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CoroutineWrapperObject self) => GeneratorMethods.Next(thread, self.Coroutine);

    [PyMethod("send")]
    public static Value Send(ThreadState thread, CoroutineWrapperObject self, Value arg) => ResumptionMethods.Send(thread, self.Coroutine, arg);

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, CoroutineWrapperObject self, ReadOnlySpan<Value> arguments) => ResumptionMethods.Throw(thread, self.Coroutine, arguments);

    [PyMethod("close")]
    public static Value Close(ThreadState thread, CoroutineWrapperObject self) => GeneratorOperations.Close(thread, self.Coroutine);
}
