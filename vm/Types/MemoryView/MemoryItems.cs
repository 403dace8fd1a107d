using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Items and slices of a memoryview.</summary>
internal static class MemoryItems
{
    /// <summary>The format's code; false with NotImplementedError set for formats of structs, which cannot be taken apart.</summary>
    public static bool TryCode(ThreadState thread, BufferView view, out char code)
    {
        code = ItemFormat.CodeOf(view.Format);
        if (code != '\0')
        {
            return true;
        }

        thread.Raise(ExceptionTypes.NotImplementedError, $"memoryview: format {view.Format} not supported");
        return false;
    }

    /// <summary>The item at an offset.</summary>
    public static Value Read(BufferView view, char code, int offset) => ItemFormat.Read(code, view.Data.AsSpan(offset, view.ItemSize));

    public static Value ToList(ThreadState thread, BufferView view, char code, int dimension, int offset)
    {
        if (dimension == view.Shape.Length)
        {
            return Read(view, code, offset);
        }

        var list = new ListObject(thread);
        for (int i = 0; i < view.Shape[dimension]; i++)
        {
            list.Add(ToList(thread, view, code, dimension + 1, offset));
            offset += view.Strides[dimension];
        }

        return Value.Of(list);
    }

    public static Value Get(ThreadState thread, MemoryViewObject self, Value key)
    {
        if (!self.IsUsable(thread))
        {
            return Value.Error;
        }

        BufferView view = self.View;
        if (key.Ref is SliceObject slice && view.Shape.Length > 0)
        {
            return TrySlice(thread, view, slice, out BufferView part) ? self.With(thread, part) : Value.Error;
        }

        // The index may have released the view.
        return TryOffset(thread, view, key, out int offset) && TryCode(thread, view, out char code) && self.IsUsable(thread) ? Read(view, code, offset) : Value.Error;
    }

    public static bool Set(ThreadState thread, MemoryViewObject self, Value key, Value value)
    {
        if (!self.IsUsable(thread))
        {
            return false;
        }

        BufferView view = self.View;
        if (view.IsReadOnly)
        {
            thread.TypeError("cannot modify read-only memory");
            return false;
        }

        if (key.Ref is SliceObject slice && view.Shape.Length == 1)
        {
            return SetSlice(thread, self, slice, value);
        }

        if (!TryOffset(thread, view, key, out int offset) || !TryCode(thread, view, out char code))
        {
            return false;
        }

        Span<byte> item = stackalloc byte[8];
        item = item[..view.ItemSize];
        ItemOutcome outcome = ItemFormat.Write(thread, code, value, item);
        if (outcome == ItemOutcome.Done && self.IsUsable(thread))
        {
            item.CopyTo(view.Data.AsSpan(offset));
            return true;
        }

        switch (outcome)
        {
            case ItemOutcome.WrongType:
                thread.TypeError($"memoryview: invalid type for format '{view.Format}'");
                break;
            case ItemOutcome.OutOfRange:
                thread.ValueError($"memoryview: invalid value for format '{view.Format}'");
                break;
        }

        return false;
    }

    private static bool TrySlice(ThreadState thread, BufferView view, SliceObject slice, out BufferView part)
    {
        part = view;
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(view.Shape[0]);
        int[] shape = [.. view.Shape];
        int[] strides = [.. view.Strides];
        shape[0] = (int)indices.Count;
        strides[0] = (int)Math.Clamp(strides[0] * indices.Step, int.MinValue, int.MaxValue);
        part = view with { Offset = view.Offset + (int)(indices.Start * view.Strides[0]), Shape = shape, Strides = strides };
        return true;
    }

    private static bool TryOffset(ThreadState thread, BufferView view, Value key, out int offset)
    {
        offset = view.Offset;
        ReadOnlySpan<Value> keys = key.Ref is TupleObject tuple ? tuple.Span : [key];
        if (view.Shape.Length == 0)
        {
            if (key.Ref is TupleObject { Length: 0 })
            {
                return true;
            }

            thread.TypeError("invalid indexing of 0-dim memory");
            return false;
        }

        int slices = 0;
        int positions = 0;
        foreach (ref readonly Value one in keys)
        {
            slices += one.Ref is SliceObject ? 1 : 0;
            positions += one.Type.Slot(SpecialMethod.Index).IsDefined ? 1 : 0;
        }

        if (keys.Length == 0 || (slices < keys.Length && positions < keys.Length))
        {
            thread.TypeError("memoryview: invalid slice key");
            return false;
        }

        if (slices > 0)
        {
            thread.Raise(ExceptionTypes.NotImplementedError, "multi-dimensional slicing is not implemented");
            return false;
        }

        if (keys.Length < view.Shape.Length)
        {
            thread.Raise(ExceptionTypes.NotImplementedError, "multi-dimensional sub-views are not implemented");
            return false;
        }

        if (keys.Length > view.Shape.Length)
        {
            thread.TypeError($"cannot index {view.Shape.Length}-dimension view with {keys.Length}-element tuple");
            return false;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            if (!Operators.TryIndex(thread, keys[i], out long index, ExceptionTypes.IndexError)
                || !MemoryViewObject.TryPosition(thread, index, view.Shape[i], i + 1, out int position))
            {
                return false;
            }

            offset += position * view.Strides[i];
        }

        return true;
    }

    private static bool SetSlice(ThreadState thread, MemoryViewObject self, SliceObject slice, Value value)
    {
        using BufferExport export = Buffers.Export(thread, value);
        if (export.View is not { } source || !TrySlice(thread, self.View, slice, out BufferView target))
        {
            return false;
        }

        if (source.Shape.Length != 1 || source.Shape[0] != target.Shape[0] || source.ItemSize != target.ItemSize
            || ItemFormat.CodeOf(source.Format) != ItemFormat.CodeOf(target.Format))
        {
            thread.ValueError("memoryview assignment: lvalue and rvalue have different structures");
            return false;
        }

        // A copy first: the two may overlap.
        byte[] bytes = source.ToArray();
        for (int i = 0; i < target.Shape[0]; i++)
        {
            bytes.AsSpan(i * target.ItemSize, target.ItemSize).CopyTo(target.Data.AsSpan(target.Offset + (i * target.Strides[0])));
        }

        return true;
    }
}
