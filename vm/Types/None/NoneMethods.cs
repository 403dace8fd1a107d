using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("NoneType", typeof(NoneObject), Field = nameof(BuiltinTypes.NoneType))]
internal static class NoneMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length > 1 ? thread.TypeError("NoneType takes no arguments") : Value.None;

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, Value self) => "None";

    [PyMethod("__bool__")]
    public static bool Bool(ThreadState thread, Value self) => false;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, Value self) => 0xFCA86420;

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => other.IsNone ? Value.True : Value.NotImplemented;

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => other.IsNone ? Value.False : Value.NotImplemented;

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, other, self);
}

[PyType("NotImplementedType", typeof(NotImplementedObject), Field = nameof(BuiltinTypes.NotImplementedType))]
internal static class NotImplementedMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length > 1 ? thread.TypeError("NotImplementedType takes no arguments") : Value.NotImplemented;

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, Value self) => "NotImplemented";

    [PyMethod("__bool__")]
    public static Value Bool(ThreadState thread, Value self) => thread.TypeError("NotImplemented should not be used in a boolean context");

    [PyMethod("__reduce__")]
    public static string Reduce(ThreadState thread, Value self) => "NotImplemented";
}

[PyType("ellipsis", typeof(EllipsisObject), Field = nameof(BuiltinTypes.Ellipsis))]
internal static class EllipsisMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length > 1 ? thread.TypeError("ellipsis takes no arguments") : Value.Of(Singletons.Ellipsis);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, Value self) => "Ellipsis";

    [PyMethod("__reduce__")]
    public static string Reduce(ThreadState thread, Value self) => "Ellipsis";
}
