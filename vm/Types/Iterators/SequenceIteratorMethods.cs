using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of iterator, what iter() makes of an object that has only __getitem__ (Objects/iterobject.c).</summary>
[PyType("iterator", typeof(SequenceIteratorObject), Locks = true)]
internal static class SequenceIteratorMethods
{
    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, SequenceIteratorObject self)
    {
        if (self.Sequence.IsUnbound)
        {
            return Value.End;
        }

        if (self.Position == long.MaxValue)
        {
            return thread.OverflowError("iter index too large");
        }

        // The subscription may exhaust this iterator, which would drop the sequence.
        Value sequence = thread.Retain(self.Sequence);
        Value item = Items.Get(thread, sequence, Value.Int(self.Position));
        thread.Release(sequence);
        if (!item.IsError)
        {
            self.Position++;
            return item;
        }

        if (!thread.ClearIf(ExceptionTypes.IndexError) && !thread.ClearIf(ExceptionTypes.StopIteration))
        {
            return item;
        }

        sequence = self.Sequence;
        self.Sequence = Value.Unbound;
        thread.Release(sequence);
        return Value.End;
    }

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static Value Hint(ThreadState thread, SequenceIteratorObject self)
    {
        if (self.Sequence.IsUnbound)
        {
            return Value.Int(0);
        }

        if (!self.Sequence.Type.Slot(SpecialMethod.Len).IsDefined)
        {
            return Value.NotImplemented;
        }

        long length = Operators.Length(thread, self.Sequence);
        return length < 0 ? Value.Error : Value.Int(Math.Max(0, length - self.Position));
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, SequenceIteratorObject self) => IteratorState.Reduce(thread, self.Sequence, self.Position);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, SequenceIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (!self.Sequence.IsUnbound)
        {
            self.Position = Math.Max(0, index);
        }

        return Value.None;
    }
}
