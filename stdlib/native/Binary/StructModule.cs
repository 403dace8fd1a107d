using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _struct, the native part of struct.</summary>
[PyModule("_struct", Doc = "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct and also as\nformat strings (explained below) to describe the layout of data in the C struct.")]
internal static class StructModule
{
    [PyConstant("error")]
    public static TypeObject Error => StructErrors.Error;

    [PyConstant("Struct")]
    public static TypeObject Struct => StructMethods.Type;

    [PyFunction("calcsize", Doc = "Return size in bytes of the struct described by the format string.")]
    public static Value CalcSize(ThreadState thread, Value format) => StructFormat.Of(thread, format) is { } parsed ? Value.Int(parsed.Size) : Value.Error;

    [PyFunction("pack", Doc = "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according to the\nformat string.")]
    public static Value Pack(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            return thread.TypeError("missing format argument");
        }

        return StructFormat.Of(thread, arguments[0]) is { } format ? Pack(thread, format, arguments[1..]) : Value.Error;
    }

    [PyFunction("pack_into", Doc = "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write the packed bytes\ninto the writable buffer starting at offset.")]
    public static Value PackInto(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            return thread.TypeError("missing format argument");
        }

        return StructFormat.Of(thread, arguments[0]) is { } format ? PackInto(thread, format, arguments[1..]) : Value.Error;
    }

    [PyFunction("unpack", Doc = "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).")]
    public static Value Unpack(ThreadState thread, Value format, Value buffer) =>
        StructFormat.Of(thread, format) is { } parsed ? Unpack(thread, parsed, buffer) : Value.Error;

    [PyFunction("unpack_from", Doc = "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).")]
    public static Value UnpackFrom(ThreadState thread, Value format, [Keyword] Value buffer, [Keyword] long offset = 0) =>
        StructFormat.Of(thread, format) is { } parsed ? UnpackFrom(thread, parsed, buffer, offset) : Value.Error;

    [PyFunction("iter_unpack", Doc = "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like a repeated invocation of\nunpack_from().")]
    public static Value IterUnpack(ThreadState thread, Value format, Value buffer) =>
        StructFormat.Of(thread, format) is { } parsed ? UnpackIteratorObject.Make(thread, parsed, buffer) : Value.Error;

    [PyFunction("_clearcache", Doc = "Clear the internal cache.")]
    public static void ClearCache() => StructFormat.ClearCache();

    internal static Value Pack(ThreadState thread, StructFormat format, ReadOnlySpan<Value> values)
    {
        if (values.Length != format.ItemCount)
        {
            return StructErrors.Raise(thread, $"pack expected {format.ItemCount} items for packing (got {values.Length})");
        }

        byte[] bytes = new byte[format.Size];
        return StructPacking.TryPack(thread, format, values, bytes) ? Value.Of(BytesObject.Of(bytes)) : Value.Error;
    }

    /// <summary>The arguments are the buffer, the offset and the values.</summary>
    internal static Value PackInto(ThreadState thread, StructFormat format, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
        {
            return StructErrors.Raise(thread, $"pack_into expected {(arguments.IsEmpty ? "buffer" : "offset")} argument");
        }

        if (arguments.Length - 2 != format.ItemCount)
        {
            return StructErrors.Raise(thread, $"pack_into expected {format.ItemCount} items for packing (got {arguments.Length - 2})");
        }

        if (!Buffers.TryGetWritable(thread, arguments[0], "argument", out Span<byte> buffer) || !Operators.TryIndex(thread, arguments[1], out long offset))
        {
            return Value.Error;
        }

        int size = format.Size;
        if (offset < 0)
        {
            if (offset + size > 0)
            {
                return StructErrors.Raise(thread, $"no space to pack {size} bytes at offset {offset}");
            }

            if (offset + buffer.Length < 0)
            {
                return StructErrors.Raise(thread, $"offset {offset} out of range for {buffer.Length}-byte buffer");
            }

            offset += buffer.Length;
        }

        if (buffer.Length - offset < size)
        {
            return StructErrors.Raise(thread, $"pack_into requires a buffer of at least {(ulong)size + (ulong)offset} bytes for packing {size} bytes at offset {offset} (actual buffer size is {buffer.Length})");
        }

        // Converting the values may run code that would change the buffer: it is exported meanwhile.
        using BufferExport export = Buffers.Export(thread, arguments[0]);
        byte[] bytes = new byte[size];
        if (export.View is null || !StructPacking.TryPack(thread, format, arguments[2..], bytes))
        {
            return Value.Error;
        }

        if (!Buffers.TryGetWritable(thread, arguments[0], "argument", out buffer) || buffer.Length - offset < size)
        {
            return thread.HasException ? Value.Error : StructErrors.Raise(thread, "buffer changed size");
        }

        bytes.CopyTo(buffer[(int)offset..]);
        return Value.None;
    }

    internal static Value Unpack(ThreadState thread, StructFormat format, Value buffer)
    {
        if (!Buffers.TryGet(thread, buffer, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        return bytes.Length == format.Size
            ? StructPacking.Unpack(thread, format, bytes)
            : StructErrors.Raise(thread, $"unpack requires a buffer of {format.Size} bytes");
    }

    internal static Value UnpackFrom(ThreadState thread, StructFormat format, Value buffer, long offset)
    {
        if (!Buffers.TryGet(thread, buffer, out ReadOnlySpan<byte> bytes))
        {
            return Value.Error;
        }

        int size = format.Size;
        if (offset < 0)
        {
            if (offset + size > 0)
            {
                return StructErrors.Raise(thread, $"not enough data to unpack {size} bytes at offset {offset}");
            }

            if (offset + bytes.Length < 0)
            {
                return StructErrors.Raise(thread, $"offset {offset} out of range for {bytes.Length}-byte buffer");
            }

            offset += bytes.Length;
        }

        if (bytes.Length - offset < size)
        {
            return StructErrors.Raise(thread, $"unpack_from requires a buffer of at least {(ulong)size + (ulong)offset} bytes for unpacking {size} bytes at offset {offset} (actual buffer size is {bytes.Length})");
        }

        return StructPacking.Unpack(thread, format, bytes.Slice((int)offset, size));
    }
}
