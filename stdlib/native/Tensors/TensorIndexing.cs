using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>t[i], t[i, j], t[a:b, c:d]: positions take a dimension away, slices are views.</summary>
internal static class TensorIndexing
{
    public static Value Get(ThreadState thread, TensorObject self, Value key)
    {
        if (!TryFind(thread, self.Layout, key, out Layout layout))
        {
            return Value.Error;
        }

        return layout.Dimensions == 0
            ? Operands.Item(self.Window with { Layout = layout }, 0, 0)
            : Value.Of(self.View(thread, layout));
    }

    public static bool Set(ThreadState thread, TensorObject self, Value key, Value value)
    {
        if (!TryFind(thread, self.Layout, key, out Layout layout))
        {
            return false;
        }

        Window target = self.Window with { Layout = layout };
        if (!Operands.TryNumbers(thread, value, out Window source, out bool known))
        {
            if (known)
            {
                return false;
            }

            Value read = value.Ref is StrObject ? thread.TypeError("a tensor's items are numbers, not 'str'") : TensorReading.Read(thread, value, null);
            if (read.Ref is not TensorObject items)
            {
                return false;
            }

            bool stored = TryStore(thread, items.Window, target);
            thread.Release(read);
            return stored;
        }

        return TryStore(thread, source, target);
    }

    private static bool TryStore(ThreadState thread, in Window source, in Window target)
    {
        if (source.Type == ItemType.Float && target.Type == ItemType.Int)
        {
            thread.TypeError("float64 items cannot be stored in an int64 tensor; use astype('int64') first");
            return false;
        }

        return Elementwise.TryCopy(thread, source, target);
    }

    private static bool TryFind(ThreadState thread, in Layout layout, Value key, out Layout found)
    {
        found = layout;
        Value first = key;
        Value second = Value.Unbound;
        if (key.Ref is TupleObject keys)
        {
            if (keys.Length == 0 || keys.Length > layout.Dimensions)
            {
                thread.IndexError($"{keys.Length} indices for a tensor of {layout.Dimensions} dimension{(layout.Dimensions == 1 ? "" : "s")}");
                return false;
            }

            first = keys.Span[0];
            second = keys.Length == 2 ? keys.Span[1] : Value.Unbound;
        }

        if (layout.Dimensions == 1)
        {
            if (!TryAxis(thread, first, layout.Columns, layout.ColumnStride, 0, out int offset, out int count, out int stride, out bool taken))
            {
                return false;
            }

            found = new Layout(taken ? 0 : 1, 1, count, layout.Offset + offset, 0, stride);
            return true;
        }

        if (!TryAxis(thread, first, layout.Rows, layout.RowStride, 0, out int rowOffset, out int rows, out int rowStride, out bool rowTaken))
        {
            return false;
        }

        (int columnOffset, int columns, int columnStride, bool columnTaken) = (0, layout.Columns, layout.ColumnStride, false);
        if (!second.IsUnbound && !TryAxis(thread, second, layout.Columns, layout.ColumnStride, 1, out columnOffset, out columns, out columnStride, out columnTaken))
        {
            return false;
        }

        int start = layout.Offset + rowOffset + columnOffset;
        found = (rowTaken, columnTaken) switch
        {
            (true, true) => new Layout(0, 1, 1, start, 0, 1),
            (true, false) => new Layout(1, 1, columns, start, 0, columnStride),
            (false, true) => new Layout(1, 1, rows, start, 0, rowStride),
            _ => new Layout(2, rows, columns, start, rowStride, columnStride),
        };
        return true;
    }

    private static bool TryAxis(ThreadState thread, Value key, int extent, int step, int axis, out int offset, out int count, out int stride, out bool taken)
    {
        (offset, count, stride, taken) = (0, 0, 0, false);
        if (key.Ref is SliceObject slice)
        {
            if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
            {
                return false;
            }

            SliceIndices indices = bounds.Fit(extent);
            count = (int)indices.Count;
            offset = count == 0 ? 0 : (int)indices.Start * step;
            stride = count <= 1 ? 1 : (int)indices.Step * step;
            return true;
        }

        if (key.Ref is not null && !key.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"tensor indices must be integers or slices, not {key.Type.Name}");
            return false;
        }

        if (!Operators.TryIndex(thread, key, out long index, ExceptionTypes.IndexError))
        {
            return false;
        }

        if (index < -extent || index >= extent)
        {
            thread.IndexError($"index {index} is out of bounds for axis {axis} with size {extent}");
            return false;
        }

        (offset, count, stride, taken) = ((int)(index < 0 ? index + extent : index) * step, 1, 1, true);
        return true;
    }
}
