using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("classmethod", typeof(ClassMethodObject), Doc = "Makes a method of a function that gets the class in place of the instance.\n\n    class C:\n        @classmethod\n        def make(cls, *arguments): ...")]
internal static class ClassMethodMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new ClassMethodObject(thread, (TypeObject)arguments[0].Ref!));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length != 2 || !keywords.IsEmpty)
        {
            return thread.TypeError($"classmethod expected 1 argument, got {arguments.Length - 1}");
        }

        var self = (ClassMethodObject)arguments[0].Ref!;
        Value old = self.Function;
        self.Function = thread.Retain(arguments[1]);
        thread.Release(old);
        return WrapperAttributes.Copy(thread, arguments[0], arguments[1]) ? Value.None : Value.Error;
    }

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, ClassMethodObject self, Value instance, Value owner)
    {
        Value type = owner.IsUnbound || owner.IsNone ? Value.Of(instance.Type) : owner;
        return self.Function.Ref is { } function
            ? Value.Of(new MethodObject(thread, thread.Retain(Value.Of(function)).Ref!, thread.Retain(type)))
            : thread.TypeError($"'{self.Function.Type.Name}' object is not callable");
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ClassMethodObject self) =>
        Operators.ReprText(thread, self.Function) is { } text ? Value.Str($"<classmethod({text})>") : Value.Error;

    [PyGetter("__func__")]
    public static Value Function(ThreadState thread, ClassMethodObject self) => thread.Retain(self.Function);

    [PyGetter("__wrapped__")]
    public static Value Wrapped(ThreadState thread, ClassMethodObject self) => thread.Retain(self.Function);

    [PyGetter("__isabstractmethod__")]
    public static Value IsAbstract(ThreadState thread, ClassMethodObject self) => WrapperAttributes.IsAbstract(thread, self.Function);

    [PyGetter("__annotations__")]
    public static Value Annotations(ThreadState thread, ClassMethodObject self) => WrapperAttributes.OwnOrWrapped(thread, Value.Of(self), self.Function, Names.Annotations);

    [PySetter("__annotations__")]
    public static bool SetAnnotations(ThreadState thread, ClassMethodObject self, Value value) => WrapperAttributes.SetOwn(thread, Value.Of(self), Names.Annotations, value);

    [PyGetter("__annotate__")]
    public static Value Annotate(ThreadState thread, ClassMethodObject self) => WrapperAttributes.OwnOrWrapped(thread, Value.Of(self), self.Function, Names.Annotate);

    [PySetter("__annotate__")]
    public static bool SetAnnotate(ThreadState thread, ClassMethodObject self, Value value) => WrapperAttributes.SetOwn(thread, Value.Of(self), Names.Annotate, value);
}
