using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary><c>bytes % arguments</c> (library/stdtypes, "printf-style Bytes Formatting").</summary>
internal static class BytePercent
{
    public static Value Format(ThreadState thread, ByteText template, Value arguments)
    {
        bool isMapping = arguments.Ref is not (BytesObject or ByteArrayObject or StrObject) && arguments.Type.Slot(SpecialMethod.GetItem).IsDefined;
        var values = new PercentArguments(thread, arguments, isMapping, "bytes");
        using var output = new MemoryStream(template.Length + 32);
        bool succeeded = TryFormat(thread, Encoding.Latin1.GetString(template.Data), ref values, output) && values.TryFinish();
        values.Dispose();
        return succeeded ? template.Make(output.ToArray()) : Value.Error;
    }

    private static bool TryFormat(ThreadState thread, StrData template, ref PercentArguments values, MemoryStream output)
    {
        var reader = new PercentTemplate(template);
        while (true)
        {
            output.Write(Encoding.Latin1.GetBytes(reader.ReadLiteral().Narrow!));
            if (reader.AtEnd)
            {
                return true;
            }

            if (!values.TryReadSpec(ref reader, static key => Value.Of(BytesObject.Of(Encoding.Latin1.GetBytes(key.Narrow!))), out PercentSpec spec))
            {
                return false;
            }

            Value value = values.Next();
            if (value.IsError || !TryConvert(thread, values, spec, value, output))
            {
                return false;
            }
        }
    }

    private static bool TryConvert(ThreadState thread, in PercentArguments values, in PercentSpec spec, Value value, MemoryStream output)
    {
        string? text;
        switch (spec.Type)
        {
            case 's' or 'b':
                if (ToBytes(thread, value) is not { } bytes)
                {
                    return false;
                }

                return TryWrite(thread, spec, Encoding.Latin1.GetString(bytes), output);
            case 'r' or 'a':
                Value ascii = Operators.Ascii(thread, value);
                return !ascii.IsError && TryWrite(thread, spec, ((StrObject)ascii.Ref!).Data, output);
            case 'c':
                return TryCharacter(thread, value, out byte character) && TryWrite(thread, spec, ((char)character).ToString(), output);
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                text = values.FormatNumber(spec, value);
                if (text is null)
                {
                    return false;
                }

                output.Write(Encoding.Latin1.GetBytes(text));
                return true;
            default:
                thread.Raise(spec.UnsupportedType());
                return false;
        }
    }

    private static bool TryWrite(ThreadState thread, in PercentSpec spec, StrData text, MemoryStream output)
    {
        if (PercentFormatter.TryFormat(spec, text, out StrData result) is { } error)
        {
            thread.Raise(error);
            return false;
        }

        output.Write(Encoding.Latin1.GetBytes(result.Narrow!));
        return true;
    }

    private static byte[]? ToBytes(ThreadState thread, Value value)
    {
        Value made = Value.Unbound;
        if (!Buffers.Has(value))
        {
            made = thread.CallSpecialName(value, Names.Bytes);
            if (made.IsUnbound)
            {
                thread.TypeError($"%b requires a bytes-like object, or an object that implements __bytes__, not '{value.Type.Name}'");
                return null;
            }

            if (made.IsError || made.Ref is not BytesObject)
            {
                if (!made.IsError)
                {
                    string type = made.Type.Name;
                    thread.Release(made);
                    thread.TypeError($"__bytes__ returned non-bytes (type {type})");
                }

                return null;
            }

            value = made;
        }

        byte[]? result = Buffers.TryGet(thread, value, out ReadOnlySpan<byte> bytes) ? bytes.ToArray() : null;
        thread.Release(made);
        return result;
    }

    private static bool TryCharacter(ThreadState thread, Value value, out byte character)
    {
        character = 0;
        switch (value.Ref)
        {
            case BytesObject or ByteArrayObject:
                Buffers.TryGet(thread, value, out ReadOnlySpan<byte> bytes);
                if (bytes.Length == 1)
                {
                    character = bytes[0];
                    return true;
                }

                string kind = value.Ref is BytesObject ? "bytes" : "bytearray";
                thread.TypeError($"%c requires an integer in range(256) or a single byte, not a {kind} object of length {bytes.Length}");
                return false;
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"%c requires an integer in range(256) or a single byte, not {value.Type.Name}");
            return false;
        }

        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            return false;
        }

        if (index.Ref is null && (ulong)index.Bits <= 255)
        {
            character = (byte)index.Bits;
            return true;
        }

        thread.OverflowError("%c arg not in range(256)");
        return false;
    }
}
