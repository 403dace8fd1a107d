using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of bytes_iterator.</summary>
[PyType("bytes_iterator", typeof(BytesIteratorObject), Locks = true)]
internal static class BytesIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<BytesIteratorObject>(self.Ref!).Next();

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static long Hint(BytesIteratorObject self) => self.Bytes is { } bytes ? bytes.Length - self.Index : 0;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, BytesIteratorObject self) =>
        IteratorState.Reduce(thread, self.Bytes is { } bytes ? Value.Of(bytes) : Value.Unbound, self.Index);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, BytesIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (self.Bytes is { } bytes)
        {
            self.Index = (int)Math.Clamp(index, 0, bytes.Length);
        }

        return Value.None;
    }
}
