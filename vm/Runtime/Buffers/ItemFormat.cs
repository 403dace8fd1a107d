using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>What became of storing an item.</summary>
public enum ItemOutcome
{
    Done,

    /// <summary>The value is of a type that the format does not take.</summary>
    WrongType,

    /// <summary>The value is too large or too small.</summary>
    OutOfRange,

    /// <summary>An exception is set that user code has raised.</summary>
    Raised,
}

/// <summary>
/// Items in memory by their native format characters (module struct): the sizes are those of 64-bit Linux, the byte order is
/// little-endian, as .NET's on all machines it runs on here.
/// </summary>
public static class ItemFormat
{
    /// <summary>Bytes of an item; 0 for a format that does not exist.</summary>
    public static int SizeOf(char code) => code switch
    {
        'c' or 'b' or 'B' or '?' => 1,
        'h' or 'H' or 'e' => 2,
        'i' or 'I' or 'f' => 4,
        'l' or 'L' or 'q' or 'Q' or 'n' or 'N' or 'P' or 'd' => 8,
        _ => 0,
    };

    /// <summary>The code of a format of one item: a character that may have '@' before it; 0 for others.</summary>
    public static char CodeOf(string format)
    {
        char code = format.Length switch { 1 => format[0], 2 when format[0] == '@' => format[1], _ => '\0' };
        return SizeOf(code) > 0 ? code : '\0';
    }

    /// <summary>The item as an object.</summary>
    public static Value Read(char code, ReadOnlySpan<byte> item) => code switch
    {
        'c' => Value.Of(BytesObject.Of(item[..1])),
        'b' => Value.Int((sbyte)item[0]),
        'B' => Value.Int(item[0]),
        '?' => Value.Bool(item[0] != 0),
        'h' => Value.Int(BinaryPrimitives.ReadInt16LittleEndian(item)),
        'H' => Value.Int(BinaryPrimitives.ReadUInt16LittleEndian(item)),
        'i' => Value.Int(BinaryPrimitives.ReadInt32LittleEndian(item)),
        'I' => Value.Int(BinaryPrimitives.ReadUInt32LittleEndian(item)),
        'l' or 'q' or 'n' => Value.Int(BinaryPrimitives.ReadInt64LittleEndian(item)),
        'L' or 'Q' or 'N' or 'P' => OfUnsigned(BinaryPrimitives.ReadUInt64LittleEndian(item)),
        'e' => Value.FromDouble((double)BinaryPrimitives.ReadHalfLittleEndian(item)),
        'f' => Value.FromDouble(BinaryPrimitives.ReadSingleLittleEndian(item)),
        'd' => Value.FromDouble(BinaryPrimitives.ReadDoubleLittleEndian(item)),
        _ => throw new ArgumentException($"no item has the format {code}"),
    };

    /// <summary>Stores an object as an item.</summary>
    public static ItemOutcome Write(ThreadState thread, char code, Value value, Span<byte> item)
    {
        switch (code)
        {
            case 'c':
                if (value.Ref is not BytesObject bytes)
                {
                    return ItemOutcome.WrongType;
                }

                if (bytes.Length != 1)
                {
                    return ItemOutcome.OutOfRange;
                }

                item[0] = bytes.Data[0];
                return ItemOutcome.Done;
            case '?':
                int truth = Operators.IsTrue(thread, value);
                item[0] = (byte)Math.Max(truth, 0);
                return truth < 0 ? ItemOutcome.Raised : ItemOutcome.Done;
            case 'e' or 'f' or 'd':
                return WriteFloat(thread, code, value, item);
            default:
                return WriteInt(thread, code, value, item);
        }
    }

    /// <summary>The smallest and largest int of an integer format.</summary>
    public static (BigInteger Lowest, BigInteger Highest) RangeOf(char code) => code switch
    {
        'b' => (sbyte.MinValue, sbyte.MaxValue),
        'B' => (0, byte.MaxValue),
        'h' => (short.MinValue, short.MaxValue),
        'H' => (0, ushort.MaxValue),
        'i' => (int.MinValue, int.MaxValue),
        'I' => (0, uint.MaxValue),
        'l' or 'q' or 'n' => (long.MinValue, long.MaxValue),
        _ => (0, ulong.MaxValue),
    };

    private static Value OfUnsigned(ulong value) => value <= long.MaxValue ? Value.Int((long)value) : IntObject.Of(value);

    private static ItemOutcome WriteInt(ThreadState thread, char code, Value value, Span<byte> item)
    {
        Value index = value.Ref is null ? value : Index(thread, value);
        if (index.IsError)
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? ItemOutcome.WrongType : ItemOutcome.Raised;
        }

        long small = index.Bits;
        if (index.Ref is IntObject wide)
        {
            if (code is not ('L' or 'Q' or 'N' or 'P') || wide.Value.Sign < 0 || wide.Value > ulong.MaxValue)
            {
                return ItemOutcome.OutOfRange;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(item, (ulong)wide.Value);
            return ItemOutcome.Done;
        }

        switch (code)
        {
            case 'b' when small is >= sbyte.MinValue and <= sbyte.MaxValue:
            case 'B' when small is >= 0 and <= byte.MaxValue:
                item[0] = (byte)small;
                return ItemOutcome.Done;
            case 'h' when small is >= short.MinValue and <= short.MaxValue:
            case 'H' when small is >= 0 and <= ushort.MaxValue:
                BinaryPrimitives.WriteInt16LittleEndian(item, unchecked((short)small));
                return ItemOutcome.Done;
            case 'i' when small is >= int.MinValue and <= int.MaxValue:
            case 'I' when small is >= 0 and <= uint.MaxValue:
                BinaryPrimitives.WriteInt32LittleEndian(item, unchecked((int)small));
                return ItemOutcome.Done;
            case 'l' or 'q' or 'n':
            case 'L' or 'Q' or 'N' or 'P' when small >= 0:
                BinaryPrimitives.WriteInt64LittleEndian(item, small);
                return ItemOutcome.Done;
            default:
                return ItemOutcome.OutOfRange;
        }
    }

    private static Value Index(ThreadState thread, Value value) =>
        value.Type.Slot(SpecialMethod.Index).IsDefined ? Operators.Index(thread, value) : thread.TypeError("required argument is not an integer");

    private static ItemOutcome WriteFloat(ThreadState thread, char code, Value value, Span<byte> item)
    {
        if (!Bind.TryDouble(thread, value, out double number))
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? ItemOutcome.WrongType : ItemOutcome.Raised;
        }

        number = NaNIdentity.Visible(number);
        switch (code)
        {
            case 'd':
                BinaryPrimitives.WriteDoubleLittleEndian(item, number);
                return ItemOutcome.Done;
            case 'f':
                float single = (float)number;
                MemoryMarshal.Write(item, in single);
                return float.IsInfinity(single) && !double.IsInfinity(number) ? ItemOutcome.OutOfRange : ItemOutcome.Done;
            default:
                Half half = (Half)number;
                BinaryPrimitives.WriteHalfLittleEndian(item, half);
                return Half.IsInfinity(half) && !double.IsInfinity(number) ? ItemOutcome.OutOfRange : ItemOutcome.Done;
        }
    }
}
