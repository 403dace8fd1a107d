using System.Numerics;
using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class IntOperations
{
    private const int Limit = IntParsing.DefaultDigitLimit;

    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["int.parse"] = a => Result(
            IntParsing.TryParse(Str(a[0]), int.Parse(a[1]), Limit, out var v),
            () => a[0].Length < 1000 ? v.ToString() : Digest(IntFormatting.ToPrefixed(v, 16))),
        ["int.parsebytes"] = a => Result(IntParsing.TryParse(Bytes(a[0]), 10, Limit, out var v), () => v.ToString()),
        ["int.digest"] = a => Digest(IntFormatting.ToDecimal(BigInteger.Pow(10, int.Parse(a[0])) + int.Parse(a[1]))),
        ["int.str"] = a => Result(
            IntFormatting.TryToDecimal(BigInteger.Pow(10, int.Parse(a[0])) + int.Parse(a[1]), Limit, out var t), () => Digest(t)),
        ["int.prefixed"] = a => string.Join(" ", new[] { 2, 8, 16 }.Select(r => IntFormatting.ToPrefixed(Integer(a[0]), r))),
        ["int.hash"] = a => HashOf(Integer(a[0])),
        ["int.bits"] = a => IntegerFunctions.BitLength(Integer(a[0])) + ";" + IntegerFunctions.BitCount(Integer(a[0])),
        ["int.tofloat"] = a => Result(FloatConversions.TryFromInteger(Integer(a[0]), out var v), () => Show(v)),
        ["int.bytes"] = a =>
        {
            byte[] bytes = [];
            var error = IntBytes.TryByteOrder(a[2], out var big)
                ?? IntBytes.TryToBytes(Integer(a[0]), long.Parse(a[1]), big, a[3] == "True", out bytes);
            return Result(error, () => Show(bytes));
        },
        ["int.frombytes"] = a => IntBytes.FromBytes(Bytes(a[0]), a[1] == "big", a[2] == "True").ToString(),
        ["int.divmod"] = a => DivMod(Integer(a[0]), Integer(a[1])),
        ["int.truediv"] = a => TrueDivide(Integer(a[0]), Integer(a[1])),
        ["int.gcd"] = a => IntegerFunctions.Gcd(Integer(a[0]), Integer(a[1])) + ";" + IntegerFunctions.Lcm(Integer(a[0]), Integer(a[1])),
        ["int.powmod"] = a => Result(IntArithmetic.TryPower(Integer(a[0]), Integer(a[1]), Integer(a[2]), out var v), () => v.ToString()),
        ["int.pow"] = a => Result(IntArithmetic.TryPower(Integer(a[0]), Integer(a[1]), out var v), () => v.ToString()),
        ["int.compare"] = a => (FloatConversions.Compare(Integer(a[0]), Double(a[1])) is { } order ? Math.Sign(order) : 9).ToString(),
        ["int.isqrt"] = a => Result(IntegerFunctions.TryIntegerSquareRoot(Integer(a[0]), out var v), () => v.ToString()),
        ["int.factorial"] = a => Result(IntegerFunctions.TryFactorial(Integer(a[0]), out var v), () => v.ToString()),
        ["int.comb"] = a => Result(IntegerFunctions.TryCombinations(Integer(a[0]), Integer(a[1]), out var v), () => v.ToString()),
        ["int.perm"] = a => Result(IntegerFunctions.TryPermutations(Integer(a[0]), Integer(a[1]), out var v), () => v.ToString()),
        ["float.hash"] = a => NumericHash.Hash(Double(a[0]), 0).ToString(),
        ["complex.hash"] = a => NumericHash.Hash(Complex(a[0]).Real, Complex(a[0]).Imaginary, 0).ToString(),
        ["int.shl"] = a => Result(IntArithmetic.TryShiftLeft(Integer(a[0]), Integer(a[1]), out var v), () => v.ToString()),
        ["int.shr"] = a => Result(IntArithmetic.TryShiftRight(Integer(a[0]), Integer(a[1]), out var v), () => v.ToString()),
    };

    private static string Digest(string text) =>
        $"{text.Length} {text[..Math.Min(20, text.Length)]} {text[^Math.Min(20, text.Length)..]} {text.Select((c, i) => (long)(i % 97 + 1) * c).Sum()}";

    private static bool IsLong(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    // Both the machine-size and the big form, which must agree.
    private static string HashOf(BigInteger value)
    {
        var hash = NumericHash.Hash(value);
        if (IsLong(value))
            Assert.Equal(hash, NumericHash.Hash((long)value));
        return hash.ToString();
    }

    private static string DivMod(BigInteger left, BigInteger right)
    {
        var quotient = IntArithmetic.FloorDivRem(left, right, out var remainder);
        if (IsLong(left) && IsLong(right))
        {
            if (!IntArithmetic.FloorDivideOverflows((long)left, (long)right))
                Assert.Equal(quotient, IntArithmetic.FloorDivide((long)left, (long)right));
            Assert.Equal(remainder, IntArithmetic.FloorModulo((long)left, (long)right));
        }
        return quotient + ";" + remainder;
    }

    private static string TrueDivide(BigInteger left, BigInteger right)
    {
        var error = IntArithmetic.TryTrueDivide(left, right, out var result);
        if (IsLong(left) && IsLong(right))
        {
            IntArithmetic.TryTrueDivide((long)left, (long)right, out var small);
            Assert.Equal(BitConverter.DoubleToInt64Bits(result), BitConverter.DoubleToInt64Bits(small));
        }
        return Result(error, () => Show(result));
    }
}
