using System.Globalization;
using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>Builtin functions on numbers and characters.</summary>
[PyModule("builtins")]
internal static class NumberFunctions
{
    private static readonly StrObject s_reflectedPower = StrObject.Intern("__rpow__");

    [PyFunction("abs", Doc = "The distance of a number from zero.")]
    public static Value Abs(ThreadState thread, Value x)
    {
        Value result = Operators.CallUnary(thread, SpecialMethod.Abs, x, out bool missing);
        return missing ? thread.TypeError($"bad operand type for abs(): '{x.Type.Name}'") : result;
    }

    [PyFunction("divmod", Doc = "The pair (x // y, x % y).")]
    public static Value DivMod(ThreadState thread, Value x, Value y)
    {
        Value result = thread.CallSpecialName(x, Names.DivMod, y);
        if (result.IsUnbound || result.IsNotImplemented)
        {
            result = thread.CallSpecialName(y, Names.RDivMod, x);
        }

        return result.IsUnbound || result.IsNotImplemented ? BinaryOperations.Unsupported(thread, "divmod()", x, y) : result;
    }

    [PyFunction("pow", Doc = "base to the power of exp; with mod, the remainder by it, computed without the power itself.")]
    public static Value Pow(ThreadState thread, [Keyword("base")] Value number, [Keyword("exp")] Value exponent, [Keyword("mod"), Optional("None")] Value modulus)
    {
        if (modulus.IsUnbound || modulus.IsNone)
        {
            return BinaryOperations.Apply(thread, BinaryOperation.Power, number, exponent);
        }

        bool missing = true;
        bool reflectedFirst = !ReferenceEquals(number.Type, exponent.Type) && exponent.Type.IsSubtypeOf(number.Type)
            && !exponent.Type.Lookup(s_reflectedPower).Same(number.Type.Lookup(s_reflectedPower));
        Value result = reflectedFirst ? Operators.CallTernary(thread, SpecialMethod.RPow, exponent, number, modulus, out missing) : Value.NotImplemented;
        if (missing || result.IsNotImplemented)
        {
            result = Operators.CallTernary(thread, SpecialMethod.Pow, number, exponent, modulus, out missing);
        }

        if (!reflectedFirst && (missing || result.IsNotImplemented) && !ReferenceEquals(number.Type, exponent.Type))
        {
            result = Operators.CallTernary(thread, SpecialMethod.RPow, exponent, number, modulus, out missing);
        }

        if (missing || result.IsNotImplemented)
        {
            return thread.TypeError($"unsupported operand type(s) for ** or pow(): '{number.Type.Name}', '{exponent.Type.Name}', '{modulus.Type.Name}'");
        }

        return result;
    }

    [PyFunction("round", Doc = "A number rounded to so many decimals; to the nearest integer without ndigits.")]
    public static Value Round(ThreadState thread, [Keyword] Value number, [Optional("None")] Value ndigits)
    {
        Value result = ndigits.IsUnbound || ndigits.IsNone
            ? thread.CallSpecialName(number, Names.Round)
            : thread.CallSpecialName(number, Names.Round, ndigits);
        return result.IsUnbound ? thread.TypeError($"type {number.Type.Name} doesn't define __round__ method") : result;
    }

    [PyFunction("chr", Doc = "The character with a code point, from 0 to 0x10ffff.")]
    public static Value Chr(ThreadState thread, Value i)
    {
        if (!Operators.TryIndex(thread, i, out long point))
        {
            if (thread.ClearIf(ExceptionTypes.OverflowError))
            {
                return thread.Raise(ExceptionTypes.ValueError, "chr() arg not in range(0x110000)");
            }

            return Value.Error;
        }

        if (point is < 0 or > 0x10FFFF)
        {
            return thread.ValueError("chr() arg not in range(0x110000)");
        }

        return Value.Of(point <= 0xFFFF ? StrObject.OfChar((char)point) : StrObject.OfCodePoints([(int)point]));
    }

    [PyFunction("ord", Doc = "The code point of a character, or the value of a single byte.")]
    public static Value Ord(ThreadState thread, Value character)
    {
        return character.Ref is StrObject { Length: 1 } text ? Value.Int(text.CodePointAt(0)) : OrdOfOther(thread, character);
    }

    private static Value OrdOfOther(ThreadState thread, Value character)
    {
        switch (character.Ref)
        {
            case StrObject text:
                return thread.TypeError($"ord() expected a character, but string of length {text.Length} found");
            case BytesObject bytes:
                return bytes.Length == 1
                    ? Value.Int(bytes.Data[0])
                    : thread.TypeError($"ord() expected a character, but string of length {bytes.Length} found");
        }

        if (character.Type.IsSubtypeOf(BuiltinTypes.ByteArray))
        {
            long length = Operators.Length(thread, character);
            return length == 1 ? Items.Get(thread, character, Value.Int(0)) : thread.TypeError($"ord() expected a character, but string of length {length} found");
        }

        return thread.TypeError($"ord() expected string of length 1, but {character.Type.Name} found");
    }

    [PyFunction("bin", Doc = "The binary digits of an integer, behind '0b'.")]
    public static Value Bin(ThreadState thread, Value number) => InBase(thread, number, 2, "0b");

    [PyFunction("oct", Doc = "The octal digits of an integer, behind '0o'.")]
    public static Value Oct(ThreadState thread, Value number) => InBase(thread, number, 8, "0o");

    [PyFunction("hex", Doc = "The hexadecimal digits of an integer, behind '0x'.")]
    public static Value Hex(ThreadState thread, Value number) => InBase(thread, number, 16, "0x");

    private static Value InBase(ThreadState thread, Value number, int numberBase, string prefix)
    {
        Value index = Operators.Index(thread, number);
        if (index.IsError)
        {
            return index;
        }

        if (index.Ref is null)
        {
            // The digits of the least number are those of its two's complement.
            return Value.Str((index.Bits < 0 ? "-" : "") + prefix + Convert.ToString(index.Bits < 0 ? -index.Bits : index.Bits, numberBase));
        }

        BigInteger value = ((IntObject)index.Ref).Value;
        string digits = numberBase switch
        {
            2 => BigInteger.Abs(value).ToString("b", CultureInfo.InvariantCulture),
            16 => BigInteger.Abs(value).ToString("x", CultureInfo.InvariantCulture),
            _ => ToOctal(BigInteger.Abs(value)),
        };
        digits = digits.TrimStart('0');
        return Value.Str((value.Sign < 0 ? "-" : "") + prefix + (digits.Length == 0 ? "0" : digits));
    }

    private static string ToOctal(BigInteger value)
    {
        string binary = value.ToString("b", CultureInfo.InvariantCulture);
        binary = binary.PadLeft((binary.Length + 2) / 3 * 3, '0');
        return string.Create(binary.Length / 3, binary, static (span, bits) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)('0' + (((bits[3 * i] - '0') * 4) + ((bits[(3 * i) + 1] - '0') * 2) + (bits[(3 * i) + 2] - '0')));
            }
        });
    }
}
