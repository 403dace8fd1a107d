using System.Globalization;
using System.Numerics;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>Between decimals and the other types.</summary>
internal static class DecimalConversions
{
    private static readonly BigInteger s_modulus = NumericHash.Modulus;
    private static readonly BigInteger s_inverseTen = BigInteger.ModPow(10, NumericHash.Modulus - 2, NumericHash.Modulus);

    /// <summary>A Decimal or an int as a number; false for others.</summary>
    public static bool TryOperand(Value value, out Dec number)
    {
        if (value.Ref is DecimalObject decimalObject)
        {
            number = decimalObject.Number;
            return true;
        }

        if (Integers.TryGet(value, out BigInteger whole))
        {
            number = Dec.OfInteger(whole);
            return true;
        }

        number = default;
        return false;
    }

    /// <summary>As <see cref="TryOperand"/>, for a number that fits 64 bits.</summary>
    public static bool TrySmallOperand(Value value, out SmallDec number)
    {
        if (value.Ref is DecimalObject decimalObject)
        {
            return decimalObject.TryGetSmall(out number);
        }

        number = new SmallDec(value.Bits < 0, (ulong)(value.Bits < 0 ? -value.Bits : value.Bits), 0);
        return value.IsInt;
    }

    public static long Hash(in Dec number)
    {
        if (number.IsInfinite)
        {
            return number.IsNegative ? -NumericHash.Infinity : NumericHash.Infinity;
        }

        BigInteger power = BigInteger.ModPow(number.Exponent >= 0 ? 10 : s_inverseTen, BigInteger.Abs(number.Exponent), s_modulus);
        long hash = (long)(number.Coefficient % s_modulus * power % s_modulus);
        hash = number.IsNegative ? -hash : hash;
        return hash == -1 ? -2 : hash;
    }

    /// <summary>The number of a text; null when it is none. White space around and underscores are allowed as Decimal() does.</summary>
    public static Dec? Parse(string text, bool lenient)
    {
        if (lenient)
        {
            text = text.Trim().Replace("_", "", StringComparison.Ordinal);
        }

        if (!Ascii.IsValid(text))
        {
            var plain = new StringBuilder();
            foreach (Rune rune in text.EnumerateRunes())
            {
                if (rune.IsAscii)
                {
                    plain.Append(rune.ToString());
                    continue;
                }

                if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
                {
                    return null;
                }

                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }

            text = plain.ToString();
        }

        return Dec.Parse(text);
    }

    /// <summary>What Decimal(value) makes, exactly; false when an exception is set. Conditions go to the context.</summary>
    public static bool TryMake(ThreadState thread, Value value, DecimalContextObject context, out Dec number)
    {
        number = default;
        if (value.Ref is DecimalObject given)
        {
            number = given.Number;
            return true;
        }

        if (Integers.TryGet(value, out BigInteger whole))
        {
            number = Dec.OfInteger(whole);
            return true;
        }

        if (value.Ref is StrObject text)
        {
            number = Parse(text.ToString(), true) ?? context.Settings.Invalid(Conditions.ConversionSyntax);
            return true;
        }

        if (Floats.TryGet(value, out double real))
        {
            context.Settings.Status |= Conditions.FloatOperation;
            number = Dec.OfDouble(real);
            return true;
        }

        if (value.Ref is TupleObject or ListObject)
        {
            return TryMakeFromSequence(thread, value, out number);
        }

        thread.TypeError($"conversion from {value.Type.Name} to Decimal is not supported");
        return false;
    }

    public static Value ToTuple(ThreadState thread, in Dec number)
    {
        string digits = number.Coefficient.ToString(CultureInfo.InvariantCulture);
        Value[] items = number.IsInfinite ? [Value.Int(0)] : number.IsNaN && number.Coefficient.IsZero ? [] : new Value[digits.Length];
        for (int i = 0; i < items.Length && !number.IsInfinite; i++)
        {
            items[i] = Value.Int(digits[i] - '0');
        }

        Value exponent = number.Kind switch
        {
            DecKind.Infinite => Value.Str("F"),
            DecKind.QuietNaN => Value.Str("n"),
            DecKind.SignallingNaN => Value.Str("N"),
            _ => Value.Int(number.Exponent),
        };
        Value tuple = Value.Of(TupleObject.Steal(thread, items));
        Value result = thread.Call(DecimalState.Of(thread).MakeTuple, Value.Int(number.IsNegative ? 1 : 0), tuple, exponent);
        thread.Release(tuple);
        return result;
    }

