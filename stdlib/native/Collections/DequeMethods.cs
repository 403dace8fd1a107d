using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The methods of deque that are not operators.</summary>
[PyType("deque", typeof(DequeObject), Module = "_collections", Locks = true, Doc = "A list-like sequence optimized for data accesses near its endpoints.")]
internal static class DequeMethods
{
    internal static readonly TypeObject Type =
        CollectionsModule.MakeType("deque", flags: TypeFlags.BaseType | TypeFlags.Sequence | TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new DequeObject(thread, cls));

    [PyMethod("__init__")]
    public static bool Init(ThreadState thread, DequeObject self, [Keyword, Optional("()")] Value iterable, [Optional("None")] Value maxlen)
    {
        long limit = -1;
        if (!maxlen.IsUnbound && !maxlen.IsNone)
        {
            if (!maxlen.Type.IsSubtypeOf(BuiltinTypes.Int))
            {
                thread.TypeError("an integer is required");
                return false;
            }

            if (!Operators.TryIndex(thread, maxlen, out limit))
            {
                return false;
            }

            if (limit < 0)
            {
                thread.ValueError("maxlen must be non-negative");
                return false;
            }
        }

        self.MaxLength = limit;
        if (self.Count > 0)
        {
            self.ReleaseAll(thread);
        }

        return iterable.IsUnbound || TryExtend(thread, self, iterable);
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyGetter("maxlen", Doc = "maximum size of a deque or None if unbounded")]
    public static Value MaxLength(ThreadState thread, DequeObject self) => self.MaxLength < 0 ? Value.None : Value.Int(self.MaxLength);

    [PyMethod(Doc = "Add an element to the right side of the deque.")]
    public static void Append(ThreadState thread, DequeObject self, Value item) => self.AddLast(thread, thread.Retain(item));

    [PyMethod("appendleft", Doc = "Add an element to the left side of the deque.")]
    public static void AppendLeft(ThreadState thread, DequeObject self, Value item) => self.AddFirst(thread, thread.Retain(item));

    [PyMethod(Doc = "Remove and return the rightmost element.")]
    public static Value Pop(ThreadState thread, DequeObject self) =>
        self.Count == 0 ? thread.IndexError("pop from an empty deque") : self.TakeLast();

    [PyMethod("popleft", Doc = "Remove and return the leftmost element.")]
    public static Value PopLeft(ThreadState thread, DequeObject self) =>
        self.Count == 0 ? thread.IndexError("pop from an empty deque") : self.TakeFirst();

    [PyMethod(Doc = "Remove all elements from the deque.")]
    public static void Clear(ThreadState thread, DequeObject self) => self.ReleaseAll(thread);

    [PyMethod(Doc = "Return a shallow copy of a deque.")]
    public static Value Copy(ThreadState thread, DequeObject self)
    {
        if (!ReferenceEquals(self.Type, Type))
        {
            Value copied = self.MaxLength < 0
                ? thread.Call(Value.Of(self.Type), Value.Of(self))
                : thread.Call(Value.Of(self.Type), Value.Of(self), Value.Int(self.MaxLength));
            if (copied.IsError || copied.Ref is DequeObject)
            {
                return copied;
            }

            string name = copied.Type.Name;
            thread.Release(copied);
            return thread.TypeError($"{self.Type.Name}() must return a deque, not {name}");
        }

        var copy = new DequeObject(thread, Type) { MaxLength = self.MaxLength };
        for (int i = 0; i < self.Count; i++)
        {
            copy.AddLast(thread, self.Get(thread, i));
        }

        return Value.Of(copy);
    }

    [PyMethod("__copy__", Doc = "Return a shallow copy of a deque.")]
    public static Value ShallowCopy(ThreadState thread, DequeObject self) => Copy(thread, self);

    [PyMethod(Doc = "Return number of occurrences of value.")]
    public static Value Count(ThreadState thread, DequeObject self, Value value)
    {
        long found = 0;
        int version = self.Version;
        for (int i = 0; i < self.Count; i++)
        {
            int equal = EqualAt(thread, self, i, value, version);
            if (equal < 0)
            {
                return Value.Error;
            }

            found += equal;
        }

        return Value.Int(found);
    }

    [PyMethod(Doc = "Extend the right side of the deque with elements from the iterable.")]
    public static Value Extend(ThreadState thread, DequeObject self, Value iterable) => TryExtend(thread, self, iterable) ? Value.None : Value.Error;

