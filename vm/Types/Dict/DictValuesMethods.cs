using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What dict_values has of its own.</summary>
[PyType("dict_values", typeof(DictViewObject), Field = "DictValues")]
internal static class DictValuesMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictValueIterator, DictPart.Values, ((DictViewObject)self.Ref!).Dict, reversed: false));

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the dict's values.")]
    public static Value Reversed(ThreadState thread, DictViewObject self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictReverseValueIterator, DictPart.Values, self.Dict, reversed: true));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DictViewObject self) => DictViewSets.Repr(thread, self, DictPart.Values);
}
