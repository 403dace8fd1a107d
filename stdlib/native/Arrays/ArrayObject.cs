using System.Buffers.Binary;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>An array.array: numbers or characters of one type code, side by side in memory. It holds no references; counted because others hold its memory.</summary>
public sealed class ArrayObject : PyObject, IBufferProvider
{
    /// <summary>The type codes, in the order of array.typecodes.</summary>
    internal const string Codes = "bBuwhHiIlLqQfd";

    private readonly ByteStore _store = new([], "cannot resize an array that is exporting buffers");

    internal ArrayObject(ThreadState thread, TypeObject type, char code)
        : base(thread, type)
    {
        Code = code;
        ItemSize = code is 'u' or 'w' ? 4 : ItemFormat.SizeOf(code);
    }

    internal char Code { get; }

    internal int ItemSize { get; }

    internal int Count => _store.Length / ItemSize;

    /// <summary>True for arrays of characters.</summary>
    internal bool IsText => Code is 'u' or 'w';

    /// <summary>The items' bytes as they are now.</summary>
    internal Span<byte> Bytes => _store.Span;

    /// <summary>The item at an index within bounds.</summary>
    internal Value Get(int index)
    {
        ReadOnlySpan<byte> item = _store.Span.Slice(index * ItemSize, ItemSize);
        return IsText ? Value.Of(StrObject.OfCodePoint(BinaryPrimitives.ReadInt32LittleEndian(item))) : ItemFormat.Read(Code, item);
    }

    /// <summary>Converts a value to an item's bytes; false when an exception is set.</summary>
    internal bool TryConvert(ThreadState thread, Value value, Span<byte> item)
    {
        if (IsText)
        {
            return TryConvertText(thread, value, item);
        }

        switch (ItemFormat.Write(thread, Code, value, item))
        {
            case ItemOutcome.Done:
                return true;
            case ItemOutcome.OutOfRange:
                if (Code == 'f')
                {
                    return true;
                }

                thread.OverflowError(RangeError(value));
                return false;
            case ItemOutcome.WrongType:
                // Once more, for the words.
                if (Code is 'f' or 'd')
                {
                    Bind.TryDouble(thread, value, out _);
                }
                else
                {
                    Operators.Index(thread, value);
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Sets the item at an index; false when an exception is set.</summary>
    internal bool TrySet(ThreadState thread, int index, Value value)
    {
        Span<byte> item = stackalloc byte[8];
        item = item[..ItemSize];
        if (!TryConvert(thread, value, item))
        {
            return false;
        }

        if (index >= Count)
        {
            thread.IndexError("array assignment index out of range");
            return false;
        }

        item.CopyTo(_store.Span[(index * ItemSize)..]);
        return true;
    }

    /// <summary>Replaces items by others, given as bytes; false when an exception is set.</summary>
    internal bool TrySplice(ThreadState thread, int start, int count, ReadOnlySpan<byte> bytes) =>
        _store.TrySplice(thread, start * ItemSize, count * ItemSize, bytes);

    /// <summary>Inserts an item; false when an exception is set.</summary>
    internal bool TryInsert(ThreadState thread, int index, Value value)
    {
        Span<byte> item = stackalloc byte[8];
        item = item[..ItemSize];
        return TryConvert(thread, value, item) && TrySplice(thread, Math.Min(index, Count), 0, item);
    }

    bool IBufferProvider.TryGetBytes(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bytes = _store.Span;
        return true;
    }

    bool IBufferProvider.TryGetWritable(ThreadState thread, out Span<byte> bytes)
    {
        bytes = _store.Span;
        return true;
    }

    BufferView? IBufferProvider.Export(ThreadState thread) => _store.Export(IsText ? "w" : Code.ToString(), ItemSize);

    void IBufferProvider.ReleaseExport(ThreadState thread) => _store.Release();

    private static bool TryConvertText(ThreadState thread, Value value, Span<byte> item)
    {
        if (value.Ref is StrObject { Length: 1 } text)
        {
            BinaryPrimitives.WriteInt32LittleEndian(item, text.CodePointAt(0));
            return true;
        }

        thread.TypeError(value.Ref is StrObject other
            ? $"array item must be a unicode character, not a string of length {other.Length}"
            : $"array item must be a unicode character, not {value.Type.Name}");
        return false;
    }

    private string RangeError(Value value)
    {
        bool negative = value.Ref is IntObject wide ? wide.Value.Sign < 0 : value.Bits < 0;
        string bound = negative ? "less than minimum" : "greater than maximum";
        return Code switch
        {
            'b' => "signed char is " + bound,
            'B' => "unsigned byte integer is " + bound,
            'h' => "signed short integer is " + bound,
            'H' => "unsigned short is " + bound,
            'i' => "signed integer is " + bound,
            'I' when negative => "can't convert negative value to unsigned int",
            'I' => "unsigned int is greater than maximum",
            'l' => "Python int too large to convert to C long",
            'L' when negative => "can't convert negative value to unsigned int",
            'L' => "Python int too large to convert to C unsigned long",
            'Q' when negative => "can't convert negative int to unsigned",
            _ => "int too big to convert",
        };
    }
}