    [PyMethod("extendleft", Doc = "Extend the left side of the deque with elements from the iterable.")]
    public static Value ExtendLeft(ThreadState thread, DequeObject self, Value iterable)
    {
        if (ReferenceEquals(self, iterable.Ref))
        {
            foreach (Value item in self.ToArray(thread))
            {
                self.AddFirst(thread, item);
            }

            return Value.None;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            self.AddFirst(thread, item);
        }

        return items.Failed ? Value.Error : Value.None;
    }

    [PyMethod(Doc = "Return first index of value.\n\nRaises ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, DequeObject self, Value value, [Optional("0")] Value start, [Optional] Value stop)
    {
        if (!Iterables.TryBound(thread, start, self.Count, 0, out int first)
            || !Iterables.TryBound(thread, stop, self.Count, self.Count, out int last))
        {
            return Value.Error;
        }

        int version = self.Version;
        for (int i = first; i < last; i++)
        {
            int equal = EqualAt(thread, self, i, value, version);
            if (equal != 0)
            {
                return equal < 0 ? Value.Error : Value.Int(i);
            }
        }

        return thread.ValueError("deque.index(x): x not in deque");
    }

    [PyMethod(Doc = "Insert value before index.")]
    public static Value Insert(ThreadState thread, DequeObject self, Value index, Value value)
    {
        if (!Operators.TryIndex(thread, index, out long position))
        {
            return Value.Error;
        }

        if (self.Count == self.MaxLength)
        {
            return thread.IndexError("deque already at its maximum size");
        }

        position += position < 0 ? self.Count : 0;
        position = Math.Clamp(position, 0, self.Count);
        if (position == 0)
        {
            self.AddFirst(thread, thread.Retain(value));
        }
        else
        {
            self.Insert(thread, (int)position, thread.Retain(value));
        }

        return Value.None;
    }

    [PyMethod(Doc = "Remove first occurrence of value.")]
    public static Value Remove(ThreadState thread, DequeObject self, Value value)
    {
        int version = self.Version;
        for (int i = 0; i < self.Count; i++)
        {
            Value item = self.Get(thread, i);
            int equal = Comparison.Equal(thread, item, value);
            thread.Release(item);
            if (equal < 0)
            {
                return Value.Error;
            }

            if (version != self.Version)
            {
                return thread.IndexError("deque mutated during iteration");
            }

            if (equal > 0)
            {
                thread.Release(self.TakeAt(i));
                return Value.None;
            }
        }

        return thread.ValueError("deque.remove(x): x not in deque");
    }

    [PyMethod(Doc = "Reverse *IN PLACE*.")]
    public static void Reverse(DequeObject self) => self.Reverse();

    [PyMethod(Doc = "Rotate the deque n steps to the right.  If n is negative, rotates left.")]
    public static void Rotate(DequeObject self, long n = 1) => self.Rotate(n);

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the deque.")]
    public static Value Reversed(ThreadState thread, DequeObject self) => Value.Of(new DequeIteratorObject(thread, self, reversed: true));

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, DequeObject self)
    {
        Value state = thread.CallMethod(Value.Of(self), s_getState);
        if (state.IsError)
        {
            return state;
        }

        Value empty = Value.Of(TupleObject.Empty);
        Value arguments = self.MaxLength < 0 ? empty : Value.Of(TupleObject.Steal(thread, [empty, Value.Int(self.MaxLength)]));
        Value items = Value.Of(new DequeIteratorObject(thread, self, reversed: false));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments, state, items]));
    }

    /// <summary>Appends the items of an iterable, which may be the deque itself; false when an exception is set.</summary>
    internal static bool TryExtend(ThreadState thread, DequeObject self, Value iterable)
    {
        if (ReferenceEquals(self, iterable.Ref))
        {
            foreach (Value item in self.ToArray(thread))
            {
                self.AddLast(thread, item);
            }

            return true;
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            self.AddLast(thread, item);
        }

        return !items.Failed;
    }

    /// <summary>1 equal, 0 not, -1 when an exception is set, RuntimeError when the comparison changed the deque included.</summary>
    internal static int EqualAt(ThreadState thread, DequeObject self, int index, Value value, int version)
    {
        Value item = self.Get(thread, index);
        int equal = Comparison.Equal(thread, item, value);
        thread.Release(item);
        if (equal >= 0 && version != self.Version)
        {
            thread.RuntimeError("deque mutated during iteration");
            return -1;
        }

        return equal;
    }

    private static readonly StrObject s_getState = StrObject.Intern("__getstate__");
}
