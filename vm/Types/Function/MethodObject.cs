using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A bound method: a callable and the instance that becomes its first argument.</summary>
public sealed class MethodObject : PyObject
{
    /// <summary>Both references move in.</summary>
    internal MethodObject(ThreadState thread, PyObject function, Value self)
        : base(thread, BuiltinTypes.Method)
    {
        Function = function;
        Self = self;
    }

    public PyObject Function { get; }

    public Value Self { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Function);
        RefCount.Release(thread, Self);
    }
}

/// <summary>A native bound to an instance or class: builtin_function_or_method or method-wrapper.</summary>
public sealed class BoundNativeObject : PyObject
{
    /// <summary>The reference of <paramref name="self"/> moves in.</summary>
    internal BoundNativeObject(ThreadState thread, NativeFunction function, Value self)
        : base(thread, function.Kind == NativeKind.Slot ? BuiltinTypes.MethodWrapper : BuiltinTypes.BuiltinFunction)
    {
        Function = function;
        Self = self;
    }

    public NativeFunction Function { get; }

    public Value Self { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Self);
}
