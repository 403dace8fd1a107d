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

    [PyMethod("__format__")]
    public static Value Format(ThreadState thread, Value self, StrObject spec)
    {
        if (spec.Length == 0)
        {
            return Operators.Str(thread, self);
        }

        if (self.Ref is null && PlainSpec.TryFormat(self, spec) is { } quick)
        {
            return Value.Of(quick);
        }

        return SpecFormatter.TryFormat(Integers.Big(self), spec.Data, self.Type.Name, thread.Interpreter.IntMaxStrDigits, out StrData text) is { } error
            ? thread.Raise(error)
            : Value.Of(StrObject.Of(text));
    }

    [PyMethod("__index__")]
    public static Value Index(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__trunc__")]
    public static Value Truncate(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__floor__")]
    public static Value Floor(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__ceil__")]
    public static Value Ceiling(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("conjugate")]
    public static Value Conjugate(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, Value self) =>
        FloatConversions.TryFromInteger(Integers.Big(self), out double result) is { } error ? thread.Raise(error) : Value.FromDouble(result);

    /// <summary>Rounds half to even at a power of ten when ndigits is negative.</summary>
    [PyMethod("__round__")]
    public static Value Round(ThreadState thread, Value self, [Optional] Value ndigits)
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

    [PyMethod("bit_length")]
    public static long BitLength(ThreadState thread, Value self) => IntegerFunctions.BitLength(Integers.Big(self));

    [PyMethod("bit_count")]
    public static long BitCount(ThreadState thread, Value self) => IntegerFunctions.BitCount(Integers.Big(self));

    [PyMethod("is_integer")]
    public static bool IsInteger(ThreadState thread, Value self) => true;

    [PyMethod("as_integer_ratio")]
    public static Value AsIntegerRatio(ThreadState thread, Value self) => Value.Of(TupleObject.Steal(thread, [Integers.Exact(self), Value.Int(1)]));

    [PyMethod("to_bytes")]
    public static Value ToBytes(ThreadState thread, Value self, [Keyword("length")] long length = 1, [Keyword("byteorder")] string byteorder = "big", [KeywordOnly("signed")] bool signed = false)
    {
        if (IntBytes.TryByteOrder(byteorder, out bool bigEndian) is { } orderError)
        {
            return thread.Raise(orderError);
        }

        return IntBytes.TryToBytes(Integers.Big(self), length, bigEndian, signed, out byte[] bytes) is { } error ? thread.Raise(error) : Value.Of(BytesObject.Of(bytes));
    }

    [PyClassMethod("from_bytes")]
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

        Value result = IntObject.Of(IntBytes.FromBytes(data, bigEndian, signed));
        return ReferenceEquals(type, BuiltinTypes.Int) ? result : thread.Call(Value.Of(type), result);
    }

    [PyGetter("real")]
    public static Value Real(ThreadState thread, Value self) => Integers.Exact(self);

    [PyGetter("imag")]
    public static long Imaginary(ThreadState thread, Value self) => 0;

    [PyGetter("numerator")]
    public static Value Numerator(ThreadState thread, Value self) => Integers.Exact(self);

    [PyGetter("denominator")]
    public static long Denominator(ThreadState thread, Value self) => 1;

    [PyMethod("__getnewargs__")]
    public static Value GetNewArguments(ThreadState thread, Value self) => Value.Of(TupleObject.Steal(thread, [Integers.Exact(self)]));

    [PyMethod("__sizeof__")]
    public static long SizeOf(ThreadState thread, Value self) => 24 + (4 * Math.Max(1, (IntegerFunctions.BitLength(Integers.Big(self)) + 29) / 30));
}
