using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of the six iterators of dicts; <see cref="DictIteratorObject"/> does the work.</summary>
[PyType("dict_itemiterator", typeof(DictIteratorObject), Locks = true, Field = "DictItemIterator")]
[PyType("dict_keyiterator", typeof(DictIteratorObject), Locks = true, Field = "DictKeyIterator")]
[PyType("dict_reverseitemiterator", typeof(DictIteratorObject), Locks = true, Field = "DictReverseItemIterator")]
[PyType("dict_reversekeyiterator", typeof(DictIteratorObject), Locks = true, Field = "DictReverseKeyIterator")]
[PyType("dict_reversevalueiterator", typeof(DictIteratorObject), Locks = true, Field = "DictReverseValueIterator")]
[PyType("dict_valueiterator", typeof(DictIteratorObject), Locks = true, Field = "DictValueIterator")]
internal static class DictIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<DictIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(DictIteratorObject self) => self.Hint;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, DictIteratorObject self) =>
        self.Rest(thread) is { } rest ? IteratorState.ReduceToList(thread, rest) : Value.Error;
}
