using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of dict_reversekeyiterator; <see cref="DictIteratorObject"/> does the work.</summary>
[PyType("dict_reversekeyiterator", typeof(DictIteratorObject), Locks = true, Field = "DictReverseKeyIterator")]
internal static class DictReverseKeyIteratorMethods
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
