using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What the natives in the namespaces of builtin types have alike.</summary>
[PyType("method_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.MethodDescriptor))]
[PyType("wrapper_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.WrapperDescriptor))]
[PyType("classmethod_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.ClassMethodDescriptor))]
internal static class NativeDescriptorMethods
{
    [PyGetter("__name__")]
    public static string Name(ThreadState thread, NativeFunction self) => self.Name;

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, NativeFunction self) => NativeText.QualName(self);

    [PyGetter("__objclass__")]
    public static Value ObjectClass(ThreadState thread, NativeFunction self) => Value.Of(self.Owner!);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, NativeFunction self) => NativeText.Doc(self);

    [PyGetter("__text_signature__")]
    public static Value Signature(ThreadState thread, NativeFunction self) => NativeText.Signature(self);
}

/// <summary>Natives that are bound to an instance.</summary>
[PyType("method_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.MethodDescriptor))]
[PyType("wrapper_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.WrapperDescriptor))]
internal static class BoundToInstanceMethods
{
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, NativeFunction self, Value instance, Value owner) =>
        instance.IsNone ? Value.Of(self) : Descriptors.Get(thread, self, instance, instance.Type);
}

/// <summary>method_descriptor.</summary>
[PyType("method_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.MethodDescriptor))]
internal static class MethodDescriptorMethods
{
    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, NativeFunction self) => $"<method '{self.Name}' of '{self.Owner?.Name}' objects>";
}

/// <summary>wrapper_descriptor.</summary>
[PyType("wrapper_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.WrapperDescriptor))]
internal static class WrapperDescriptorMethods
{
    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, NativeFunction self) => $"<slot wrapper '{self.Name}' of '{self.Owner?.Name}' objects>";
}

/// <summary>classmethod_descriptor.</summary>
[PyType("classmethod_descriptor", typeof(NativeFunction), Field = nameof(BuiltinTypes.ClassMethodDescriptor))]
internal static class ClassMethodDescriptorMethods
{
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        ((NativeFunction)arguments[0].Ref!).Call(thread, arguments[1..], keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, NativeFunction self, Value instance, Value owner) =>
        Descriptors.Get(thread, self, instance, owner.Ref as TypeObject ?? instance.Type);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, NativeFunction self) => $"<method '{self.Name}' of '{self.Owner?.Name}' objects>";
}
