using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("staticmethod", typeof(StaticMethodObject), Doc = "Makes a method of a function that gets neither the instance nor the class.\n\n    class C:\n        @staticmethod\n        def check(*arguments): ...")]
internal static class StaticMethodMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new StaticMethodObject(thread, (TypeObject)arguments[0].Ref!));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length != 2 || !keywords.IsEmpty)
        {
            return thread.TypeError($"staticmethod expected 1 argument, got {arguments.Length - 1}");
        }

        var self = (StaticMethodObject)arguments[0].Ref!;
        Value old = self.Function;
        self.Function = thread.Retain(arguments[1]);
        thread.Release(old);
        return WrapperAttributes.Copy(thread, arguments[0], arguments[1]) ? Value.None : Value.Error;
    }

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, StaticMethodObject self, Value instance, Value owner) => thread.Retain(self.Function);

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Calls.CallVector(thread, ((StaticMethodObject)arguments[0].Ref!).Function, arguments[1..], keywords);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, StaticMethodObject self) =>
        Operators.ReprText(thread, self.Function) is { } text ? Value.Str($"<staticmethod({text})>") : Value.Error;

    [PyGetter("__func__")]
    public static Value Function(ThreadState thread, StaticMethodObject self) => thread.Retain(self.Function);

    [PyGetter("__wrapped__")]
    public static Value Wrapped(ThreadState thread, StaticMethodObject self) => thread.Retain(self.Function);

    [PyGetter("__isabstractmethod__")]
    public static Value IsAbstract(ThreadState thread, StaticMethodObject self) => WrapperAttributes.IsAbstract(thread, self.Function);

    [PyGetter("__annotations__")]
    public static Value Annotations(ThreadState thread, StaticMethodObject self) => WrapperAttributes.OwnOrWrapped(thread, Value.Of(self), self.Function, Names.Annotations);

    [PySetter("__annotations__")]
    public static bool SetAnnotations(ThreadState thread, StaticMethodObject self, Value value) => WrapperAttributes.SetOwn(thread, Value.Of(self), Names.Annotations, value);

    [PyGetter("__annotate__")]
    public static Value Annotate(ThreadState thread, StaticMethodObject self) => WrapperAttributes.OwnOrWrapped(thread, Value.Of(self), self.Function, Names.Annotate);

    [PySetter("__annotate__")]
    public static bool SetAnnotate(ThreadState thread, StaticMethodObject self, Value value) => WrapperAttributes.SetOwn(thread, Value.Of(self), Names.Annotate, value);
}
