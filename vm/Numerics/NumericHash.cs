using System.Numerics;

namespace Pyl.VM.Numerics;

/// <summary>
/// The hash that all numbers share, so that equal numbers of any type hash alike: reduction modulo the prime 2**61 - 1
/// (Python reference, "Hashing of numeric types"). -1 is reserved and becomes -2.
/// </summary>
public static class NumericHash
{
    public const long Modulus = (1L << 61) - 1;
    public const long Infinity = 314159;
    public const long ImaginaryMultiplier = 1000003;

    public static long Hash(long value)
    {
        if (value is > -Modulus and < Modulus)
            return value == -1 ? -2 : value;
        var result = value % Modulus;
        return result == -1 ? -2 : result;
    }

    internal static long Hash(DoubleWord value)
    {
        // 2**61 is 1 modulo 2**61 - 1: the digits of that base are added. Three of them, then two.
        var magnitude = value.Magnitude();
        var high = (ulong)magnitude.High;
        var sum = (magnitude.Low & Modulus) + (((magnitude.Low >> 61) | (high << 3)) & Modulus) + (high >> 58);
        sum = (sum & Modulus) + (sum >> 61);
        var result = sum >= Modulus ? (long)(sum - Modulus) : (long)sum;
        result = value.IsNegative ? -result : result;
        return result == -1 ? -2 : result;
    }

    public static long Hash(BigInteger value)
    {
        var result = (long)BigInteger.Remainder(value, Modulus);
        return result == -1 ? -2 : result;
    }

    /// <summary>The hash of a float. A NaN hashes by its object's identity, which the caller passes in.</summary>
    public static long Hash(double value, long identityOfNaN)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? identityOfNaN : value > 0 ? Infinity : -Infinity;
        if (value == (long)value && value is > -Modulus and < Modulus)
            return Hash((long)value);
        var (mantissa, exponent) = FloatBits.Decompose(Math.Abs(value));
        // 2**61 is 1 modulo 2**61 - 1: multiplying by a power of two is a rotation of 61 bits.
        var turn = (exponent % 61 + 61) % 61;
        var result = (mantissa << turn & Modulus) | mantissa >> (61 - turn);
        if (turn == 0)
            result = mantissa;
        if (value < 0)
            result = -result;
        return result == -1 ? -2 : result;
    }

    public static long Hash(double real, double imaginary, long identityOfNaN)
    {
        var result = unchecked(Hash(real, identityOfNaN) + ImaginaryMultiplier * Hash(imaginary, identityOfNaN));
        return result == -1 ? -2 : result;
    }
}
