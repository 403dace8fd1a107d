using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>int(...): numbers, text and buffers with a base, the conversion protocols.</summary>
[PyType("int", typeof(PyObject), Field = nameof(BuiltinTypes.Int), Doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or the text of one to an integer. A text may have a base from 2 to 36, or 0 for the base that its prefix says.")]
internal static class IntConstruction
{
    private const string NotANumber = "int() argument must be a string, a bytes-like object or a real number, not '{0}'";

    private static readonly KeywordSignature s_signature = new("int", 0, 1, 2, 0, ["", "base"]);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryBind(thread, s_signature, arguments, keywords, out Value x, out Value radix, out _))
        {
            return Value.Error;
        }

        Value result = x.IsUnbound
            ? radix.IsUnbound ? Value.Int(0) : thread.TypeError("int() missing string argument")
            : radix.IsUnbound ? OfNumber(thread, x) : OfText(thread, x, radix);
        if (result.IsError || ReferenceEquals(type, BuiltinTypes.Int))
        {
            return result;
        }

        return Value.Of(new IntObject(thread, type, Integers.Big(result)));
    }

    /// <summary>int(x): __int__, __index__, then text and buffers.</summary>
    internal static Value OfNumber(ThreadState thread, Value x)
    {
        if (x.Ref is StrObject { IsExact: true } text)
        {
            return !text.IsWide && IntParsing.TryParseSmall(text.Narrow, out long small) ? Value.Int(small) : Parse(thread, x, 10, NotANumber);
        }

        return x.Ref is null ? x : OfOther(thread, x);
    }

    // By itself for the reason given at Items.Next.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value OfOther(ThreadState thread, Value x)
    {
        if (x.IsFloat)
        {
            return FloatConversions.TryToInteger(x.Float, out BigInteger whole) is { } error ? thread.Raise(error) : IntObject.Of(whole);
        }

        Value result = Operators.CallUnary(thread, SpecialMethod.Int, x, out bool missing);
        if (!missing)
        {
            return Checked(thread, result, "__int__");
        }

        return x.Type.Slot(SpecialMethod.Index).IsDefined ? Operators.Index(thread, x) : Parse(thread, x, 10, NotANumber);
    }

    private static Value OfText(ThreadState thread, Value x, Value radix)
    {
        Value index = Operators.Index(thread, radix);
        if (index.IsError)
        {
            return index;
        }

        if (index.Ref is not null || index.Bits is not (0 or (>= 2 and <= 36)))
        {
            return thread.ValueError("int() base must be >= 2 and <= 36, or 0");
        }

        return Parse(thread, x, (int)index.Bits, "int() can't convert non-string with explicit base");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value Parse(ThreadState thread, Value x, int radix, string otherwise)
    {
        BigInteger value;
        AlgorithmError? error;
        switch (x.Ref)
        {
            case StrObject text:
                if (radix == 10 && !text.IsWide && IntParsing.TryParseSmall(text.Narrow, out long small))
                {
                    return Value.Int(small);
                }

                if (radix == 10 && !text.IsWide && IntParsing.TryParseDoubleWord(text.Narrow, out DoubleWord number))
                {
                    return IntObject.Of(number);
                }

                error = IntParsing.TryParse(text.Data, radix, thread.Interpreter.IntMaxStrDigits, out value);
                break;
            case BytesObject bytes:
                error = IntParsing.TryParse(bytes.Data, radix, thread.Interpreter.IntMaxStrDigits, out value);
                break;
            default:
                // Any buffer is a number's text, but with a base only bytes and bytearray are.
                if (x.Ref is not ByteArrayObject && !(otherwise.Contains("{0}") && Buffers.Has(x)))
                {
                    return thread.TypeError(otherwise.Replace("{0}", x.Type.Name, StringComparison.Ordinal));
                }

                if (!Buffers.TryGet(thread, x, out ReadOnlySpan<byte> data))
                {
                    return Value.Error;
                }

                error = IntParsing.TryParse(data, radix, thread.Interpreter.IntMaxStrDigits, out value);
                break;
        }

        return error is null ? IntObject.Of(value) : thread.Raise(error);
    }

    private static Value Checked(ThreadState thread, Value result, string method)
    {
        if (result.IsError || result.Ref is null)
        {
            return result;
        }

        if (Integers.TryGet(result, out long _, out _))
        {
            return Operators.Exact(thread, result, method);
        }

        string name = result.Type.Name;
        thread.Release(result);
        return thread.TypeError($"{method} returned non-int (type {name})");
    }
}
