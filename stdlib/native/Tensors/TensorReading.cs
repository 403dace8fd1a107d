using System.Runtime.InteropServices;
using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>tensor.array: tensors from numbers in sequences, and from memory of other kinds of arrays.</summary>
internal static class TensorReading
{
    /// <summary>A fresh tensor of the items; Error when an exception is set.</summary>
    public static Value Read(ThreadState thread, Value data, ItemType? wanted)
    {
        if (data.Ref is TensorObject tensor)
        {
            return TensorObject.Make(thread, wanted ?? tensor.ItemType, tensor.Layout) is { } copy
                ? Elementwise.Finish(thread, copy, Elementwise.TryCopy(thread, tensor.Window, copy.Window))
                : Value.Error;
        }

        var items = new ItemCollector(wanted);
        return data.Ref is IBufferProvider
            ? ReadBuffer(thread, data, items)
            : ReadSequence(thread, data, items);
    }

    private static Value ReadBuffer(ThreadState thread, Value data, ItemCollector items)
    {
        using BufferExport export = Buffers.Export(thread, data);
        if (export.View is not { } view)
        {
            return Value.Error;
        }

        char code = ItemFormat.CodeOf(view.Format);
        if (code is '\0' or 'c' or '?' || view.Shape.Length is not (1 or 2))
        {
            return thread.ValueError($"a buffer of format '{view.Format}' and {view.Shape.Length} dimensions cannot be a tensor");
        }

        byte[] bytes = view.ToArray();
        for (int at = 0; at < bytes.Length; at += view.ItemSize)
        {
            if (!items.TryAdd(thread, ItemFormat.Read(code, bytes.AsSpan(at, view.ItemSize))))
            {
                return Value.Error;
            }
        }

        return items.Finish(thread, view.Shape.Length == 1 ? Layout.Sequence(view.Shape[0]) : Layout.Matrix(view.Shape[0], view.Shape[1]));
    }

    private static Value ReadSequence(ThreadState thread, Value data, ItemCollector items)
    {
        Value all = TupleObject.From(thread, data);
        if (all.Ref is not TupleObject rows)
        {
            return all;
        }

        Value result = rows.Length > 0 && !IsNumber(rows.Span[0]) ? ReadRows(thread, rows, items)
            : TryAddAll(thread, rows, items) ? items.Finish(thread, Layout.Sequence(rows.Length))
            : Value.Error;
        thread.Release(all);
        return result;
    }

    private static Value ReadRows(ThreadState thread, TupleObject rows, ItemCollector items)
    {
        int columns = -1;
        foreach (Value row in rows.Span)
        {
            if (IsNumber(row))
            {
                return thread.ValueError("numbers and rows cannot be mixed");
            }

            Value copy = TupleObject.From(thread, row);
            if (copy.Ref is not TupleObject numbers)
            {
                return copy;
            }

            int length = numbers.Length;
            bool added = TryAddAll(thread, numbers, items);
            thread.Release(copy);
            if (!added)
            {
                return Value.Error;
            }

            if (columns >= 0 && length != columns)
            {
                return thread.ValueError($"rows of different lengths: {columns} and {length}");
            }

            columns = length;
        }

        return items.Finish(thread, Layout.Matrix(rows.Length, columns));
    }

    private static bool TryAddAll(ThreadState thread, TupleObject numbers, ItemCollector items)
    {
        foreach (Value number in numbers.Span)
        {
            if (!items.TryAdd(thread, number))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(Value value) =>
        value.Ref is null or BoolObject or IntObject || value.IsFloat || value.Ref is StrObject
        || (value.Ref is not TensorObject && (value.Type.Slot(SpecialMethod.Float).IsDefined || value.Type.Slot(SpecialMethod.Index).IsDefined));

    /// <summary>Numbers as they come: ints until the first float, then floats.</summary>
    private sealed class ItemCollector(ItemType? wanted)
    {
        private long[] _items = new long[16];
        private int _count;
        private ItemType _type = wanted ?? ItemType.Int;

        public bool TryAdd(ThreadState thread, Value value)
        {
            if (_count == _items.Length)
            {
                if (_count > Array.MaxLength / (2 * sizeof(long)))
                {
                    thread.MemoryError();
                    return false;
                }

                Array.Resize(ref _items, _count * 2);
            }

            bool isWhole = value.Ref is null or BoolObject or IntObject || (!value.IsFloat && value.Type.Slot(SpecialMethod.Index).IsDefined);
            if (_type == ItemType.Int)
            {
                long whole = 0;
                if (isWhole)
                {
                    if (value.Ref is null)
                    {
                        _items[_count++] = value.Bits;
                        return true;
                    }

                    if (!Operators.TryIndex(thread, value, out whole))
                    {
                        return false;
                    }

                    _items[_count++] = whole;
                    return true;
                }

                if (wanted == ItemType.Int)
                {
                    thread.TypeError($"'{value.Type.Name}' object cannot be an item of an int64 tensor");
                    return false;
                }

                _type = ItemType.Float;
                for (int i = 0; i < _count; i++)
                {
                    _items[i] = BitConverter.DoubleToInt64Bits(_items[i]);
                }
            }

            if (!Bind.TryDouble(thread, value, out double number))
            {
                return false;
            }

            _items[_count++] = BitConverter.DoubleToInt64Bits(number);
            return true;
        }

        public Value Finish(ThreadState thread, in Layout shape)
        {
            // What holds no number at all is of floats.
            ItemType type = _count == 0 && wanted is null ? ItemType.Float : _type;
            if (TensorObject.Make(thread, type, shape) is not { } result)
            {
                return Value.Error;
            }

            MemoryMarshal.AsBytes(_items.AsSpan(0, _count)).CopyTo(result.Window.Data);
            return Value.Of(result);
        }
    }
}
