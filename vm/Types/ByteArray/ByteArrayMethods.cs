using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>What makes bytearray a type: construction, text, operators. The other methods are in the classes named ByteArray...Methods.</summary>
[PyType("bytearray", typeof(ByteArrayObject), Locks = true, Doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object.")]
internal static class ByteArrayMethods
{
    [PyConstant("__hash__")]
    public static readonly Value Hash = Value.None;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(ReferenceEquals(cls, BuiltinTypes.ByteArray) ? new ByteArrayObject([]) : new ByteArrayObject(thread, cls));

    [PyMethod("__init__")]
    public static bool Init(ThreadState thread, ByteArrayObject self, [Keyword, Optional("b''")] Value source, [Keyword, Optional] Value encoding, [Keyword, Optional] Value errors)
    {
        if (self.Length > 0 && !self.TryResize(thread, 0))
        {
            return false;
        }

        return ByteConstruction.Create(thread, isMutable: true, source, encoding, errors) is { } data && self.TrySplice(thread, 0, self.Length, data);
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ByteArrayObject self)
    {
        string literal = Literals.Repr(self.Span);
        if (literal[1] == '"')
        {
            // Unlike bytes, CPython escapes single quotes between double ones too.
            literal = literal.Replace("'", "\\'", StringComparison.Ordinal);
        }

        return Value.Of(StrObject.OfNarrow($"{self.Type.Name}({literal})"));
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ByteArrayObject self) => Repr(thread, self);

    [PyMethod("__len__")]
    public static long Len(ByteArrayObject self) => self.Length;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(new ByteArrayIteratorObject(thread, Unsafe.As<ByteArrayObject>(self.Ref!)));

    [PyMethod("__alloc__", Doc = "Return the number of bytes actually allocated.")]
    public static long Allocated(ByteArrayObject self) => self.Capacity + 1;

    [PyMethod("__sizeof__", Doc = "Return the size of the object in memory, in bytes.")]
    public static long SizeOf(ByteArrayObject self) => 56 + self.Capacity + 1;

    [PyMethod("__buffer__", Doc = "Return a buffer object that exposes the underlying memory of the object.")]
    public static Value Buffer(ThreadState thread, Value self, long flags) => MemoryViewObject.FromObject(thread, self);

    [PyMethod("__release_buffer__", Doc = "Release the buffer object that exposes the underlying memory of the object.")]
    public static Value ReleaseBuffer(ThreadState thread, ByteArrayObject self, MemoryViewObject buffer) => buffer.TryRelease(thread) ? Value.None : Value.Error;

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, Value self, Value item) => ByteSearch.Contains(thread, new ByteText(Unsafe.As<ByteArrayObject>(self.Ref!)), item);

    [PyMethod("__add__", Sequence = true)]
    public static Value Add(ThreadState thread, Value self, Value other)
    {
        if (!Buffers.Has(other))
        {
            return Value.NotImplemented;
        }

        return Buffers.TryGet(thread, other, out ReadOnlySpan<byte> right)
            ? ByteReplace.Concatenate(thread, new ByteText(Unsafe.As<ByteArrayObject>(self.Ref!)), right)
            : Value.Error;
    }

    [PyMethod("__iadd__", Sequence = true)]
    public static Value IAdd(ThreadState thread, Value self, Value other)
    {
        if (!Buffers.Has(other))
        {
            return Value.NotImplemented;
        }

        var array = Unsafe.As<ByteArrayObject>(self.Ref!);
        if (!Buffers.TryGet(thread, other, out ReadOnlySpan<byte> right))
        {
            return Value.Error;
        }

        // A copy when it is its own memory, which may move.
        byte[]? own = other.Ref is BytesObject ? null : right.ToArray();
        return array.TrySplice(thread, array.Length, 0, own ?? right) ? thread.Retain(self) : Value.Error;
    }

    [PyMethod("__mul__", Sequence = true)]
    public static Value Mul(ThreadState thread, Value self, Value count) => ByteReplace.Repeat(thread, new ByteText(Unsafe.As<ByteArrayObject>(self.Ref!)), count);

    [PyMethod("__rmul__", Sequence = true)]
    public static Value RMul(ThreadState thread, Value self, Value count) => Mul(thread, self, count);

    [PyMethod("__imul__", Sequence = true)]
    public static Value IMul(ThreadState thread, Value self, Value count)
    {
        Value repeated = Mul(thread, self, count);
        if (repeated.Ref is not ByteArrayObject result)
        {
            return repeated;
        }

        var array = Unsafe.As<ByteArrayObject>(self.Ref!);
        return array.TrySplice(thread, 0, array.Length, result.Span) ? thread.Retain(self) : Value.Error;
    }

    [PyMethod("__mod__")]
    public static Value Mod(ThreadState thread, Value self, Value arguments) => BytePercent.Format(thread, new ByteText(Unsafe.As<ByteArrayObject>(self.Ref!)), arguments);

    [PyMethod("__rmod__")]
    public static Value RMod(ThreadState thread, Value self, Value template) =>
        template.Ref is ByteArrayObject array ? BytePercent.Format(thread, new ByteText(array), self) : Value.NotImplemented;

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

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

    [PyMethod(Doc = "Decode the bytearray using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytearray.\n  errors\n    The error handling scheme: 'strict' raises a UnicodeDecodeError; others are\n    'ignore', 'replace' and any name registered with codecs.register_error.")]
    public static Value Decode(ThreadState thread, ByteArrayObject self, [Keyword, Optional("'utf-8'")] Value encoding, [Keyword, Optional("'strict'")] Value errors) =>
        TextCoding.TryName(thread, encoding, "decode", "encoding", "utf-8", out string encodingName)
        && TextCoding.TryName(thread, errors, "decode", "errors", "strict", out string errorsName)
            ? TextCoding.Decode(thread, self.Span, null, encodingName, errorsName)
            : Value.Error;

    [PyMethod(Doc = "Create a string of hexadecimal numbers from a bytearray object.\n\n  sep\n    A character to separate groups of bytes.\n  bytes_per_sep\n    How many bytes are a group; positive values count from the right.")]
    public static Value Hex(ThreadState thread, ByteArrayObject self, [Keyword, Optional] Value sep, [Keyword] int bytesPerSep = 1) =>
        ByteHex.ToHex(thread, self.Span, sep, bytesPerSep);

    [PyClassMethod(Doc = "Create a bytearray object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.")]
    public static Value Fromhex(ThreadState thread, TypeObject cls, Value @string)
    {
        if (ByteHex.FromHex(thread, @string) is not { } data)
        {
            return Value.Error;
        }

        return ReferenceEquals(cls, BuiltinTypes.ByteArray)
            ? Value.Of(new ByteArrayObject(data))
            : thread.Call(Value.Of(cls), Value.Of(BytesObject.Of(data)));
    }

    [PyStaticMethod(Doc = "Return a translation table usable for the bytes or bytearray translate method: each\nbyte of frm is mapped to that of to, which has the same length.")]
    public static Value Maketrans(ThreadState thread, ReadOnlySpan<byte> frm, ReadOnlySpan<byte> to) => ByteReplace.MakeTranslation(thread, frm, to);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ByteArrayObject self) => ReduceEx(thread, self, 2);

    [PyMethod("__reduce_ex__", Doc = "Return state information for pickling.")]
    public static Value ReduceEx(ThreadState thread, ByteArrayObject self, long protocol)
    {
        Value state = thread.CallMethod(Value.Of(self), StrObject.Intern("__getstate__"));
        if (state.IsError)
        {
            return state;
        }

        Value arguments;
        if (protocol >= 3)
        {
            arguments = Value.Of(TupleObject.Steal(thread, [Value.Of(BytesObject.Of(self.Span))]));
        }
        else
        {
            Value text = Value.Of(StrObject.OfNarrow(System.Text.Encoding.Latin1.GetString(self.Span)));
            arguments = Value.Of(TupleObject.Steal(thread, self.Length == 0 ? [] : [text, Value.Str("latin-1")]));
        }

        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments, state]));
    }

    private static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other) =>
        ByteComparison.Compare(thread, operation, Unsafe.As<ByteArrayObject>(self.Ref!).Span, other);
}