    public static Value ToRatio(ThreadState thread, in Dec number)
    {
        if (!number.IsFinite)
        {
            return number.IsNaN
                ? thread.ValueError("cannot convert NaN to integer ratio")
                : thread.Raise(ExceptionTypes.OverflowError, "cannot convert Infinity to integer ratio");
        }

        BigInteger top = number.Coefficient;
        BigInteger bottom = BigInteger.One;
        if (number.Exponent >= 0)
        {
            top *= Powers.Ten(number.Exponent);
        }
        else
        {
            bottom = Powers.Ten(-number.Exponent);
            BigInteger common = BigInteger.GreatestCommonDivisor(top, bottom);
            top /= common;
            bottom /= common;
        }

        return Value.Of(TupleObject.Steal(thread, [IntObject.Of(number.IsNegative ? -top : top), IntObject.Of(bottom)]));
    }

    public static Value ToInt(ThreadState thread, in Dec number)
    {
        if (number.IsFinite)
        {
            return IntObject.Of(DecFunctions.IntegerPart(number));
        }

        return number.IsNaN
            ? thread.ValueError("cannot convert NaN to integer")
            : thread.Raise(ExceptionTypes.OverflowError, "cannot convert Infinity to integer");
    }

    private static bool TryMakeFromSequence(ThreadState thread, Value value, out Dec number)
    {
        number = default;
        ReadOnlySpan<Value> items = value.Ref is TupleObject tuple ? tuple.Span : ListItems(thread, (ListObject)value.Ref!);
        if (items.Length != 3)
        {
            thread.ValueError("argument must be a sequence of length 3");
            return false;
        }

        if (!Integers.TryGet(items[0], out long sign, out IntObject? wideSign) || wideSign is not null || sign is not (0 or 1))
        {
            thread.ValueError("sign must be an integer with the value 0 or 1");
            return false;
        }

        var digits = new StringBuilder();
        ReadOnlySpan<Value> given = items[1].Ref switch
        {
            TupleObject inner => inner.Span,
            ListObject inner => ListItems(thread, inner),
            _ => default,
        };
        if (items[1].Ref is not TupleObject and not ListObject)
        {
            thread.ValueError("coefficient must be a tuple of digits");
            return false;
        }

        foreach (Value item in given)
        {
            if (!Integers.TryGet(item, out long digit, out IntObject? wideDigit) || wideDigit is not null || digit is < 0 or > 9)
            {
                thread.ValueError("coefficient must be a tuple of digits");
                return false;
            }

            digits.Append((char)('0' + digit));
        }

        BigInteger coefficient = digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture);
        if (items[2].Ref is StrObject kind)
        {
            switch (kind.ToString())
            {
                case "F":
                    number = Dec.Infinity(sign == 1);
                    return true;
                case "n":
                    number = new Dec(DecKind.QuietNaN, sign == 1, coefficient, 0);
                    return true;
                case "N":
                    number = new Dec(DecKind.SignallingNaN, sign == 1, coefficient, 0);
                    return true;
                default:
                    thread.ValueError("string argument in the third position must be 'F', 'n' or 'N'");
                    return false;
            }
        }

        if (!Integers.TryGet(items[2], out long exponent, out IntObject? wide) || wide is not null)
        {
            thread.ValueError("exponent must be an integer");
            return false;
        }

        number = Dec.Finite(sign == 1, coefficient, exponent);
        return true;
    }

    private static Value[] ListItems(ThreadState thread, ListObject list)
    {
        var items = new Value[list.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = list.Get(thread, i);
            // The digits and signs that matter are immediate.
            thread.Release(items[i]);
        }

        return items;
    }
}
