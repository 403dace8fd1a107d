using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What the Python types of natives have in common.</summary>
internal static class NativeText
{
    public static string QualName(NativeFunction native) => native.Owner is { } owner ? $"{owner.ShortName}.{native.Name}" : native.Name;

    public static Value Doc(NativeFunction native) => native.Doc is { } doc ? Value.Str(doc) : Value.None;

    public static Value Signature(NativeFunction native) => native.Signature is { } signature ? Value.Str(signature) : Value.None;
}

[PyType("builtin_function_or_method", typeof(PyObject), Field = nameof(BuiltinTypes.BuiltinFunction))]
internal static class BuiltinFunctionMethods
{
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, PyObject self) => self switch
    {
        BoundNativeObject bound => $"<built-in method {bound.Function.Name} of {(bound.Self.Ref is TypeObject ? "type" : bound.Self.Type.Name)} object at {ObjectMethods.Address(bound.Self)}>",
        NativeFunction { Kind: NativeKind.Static, Owner: not null } native => $"<built-in method {native.Name} of type object at {ObjectMethods.Address(Value.Of(native.Owner))}>",
        _ => $"<built-in function {Native(self).Name}>",
    };

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, PyObject self, Value other) =>
        self is BoundNativeObject bound && other.Ref is BoundNativeObject second
            ? Value.Bool(ReferenceEquals(bound.Function, second.Function) && bound.Self.Same(second.Self))
            : ReferenceEquals(self, other.Ref) ? Value.True : Value.NotImplemented;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, PyObject self) =>
        self is BoundNativeObject bound ? MethodWrapperMethods.Hash(thread, bound) : ObjectIdentity.Hash(Value.Of(self));

    [PyGetter("__name__")]
    public static string Name(ThreadState thread, PyObject self) => Native(self).Name;

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, PyObject self) => NativeText.QualName(Native(self));

    [PyGetter("__module__")]
    public static Value Module(ThreadState thread, PyObject self) => Native(self).Module is { } module ? Value.Str(module) : Value.None;

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, PyObject self) => NativeText.Doc(Native(self));

    [PyGetter("__text_signature__")]
    public static Value Signature(ThreadState thread, PyObject self) => NativeText.Signature(Native(self));

    [PyGetter("__self__")]
    public static Value Self(ThreadState thread, PyObject self) => self switch
    {
        BoundNativeObject bound => thread.Retain(bound.Self),
        NativeFunction { Kind: NativeKind.Static, Owner: { } owner } => Value.Of(owner),
        NativeFunction { Module: { } module } when thread.Interpreter.Modules.GetName(StrObject.Intern(module)) is { IsUnbound: false } found => thread.Retain(found),
        _ => Value.None,
    };

    private static NativeFunction Native(PyObject self) => self as NativeFunction ?? ((BoundNativeObject)self).Function;
}

[PyType("method-wrapper", typeof(BoundNativeObject), Field = nameof(BuiltinTypes.MethodWrapper))]
internal static class MethodWrapperMethods
{
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, BoundNativeObject self) =>
        $"<method-wrapper '{self.Function.Name}' of {self.Self.Type.Name} object at {ObjectMethods.Address(self.Self)}>";

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, BoundNativeObject self, Value other) =>
        other.Ref is BoundNativeObject second ? Value.Bool(ReferenceEquals(self.Function, second.Function) && self.Self.Same(second.Self)) : Value.NotImplemented;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, BoundNativeObject self) => ObjectIdentity.Hash(self.Self) ^ (ObjectIdentity.Hash(Value.Of(self.Function)) << 1);

    [PyGetter("__name__")]
    public static string Name(ThreadState thread, BoundNativeObject self) => self.Function.Name;

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, BoundNativeObject self) => NativeText.QualName(self.Function);

    [PyGetter("__objclass__")]
    public static Value ObjectClass(ThreadState thread, BoundNativeObject self) => Value.Of(self.Function.Owner!);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, BoundNativeObject self) => NativeText.Doc(self.Function);

    [PyGetter("__self__")]
    public static Value Self(ThreadState thread, BoundNativeObject self) => thread.Retain(self.Self);
}
