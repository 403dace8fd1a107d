using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The methods and attributes of float.</summary>
[PyType("float", typeof(PyObject), Field = nameof(BuiltinTypes.Float))]
internal static class FloatMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, type, BuiltinTypes.Float, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length > 1)
        {
            return thread.TypeError($"float expected at most 1 argument, got {arguments.Length}");
        }

        Value x = arguments.Length == 0 ? Value.Unbound : arguments[0];
        Value result = x.IsUnbound ? Value.FromDouble(0) : Convert(thread, x);
        return result.IsError || ReferenceEquals(type, BuiltinTypes.Float) ? result : Value.Of(new FloatObject(thread, type, result.Float));
    }

    [PyClassMethod("from_number", Doc = "A float of a number; text is refused.")]
    public static Value FromNumber(ThreadState thread, TypeObject type, Value number)
    {
        Value result = number.Ref is StrObject or BytesObject
            ? thread.TypeError($"must be real number, not {number.Type.Name}")
            : ToFloat(thread, number);
        return result.IsError || ReferenceEquals(type, BuiltinTypes.Float) ? result : thread.Call(Value.Of(type), result);
    }

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, Value self) => FloatFormatting.Repr(Floats.Of(self));

    [PyMethod("__format__", Doc = "The number as text, by a format specification.")]
    public static Value Format(ThreadState thread, Value self, StrObject formatSpec)
    {
        if (formatSpec.Length == 0)
        {
            return Operators.Str(thread, self);
        }

        if (self.IsFloat && PlainSpec.TryFormat(self, formatSpec) is { } quick)
        {
            return Value.Of(quick);
        }

        return SpecFormatter.TryFormat(Floats.Of(self), formatSpec.Data, self.Type.Name, out StrData text) is { } error ? thread.Raise(error) : Value.Of(StrObject.Of(text));
    }

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, Value self) => Whole(thread, Floats.Of(self));

    [PyMethod("__trunc__", Doc = "The number without its fraction, as an int.")]
    public static Value Truncate(ThreadState thread, Value self) => Whole(thread, Floats.Of(self));

    [PyMethod("__floor__", Doc = "The greatest int that is not greater.")]
    public static Value Floor(ThreadState thread, Value self) => Whole(thread, Math.Floor(Floats.Of(self)));

    [PyMethod("__ceil__", Doc = "The least int that is not less.")]
    public static Value Ceiling(ThreadState thread, Value self) => Whole(thread, Math.Ceiling(Floats.Of(self)));

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, Value self) => Value.FromDouble(Floats.Of(self));

    [PyMethod("__round__", Doc = "The number rounded to ndigits decimals, halves to the even neighbour; an int without ndigits.")]
    public static Value Round(ThreadState thread, Value self, [Optional("None")] Value ndigits)
    {
        double value = Floats.Of(self);
        if (ndigits.IsUnbound || ndigits.IsNone)
        {
            return Whole(thread, Math.Round(value, MidpointRounding.ToEven));
        }

        if (!Operators.TryIndexClamped(thread, ndigits, out long digits))
        {
            return Value.Error;
        }

        return FloatConversions.TryRound(value, digits, out double result) is { } error ? thread.Raise(error) : Value.FromDouble(result);
    }

    [PyMethod("is_integer", Doc = "Whether there is no fraction.")]
    public static bool IsInteger(ThreadState thread, Value self) => double.IsInteger(Floats.Of(self));

    [PyMethod("as_integer_ratio", Doc = "The two ints, the second positive and without common divisors, whose ratio is exactly this number.")]
    public static Value AsIntegerRatio(ThreadState thread, Value self) =>
        FloatConversions.TryIntegerRatio(Floats.Of(self), out BigInteger numerator, out BigInteger denominator) is { } error
            ? thread.Raise(error)
            : Value.Of(TupleObject.Steal(thread, [IntObject.Of(numerator), IntObject.Of(denominator)]));

    [PyMethod("hex", Doc = "The number in hexadecimal digits, exactly: '-0x1.8000000000000p+1' is -3.0.")]
    public static string Hex(ThreadState thread, Value self) => FloatConversions.ToHex(Floats.Of(self));

    [PyClassMethod("fromhex", Doc = "The number that hexadecimal digits stand for, as hex() writes them.")]
    public static Value FromHex(ThreadState thread, TypeObject type, StrObject text)
    {
        if (FloatConversions.TryFromHex(text.Data, out double value) is { } error)
        {
            return thread.Raise(error);
        }

        Value result = Value.FromDouble(value);
        return ReferenceEquals(type, BuiltinTypes.Float) ? result : thread.Call(Value.Of(type), result);
    }

    [PyMethod("conjugate", Doc = "The number itself: it has no imaginary part.")]
    public static Value Conjugate(ThreadState thread, Value self) => Value.FromDouble(Floats.Of(self));

    [PyGetter("real", Doc = "the real part of a complex number")]
    public static Value Real(ThreadState thread, Value self) => Value.FromDouble(Floats.Of(self));

    [PyGetter("imag", Doc = "the imaginary part of a complex number")]
    public static double Imaginary(ThreadState thread, Value self) => 0;

    [PyMethod("__getnewargs__")]
    public static Value GetNewArguments(ThreadState thread, Value self) => Value.Of(TupleObject.Steal(thread, [Value.FromDouble(Floats.Of(self))]));

    [PyClassMethod("__getformat__", Doc = "How floats are stored, for tests: typestr is 'double' or 'float'.")]
    public static Value GetFormat(ThreadState thread, TypeObject type, string typestr) => typestr is "float" or "double"
        ? Value.Str("IEEE, little-endian")
        : thread.ValueError("__getformat__() argument 1 must be 'double' or 'float'");

    /// <summary>float(x) for numbers, by __float__ and __index__; TypeError otherwise.</summary>
    internal static Value ToFloat(ThreadState thread, Value x)
    {
        if (x.IsFloat)
        {
            return x;
        }

        if (ReferenceEquals(x.Type, BuiltinTypes.Float) && Floats.TryGet(x, out double own))
        {
            return Value.FromDouble(own);
        }

        Value result = Operators.CallUnary(thread, SpecialMethod.Float, x, out bool missing);
        if (missing)
        {
            if (!x.Type.Slot(SpecialMethod.Index).IsDefined)
            {
                return thread.TypeError($"float() argument must be a string or a real number, not '{x.Type.Name}'");
            }

            Value index = Operators.Index(thread, x);
            if (index.IsError)
            {
                return index;
            }

            return FloatConversions.TryFromInteger(Integers.Big(index), out double converted) is { } error ? thread.Raise(error) : Value.FromDouble(converted);
        }

        if (result.IsError || result.IsFloat)
        {
            return result;
        }

        string name = result.Type.Name;
        if (Floats.TryGet(result, out double value))
        {
            bool go = Floats.WarnOfSubclass(thread, x.Type.Name, name);
            thread.Release(result);
            return go ? Value.FromDouble(value) : Value.Error;
        }

        thread.Release(result);
        return thread.TypeError($"{x.Type.Name}.__float__ returned non-float (type {name})");
    }

    internal static Value Convert(ThreadState thread, Value x)
    {
        double value;
        AlgorithmError? error;
        switch (x.Ref)
        {
            case StrObject text when !x.Type.Slot(SpecialMethod.Float).IsDefined:
                error = FloatParsing.TryParse(text.Data, out value);
                break;
            case BytesObject bytes when !x.Type.Slot(SpecialMethod.Float).IsDefined:
                error = FloatParsing.TryParse(bytes.Data, out value);
                break;
            default:
                if (!Buffers.Has(x) || x.Type.Slot(SpecialMethod.Float).IsDefined)
                {
                    return ToFloat(thread, x);
                }

                if (!Buffers.TryGet(thread, x, out ReadOnlySpan<byte> data))
                {
                    return Value.Error;
                }

                error = FloatParsing.TryParse(data, out value);
                break;
        }

        return error is null ? Value.FromDouble(double.IsNaN(value) ? NaNIdentity.Fresh(value) : value) : thread.Raise(error);
    }

    private static Value Whole(ThreadState thread, double value) =>
        Math.Abs(value) < 9e18 ? Value.Int((long)value) : FloatConversions.TryToInteger(value, out BigInteger whole) is { } error ? thread.Raise(error) : IntObject.Of(whole);
}
