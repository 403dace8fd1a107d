using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>Items and slices of a bytearray, and the methods that change it.</summary>
[PyType("bytearray", typeof(ByteArrayObject), Locks = true)]
internal static class ByteArrayItemMethods
{
    private const string OutOfRange = "byte must be in range(0, 256)";

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var array = Unsafe.As<ByteArrayObject>(self.Ref!);
        if (index.Ref is SliceObject slice)
        {
            if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
            {
                return Value.Error;
            }

            SliceIndices indices = bounds.Fit(array.Length);
            byte[] result = new byte[indices.Count];
            if (indices.Step == 1)
            {
                array.Span.Slice((int)indices.Start, result.Length).CopyTo(result);
            }
            else
            {
                SpanEdit.Stride<byte>(array.Span, indices.Start, indices.Step, result);
            }

            return Value.Of(new ByteArrayObject(result));
        }

        return TryPosition(thread, array, index, out int position) ? Value.Int(array.Span[position]) : Value.Error;
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, ByteArrayObject self, Value index, Value value)
    {
        if (index.Ref is SliceObject slice)
        {
            return SetSlice(thread, self, slice, value);
        }

        if (!TryPosition(thread, self, index, out int position) || !ByteArguments.TryByte(thread, value, OutOfRange, out byte number))
        {
            return false;
        }

        if (position >= self.Length)
        {
            thread.IndexError("bytearray index out of range");
            return false;
        }

        self.Span[position] = number;
        return true;
    }

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, ByteArrayObject self, Value index)
    {
        if (index.Ref is not SliceObject slice)
        {
            return TryPosition(thread, self, index, out int position) && self.TrySplice(thread, position, 1, []);
        }

        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Length);
        if (indices.Step == 1)
        {
            return self.TrySplice(thread, (int)indices.Start, (int)indices.Count, []);
        }

        return DeleteStride(thread, self, indices);
    }

    [PyMethod(Doc = "Append a single item, a number from 0 to 255, to the end of the bytearray.")]
    public static Value Append(ThreadState thread, ByteArrayObject self, Value item) =>
        ByteArguments.TryByte(thread, item, OutOfRange, out byte number) && self.TryAppend(thread, number) ? Value.None : Value.Error;

    [PyMethod(Doc = "Append all the items from the iterable of numbers to the end of the bytearray.")]
    public static Value Extend(ThreadState thread, ByteArrayObject self, Value iterableOfInts)
    {
        if (iterableOfInts.Ref is StrObject)
        {
            return thread.TypeError("expected iterable of integers; got: 'str'");
        }

        if (!ByteConstruction.IsIterable(iterableOfInts))
        {
            return thread.TypeError($"can't extend bytearray with {iterableOfInts.Type.Name}");
        }

        return ByteConstruction.FromIterable(thread, iterableOfInts, OutOfRange) is { } bytes && self.TrySplice(thread, self.Length, 0, bytes)
            ? Value.None
            : Value.Error;
    }

    [PyMethod(Doc = "Insert a single item into the bytearray before the given index.")]
    public static Value Insert(ThreadState thread, ByteArrayObject self, long index, Value item)
    {
        if (!ByteArguments.TryByte(thread, item, OutOfRange, out byte number))
        {
            return Value.Error;
        }

        index += index < 0 ? self.Length : 0;
        return self.TrySplice(thread, (int)Math.Clamp(index, 0, self.Length), 0, [number]) ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "Remove and return a single item, the last one unless an index is given.")]
    public static Value Pop(ThreadState thread, ByteArrayObject self, long index = -1)
    {
        if (self.Length == 0)
        {
            return thread.IndexError("pop from empty bytearray");
        }

        index += index < 0 ? self.Length : 0;
        if ((ulong)index >= (ulong)self.Length)
        {
            return thread.IndexError("pop index out of range");
        }

        byte value = self.Span[(int)index];
        return self.TrySplice(thread, (int)index, 1, []) ? Value.Int(value) : Value.Error;
    }

    [PyMethod(Doc = "Remove the first occurrence of a value in the bytearray.")]
    public static Value Remove(ThreadState thread, ByteArrayObject self, Value value)
    {
        if (!ByteArguments.TryByte(thread, value, OutOfRange, out byte number))
        {
            return Value.Error;
        }

        int at = self.Span.IndexOf(number);
        if (at < 0)
        {
            return thread.ValueError("value not found in bytearray");
        }

        return self.TrySplice(thread, at, 1, []) ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "Reverse the order of the values in B in place.")]
    public static Value Reverse(ThreadState thread, ByteArrayObject self)
    {
        self.Span.Reverse();
        return Value.None;
    }

    [PyMethod(Doc = "Remove all items from the bytearray.")]
    public static Value Clear(ThreadState thread, ByteArrayObject self) => self.TryResize(thread, 0) ? Value.None : Value.Error;

    [PyMethod(Doc = "Return a copy of B.")]
    public static Value Copy(ThreadState thread, ByteArrayObject self) => Value.Of(new ByteArrayObject(self.Span.ToArray()));

    [PyMethod(Doc = "Resize the bytearray to the given length; new bytes are zero.")]
    public static Value Resize(ThreadState thread, ByteArrayObject self, long size)
    {
        if (size < 0)
        {
            return thread.ValueError($"Can only resize to positive sizes, got {size}");
        }

        if (size > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        return self.TryResize(thread, (int)size) ? Value.None : Value.Error;
    }

    private static bool TryPosition(ThreadState thread, ByteArrayObject array, Value index, out int position)
    {
        position = 0;
        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"bytearray indices must be integers or slices, not {index.Type.Name}");
            return false;
        }

        if (!Operators.TryIndex(thread, index, out long wanted, ExceptionTypes.IndexError))
        {
            return false;
        }

        wanted += wanted < 0 ? array.Length : 0;
        if ((ulong)wanted >= (ulong)array.Length)
        {
            thread.IndexError("bytearray index out of range");
            return false;
        }

        position = (int)wanted;
        return true;
    }

    private static bool SetSlice(ThreadState thread, ByteArrayObject self, SliceObject slice, Value value)
    {
        if (value.Ref is null or StrObject || !ByteConstruction.IsIterable(value))
        {
            thread.TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
            return false;
        }

        if (ByteConstruction.FromIterable(thread, value, OutOfRange) is not { } bytes
            || !SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Length);
        if (indices.Step == 1)
        {
            return self.TrySplice(thread, (int)indices.Start, (int)indices.Count, bytes);
        }

        if (bytes.Length == 0)
        {
            return DeleteStride(thread, self, indices);
        }

        if (bytes.Length != indices.Count)
        {
            thread.ValueError($"attempt to assign bytes of size {bytes.Length} to extended slice of size {indices.Count}");
            return false;
        }

        Span<byte> target = self.Span;
        for (int i = 0; i < bytes.Length; i++)
        {
            target[(int)(indices.Start + (i * indices.Step))] = bytes[i];
        }

        return true;
    }

    private static bool DeleteStride(ThreadState thread, ByteArrayObject self, SliceIndices indices)
    {
        if (indices.Count == 0)
        {
            return true;
        }

        long step = Math.Abs(indices.Step);
        long first = indices.Step > 0 ? indices.Start : indices.Start + ((indices.Count - 1) * indices.Step);
        byte[] rest = new byte[self.Length - indices.Count];
        int at = 0;
        long next = first;
        long left = indices.Count;
        for (int i = 0; i < self.Length; i++)
        {
            if (i == next && left > 0)
            {
                next += step;
                left--;
            }
            else
            {
                rest[at++] = self.Span[i];
            }
        }

        return self.TrySplice(thread, 0, self.Length, rest);
    }
}
