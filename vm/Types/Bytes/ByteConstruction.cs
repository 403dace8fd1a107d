using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What bytes(...) and bytearray(...) make of their argument.</summary>
internal static class ByteConstruction
{
    /// <summary>What CPython's bytes can count beside their header.</summary>
    private const long MaxCount = long.MaxValue - 33;

    /// <summary>The bytes that the arguments of bytes() or bytearray() stand for; null when an exception is set.</summary>
    public static byte[]? Create(ThreadState thread, bool isMutable, Value source, Value encoding, Value errors)
    {
        string function = isMutable ? "bytearray" : "bytes";
        if (!TextCoding.TryName(thread, encoding, function, "encoding", "utf-8", out string encodingName)
            || !TextCoding.TryName(thread, errors, function, "errors", "strict", out string errorsName))
        {
            return null;
        }

        if (!encoding.IsUnbound || !errors.IsUnbound)
        {
            return CreateEncoded(thread, source, encoding, encodingName, errorsName);
        }

        if (source.IsUnbound)
        {
            return [];
        }

        if (!isMutable && HasBytesMethod(source, out Value made, thread))
        {
            return FromBytesMethod(thread, made);
        }

        if (source.Ref is StrObject)
        {
            thread.TypeError("string argument without an encoding");
            return null;
        }

        return FromCountOrIterable(thread, isMutable, source);
    }

    /// <summary>The bytes of an object that has any: __bytes__, a buffer, an iterable of numbers (PyObject_Bytes); null when an exception is set.</summary>
    public static byte[]? FromObject(ThreadState thread, Value source) =>
        source.Ref is BytesObject bytes ? bytes.Data
        : HasBytesMethod(source, out Value made, thread) ? FromBytesMethod(thread, made)
        : Convert(thread, isMutable: false, source);

    /// <summary>The numbers of an iterable, or the bytes of a buffer; null when an exception is set.</summary>
    public static byte[]? FromIterable(ThreadState thread, Value iterable, string outOfRange)
    {
        if (Buffers.Has(iterable))
        {
            return Buffers.TryGet(thread, iterable, out ReadOnlySpan<byte> bytes) ? bytes.ToArray() : null;
        }

        long hint = LengthHint.Of(thread, iterable, 0);
        if (hint < 0)
        {
            return null;
        }

        byte[] result = new byte[Math.Clamp(hint, 16, 1 << 24)];
        int count = 0;
        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            bool converted = ByteArguments.TryByte(thread, item, outOfRange, out byte number);
            thread.Release(item);
            if (!converted)
            {
                return null;
            }

            if (count == result.Length)
            {
                Array.Resize(ref result, count * 2);
            }

            result[count++] = number;
        }

        return items.Failed ? null : count == result.Length ? result : result[..count];
    }

    /// <summary>True for what <see cref="FromIterable"/> can make bytes of.</summary>
    public static bool IsIterable(Value value) =>
        Buffers.Has(value) || value.Type.Slot(SpecialMethod.Iter).IsDefined || value.Type.Slot(SpecialMethod.GetItem).IsDefined;

    private static byte[]? CreateEncoded(ThreadState thread, Value source, Value encoding, string encodingName, string errorsName)
    {
        if (source.Ref is not StrObject text)
        {
            thread.TypeError(encoding.IsUnbound ? "errors without a string argument" : "encoding without a string argument");
            return null;
        }

        if (encoding.IsUnbound)
        {
            thread.TypeError("string argument without an encoding");
            return null;
        }

        Value encoded = TextCoding.Encode(thread, text, encodingName, errorsName);
        return encoded.IsError ? null : ((BytesObject)encoded.Ref!).Data;
    }

    private static byte[]? FromBytesMethod(ThreadState thread, Value made)
    {
        if (made.IsError)
        {
            return null;
        }

        if (made.Ref is BytesObject bytes)
        {
            byte[] data = bytes.Data;
            thread.Release(made);
            return data;
        }

        string type = made.Type.Name;
        thread.Release(made);
        thread.TypeError($"__bytes__ returned non-bytes (type {type})");
        return null;
    }

    private static byte[]? FromCountOrIterable(ThreadState thread, bool isMutable, Value source)
    {
        if (source.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            if (Operators.TryIndex(thread, source, out long count))
            {
                return Zeros(thread, isMutable, count);
            }

            if (!thread.ClearIf(ExceptionTypes.TypeError))
            {
                return null;
            }
        }

        return Convert(thread, isMutable, source);
    }

    private static byte[]? Convert(ThreadState thread, bool isMutable, Value source)
    {
        if (!IsIterable(source) || source.Ref is StrObject)
        {
            thread.TypeError($"cannot convert '{source.Type.Name}' object to {(isMutable ? "bytearray" : "bytes")}");
            return null;
        }

        return FromIterable(thread, source, isMutable ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)");
    }

    /// <summary>Calls __bytes__ when there is one.</summary>
    private static bool HasBytesMethod(Value source, out Value made, ThreadState thread)
    {
        made = Value.Unbound;
        if (source.Ref is not null and not BytesObject { IsExact: true })
        {
            made = thread.CallSpecialName(source, Names.Bytes);
        }

        return !made.IsUnbound;
    }

    private static byte[]? Zeros(ThreadState thread, bool isMutable, long count)
    {
        if (count < 0)
        {
            thread.ValueError("negative count");
            return null;
        }

        if (count > Array.MaxLength)
        {
            _ = !isMutable && count > MaxCount ? thread.OverflowError("byte string is too large") : thread.MemoryError();
            return null;
        }

        return new byte[count];
    }
}
