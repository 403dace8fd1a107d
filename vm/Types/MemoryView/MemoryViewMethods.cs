using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of memoryview (Objects/memoryobject.c).</summary>
[PyType("memoryview", typeof(MemoryViewObject), Doc = "Create a new memoryview object which references the given object.")]
internal static class MemoryViewMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword("object")] Value source) => MemoryViewObject.FromObject(thread, source);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, MemoryViewObject self) =>
        Value.Str($"<{(self.IsReleased ? "released " : "")}memory at {ObjectMethods.Address(Value.Of(self))}>");

    [PyMethod("__len__")]
    public static Value Len(ThreadState thread, MemoryViewObject self)
    {
        if (!self.IsUsable(thread))
        {
            return Value.Error;
        }

        return self.View.Shape.Length == 0 ? thread.TypeError("0-dim memory has no length") : Value.Int(self.View.Shape[0]);
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self)
    {
        var memory = Unsafe.As<MemoryViewObject>(self.Ref!);
        if (!memory.IsUsable(thread))
        {
            return Value.Error;
        }

        if (memory.View.Shape.Length == 0)
        {
            return thread.TypeError("invalid indexing of 0-dim memory");
        }

        return memory.View.Shape.Length == 1
            ? Value.Of(new MemoryIteratorObject(thread, memory))
            : thread.Raise(ExceptionTypes.NotImplementedError, "multi-dimensional sub-views are not implemented");
    }

    /// <summary>The hash of the bytes, so that it agrees with that of equal bytes objects.</summary>
    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, Value self)
    {
        var memory = Unsafe.As<MemoryViewObject>(self.Ref!);
        if (memory.CachedHash != 0)
        {
            return Value.Int(memory.CachedHash);
        }

        if (!memory.IsUsable(thread))
        {
            return Value.Error;
        }

        if (!memory.View.IsReadOnly)
        {
            return thread.ValueError("cannot hash writable memoryview object");
        }

        if (ItemFormat.CodeOf(memory.View.Format) is not ('B' or 'b' or 'c'))
        {
            return thread.ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        }

        // Held meanwhile: the owner's __hash__ may try to release it.
        BufferView? view = memory.Export(thread);
        bool hashable = Hashing.TryHash(thread, memory.Owner, out _);
        memory.ReleaseExport(thread);
        if (!hashable || view is null)
        {
            return Value.Error;
        }

        memory.CachedHash = StrHash.Compute(memory.View.ToArray());
        return Value.Int(memory.CachedHash);
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => MemoryComparison.Equal(thread, Unsafe.As<MemoryViewObject>(self.Ref!), other, negate: false);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => MemoryComparison.Equal(thread, Unsafe.As<MemoryViewObject>(self.Ref!), other, negate: true);

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value key) => MemoryItems.Get(thread, Unsafe.As<MemoryViewObject>(self.Ref!), key);

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, MemoryViewObject self, Value key, Value value) => MemoryItems.Set(thread, self, key, value);

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, MemoryViewObject self, Value key)
    {
        thread.TypeError("cannot delete memory");
        return false;
    }

    [PyMethod("__enter__", Doc = "Return the view itself.")]
    public static Value Enter(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__exit__", Doc = "Release the underlying buffer.")]
    public static Value Exit(ThreadState thread, MemoryViewObject self, ReadOnlySpan<Value> arguments) => self.TryRelease(thread) ? Value.None : Value.Error;

    [PyMethod(Doc = "Release the underlying buffer exposed by the memoryview object.")]
    public static Value Release(ThreadState thread, MemoryViewObject self) => self.TryRelease(thread) ? Value.None : Value.Error;

    [PyMethod("__buffer__", Doc = "Return a buffer object that exposes the underlying memory of the object.")]
    public static Value Buffer(ThreadState thread, Value self, long flags) => MemoryViewObject.FromObject(thread, self);

    [PyMethod("__release_buffer__", Doc = "Release the buffer object that exposes the underlying memory of the object.")]
    public static Value ReleaseBuffer(ThreadState thread, MemoryViewObject self, MemoryViewObject buffer) => buffer.TryRelease(thread) ? Value.None : Value.Error;

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod(Doc = "Cast a memoryview to a new format or shape.")]
    public static Value Cast(ThreadState thread, MemoryViewObject self, [Keyword] string format, [Keyword, Optional] Value shape) =>
        MemoryCast.Cast(thread, self, format, shape);

    [PyMethod(Doc = "Return a readonly version of the memoryview.")]
    public static Value Toreadonly(ThreadState thread, MemoryViewObject self) =>
        self.IsUsable(thread) ? self.With(thread, self.View with { IsReadOnly = true }) : Value.Error;

    [PyMethod(Doc = "Return the data in the buffer as a byte string, in order 'C', 'F' or 'A' (the order\nthat the memory has).")]
    public static Value Tobytes(ThreadState thread, MemoryViewObject self, [Keyword] string? order = "C")
    {
        if (!self.IsUsable(thread))
        {
            return Value.Error;
        }

        if (order is not (null or "C" or "F" or "A"))
        {
            return thread.ValueError("order must be 'C', 'F' or 'A'");
        }

        bool fortran = order == "F" || (order == "A" && self.View.IsFortranContiguous && !self.View.IsContiguous);
        return Value.Of(BytesObject.Of(fortran ? Transposed(self.View).ToArray() : self.View.ToArray()));
    }

    [PyMethod(Doc = "Return the data in the buffer as a list of elements.")]
    public static Value Tolist(ThreadState thread, MemoryViewObject self)
    {
        if (!self.IsUsable(thread) || !MemoryItems.TryCode(thread, self.View, out char code))
        {
            return Value.Error;
        }

        return MemoryItems.ToList(thread, self.View, code, 0, self.View.Offset);
    }

    [PyMethod(Doc = "Return the data in the buffer as a str of hexadecimal numbers.\n\n  sep\n    A character to separate groups of bytes.\n  bytes_per_sep\n    How many bytes are a group; positive values count from the right.")]
    public static Value Hex(ThreadState thread, MemoryViewObject self, [Keyword, Optional] Value sep, [Keyword] int bytesPerSep = 1)
    {
        // Held meanwhile: the separator's __len__ may try to release it.
        if (self.Export(thread) is not { } view)
        {
            return Value.Error;
        }

        Value digits = ByteHex.ToHex(thread, view.ToArray(), sep, bytesPerSep);
        self.ReleaseExport(thread);
        return digits;
    }

    [PyMethod(Doc = "Count the number of occurrences of a value.")]
    public static Value Count(ThreadState thread, Value self, Value value)
    {
        long count = 0;
        using var items = new Iteration(thread, self);
        while (items.MoveNext(out Value item))
        {
            int equal = Comparison.Equal(thread, item, value);
            thread.Release(item);
            if (equal < 0)
            {
                return Value.Error;
            }

            count += equal;
        }

        return items.Failed ? Value.Error : Value.Int(count);
    }

    [PyMethod(Doc = "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present.")]
    public static Value Index(ThreadState thread, MemoryViewObject self, Value value, [Optional("0")] Value start, [Optional("sys.maxsize")] Value stop)
    {
        if (!self.IsUsable(thread))
        {
            return Value.Error;
        }

        if (self.View.Shape.Length == 0)
        {
            return thread.TypeError("invalid lookup on 0-dim memory");
        }

        if (self.View.Shape.Length > 1)
        {
            return thread.Raise(ExceptionTypes.NotImplementedError, "multi-dimensional lookup is not implemented");
        }

        int length = self.View.Shape[0];
        if (!Iterables.TryBound(thread, start, length, 0, out int first)
            || !Iterables.TryBound(thread, stop, length, length, out int last)
            || !MemoryItems.TryCode(thread, self.View, out char code))
        {
            return Value.Error;
        }

        for (int i = first; i < last; i++)
        {
            int equal = Comparison.Equal(thread, MemoryItems.Read(self.View, code, self.View.Offset + (i * self.View.Strides[0])), value);
            if (equal != 0)
            {
                return equal < 0 ? Value.Error : Value.Int(i);
            }
        }

        return thread.ValueError("memoryview.index(x): x not found");
    }

    /// <summary>The same memory with the order of its dimensions reversed.</summary>
    private static BufferView Transposed(BufferView view) =>
        view with { Shape = [.. Enumerable.Reverse(view.Shape)], Strides = [.. Enumerable.Reverse(view.Strides)] };
}
