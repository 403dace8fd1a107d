using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of list_iterator.</summary>
[PyType("list_iterator", typeof(ListIteratorObject), Locks = true)]
internal static class ListIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<ListIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(ListIteratorObject self) => self.List is { } list ? Math.Max(0, list.Count - self.Index) : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ListIteratorObject self) =>
        self.List is { } list ? IteratorState.Reduce(thread, Value.Of(list), self.Index) : IteratorState.ReduceToList(thread, new ListObject(thread));

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ListIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.List is { } list)
        {
            self.Index = (int)Math.Clamp(index, 0, list.Count);
        }

        return Value.None;
    }
}

/// <summary>The methods of list_reverseiterator.</summary>
[PyType("list_reverseiterator", typeof(ListReverseIteratorObject), Locks = true)]
internal static class ListReverseIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<ListReverseIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(ListReverseIteratorObject self) => self.List is { } list && list.Count >= self.Index + 1 ? self.Index + 1 : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ListReverseIteratorObject self) =>
        IteratorState.ReduceReversed(thread, self.List is { } list ? Value.Of(list) : Value.Unbound, self.Index);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ListReverseIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.List is { } list)
        {
            self.Index = (int)Math.Clamp(index, -1, list.Count - 1);
        }

        return Value.None;
    }
}
