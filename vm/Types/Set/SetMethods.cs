using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of set and frozenset (Objects/setobject.c).</summary>
[PyType("set", typeof(SetObject), Locks = true, Doc = "Build an unordered collection of unique elements.")]
[PyType("frozenset", typeof(SetObject), Field = "FrozenSet")]
internal static class SetMethods
{
    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod(Doc = "Return a shallow copy of a set.")]
    public static Value Copy(ThreadState thread, SetObject self) => SetAlgebra.Copy(thread, self);

    [PyMethod(Doc = "Return a new set with elements from the set and all others.")]
    public static Value Union(ThreadState thread, SetObject self, ReadOnlySpan<Value> others) => SetAlgebra.Union(thread, self, others);

    [PyMethod(Doc = "Return a new set with elements common to the set and all others.")]
    public static Value Intersection(ThreadState thread, SetObject self, ReadOnlySpan<Value> others) => SetAlgebra.Intersection(thread, self, others);

    [PyMethod(Doc = "Return a new set with elements in the set that are not in the others.")]
    public static Value Difference(ThreadState thread, SetObject self, ReadOnlySpan<Value> others) => SetAlgebra.Difference(thread, self, others);

    [PyMethod("symmetric_difference", Doc = "Return a new set with elements in either the set or other but not both.")]
    public static Value SymmetricDifference(ThreadState thread, SetObject self, Value other) => SetAlgebra.Result(SetOperations.SymmetricDifference(thread, self, other));

    [PyMethod("isdisjoint", Doc = "Return True if two sets have a null intersection.")]
    public static Value IsDisjoint(ThreadState thread, SetObject self, Value other) => SetAlgebra.Truth(SetOperations.IsDisjoint(thread, self, other));

    [PyMethod("issubset", Doc = "Report whether another set contains this set.")]
    public static Value IsSubset(ThreadState thread, SetObject self, Value other) => SetAlgebra.Truth(SetOperations.IsSubset(thread, self, other));

    [PyMethod("issuperset", Doc = "Report whether this set contains another set.")]
    public static Value IsSuperset(ThreadState thread, SetObject self, Value other) => SetAlgebra.Truth(SetOperations.IsSuperset(thread, self, other));

    [PyMethod("__len__")]
    public static long Len(SetObject self) => self.Used;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(SetIteratorObject.Of(thread, (SetObject)self.Ref!));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, SetObject self, Value item) => SetAlgebra.Truth(self.Contains(thread, item));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, SetObject self) => SetAlgebra.Repr(thread, self);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, SetObject self) => SetAlgebra.Reduce(thread, self);

    [PyMethod("__sizeof__", Doc = "S.__sizeof__() -> size of S in memory, in bytes.")]
    public static long SizeOf(SetObject self) => 200 + (self.Table.Length > 8 ? 16L * self.Table.Length : 0);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => SetAlgebra.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => SetAlgebra.Or(thread, other, self);

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, Value self, Value other) => SetAlgebra.And(thread, self, other);

    [PyMethod("__rand__")]
    public static Value RAnd(ThreadState thread, Value self, Value other) => SetAlgebra.And(thread, other, self);

    [PyMethod("__sub__")]
    public static Value Sub(ThreadState thread, Value self, Value other) => SetAlgebra.Sub(thread, self, other);

    [PyMethod("__rsub__")]
    public static Value RSub(ThreadState thread, Value self, Value other) => SetAlgebra.Sub(thread, other, self);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, Value self, Value other) => SetAlgebra.Xor(thread, self, other);

    [PyMethod("__rxor__")]
    public static Value RXor(ThreadState thread, Value self, Value other) => SetAlgebra.Xor(thread, other, self);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => SetOperations.Compare(thread, SpecialMethod.Ge, self, other);
}
