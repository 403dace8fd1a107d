using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of bytearray_iterator.</summary>
[PyType("bytearray_iterator", typeof(ByteArrayIteratorObject), Locks = true)]
internal static class ByteArrayIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<ByteArrayIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(ByteArrayIteratorObject self) => self.Array is { } array ? Math.Max(0, array.Length - self.Index) : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ByteArrayIteratorObject self) =>
        IteratorState.Reduce(thread, self.Array is { } array ? Value.Of(array) : Value.Unbound, self.Index);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ByteArrayIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.Array is { } array)
        {
            self.Index = (int)Math.Clamp(index, 0, array.Length);
        }

        return Value.None;
    }
}
