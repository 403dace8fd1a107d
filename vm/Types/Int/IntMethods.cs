using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The methods and attributes of int.</summary>
[PyType("int", typeof(PyObject), Field = nameof(BuiltinTypes.Int))]
internal static class IntMethods
{
    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, Value self)
    {
        if (Integers.TryGet(self, out long small, out IntObject? wide) && wide is null)
        {
            return Value.Of(SmallIntText.Of(small));
        }

        return IntFormatting.TryToDecimal(wide!.Value, thread.Interpreter.IntMaxStrDigits, out string text) is { } error ? thread.Raise(error) : Value.Str(text);
    }

    [PyMethod("__format__", Doc = "The number as text, by a format specification.")]
    public static Value Format(ThreadState thread, Value self, StrObject formatSpec)
    {
        if (formatSpec.Length == 0)
        {
            return Operators.Str(thread, self);
        }

        if (self.Ref is null && PlainSpec.TryFormat(self, formatSpec) is { } quick)
        {
            return Value.Of(quick);
        }

        return SpecFormatter.TryFormat(Integers.Big(self), formatSpec.Data, self.Type.Name, thread.Interpreter.IntMaxStrDigits, out StrData text) is { } error
            ? thread.Raise(error)
            : Value.Of(StrObject.Of(text));
    }

    [PyMethod("__index__")]
    public static Value Index(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__trunc__", Doc = "The number itself.")]
    public static Value Truncate(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__floor__", Doc = "The number itself.")]
    public static Value Floor(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__ceil__", Doc = "The number itself.")]
    public static Value Ceiling(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("conjugate", Doc = "The number itself: it has no imaginary part.")]
    public static Value Conjugate(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, Value self) =>
        Integers.TryGet(self, out DoubleWord value) ? Value.FromDouble(value.ToDouble())
            : FloatConversions.TryFromInteger(Integers.Big(self), out double result) is { } error ? thread.Raise(error) : Value.FromDouble(result);

    /// <summary>Rounds half to even at a power of ten when ndigits is negative.</summary>
    [PyMethod("__round__", Doc = "The number rounded to ndigits decimals; a negative count rounds to tens, hundreds ...")]
    public static Value Round(ThreadState thread, Value self, [Optional("None")] Value ndigits)
    {
        if (ndigits.IsUnbound || ndigits.IsNone)
        {
            return Integers.Exact(self);
        }

        Value index = Operators.Index(thread, ndigits);
        if (index.IsError)
        {
            return index;
        }

        BigInteger digits = Integers.Big(index);
        if (digits.Sign >= 0)
        {
            return Integers.Exact(self);
        }

        BigInteger value = Integers.Big(self);
        if (-digits > 100_000 || -digits > value.GetBitLength())
        {
            return Value.Int(0);
        }

        BigInteger unit = BigInteger.Pow(10, (int)-digits);
        BigInteger quotient = IntArithmetic.FloorDivRem(value, unit, out BigInteger remainder);
        int half = (remainder * 2).CompareTo(unit);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        return IntObject.Of(quotient * unit);
    }

    [PyMethod("bit_length", Doc = "How many bits the number takes without its sign.\n\n>>> (37).bit_length()\n6")]
    public static long BitLength(ThreadState thread, Value self) => Integers.TryGet(self, out DoubleWord value) ? DoubleWord.BitLength(value) : IntegerFunctions.BitLength(Integers.Big(self));

    [PyMethod("bit_count", Doc = "How many ones the binary form of the absolute value has.\n\n>>> (13).bit_count()\n3")]
    public static long BitCount(ThreadState thread, Value self) => Integers.TryGet(self, out DoubleWord value) ? DoubleWord.BitCount(value) : IntegerFunctions.BitCount(Integers.Big(self));

    [PyMethod("is_integer", Doc = "True; for float has it, too.")]
    public static bool IsInteger(ThreadState thread, Value self) => true;

    [PyMethod("as_integer_ratio", Doc = "The pair (self, 1).")]
    public static Value AsIntegerRatio(ThreadState thread, Value self) => Value.Of(TupleObject.Steal(thread, [Integers.Exact(self), Value.Int(1)]));

    [PyMethod("to_bytes", Doc = "The bytes of the number.\n\n  length\n    How many; OverflowError when they are too few.\n  byteorder\n    'big': the most significant byte comes first; 'little': it comes last.\n  signed\n    Whether negative numbers are allowed, in two's complement.")]
    public static Value ToBytes(ThreadState thread, Value self, [Keyword("length")] long length = 1, [Keyword("byteorder")] string byteorder = "big", [KeywordOnly("signed")] bool signed = false)
    {
        if (IntBytes.TryByteOrder(byteorder, out bool bigEndian) is { } orderError)
        {
            return thread.Raise(orderError);
        }

        if (Integers.TryGet(self, out DoubleWord number) && IntBytes.TryToBytes(number, length, bigEndian, signed) is { } few)
        {
            return Value.Of(BytesObject.Of(few));
        }

        return IntBytes.TryToBytes(Integers.Big(self), length, bigEndian, signed, out byte[] bytes) is { } error ? thread.Raise(error) : Value.Of(BytesObject.Of(bytes));
    }

    [PyClassMethod("from_bytes", Doc = "The number that bytes stand for.\n\n  bytes\n    A bytes-like object or an iterable of byte values.\n  byteorder\n    'big': the most significant byte comes first; 'little': it comes last.\n  signed\n    Whether they are two's complement.")]
    public static Value FromBytes(ThreadState thread, TypeObject type, [Keyword("bytes")] Value source, [Keyword("byteorder")] string byteorder = "big", [KeywordOnly("signed")] bool signed = false)
    {
        if (IntBytes.TryByteOrder(byteorder, out bool bigEndian) is { } orderError)
        {
            return thread.Raise(orderError);
        }

        if (ByteConstruction.FromObject(thread, source) is not { } data)
        {
            return Value.Error;
        }

        Value result = IntBytes.TryFromFewBytes(data, bigEndian, signed, out DoubleWord few) ? IntObject.Of(few) : IntObject.Of(IntBytes.FromBytes(data, bigEndian, signed));
        return ReferenceEquals(type, BuiltinTypes.Int) ? result : thread.Call(Value.Of(type), result);
    }

    [PyGetter("real", Doc = "the real part of a complex number")]
    public static Value Real(ThreadState thread, Value self) => Integers.Exact(self);

    [PyGetter("imag", Doc = "the imaginary part of a complex number")]
    public static long Imaginary(ThreadState thread, Value self) => 0;

    [PyGetter("numerator", Doc = "the numerator of a rational number in lowest terms")]
    public static Value Numerator(ThreadState thread, Value self) => Integers.Exact(self);

    [PyGetter("denominator", Doc = "the denominator of a rational number in lowest terms")]
    public static long Denominator(ThreadState thread, Value self) => 1;

    [PyMethod("__getnewargs__")]
    public static Value GetNewArguments(ThreadState thread, Value self) => Value.Of(TupleObject.Steal(thread, [Integers.Exact(self)]));

    [PyMethod("__sizeof__", Doc = "The size in bytes.")]
    public static long SizeOf(ThreadState thread, Value self) => 24 + (4 * Math.Max(1, (IntegerFunctions.BitLength(Integers.Big(self)) + 29) / 30));
}
