using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Types;

/// <summary>The special methods of list (Objects/listobject.c).</summary>
[PyType("list", typeof(ListObject), Locks = true)]
internal static class ListOperators
{
    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyMethod("__len__", LockFree = true)]
    public static long Len(ListObject self) => self.Count;

    [PyMethod("__iter__", LockFree = true)]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(ListIteratorObject.Of(thread, (ListObject)self.Ref!));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, ListObject self, Value item)
    {
        int index = ListMethods.Find(thread, self, item, 0, int.MaxValue);
        return index == ListMethods.Failed ? Value.Error : Value.Bool(index >= 0);
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ListObject self)
    {
        if (self.Count == 0)
        {
            return Value.Str("[]");
        }

        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("[...]");
        }

        var text = new StringBuilder("[");
        bool succeeded = true;
        for (int i = 0; i < self.Count && succeeded; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            Value item = self.Get(thread, i);
            succeeded = ReprText.TryAppend(thread, text, item);
            thread.Release(item);
        }

        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append(']').ToString()) : Value.Error;
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var list = (ListObject)self.Ref!;
        if (index.Ref is SliceObject slice)
        {
            return ListSlicing.Get(thread, list, slice);
        }

        if (!TryIndex(thread, index, out long position))
        {
            return Value.Error;
        }

        position += position < 0 ? list.Count : 0;
        return (ulong)position < (ulong)list.Count ? list.Get(thread, (int)position) : thread.IndexError("list index out of range");
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, ListObject self, Value index, Value value)
    {
        if (index.Ref is SliceObject slice)
        {
            return ListSlicing.Set(thread, self, slice, value);
        }

        if (!TryPosition(thread, self, index, out int position))
        {
            return false;
        }

        self.Set(thread, position, thread.Retain(value));
        return true;
    }

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, ListObject self, Value index)
    {
        if (index.Ref is SliceObject slice)
        {
            return ListSlicing.Delete(thread, self, slice);
        }

        if (!TryPosition(thread, self, index, out int position))
        {
            return false;
        }

        thread.Release(self.TakeAt(position));
        return true;
    }

    [PyMethod("__add__", Sequence = true)]
    public static Value Add(ThreadState thread, ListObject self, Value other)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, self, other.Ref as ListObject);
        if (other.Ref is not ListObject right)
        {
            return Value.NotImplemented;
        }

        return Value.Of(ListObject.Concatenate(thread, self, right));
    }

    [PyMethod("__iadd__")]
    public static Value IAdd(ThreadState thread, Value self, Value other) =>
        ListMethods.TryExtend(thread, (ListObject)self.Ref!, other) ? thread.Retain(self) : Value.Error;

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, Value self, Value count) => Repeat(thread, self, count);

    [PyMethod("__rmul__")]
    public static Value RMul(ThreadState thread, Value self, Value count) => Repeat(thread, self, count);

    [PyMethod("__imul__")]
    public static Value IMul(ThreadState thread, Value self, Value count)
    {
        if (!SequenceRepeat.TryCount(thread, count, out long times))
        {
            return Value.Error;
        }

        var list = (ListObject)self.Ref!;
        if (times <= 0)
        {
            list.ReleaseAll(thread);
            return thread.Retain(self);
        }

        if (!SequenceRepeat.TryTotal(thread, list.Count, times, out int total))
        {
            return Value.Error;
        }

        int once = list.Count;
        list.Reserve(total);
        while (list.Count < total)
        {
            // Doubling: what is there already is the source of what follows.
            list.AddRange(thread, list.Storage, 0, Math.Min(list.Count - (list.Count % once), total - list.Count));
        }

        return thread.Retain(self);
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => ListComparison.Compare(thread, SpecialMethod.Ge, self, other);

    private static Value Repeat(ThreadState thread, Value self, Value count)
    {
        if (!SequenceRepeat.TryCount(thread, count, out long times))
        {
            return Value.Error;
        }

        var list = (ListObject)self.Ref!;
        if (!SequenceRepeat.TryTotal(thread, list.Count, times, out int total))
        {
            return Value.Error;
        }

        var product = new ListObject(thread);
        int once = list.Count;
        if (total > 0)
        {
            product.Storage = list.Storage.Copy(thread, 0, once, total);
            product.Count = once;
        }

        while (product.Count < total)
        {
            product.AddRange(thread, product.Storage, 0, Math.Min(product.Count, total - product.Count));
        }

        return Value.Of(product);
    }

    private static bool TryPosition(ThreadState thread, ListObject self, Value index, out int position)
    {
        position = 0;
        if (!TryIndex(thread, index, out long wanted))
        {
            return false;
        }

        wanted += wanted < 0 ? self.Count : 0;
        if ((ulong)wanted >= (ulong)self.Count)
        {
            thread.IndexError("list assignment index out of range");
            return false;
        }

        position = (int)wanted;
        return true;
    }

    private static bool TryIndex(ThreadState thread, Value index, out long position)
    {
        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"list indices must be integers or slices, not {index.Type.Name}");
            position = 0;
            return false;
        }

        return Operators.TryIndex(thread, index, out position, ExceptionTypes.IndexError);
    }
}
