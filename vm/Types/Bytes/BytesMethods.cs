using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>What makes bytes a type and a sequence. The other methods are in the classes named Bytes...Methods.</summary>
[PyType("bytes", typeof(BytesObject), Doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes.")]
internal static class BytesMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword, Optional("b''")] Value source, [Keyword, Optional] Value encoding, [Keyword, Optional] Value errors)
    {
        if (source.Ref is BytesObject { IsExact: true } && encoding.IsUnbound && errors.IsUnbound && ReferenceEquals(cls, BuiltinTypes.Bytes))
        {
            return source;
        }

        if (!source.IsUnbound && source.Ref is not BytesObject { IsExact: true } && encoding.IsUnbound && errors.IsUnbound && ReferenceEquals(cls, BuiltinTypes.Bytes))
        {
            // What __bytes__ returns is the result as it is, of a subclass, too.
            Value made = thread.CallSpecialName(source, Names.Bytes);
            if (made.IsError || made.Ref is BytesObject)
            {
                return made;
            }

            if (!made.IsUnbound)
            {
                string type = made.Type.Name;
                thread.Release(made);
                return thread.TypeError($"__bytes__ returned non-bytes (type {type})");
            }
        }

        return ByteConstruction.Create(thread, isMutable: false, source, encoding, errors) is { } data ? BytesObject.OfType(thread, cls, data) : Value.Error;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, BytesObject self) => Value.Of(StrObject.OfNarrow(Literals.Repr(self.Data)));

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, BytesObject self) => Repr(thread, self);

    [PyMethod("__bytes__", Doc = "Convert this value to exact type bytes.")]
    public static Value Bytes(ThreadState thread, BytesObject self) => Value.Of(self.Exact());

    [PyMethod("__hash__")]
    public static long Hash(BytesObject self) => self.Hash;

    [PyMethod("__len__")]
    public static long Len(BytesObject self) => self.Length;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(new BytesIteratorObject(thread, Unsafe.As<BytesObject>(self.Ref!)));

    [PyMethod("__getnewargs__")]
    public static Value GetNewArgs(ThreadState thread, BytesObject self) => Value.Of(TupleObject.Steal(thread, [Value.Of(self.Exact())]));

    [PyMethod("__buffer__", Doc = "Return a buffer object that exposes the underlying memory of the object.")]
    public static Value Buffer(ThreadState thread, Value self, long flags) => MemoryViewObject.FromObject(thread, self);

    [PyMethod("__sizeof__", Doc = "Return the size of the object in memory, in bytes.")]
    public static long SizeOf(BytesObject self) => 33 + self.Length;

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, Value self, Value item) => ByteSearch.Contains(thread, new ByteText(Unsafe.As<BytesObject>(self.Ref!)), item);

    [PyMethod("__add__", Sequence = true)]
    public static Value Add(ThreadState thread, Value self, Value other)
    {
        var left = Unsafe.As<BytesObject>(self.Ref!);
        if (!Buffers.Has(other))
        {
            return Value.NotImplemented;
        }

        if (!Buffers.TryGet(thread, other, out ReadOnlySpan<byte> right))
        {
            return Value.Error;
        }

        if (right.IsEmpty)
        {
            return Value.Of(left.Exact());
        }

        return left.Length == 0 && other.Ref is BytesObject { IsExact: true } ? other : ByteReplace.Concatenate(thread, new ByteText(left), right);
    }

    [PyMethod("__mul__", Sequence = true)]
    public static Value Mul(ThreadState thread, Value self, Value count) => ByteReplace.Repeat(thread, new ByteText(Unsafe.As<BytesObject>(self.Ref!)), count);

    [PyMethod("__rmul__", Sequence = true)]
    public static Value RMul(ThreadState thread, Value self, Value count) => Mul(thread, self, count);

    [PyMethod("__mod__")]
    public static Value Mod(ThreadState thread, Value self, Value arguments) => BytePercent.Format(thread, new ByteText(Unsafe.As<BytesObject>(self.Ref!)), arguments);

    [PyMethod("__rmod__")]
    public static Value RMod(ThreadState thread, Value self, Value template) =>
        template.Ref is BytesObject bytes ? BytePercent.Format(thread, new ByteText(bytes), self) : Value.NotImplemented;

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, Value self, Value index)
    {
        var bytes = Unsafe.As<BytesObject>(self.Ref!);
        long position = index.Bits;
        if (index.Ref is not null)
        {
            if (index.Ref is SliceObject slice)
            {
                return GetSlice(thread, bytes, slice);
            }

            if (!index.Type.Slot(SpecialMethod.Index).IsDefined)
            {
                return thread.TypeError($"byte indices must be integers or slices, not {index.Type.Name}");
            }

            if (!Operators.TryIndex(thread, index, out position, ExceptionTypes.IndexError))
            {
                return Value.Error;
            }
        }

        position += position < 0 ? bytes.Data.Length : 0;
        return (ulong)position < (ulong)bytes.Data.Length ? Value.Int(bytes.Data[position]) : thread.IndexError("index out of range");
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) =>
        other.Ref is BytesObject right ? Value.Bool(Unsafe.As<BytesObject>(self.Ref!).Data.AsSpan().SequenceEqual(right.Data)) : Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ge, self, other);

    [PyMethod(Doc = "Decode the bytes using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytes.\n  errors\n    The error handling scheme: 'strict' raises a UnicodeDecodeError; others are\n    'ignore', 'replace' and any name registered with codecs.register_error.")]
    public static Value Decode(ThreadState thread, BytesObject self, [Keyword, Optional("'utf-8'")] Value encoding, [Keyword, Optional("'strict'")] Value errors) =>
        TextCoding.TryName(thread, encoding, "decode", "encoding", "utf-8", out string encodingName)
        && TextCoding.TryName(thread, errors, "decode", "errors", "strict", out string errorsName)
            ? TextCoding.Decode(thread, self.Data, self, encodingName, errorsName)
            : Value.Error;

    [PyMethod(Doc = "Create a string of hexadecimal numbers from a bytes object.\n\n  sep\n    A character to separate groups of bytes.\n  bytes_per_sep\n    How many bytes are a group; positive values count from the right.")]
    public static Value Hex(ThreadState thread, BytesObject self, [Keyword, Optional] Value sep, [Keyword] int bytesPerSep = 1) =>
        ByteHex.ToHex(thread, self.Data, sep, bytesPerSep);

    [PyClassMethod(Doc = "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.")]
    public static Value Fromhex(ThreadState thread, TypeObject cls, Value @string)
    {
        if (ByteHex.FromHex(thread, @string) is not { } data)
        {
            return Value.Error;
        }

        Value made = Value.Of(BytesObject.Of(data));
        return ReferenceEquals(cls, BuiltinTypes.Bytes) ? made : thread.Call(Value.Of(cls), made);
    }

    [PyStaticMethod(Doc = "Return a translation table usable for the bytes or bytearray translate method: each\nbyte of frm is mapped to that of to, which has the same length.")]
    public static Value Maketrans(ThreadState thread, ReadOnlySpan<byte> frm, ReadOnlySpan<byte> to) => ByteReplace.MakeTranslation(thread, frm, to);

    private static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other) =>
        other.Ref is MemoryViewObject && operation is not (SpecialMethod.Eq or SpecialMethod.Ne) ? Value.NotImplemented : ByteComparison.Compare(thread, operation, Unsafe.As<BytesObject>(self.Ref!).Data, other);

    private static Value GetSlice(ThreadState thread, BytesObject bytes, SliceObject slice)
    {
        if (!SliceBounds.TryRead(thread, slice, out SliceBounds bounds))
        {
            return Value.Error;
        }

        SliceIndices indices = bounds.Fit(bytes.Length);
        if (indices.Step == 1)
        {
            return new ByteText(bytes).Slice((int)indices.Start, (int)indices.Count);
        }

        byte[] result = new byte[indices.Count];
        SpanEdit.Stride<byte>(bytes.Data, indices.Start, indices.Step, result);
        return Value.Of(BytesObject.Of(result));
    }
}
