using System.Buffers.Binary;
using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Values to bytes and back, by a <see cref="StructFormat"/>.</summary>
internal static class StructPacking
{
    /// <summary>Fills the target, as long as the format, with the values, as many as it has items; false when an exception is set.</summary>
    public static bool TryPack(ThreadState thread, StructFormat format, ReadOnlySpan<Value> values, Span<byte> target)
    {
        target.Clear();
        int next = 0;
        foreach (StructField field in format.Fields)
        {
            if (field.Code is 's' or 'p')
            {
                if (!TryPackString(thread, field, values[next++], target))
                {
                    return false;
                }

                continue;
            }

            for (int i = 0; i < field.Count; i++)
            {
                if (!TryPackItem(thread, format, field, values[next++], target.Slice(field.Offset + (i * field.Size), field.Size)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The values in bytes as long as the format.</summary>
    public static Value Unpack(ThreadState thread, StructFormat format, ReadOnlySpan<byte> source)
    {
        var values = new Value[format.ItemCount];
        int next = 0;
        foreach (StructField field in format.Fields)
        {
            if (field.Code == 's')
            {
                values[next++] = Value.Of(BytesObject.Of(source.Slice(field.Offset, field.Size)));
                continue;
            }

            if (field.Code == 'p')
            {
                int length = field.Size == 0 ? 0 : Math.Min(source[field.Offset], field.Size - 1);
                values[next++] = Value.Of(BytesObject.Of(length == 0 ? [] : source.Slice(field.Offset + 1, length)));
                continue;
            }

            for (int i = 0; i < field.Count; i++)
            {
                values[next++] = UnpackItem(format, field, source.Slice(field.Offset + (i * field.Size), field.Size));
            }
        }

        return Value.Of(TupleObject.Steal(thread, values));
    }

    private static Value UnpackItem(StructFormat format, StructField field, ReadOnlySpan<byte> item)
    {
        bool little = format.IsLittleEndian;
        switch (field.Code)
        {
            case 'c':
                return Value.Of(BytesObject.Of(item));
            case '?':
                return Value.Bool(item[0] != 0);
            case 'e':
                return Value.FromDouble((double)(little ? BinaryPrimitives.ReadHalfLittleEndian(item) : BinaryPrimitives.ReadHalfBigEndian(item)));
            case 'f':
                return Value.FromDouble(little ? BinaryPrimitives.ReadSingleLittleEndian(item) : BinaryPrimitives.ReadSingleBigEndian(item));
            case 'd':
                return Value.FromDouble(ReadDouble(item, little));
            case 'F':
                return ComplexObject.Of(new Complex(
                    little ? BinaryPrimitives.ReadSingleLittleEndian(item) : BinaryPrimitives.ReadSingleBigEndian(item),
                    little ? BinaryPrimitives.ReadSingleLittleEndian(item[4..]) : BinaryPrimitives.ReadSingleBigEndian(item[4..])));
            case 'D':
                return ComplexObject.Of(new Complex(ReadDouble(item, little), ReadDouble(item[8..], little)));
        }

        ulong bits = 0;
        for (int i = 0; i < item.Length; i++)
        {
            bits |= (ulong)item[little ? i : item.Length - 1 - i] << (8 * i);
        }

        if (char.IsAsciiLetterLower(field.Code))
        {
            int shift = 64 - (8 * item.Length);
            return Value.Int((long)(bits << shift) >> shift);
        }

        return bits <= long.MaxValue ? Value.Int((long)bits) : IntObject.Of(bits);
    }

    private static double ReadDouble(ReadOnlySpan<byte> item, bool little) =>
        little ? BinaryPrimitives.ReadDoubleLittleEndian(item) : BinaryPrimitives.ReadDoubleBigEndian(item);

    private static bool TryPackString(ThreadState thread, StructField field, Value value, Span<byte> target)
    {
        if (value.Ref is not (BytesObject or ByteArrayObject) || !Buffers.TryGet(thread, value, out ReadOnlySpan<byte> bytes))
        {
            StructErrors.Raise(thread, $"argument for '{field.Code}' must be a bytes object");
            return false;
        }

        target = target.Slice(field.Offset, field.Size);
        if (field.Code == 'p')
        {
            if (field.Size == 0)
            {
                return true;
            }

            bytes = bytes[..Math.Min(bytes.Length, field.Size - 1)];
            target[0] = (byte)Math.Min(bytes.Length, 255);
            target = target[1..];
        }

        bytes[..Math.Min(bytes.Length, target.Length)].CopyTo(target);
        return true;
    }

    private static bool TryPackItem(ThreadState thread, StructFormat format, StructField field, Value value, Span<byte> item)
    {
        switch (field.Code)
        {
            case 'c':
                if (value.Ref is not BytesObject { Length: 1 } single)
                {
                    StructErrors.Raise(thread, "char format requires a bytes object of length 1");
                    return false;
                }

                item[0] = single.Span[0];
                return true;
            case '?':
                int truth = Operators.IsTrue(thread, value);
                item[0] = (byte)Math.Max(truth, 0);
                return truth >= 0;
            case 'e' or 'f' or 'd':
                return TryPackFloat(thread, field.Code, value, item, format.IsLittleEndian);
            case 'F' or 'D':
                return TryPackComplex(thread, field.Code, value, item, format.IsLittleEndian);
            default:
                return TryPackInt(thread, field, value, item, format.IsLittleEndian);
        }
    }

    private static bool TryPackInt(ThreadState thread, StructField field, Value value, Span<byte> item, bool little)
    {
        if (value.Ref is not null && !value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            StructErrors.Raise(thread, "required argument is not an integer");
            return false;
        }

        if (!Bind.TryBigInteger(thread, value, out BigInteger number))
        {
            return false;
        }

        int bits = 8 * item.Length;
        bool signed = char.IsAsciiLetterLower(field.Code);
        BigInteger lowest = signed || field.Code == 'P' ? -(BigInteger.One << (bits - 1)) : BigInteger.Zero;
        BigInteger highest = (BigInteger.One << (signed ? bits - 1 : bits)) - 1;
        if (number < lowest || number > highest)
        {
            StructErrors.Raise(thread, field.Code == 'P'
                ? "int too large to convert"
                : $"'{field.Code}' format requires {lowest} <= number <= {highest}");
            return false;
        }

        ulong word = number.Sign < 0 ? unchecked((ulong)(long)number) : (ulong)number;
        for (int i = 0; i < item.Length; i++)
        {
            item[little ? i : item.Length - 1 - i] = (byte)(word >> (8 * i));
        }

        return true;
    }

    private static bool TryPackFloat(ThreadState thread, char code, Value value, Span<byte> item, bool little)
    {
        if (!Bind.TryDouble(thread, value, out double number))
        {
            thread.ClearException();
            StructErrors.Raise(thread, "required argument is not a float");
            return false;
        }

        return TryWrite(thread, code, number, item, little);
    }

    private static bool TryPackComplex(ThreadState thread, char code, Value value, Span<byte> item, bool little)
    {
        if (!ComplexConstruction.TryNumber(thread, value, out Complex number, out _))
        {
            thread.ClearException();
            StructErrors.Raise(thread, "required argument is not a complex");
            return false;
        }

        char part = code == 'F' ? 'f' : 'd';
        int half = item.Length / 2;
        return TryWrite(thread, part, number.Real, item[..half], little) && TryWrite(thread, part, number.Imaginary, item[half..], little);
    }

    private static bool TryWrite(ThreadState thread, char code, double number, Span<byte> item, bool little)
    {
        number = NaNIdentity.Visible(number);
        bool fits = true;
        switch (code)
        {
            case 'd':
                BinaryPrimitives.WriteDoubleLittleEndian(item, number);
                break;
            case 'f':
                BinaryPrimitives.WriteSingleLittleEndian(item, (float)number);
                fits = !float.IsInfinity((float)number) || double.IsInfinity(number);
                break;
            default:
                BinaryPrimitives.WriteHalfLittleEndian(item, (Half)number);
                fits = !Half.IsInfinity((Half)number) || double.IsInfinity(number);
                break;
        }

        if (!fits)
        {
            thread.OverflowError($"float too large to pack with {code} format");
            return false;
        }

        if (!little)
        {
            item.Reverse();
        }

        return true;
    }
}
