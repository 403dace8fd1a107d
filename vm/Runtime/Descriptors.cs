using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The descriptor protocol (data model, "Implementing Descriptors"), the builtin descriptors without a call.</summary>
internal static unsafe class Descriptors
{
    /// <summary>descriptor.__get__(target, type); <paramref name="target"/> Unbound for access on the class itself.</summary>
    public static Value Get(ThreadState thread, PyObject descriptor, Value target, TypeObject type)
    {
        switch (descriptor)
        {
            case FunctionObject function:
                if (target.IsUnbound)
                {
                    return thread.Retain(Value.Of(function));
                }

                RefCount.Retain(thread, function);
                return Value.Of(new MethodObject(thread, function, thread.Retain(target)));
            case NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } native:
                return target.IsUnbound ? Value.Of(native) : Value.Of(new BoundNativeObject(thread, native, thread.Retain(target)));
            case NativeFunction { Kind: NativeKind.ClassMethod } native:
                return Value.Of(new BoundNativeObject(thread, native, Value.Of(type)));
        }

        if (!descriptor.Type.Slot(SpecialMethod.Get).IsDefined)
        {
            return thread.Retain(Value.Of(descriptor));
        }

        // A class whose __get__ is an instance of the class asks for itself without ever running code of the program.
        if (!StackGuard.Enter(thread))
        {
            return Value.Error;
        }

        Value instance = target.IsUnbound ? Value.None : target;
        Value result = Operators.CallTernary(thread, SpecialMethod.Get, Value.Of(descriptor), instance, Value.Of(type), out _);
        StackGuard.Leave(thread);
        return result;
    }

    public static bool Set(ThreadState thread, PyObject descriptor, Value target, Value value)
    {
        Value result = Operators.CallTernary(thread, SpecialMethod.Set, Value.Of(descriptor), target, value, out _);
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }

    public static bool Delete(ThreadState thread, PyObject descriptor, Value target)
    {
        Value result = Operators.CallBinary(thread, SpecialMethod.Delete, Value.Of(descriptor), target, out _);
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }
}
