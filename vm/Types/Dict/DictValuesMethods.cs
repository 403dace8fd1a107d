using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of dict_values.</summary>
[PyType("dict_values", typeof(DictViewObject), Field = "DictValues")]
internal static class DictValuesMethods
{
    [PyGetter("mapping", Doc = "dictionary that this view refers to")]
    public static Value Mapping(ThreadState thread, DictViewObject self) => Value.Of(new MappingProxyObject(thread, thread.Retain(Value.Of(self.Dict))));

    [PyMethod("__len__")]
    public static long Len(DictViewObject self) => self.Dict.Used;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) =>
        Value.Of(new DictIteratorObject(thread, BuiltinTypes.DictValueIterator, DictPart.Values, ((DictViewObject)self.Ref!).Dict, reversed: false));

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the dict's values.")]
    public static Value Reversed(ThreadState thread, DictViewObject self) =>
        Value.Of(new DictIteratorObject(thread, BuiltinTypes.DictReverseValueIterator, DictPart.Values, self.Dict, reversed: true));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DictViewObject self) => DictViewSets.Repr(thread, self, DictPart.Values);
}
