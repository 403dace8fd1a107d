using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Spans;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Items of an array, and the methods that change or convert it.</summary>
[PyType("array", typeof(ArrayObject), Module = "array", Locks = true)]
internal static class ArrayEditMethods
{
    internal const int NotFound = -1;
    internal const int Failed = -2;

    internal static TypeObject Type => ArrayMethods.Type;

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var array = Unsafe.As<ArrayObject>(self.Ref!);
        if (index.Ref is not SliceObject slice)
        {
            return TryPosition(thread, array, index, "array index out of range", out int position) ? array.Get(position) : Value.Error;
        }

        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return Value.Error;
        }

        SliceIndices indices = bounds.Fit(array.Count);
        int size = array.ItemSize;
        byte[] bytes = new byte[indices.Count * size];
        for (int i = 0; i < indices.Count; i++)
        {
            array.Bytes.Slice((int)(indices.Start + (i * indices.Step)) * size, size).CopyTo(bytes.AsSpan(i * size));
        }

        return ArrayMethods.Make(thread, array, bytes);
    }

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, ArrayObject self, Value index, Value value)
    {
        if (index.Ref is SliceObject slice)
        {
            return SetSlice(thread, self, slice, value);
        }

        return TryPosition(thread, self, index, "array assignment index out of range", out int position) && self.TrySet(thread, position, value);
    }

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, ArrayObject self, Value index)
    {
        if (index.Ref is not SliceObject slice)
        {
            return TryPosition(thread, self, index, "array assignment index out of range", out int position) && self.TrySplice(thread, position, 1, []);
        }

        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Count);
        return indices.Step == 1
            ? self.TrySplice(thread, (int)indices.Start, (int)indices.Count, [])
            : DeleteStride(thread, self, indices);
    }

    [PyMethod(Doc = "Append new value v to the end of the array.")]
    public static Value Append(ThreadState thread, ArrayObject self, Value v) => self.TryInsert(thread, self.Count, v) ? Value.None : Value.Error;

    [PyMethod(Doc = "Append items to the end of the array.")]
    public static Value Extend(ThreadState thread, ArrayObject self, Value bb) => TryExtend(thread, self, bb) ? Value.None : Value.Error;

    [PyMethod(Doc = "Insert a new item v into the array before position i.")]
    public static Value Insert(ThreadState thread, ArrayObject self, long i, Value v)
    {
        i += i < 0 ? self.Count : 0;
        return self.TryInsert(thread, (int)Math.Clamp(i, 0, self.Count), v) ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "Return the i-th element and delete it from the array.\n\ni defaults to -1.")]
    public static Value Pop(ThreadState thread, ArrayObject self, long i = -1)
    {
        if (self.Count == 0)
        {
            return thread.IndexError("pop from empty array");
        }

        i += i < 0 ? self.Count : 0;
        if ((ulong)i >= (ulong)self.Count)
        {
            return thread.IndexError("pop index out of range");
        }

        Value item = self.Get((int)i);
        return self.TrySplice(thread, (int)i, 1, []) ? item : Value.Error;
    }

    [PyMethod(Doc = "Remove the first occurrence of v in the array.")]
    public static Value Remove(ThreadState thread, ArrayObject self, Value v)
    {
        int at = Find(thread, self, v, 0, self.Count);
        if (at < 0)
        {
            return at == Failed ? Value.Error : thread.ValueError("array.remove(x): x not in array");
        }

        return self.TrySplice(thread, at, 1, []) ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, ArrayObject self, Value v, [Optional("0")] Value start, [Optional("sys.maxsize")] Value stop)
    {
        if (!Iterables.TryBound(thread, start, self.Count, 0, out int first) || !Iterables.TryBound(thread, stop, self.Count, self.Count, out int last))
        {
            return Value.Error;
        }

        int at = Find(thread, self, v, first, last);
        return at >= 0 ? Value.Int(at) : at == Failed ? Value.Error : thread.ValueError("array.index(x): x not in array");
    }

    [PyMethod(Doc = "Return number of occurrences of v in the array.")]
    public static Value Count(ThreadState thread, ArrayObject self, Value v)
    {
        long count = 0;
        for (int i = 0; i < self.Count; i++)
        {
            int equal = Comparison.Equal(thread, self.Get(i), v);
            if (equal < 0)
            {
                return Value.Error;
            }

            count += equal;
        }

        return Value.Int(count);
    }

    [PyMethod(Doc = "Reverse the order of the items in the array.")]
    public static Value Reverse(ThreadState thread, ArrayObject self)
    {
        Span<byte> bytes = self.Bytes;
        bytes.Reverse();
        for (int at = 0; at < bytes.Length; at += self.ItemSize)
        {
            bytes.Slice(at, self.ItemSize).Reverse();
        }

        return Value.None;
    }

    [PyMethod(Doc = "Byteswap all items of the array.\n\nIf the items in the array are not 1, 2, 4, or 8 bytes in size, RuntimeError is raised.")]
    public static Value Byteswap(ThreadState thread, ArrayObject self)
    {
        for (int at = 0; at < self.Bytes.Length; at += self.ItemSize)
        {
            self.Bytes.Slice(at, self.ItemSize).Reverse();
        }

        return Value.None;
    }

    [PyMethod(Doc = "Remove all items from the array.")]
    public static Value Clear(ThreadState thread, ArrayObject self) => self.TrySplice(thread, 0, self.Count, []) ? Value.None : Value.Error;

    [PyMethod(Doc = "Return a tuple (address, length) giving the current memory address and the length in\nitems of the buffer used to hold array's contents.")]
    public static Value BufferInfo(ThreadState thread, ArrayObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Int(ObjectIdentity.Of(Value.Of(self))), Value.Int(self.Count)]));

    [PyMethod(Doc = "Convert the array to an array of machine values and return the bytes representation.")]
    public static Value Tobytes(ThreadState thread, ArrayObject self) => Value.Of(BytesObject.Of((ReadOnlySpan<byte>)self.Bytes));

    [PyMethod(Doc = "Appends items from the string, interpreting it as an array of machine values.")]
    public static Value Frombytes(ThreadState thread, ArrayObject self, ReadOnlySpan<byte> buffer) => FromBytes(thread, self, buffer.ToArray()) ? Value.None : Value.Error;

    [PyMethod(Doc = "Convert array to an ordinary list with the same items.")]
    public static Value Tolist(ThreadState thread, ArrayObject self) => ToList(thread, self);

    [PyMethod(Doc = "Append items to array from list.")]
    public static Value Fromlist(ThreadState thread, ArrayObject self, Value list)
    {
        if (list.Ref is not ListObject)
        {
            return thread.TypeError("arg must be list");
        }

        int before = self.Count;
        if (TryAppendAll(thread, self, list))
        {
            return Value.None;
        }

        // All or nothing.
        self.TrySplice(thread, before, self.Count - before, []);
        return Value.Error;
    }

    [PyMethod(Doc = "Extends this array with data from the unicode string ustr.")]
    public static Value Fromunicode(ThreadState thread, ArrayObject self, StrObject ustr)
    {
        if (!self.IsText)
        {
            return thread.ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')");
        }

        return TryAppendText(thread, self, ustr) ? Value.None : Value.Error;
    }

    [PyMethod(Doc = "Convert array to a unicode string.")]
    public static Value Tounicode(ThreadState thread, ArrayObject self) =>
        self.IsText ? ToText(thread, self) : thread.ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')");

    [PyMethod(Doc = "Write all items (as machine values) to the file object f.")]
    public static Value Tofile(ThreadState thread, ArrayObject self, Value f)
    {
        Value written = thread.CallMethod(f, StrObject.Intern("write"), Value.Of(BytesObject.Of((ReadOnlySpan<byte>)self.Bytes)));
        if (written.IsError)
        {
            return written;
        }

        thread.Release(written);
        return Value.None;
    }

    [PyMethod(Doc = "Read n objects from the file object f and append them to the end of the array.")]
    public static Value Fromfile(ThreadState thread, ArrayObject self, Value f, long n)
    {
        if (n < 0)
        {
            return thread.ValueError("negative count");
        }

        Value read = thread.CallMethod(f, StrObject.Intern("read"), Value.Int(n * self.ItemSize));
        if (read.IsError)
        {
            return read;
        }

        if (read.Ref is not BytesObject bytes)
        {
            thread.Release(read);
            return thread.TypeError("read() didn't return bytes");
        }

        bool complete = bytes.Length == n * self.ItemSize;
        bool stored = FromBytes(thread, self, bytes.Span);
        thread.Release(read);
        if (!stored)
        {
            return Value.Error;
        }

        return complete ? Value.None : thread.Raise(ExceptionTypes.EOFError, "read() didn't return enough bytes");
    }

    /// <summary>Position of the first equal item, <see cref="NotFound"/> or <see cref="Failed"/>.</summary>
    internal static int Find(ThreadState thread, ArrayObject array, Value value, int start, int stop)
    {
        for (int i = start; i < stop && i < array.Count; i++)
        {
            int equal = Comparison.Equal(thread, array.Get(i), value);
            if (equal != 0)
            {
                return equal < 0 ? Failed : i;
            }
        }

        return NotFound;
    }

    internal static Value ToList(ThreadState thread, ArrayObject array)
    {
        var list = new ListObject(thread);
        list.Reserve(array.Count);
        for (int i = 0; i < array.Count; i++)
        {
            list.Add(array.Get(i));
        }

        return Value.Of(list);
    }

    internal static Value ToText(ThreadState thread, ArrayObject array) =>
        Value.Of(StrObject.OfCodePoints(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(array.Bytes)));

    internal static bool FromBytes(ThreadState thread, ArrayObject array, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % array.ItemSize == 0)
        {
            return array.TrySplice(thread, array.Count, 0, bytes);
        }

        thread.ValueError("bytes length not a multiple of item size");
        return false;
    }

    internal static bool TryAppendText(ThreadState thread, ArrayObject array, StrObject text)
    {
        int[] points = new int[text.Length];
        text.CopyTo(points);
        return array.TrySplice(thread, array.Count, 0, System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(points));
    }

    internal static bool TryAppendAll(ThreadState thread, ArrayObject array, Value iterable)
    {
        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            bool appended = array.TryInsert(thread, array.Count, item);
            thread.Release(item);
            if (!appended)
            {
                return false;
            }
        }

        return !items.Failed;
    }

    internal static bool TryExtend(ThreadState thread, ArrayObject array, Value iterable)
    {
        if (iterable.Ref is not ArrayObject other)
        {
            return TryAppendAll(thread, array, iterable);
        }

        if (other.Code == array.Code)
        {
            return array.TrySplice(thread, array.Count, 0, other.Bytes.ToArray());
        }

        thread.TypeError("can only extend with array of same kind");
        return false;
    }

    private static bool TryPosition(ThreadState thread, ArrayObject array, Value index, string outOfRange, out int position)
    {
        position = 0;
        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError("array indices must be integers");
            return false;
        }

        if (!Operators.TryIndex(thread, index, out long wanted, ExceptionTypes.IndexError))
        {
            return false;
        }

        wanted += wanted < 0 ? array.Count : 0;
        position = (int)wanted;
        if ((ulong)wanted < (ulong)array.Count)
        {
            return true;
        }

        thread.IndexError(outOfRange);
        return false;
    }

    private static bool SetSlice(ThreadState thread, ArrayObject self, SliceObject slice, Value value)
    {
        if (value.Ref is not ArrayObject other)
        {
            thread.TypeError($"can only assign array (not \"{value.Type.Name}\") to array slice");
            return false;
        }

        if (other.Code != self.Code)
        {
            thread.TypeError("bad argument type for built-in operation");
            return false;
        }

        byte[] bytes = other.Bytes.ToArray();
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return false;
        }

        SliceIndices indices = bounds.Fit(self.Count);
        if (indices.Step == 1)
        {
            return self.TrySplice(thread, (int)indices.Start, (int)indices.Count, bytes);
        }

        int size = self.ItemSize;
        int count = bytes.Length / size;
        if (count == 0)
        {
            return DeleteStride(thread, self, indices);
        }

        if (count != indices.Count)
        {
            thread.ValueError($"attempt to assign array of size {count} to extended slice of size {indices.Count}");
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            bytes.AsSpan(i * size, size).CopyTo(self.Bytes[((int)(indices.Start + (i * indices.Step)) * size)..]);
        }

        return true;
    }

    private static bool DeleteStride(ThreadState thread, ArrayObject self, SliceIndices indices)
    {
        if (indices.Count == 0)
        {
            return true;
        }

        var dropped = new HashSet<long>();
        for (long i = 0; i < indices.Count; i++)
        {
            dropped.Add(indices.Start + (i * indices.Step));
        }

        int size = self.ItemSize;
        byte[] rest = new byte[(self.Count - indices.Count) * size];
        int at = 0;
        for (int i = 0; i < self.Count; i++)
        {
            if (!dropped.Contains(i))
            {
                self.Bytes.Slice(i * size, size).CopyTo(rest.AsSpan(at));
                at += size;
            }
        }

        return self.TrySplice(thread, 0, self.Count, rest);
    }
}
