using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>typing.Generic: what subscription and subclassing do is written in the module typing.</summary>
[PyType("Generic", typeof(InstanceObject), Field = nameof(BuiltinTypes.Generic), Doc = "Abstract base class for generic types.")]
internal static class GenericMethods
{
    [PyClassMethod("__class_getitem__", Doc = "Parameterizes a generic class.")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => TypingHooks.Call(thread, "_generic_class_getitem", Value.Of(type), key);

    [PyClassMethod("__init_subclass__", Doc = "Function to initialize subclasses.")]
    public static Value InitSubclass(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value function = TypingHooks.Get(thread, "_generic_init_subclass");
        if (function.IsError)
        {
            return function;
        }

        Value result = Calls.CallVector(thread, function, [Value.Of(type), .. arguments], keywords);
        thread.Release(function);
        return result;
    }
}
