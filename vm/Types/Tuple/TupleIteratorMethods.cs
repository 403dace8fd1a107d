using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of tuple_iterator.</summary>
[PyType("tuple_iterator", typeof(TupleIteratorObject), Locks = true)]
internal static class TupleIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<TupleIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(TupleIteratorObject self) => self.Tuple is { } tuple ? tuple.Length - self.Index : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, TupleIteratorObject self) =>
        IteratorState.Reduce(thread, self.Tuple is { } tuple ? Value.Of(tuple) : Value.Unbound, self.Index);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, TupleIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.Tuple is { } tuple)
        {
            self.Index = (int)Math.Clamp(index, 0, tuple.Length);
        }

        return Value.None;
    }
}
