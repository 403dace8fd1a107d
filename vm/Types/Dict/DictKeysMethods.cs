using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What dict_keys has of its own.</summary>
[PyType("dict_keys", typeof(DictViewObject), Field = "DictKeys")]
internal static class DictKeysMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictKeyIterator, DictPart.Keys, ((DictViewObject)self.Ref!).Dict, reversed: false));

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the dict's keys.")]
    public static Value Reversed(ThreadState thread, DictViewObject self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictReverseKeyIterator, DictPart.Keys, self.Dict, reversed: true));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DictViewObject self) => DictViewSets.Repr(thread, self, DictPart.Keys);
}
