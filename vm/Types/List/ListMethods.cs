using Pyl.VM.Binding;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The methods of list that are not operators (Objects/listobject.c).</summary>
[PyType("list", typeof(ListObject), Locks = true, Doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.")]
internal static class ListMethods
{
    /// <summary>The most that is reserved on the word of a __length_hint__.</summary>
    private const int MaxHint = 1 << 20;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new ListObject(thread, cls));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ListObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        // The keywords of a subclass whose __new__ takes them.
        bool ownNew = self.Type.Slot(SpecialMethod.New).Native != BuiltinTypes.List.Slot(SpecialMethod.New).Native;
        if (!keywords.IsEmpty && !ownNew)
        {
            return thread.TypeError("list() takes no keyword arguments");
        }

        arguments = arguments[..^keywords.Count];
        if (arguments.Length > 1)
        {
            return thread.TypeError($"list expected at most 1 argument, got {arguments.Length}");
        }

        Value iterable = arguments.Length == 0 ? Value.Unbound : arguments[0];
        if (self.Count > 0)
        {
            self.ReleaseAll(thread);
        }

        return iterable.IsUnbound || TryExtend(thread, self, iterable) ? Value.None : Value.Error;
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod(LockFree = true, Doc = "Append object to the end of the list.")]
    public static void Append(ThreadState thread, ListObject self, Value @object)
    {
        bool entered = SharedSlots.EnterLeaf(thread, self);
        self.Add(thread.Retain(@object));
        SharedSlots.ExitLeaf(self, entered);
    }

    [PyMethod(Doc = "Remove all items from list.")]
    public static void Clear(ThreadState thread, ListObject self) => self.ReleaseAll(thread);

    [PyMethod(Doc = "Return a shallow copy of the list.")]
    public static Value Copy(ThreadState thread, ListObject self)
    {
        var copy = new ListObject(thread);
        copy.AddRange(thread, self.Storage, 0, self.Count);
        return Value.Of(copy);
    }

    [PyMethod(Doc = "Return number of occurrences of value.")]
    public static Value Count(ThreadState thread, ListObject self, Value value)
    {
        long found = 0;
        for (int i = 0; i < self.Count; i++)
        {
            int equal = EqualAt(thread, self, i, value);
            if (equal < 0)
            {
                return Value.Error;
            }

            found += equal;
        }

        return Value.Int(found);
    }

    [PyMethod(Doc = "Extend list by appending elements from the iterable.")]
    public static Value Extend(ThreadState thread, ListObject self, Value iterable) =>
        TryExtend(thread, self, iterable) ? Value.None : Value.Error;

    [PyMethod(Doc = "Return first index of value.\n\nRaises ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, ListObject self, Value value, [Optional("0")] Value start, [Optional("sys.maxsize")] Value stop)
    {
        if (!Iterables.TryBound(thread, start, self.Count, 0, out int first)
            || !Iterables.TryBound(thread, stop, self.Count, int.MaxValue, out int last))
        {
            return Value.Error;
        }

        int index = Find(thread, self, value, first, last);
        return index >= 0 ? Value.Int(index) : index == Failed ? Value.Error : thread.ValueError("list.index(x): x not in list");
    }

    [PyMethod(Doc = "Insert object before index.")]
    public static Value Insert(ThreadState thread, ListObject self, long index, Value @object)
    {
        index += index < 0 ? self.Count : 0;
        self.Insert((int)Math.Clamp(index, 0, self.Count), thread.Retain(@object));
        return Value.None;
    }

    [PyMethod(LockFree = true, Doc = "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.")]
    public static Value Pop(ThreadState thread, ListObject self, long index = -1)
    {
        bool entered = SharedSlots.EnterLeaf(thread, self);
        int count = self.Count;
        index += index < 0 ? count : 0;
        Value item = (ulong)index < (ulong)count ? self.TakeAt((int)index) : Value.Unbound;
        SharedSlots.ExitLeaf(self, entered);
        return item.IsUnbound ? thread.IndexError(count == 0 ? "pop from empty list" : "pop index out of range") : item;
    }

    [PyMethod(Doc = "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.")]
    public static Value Remove(ThreadState thread, ListObject self, Value value)
    {
        int index = Find(thread, self, value, 0, int.MaxValue);
        if (index < 0)
        {
            return index == Failed ? Value.Error : thread.ValueError("list.remove(x): x not in list");
        }

        if (index < self.Count)
        {
            thread.Release(self.TakeAt(index));
        }

        return Value.None;
    }

    [PyMethod(Doc = "Reverse *IN PLACE*.")]
    public static void Reverse(ListObject self) => self.Storage.Reverse(0, self.Count);

    [PyMethod(Doc = "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.")]
    public static Value Sort(ThreadState thread, ListObject self, [KeywordOnly, Optional("None")] Value key, bool reverse = false) =>
        ListSort.Sort(thread, self, key, reverse) ? Value.None : Value.Error;

    [PyMethod("__reversed__", Doc = "Return a reverse iterator over the list.")]
    public static Value Reversed(ThreadState thread, ListObject self) => Value.Of(new ListReverseIteratorObject(thread, self));

    [PyMethod("__sizeof__", Doc = "Return the size of the list in memory, in bytes.")]
    public static long SizeOf(ListObject self) => 40 + (8L * self.Storage.Capacity);

    internal const int NotFound = -1;
    internal const int Failed = -2;

    /// <summary>Appends the items of an iterable; those that came before an exception stay.</summary>
    internal static bool TryExtend(ThreadState thread, ListObject self, Value iterable)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, iterable.Ref as ListObject);
        switch (iterable.Ref)
        {
            case ListObject list when ReferenceEquals(list.Type, BuiltinTypes.List):
                self.AddRange(thread, list.Storage, 0, list.Count);
                return true;
            case TupleObject tuple when ReferenceEquals(tuple.Type, BuiltinTypes.Tuple):
                self.ReserveMore(tuple.Length);
                foreach (ref readonly Value item in tuple.Span)
                {
                    self.Add(thread.Retain(item));
                }

                return true;
        }

        if (!FreeThreading.AreSeveral && DictItemsOf(iterable, out DictPart part) is { } dict)
        {
            AddAll(thread, self, dict, part);
            return true;
        }

        using var items = new Iteration(thread, iterable);
        if (items.Failed)
        {
            return false;
        }

        long hint = iterable.Ref is GeneratorObject ? 0 : LengthHint.Of(thread, iterable, 0);
        if (hint < 0)
        {
            return false;
        }

        // So many will never come together: say so before the first is made, as CPython does.
        if (hint > Array.MaxLength && hint <= long.MaxValue - self.Count)
        {
            thread.MemoryError();
            return false;
        }

        self.Reserve((int)Math.Min(self.Count + hint, Math.Max(self.Count, MaxHint)));
        while (items.MoveNext(out Value item))
        {
            self.Add(item);
        }

        self.ShrinkIfSparse();
        return !items.Failed;
    }

    /// <summary>The dict that an exact dict or view of one iterates over, or null.</summary>
    private static DictObject? DictItemsOf(Value iterable, out DictPart part)
    {
        part = DictPart.Keys;
        if (iterable.Ref is DictObject own)
        {
            return ReferenceEquals(own.Type, BuiltinTypes.Dict) ? own : null;
        }

        if (iterable.Ref is not DictViewObject view || !ReferenceEquals(view.Dict.Type, BuiltinTypes.Dict))
        {
            return null;
        }

        part = ReferenceEquals(view.Type, BuiltinTypes.DictItems) ? DictPart.Items : ReferenceEquals(view.Type, BuiltinTypes.DictValues) ? DictPart.Values : DictPart.Keys;
        return part != DictPart.Keys || ReferenceEquals(view.Type, BuiltinTypes.DictKeys) ? view.Dict : null;
    }

    /// <summary>Appends what a dict holds; runs no user code.</summary>
    private static void AddAll(ThreadState thread, ListObject self, DictObject dict, DictPart part)
    {
        self.Reserve(self.Count + dict.Used);
        DictKeys keys = dict.Keys;
        for (int i = keys.First; i < keys.Count; i++)
        {
            ref DictEntry entry = ref keys.Entries[i];
            if (entry.Content is not { } content)
            {
                continue;
            }

            self.Add(part switch
            {
                DictPart.Keys => thread.Retain(entry.Key),
                DictPart.Values => Slot.Load(thread, content),
                _ => Value.Of(TupleObject.Of(thread, [entry.Key, Slot.Peek(content)])),
            });
        }
    }

    /// <summary>Position of the first equal item in a range (cut to the list's length at each step), <see cref="NotFound"/> or <see cref="Failed"/>.</summary>
    internal static int Find(ThreadState thread, ListObject self, Value value, int start, int stop)
    {
        if (value.Ref is null && self.Storage is IntStorage ints)
        {
            int end = Math.Min(stop, self.Count);
            int found = start < end ? ints.Items.AsSpan(start, end - start).IndexOf(value.Bits) : -1;
            return found < 0 ? NotFound : found + start;
        }

        for (int i = start; i < stop && i < self.Count; i++)
        {
            int equal = EqualAt(thread, self, i, value);
            if (equal != 0)
            {
                return equal < 0 ? Failed : i;
            }
        }

        return NotFound;
    }

    private static int EqualAt(ThreadState thread, ListObject self, int index, Value value)
    {
        // __eq__ may take the item out of the list.
        Value item = self.Get(thread, index);
        int equal = Comparison.Equal(thread, item, value);
        thread.Release(item);
        return equal;
    }
}
