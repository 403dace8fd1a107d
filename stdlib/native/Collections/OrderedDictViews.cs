using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The methods of odict_keys that differ from those of dict_keys.</summary>
[PyType("odict_keys", typeof(DictViewObject), Module = "_collections")]
internal static class OrderedDictKeysMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "odict_keys", BuiltinTypes.DictKeys, TypeFlags.DisallowInstantiation);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Keys, self.Dict, reversed: false));

    [PyMethod("__reversed__")]
    public static Value Reversed(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Keys, self.Dict, reversed: true));
}

/// <summary>The methods of odict_values that differ from those of dict_values.</summary>
[PyType("odict_values", typeof(DictViewObject), Module = "_collections")]
internal static class OrderedDictValuesMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "odict_values", BuiltinTypes.DictValues, TypeFlags.DisallowInstantiation);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Values, self.Dict, reversed: false));

    [PyMethod("__reversed__")]
    public static Value Reversed(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Values, self.Dict, reversed: true));
}

/// <summary>The methods of odict_items that differ from those of dict_items.</summary>
[PyType("odict_items", typeof(DictViewObject), Module = "_collections")]
internal static class OrderedDictItemsMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "odict_items", BuiltinTypes.DictItems, TypeFlags.DisallowInstantiation);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Items, self.Dict, reversed: false));

    [PyMethod("__reversed__")]
    public static Value Reversed(ThreadState thread, DictViewObject self) => Value.Of(new OrderedDictIteratorObject(thread, DictPart.Items, self.Dict, reversed: true));
}
