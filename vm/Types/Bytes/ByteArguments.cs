using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Arguments of the methods of bytes and bytearray.</summary>
internal static class ByteArguments
{
    /// <summary>What find, index, count and the like look for: bytes or a number; false when TypeError or ValueError is set.</summary>
    public static bool TryNeedle(ThreadState thread, Value value, out ReadOnlySpan<byte> needle)
    {
        if (value.Ref is BytesObject bytes)
        {
            needle = bytes.Data;
            return true;
        }

        needle = default;
        if (value.Ref is null || (!Buffers.Has(value) && value.Type.Slot(SpecialMethod.Index).IsDefined))
        {
            if (!TryByte(thread, value, "byte must be in range(0, 256)", out byte number))
            {
                return false;
            }

            needle = BytesObject.Of([number]).Data;
            return true;
        }

        if (Buffers.Has(value))
        {
            return Buffers.TryGet(thread, value, out needle);
        }

        thread.TypeError($"argument should be integer or bytes-like object, not '{value.Type.Name}'");
        return false;
    }

    /// <summary>A number from 0 to 255; false with TypeError or ValueError set otherwise.</summary>
    public static bool TryByte(ThreadState thread, Value value, string outOfRange, out byte number)
    {
        number = 0;
        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            return false;
        }

        if (index.Ref is null && (ulong)index.Bits <= 255)
        {
            number = (byte)index.Bits;
            return true;
        }

        thread.ValueError(outOfRange);
        return false;
    }

    /// <summary>The fill of center and its like; false when TypeError is set.</summary>
    public static bool TryFill(ThreadState thread, Value value, string function, out byte fill)
    {
        fill = (byte)' ';
        if (value.IsUnbound)
        {
            return true;
        }

        ReadOnlySpan<byte> data;
        switch (value.Ref)
        {
            case BytesObject bytes:
                data = bytes.Data;
                break;
            case ByteArrayObject array:
                data = array.Span;
                break;
            default:
                thread.TypeError($"{function}() argument 2 must be a byte string of length 1, not {value.Type.Name}");
                return false;
        }

        if (data.Length != 1)
        {
            thread.TypeError($"{function}(): argument 2 must be a byte string of length 1, not a {(value.Ref is BytesObject ? "bytes" : "bytearray")} object of length {data.Length}");
            return false;
        }

        fill = data[0];
        return true;
    }
}
