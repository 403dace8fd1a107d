using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What dict_items has of its own.</summary>
[PyType("dict_items", typeof(DictViewObject), Field = "DictItems")]
internal static class DictItemsMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictItemIterator, DictPart.Items, ((DictViewObject)self.Ref!).Dict, reversed: false));

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the dict's items.")]
    public static Value Reversed(ThreadState thread, DictViewObject self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictReverseItemIterator, DictPart.Items, self.Dict, reversed: true));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DictViewObject self) => DictViewSets.Repr(thread, self, DictPart.Items);
}
