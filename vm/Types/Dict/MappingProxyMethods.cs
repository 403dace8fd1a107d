using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of mappingproxy: all pass on to the mapping (Objects/descrobject.c).</summary>
[PyType("mappingproxy", typeof(MappingProxyObject), Doc = "Read-only proxy of a mapping.")]
internal static class MappingProxyMethods
{
    private static readonly StrObject s_get = StrObject.Intern("get");
    private static readonly StrObject s_values = StrObject.Intern("values");
    private static readonly StrObject s_items = StrObject.Intern("items");
    private static readonly StrObject s_copy = StrObject.Intern("copy");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value mapping)
    {
        if (!mapping.Type.Slot(SpecialMethod.GetItem).IsDefined || mapping.Ref is ListObject or TupleObject)
        {
            return thread.TypeError($"mappingproxy() argument must be a mapping, not {mapping.Type.Name}");
        }

        return Value.Of(new MappingProxyObject(thread, thread.Retain(mapping)));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("get", Doc = "Return the value for key if key is in the mapping, else default.")]
    public static Value Get(ThreadState thread, MappingProxyObject self, Value key, [Optional("None")] Value @default) =>
        thread.CallMethod(self.Mapping, s_get, key, @default.IsUnbound ? Value.None : @default);

    [PyMethod("keys", Doc = "a set-like object providing a view on the underlying mapping's keys")]
    public static Value Keys(ThreadState thread, MappingProxyObject self) => thread.CallMethod(self.Mapping, Names.Keys);

    [PyMethod("values", Doc = "an object providing a view on the underlying mapping's values")]
    public static Value Values(ThreadState thread, MappingProxyObject self) => thread.CallMethod(self.Mapping, s_values);

    [PyMethod("items", Doc = "a set-like object providing a view on the underlying mapping's items")]
    public static Value ItemsView(ThreadState thread, MappingProxyObject self) => thread.CallMethod(self.Mapping, s_items);

    [PyMethod("copy", Doc = "a shallow copy of the underlying mapping")]
    public static Value Copy(ThreadState thread, MappingProxyObject self) => thread.CallMethod(self.Mapping, s_copy);

    [PyMethod("__reversed__", Doc = "reverse iterator over the underlying mapping's keys")]
    public static Value Reversed(ThreadState thread, MappingProxyObject self) => thread.CallMethod(self.Mapping, Names.Reversed);

    [PyMethod("__len__")]
    public static Value Len(ThreadState thread, MappingProxyObject self)
    {
        long length = Operators.Length(thread, self.Mapping);
        return length < 0 ? Value.Error : Value.Int(length);
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, MappingProxyObject self) => Items.Iterator(thread, self.Mapping);

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, MappingProxyObject self, Value key)
    {
        int found = Items.Contains(thread, self.Mapping, key);
        return found < 0 ? Value.Error : Value.Bool(found > 0);
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, MappingProxyObject self, Value key) => Items.Get(thread, self.Mapping, key);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, MappingProxyObject self) =>
        Operators.ReprText(thread, self.Mapping) is { } text ? Value.Str($"mappingproxy({text})") : Value.Error;

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, MappingProxyObject self) => Operators.Str(thread, self.Mapping);

    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, MappingProxyObject self) =>
        Hashing.TryHash(thread, self.Mapping, out long hash) ? Value.Int(hash) : Value.Error;

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => Union(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Union(thread, other, self);

    [PyMethod("__ior__")]
    public static Value IOr(ThreadState thread, MappingProxyObject self, Value other) =>
        thread.TypeError("'|=' is not supported by mappingproxy; use '|' instead");

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Eq, Unwrap(self), other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Ne, Unwrap(self), other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Lt, Unwrap(self), other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Le, Unwrap(self), other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Gt, Unwrap(self), other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => Comparison.Compare(thread, SpecialMethod.Ge, Unwrap(self), other);

    private static Value Union(ThreadState thread, Value left, Value right) =>
        BinaryOperations.Apply(thread, BinaryOperation.Or, Unwrap(left), Unwrap(right));

    private static Value Unwrap(Value value) => value.Ref is MappingProxyObject proxy ? proxy.Mapping : value;
}
