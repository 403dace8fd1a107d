using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of dict_keys and dict_items, which are sets.</summary>
[PyType("dict_keys", typeof(DictViewObject), Field = "DictKeys")]
[PyType("dict_items", typeof(DictViewObject), Field = "DictItems")]
internal static class DictSetViewMethods
{
    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, DictViewObject self, Value item)
    {
        int found = DictViewSets.Contains(thread, self, item);
        return found < 0 ? Value.Error : Value.Bool(found > 0);
    }

    [PyMethod("isdisjoint", Doc = "Return True if the view and the given iterable have a null intersection.")]
    public static Value IsDisjoint(ThreadState thread, DictViewObject self, Value other) => DictViewSets.IsDisjoint(thread, self, other);

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, Value self, Value other) => DictViewSets.And(thread, self, other);

    [PyMethod("__rand__")]
    public static Value RAnd(ThreadState thread, Value self, Value other) => DictViewSets.And(thread, other, self);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => DictViewSets.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => DictViewSets.Or(thread, other, self);

    [PyMethod("__sub__")]
    public static Value Sub(ThreadState thread, Value self, Value other) => DictViewSets.Sub(thread, self, other);

    [PyMethod("__rsub__")]
    public static Value RSub(ThreadState thread, Value self, Value other) => DictViewSets.Sub(thread, other, self);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, Value self, Value other) => DictViewSets.Xor(thread, self, other);

    [PyMethod("__rxor__")]
    public static Value RXor(ThreadState thread, Value self, Value other) => DictViewSets.Xor(thread, other, self);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => DictViewSets.Compare(thread, SpecialMethod.Ge, self, other);
}
