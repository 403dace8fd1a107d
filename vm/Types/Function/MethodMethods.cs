using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("method", typeof(MethodObject))]
internal static class MethodMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, Value function, Value instance)
    {
        if (!function.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("first argument must be callable");
        }

        return instance.IsNone
            ? thread.TypeError("instance must not be None")
            : Value.Of(new MethodObject(thread, thread.Retain(function).Ref!, thread.Retain(instance)));
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, MethodObject self, Value instance, Value owner) => thread.Retain(Value.Of(self));

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        text = text.Intern();
        Value found = Attributes.GenericTryGet(thread, self, text);
        if (!found.IsUnbound)
        {
            return found;
        }

        // What the method itself lacks is its function's.
        return Attributes.Get(thread, Value.Of(((MethodObject)self.Ref!).Function), text);
    }

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, MethodObject self, Value other) =>
        other.Ref is MethodObject method ? Value.Bool(ReferenceEquals(self.Function, method.Function) && self.Self.Same(method.Self)) : Value.NotImplemented;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, MethodObject self) => ObjectIdentity.Hash(self.Self) ^ (ObjectIdentity.Hash(Value.Of(self.Function)) << 1);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, MethodObject self)
    {
        Value name = Attributes.TryGet(thread, Value.Of(self.Function), Names.QualName);
        if (name.IsUnbound)
        {
            name = Attributes.TryGet(thread, Value.Of(self.Function), Names.Name);
        }

        if (name.IsError)
        {
            return name;
        }

        string text = name.Ref is StrObject str ? str.ToString() : "?";
        thread.Release(name.IsUnbound ? Value.None : name);
        return Operators.ReprText(thread, self.Self) is { } self_ ? Value.Str($"<bound method {text} of {self_}>") : Value.Error;
    }

    [PyGetter("__func__")]
    public static Value Function(ThreadState thread, MethodObject self) => thread.Retain(Value.Of(self.Function));

    [PyGetter("__self__")]
    public static Value Self(ThreadState thread, MethodObject self) => thread.Retain(self.Self);

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, MethodObject self) => Attributes.Get(thread, Value.Of(self.Function), Names.Doc);
}
