using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of all views of dicts.</summary>
[PyType("dict_keys", typeof(DictViewObject), Field = "DictKeys")]
[PyType("dict_items", typeof(DictViewObject), Field = "DictItems")]
[PyType("dict_values", typeof(DictViewObject), Field = "DictValues")]
internal static class DictViewMethods
{
    [PyGetter("mapping", Doc = "dictionary that this view refers to")]
    public static Value Mapping(ThreadState thread, DictViewObject self) => Value.Of(new MappingProxyObject(thread, thread.Retain(Value.Of(self.Dict))));

    [PyMethod("__len__")]
    public static long Len(DictViewObject self) => self.Dict.Used;
}
