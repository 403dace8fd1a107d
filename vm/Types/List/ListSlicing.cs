using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Reading, replacing and deleting slices of lists.</summary>
internal static class ListSlicing
{
    public static Value Get(ThreadState thread, ListObject self, SliceObject slice)
    {
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return Value.Error;
        }

        SliceIndices indices = bounds.Fit(self.Count);
        var result = new ListObject(thread);
        if (indices.Step == 1)
        {
            result.AddRange(thread, self.Storage, (int)indices.Start, (int)indices.Count);
            return Value.Of(result);
        }

        CopyStepped(thread, self, indices, result);
        return Value.Of(result);
    }

    private static void CopyStepped(ThreadState thread, ListObject self, in SliceIndices indices, ListObject result)
    {
        int count = (int)indices.Count;
        if (self.Storage is IntStorage ints && count > 0)
        {
            IntStorage part = thread.Spares.TakeInts(count);
            for (int i = 0; i < count; i++)
            {
                part.Items[i] = ints.Items[(int)(indices.Start + (i * indices.Step))];
            }

            result.Adopt(part, count);
            return;
        }

        result.Reserve(count);
        for (int i = 0; i < count; i++)
        {
            result.Add(self.Get(thread, (int)(indices.Start + (i * indices.Step))));
        }
    }

    /// <summary>
    /// Replaces a range within bounds by the items of an exact list or tuple, without collecting them in an array when they are few; false, and nothing has happened, for
    /// anything else. Not when other threads are about: no lock is taken.
    /// </summary>
    public static bool TrySetRange(ThreadState thread, ListObject self, int start, int count, Value value)
    {
        if (value.Ref is not { } source || ReferenceEquals(source, self))
        {
            return false;
        }

        FewArguments few = default;
        if (ReferenceEquals(source.Type, BuiltinTypes.List))
        {
            var list = Unsafe.As<ListObject>(source);
            if (list.Count == count && self.Storage is IntStorage to && list.Storage is IntStorage from)
            {
                from.Items.AsSpan(0, count).CopyTo(to.Items.AsSpan(start));
                return true;
            }

            if (list.Count > FewArguments.Length)
            {
                return self.TryReplaceRange(thread, start, count, list);
            }

            for (int i = 0; i < list.Count; i++)
            {
                few[i] = list.Get(thread, i);
            }

            self.ReplaceRange(thread, start, count, ((ReadOnlySpan<Value>)few)[..list.Count]);
            return true;
        }

        if (!ReferenceEquals(source.Type, BuiltinTypes.Tuple))
        {
            return false;
        }

        ReadOnlySpan<Value> items = Unsafe.As<TupleObject>(source).Span;
        RefCount.RetainAll(thread, items);
        self.ReplaceRange(thread, start, count, items);
        return true;
    }

    public static bool Set(ThreadState thread, ListObject self, SliceObject slice, Value value)
    {
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        if (!value.Type.Slot(SpecialMethod.Iter).IsDefined && !value.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError("must assign iterable to extended slice");
            return false;
        }

        if (Iterables.ToArray(thread, value) is not { } items)
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Count);
        if (indices.Step == 1)
        {
            self.ReplaceRange(thread, (int)indices.Start, (int)indices.Count, items);
            return true;
        }

        if (items.Length != indices.Count)
        {
            Iterables.Release(thread, items);
            thread.ValueError($"attempt to assign sequence of size {items.Length} to extended slice of size {indices.Count}");
            return false;
        }

        SetStepped(thread, self, indices, items);
        return true;
    }

    public static bool Delete(ThreadState thread, ListObject self, SliceObject slice)
    {
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Count);
        if (indices.Count == 0)
        {
            return true;
        }

        if (indices.Step == 1)
        {
            self.ReplaceRange(thread, (int)indices.Start, (int)indices.Count, []);
            return true;
        }

        DeleteStepped(thread, self, indices);
        return true;
    }

    private static void SetStepped(ThreadState thread, ListObject self, SliceIndices indices, Value[] items)
    {
        foreach (ref Value item in items.AsSpan())
        {
            if (!self.Storage.Holds(item))
            {
                self.Storage = self.Storage.Widen(item, self.Storage.Capacity);
                break;
            }
        }

        // The displaced items are released only when all the new ones are in place.
        ListStorage storage = self.Storage;
        var displaced = new object?[storage is ObjectStorage ? items.Length : 0];
        for (int i = 0; i < items.Length; i++)
        {
            int position = (int)(indices.Start + (i * indices.Step));
            if (storage is ObjectStorage objects)
            {
                displaced[i] = objects.Items[position];
            }

            storage.TryInitialise(position, items[i]);
        }

        ListObject.ReleaseContents(thread, displaced);
    }

    private static void DeleteStepped(ThreadState thread, ListObject self, SliceIndices indices)
    {
        (long start, long step) = indices.Step > 0
            ? (indices.Start, indices.Step)
            : (indices.Start + ((indices.Count - 1) * indices.Step), -indices.Step);
        ListStorage storage = self.Storage;
        var displaced = new object?[storage is ObjectStorage ? (int)indices.Count : 0];
        int target = (int)start;
        for (long i = 0; i < indices.Count; i++)
        {
            int position = (int)(start + (i * step));
            if (storage is ObjectStorage objects)
            {
                displaced[i] = objects.Items[position];
            }

            // The run up to the next deleted item, or to the end, moves down.
            int next = i + 1 < indices.Count ? (int)(position + step) : self.Count;
            storage.Move(position + 1, target, next - position - 1);
            target += next - position - 1;
        }

        storage.Clear(target, self.Count);
        self.Count = target;
        self.ShrinkIfSparse();
        ListObject.ReleaseContents(thread, displaced);
    }
}
