using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of reversed (Objects/enumobject.c).</summary>
[PyType("reversed", typeof(ReversedObject), Locks = true, Doc = "Return a reverse iterator over the values of the given sequence.")]
internal static class ReversedMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, BuiltinTypes.Reversed, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length != 1)
        {
            return thread.TypeError($"reversed expected 1 argument, got {arguments.Length}");
        }

        Value sequence = arguments[0];
        Value method = sequence.Type.Lookup(Names.Reversed);
        if (method.IsNone)
        {
            return thread.TypeError($"'{sequence.Type.Name}' object is not reversible");
        }

        if (!method.IsUnbound)
        {
            return thread.CallSpecialName(sequence, Names.Reversed);
        }

        if (!IsSequence(sequence.Type))
        {
            return thread.TypeError($"'{sequence.Type.Name}' object is not reversible");
        }

        long length = Operators.Length(thread, sequence);
        return length < 0 ? Value.Error : Value.Of(new ReversedObject(thread, cls, thread.Retain(sequence), length - 1));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ReversedObject self)
    {
        if (self.Position >= 0)
        {
            Value sequence = thread.Retain(self.Sequence);
            Value item = Items.Get(thread, sequence, Value.Int(self.Position));
            thread.Release(sequence);
            if (!item.IsError)
            {
                self.Position--;
                return item;
            }

            if (!thread.ClearIf(ExceptionTypes.IndexError) && !thread.ClearIf(ExceptionTypes.StopIteration))
            {
                return item;
            }
        }

        self.Position = -1;
        Value finished = self.Sequence;
        self.Sequence = Value.Unbound;
        thread.Release(finished);
        return Value.End;
    }

    [PyMethod("__length_hint__", Doc = "Private method returning an estimate of len(list(it)).")]
    public static Value Hint(ThreadState thread, ReversedObject self)
    {
        if (self.Sequence.IsUnbound)
        {
            return Value.Int(0);
        }

        long length = Operators.Length(thread, self.Sequence);
        return length < 0 ? Value.Error : Value.Int(length < self.Position + 1 ? 0 : self.Position + 1);
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ReversedObject self)
    {
        Value arguments = self.Sequence.IsUnbound ? Value.Of(TupleObject.Steal(thread, [Value.Of(TupleObject.Empty)])) : Value.Of(TupleObject.Of(thread, [self.Sequence]));
        return Value.Of(TupleObject.Steal(thread, self.Sequence.IsUnbound ? [Value.Of(self.Type), arguments] : [Value.Of(self.Type), arguments, Value.Int(self.Position)]));
    }

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ReversedObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        if (!self.Sequence.IsUnbound)
        {
            long length = Operators.Length(thread, self.Sequence);
            if (length < 0)
            {
                return Value.Error;
            }

            self.Position = Math.Clamp(index, -1, length - 1);
        }

        return Value.None;
    }

    /// <summary>True for types that can be subscripted by position (CPython: PySequence_Check).</summary>
    private static bool IsSequence(TypeObject type) =>
        type.Slot(SpecialMethod.GetItem).IsDefined
        && !type.IsSubtypeOf(BuiltinTypes.Dict)
        && !ReferenceEquals(type, BuiltinTypes.MappingProxy);
}
