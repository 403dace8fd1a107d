using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The special methods of dict (Objects/dictobject.c).</summary>
[PyType("dict", typeof(DictObject), Locks = true)]
internal static class DictOperators
{
    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyMethod("__len__", LockFree = true)]
    public static long Len(DictObject self) => self.Used;

    [PyMethod("__iter__", LockFree = true)]
    public static Value Iter(ThreadState thread, Value self) =>
        Value.Of(DictIteratorObject.Of(thread, BuiltinTypes.DictKeyIterator, DictPart.Keys, (DictObject)self.Ref!, reversed: false));

    [PyMethod("__contains__", LockFree = true)]
    public static Value Contains(ThreadState thread, Value self, Value key)
    {
        int found = ((DictObject)self.Ref!).Contains(thread, key);
        return found < 0 ? Value.Error : Value.Bool(found > 0);
    }

    [PyMethod("__getitem__", LockFree = true)]
    public static Value GetItem(ThreadState thread, Value self, Value key)
    {
        var dict = (DictObject)self.Ref!;
        Value found = dict.Load(thread, key);
        if (!found.IsUnbound)
        {
            return found;
        }

        if (!ReferenceEquals(dict.Type, BuiltinTypes.Dict))
        {
            Value made = thread.CallSpecialName(self, Names.Missing, key);
            if (!made.IsUnbound)
            {
                return made;
            }
        }

        return thread.KeyError(key);
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, DictObject self, Value key, Value value) => self.Set(thread, key, value);

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, DictObject self, Value key)
    {
        int removed = self.Remove(thread, key);
        if (removed == 0)
        {
            thread.KeyError(key);
        }

        return removed > 0;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DictObject self)
    {
        if (self.Used == 0)
        {
            return Value.Str("{}");
        }

        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("{...}");
        }

        string? text = ItemsText(thread, self);
        ReprGuard.Leave(thread);
        return text is null ? Value.Error : Value.Str(text);
    }

    /// <summary>The items as dict's repr shows them, without a look at recursion; null when an exception is set.</summary>
    internal static string? ItemsText(ThreadState thread, DictObject self)
    {
        var text = new StringBuilder("{");
        bool succeeded = true;
        int position = 0;
        while (succeeded && DictWalk.MoveNext(thread, self, ref position, out Value key, out Value value))
        {
            if (text.Length > 1)
            {
                text.Append(", ");
            }

            succeeded = ReprText.TryAppend(thread, text, key) && ReprText.TryAppend(thread, text.Append(": "), value);
            thread.Release(key);
            thread.Release(value);
        }

        return succeeded ? text.Append('}').ToString() : null;
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other)
    {
        if (other.Ref is not DictObject right)
        {
            return Value.NotImplemented;
        }

        int equal = AreEqual(thread, (DictObject)self.Ref!, right);
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other)
    {
        if (other.Ref is not DictObject right)
        {
            return Value.NotImplemented;
        }

        int equal = AreEqual(thread, (DictObject)self.Ref!, right);
        return equal < 0 ? Value.Error : Value.Bool(equal == 0);
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => Union(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Union(thread, other, self);

    [PyMethod("__ior__")]
    public static Value IOr(ThreadState thread, Value self, Value other) =>
        DictUpdate.TryMerge(thread, (DictObject)self.Ref!, other) ? thread.Retain(self) : Value.Error;

    /// <summary>Equality of dicts, without regard to order: 1, 0, or -1 when an exception is set.</summary>
    internal static int AreEqual(ThreadState thread, DictObject left, DictObject right)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, left, right);
        if (left.Used != right.Used)
        {
            return 0;
        }

        for (int i = 0; i < left.Keys.Count; i++)
        {
            DictEntry entry = left.Keys.Entries[i];
            if (entry.Content is not { } content)
            {
                continue;
            }

            Value key = thread.Retain(entry.Key);
            Value value = Slot.Load(thread, content);
            int equal = EqualAt(thread, right, key, entry.Hash, value);
            thread.Release(value);
            thread.Release(key);
            if (equal <= 0)
            {
                return equal;
            }
        }

        return 1;
    }

    private static int EqualAt(ThreadState thread, DictObject right, Value key, long hash, Value value)
    {
        int position = right.FindHashed(thread, key, hash);
        if (position < 0)
        {
            return position == DictObject.Failed ? -1 : 0;
        }

        Value other = Slot.Load(thread, right.Keys.Entries[position].Content);
        int equal = Comparison.Equal(thread, other, value);
        thread.Release(other);
        return equal;
    }

    private static Value Union(ThreadState thread, Value left, Value right)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, left.Ref!, right.Ref);
        if (left.Ref is not DictObject first || right.Ref is not DictObject)
        {
            return Value.NotImplemented;
        }

        DictObject union = DictObject.New(thread);
        union.CopyFrom(thread, first);
        if (!DictUpdate.TryMerge(thread, union, right))
        {
            thread.Release(Value.Of(union));
            return Value.Error;
        }

        return Value.Of(union);
    }
}
