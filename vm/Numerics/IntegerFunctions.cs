using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>The integer functions of the module math.</summary>
public static class IntegerFunctions
{
    /// <summary>math.isqrt: the largest integer whose square does not exceed the argument.</summary>
    /// <returns>null, or a ValueError.</returns>
    public static AlgorithmError? TryIntegerSquareRoot(BigInteger value, out BigInteger root)
    {
        root = default;
        if (value.Sign < 0)
            return AlgorithmError.Value("isqrt() argument must be nonnegative");
        if (value.IsZero)
            return null;
        if (value <= long.MaxValue)
        {
            // The float is off by one at most where the number has more than 53 bits.
            var number = (ulong)value;
            var near = (ulong)Math.Sqrt(number);
            root = near * near > number ? near - 1 : (near + 1) * (near + 1) <= number ? near + 1 : near;
            return null;
        }
        // Newton's iteration with the precision doubled at each step, so that only the last one works on all digits.
        var half = (value.GetBitLength() - 1) / 2;
        root = BigInteger.One;
        long known = 0;
        for (var step = BitOperations.Log2((ulong)half); step >= 0; step--)
        {
            var previous = known;
            known = half >> step;
            root = (root << (int)(known - previous - 1)) + (value >> (int)(2 * half - previous - known + 1)) / root;
        }
        if (root * root > value)
            root -= 1;
        return null;
    }

    /// <summary>math.gcd of two ints, never negative.</summary>
    public static BigInteger Gcd(BigInteger left, BigInteger right) => BigInteger.GreatestCommonDivisor(left, right);

    /// <summary>math.lcm of two ints, never negative.</summary>
    public static BigInteger Lcm(BigInteger left, BigInteger right) =>
        left.IsZero || right.IsZero ? BigInteger.Zero : BigInteger.Abs(left / Gcd(left, right) * right);

    /// <summary>math.factorial.</summary>
    /// <returns>null, ValueError, OverflowError, or MemoryError when the result would not fit.</returns>
    public static AlgorithmError? TryFactorial(BigInteger n, out BigInteger result)
    {
        result = default;
        if (n.Sign < 0)
            return AlgorithmError.Value("factorial() not defined for negative values");
        if (n > long.MaxValue)
            return AlgorithmError.Overflow($"factorial() argument should not exceed {long.MaxValue}");
        if (n > 100_000_000)
            return new AlgorithmError(ErrorKind.MemoryError, "");
        result = Product(2, (long)n);
        return null;
    }

    /// <summary>math.comb.</summary>
    public static AlgorithmError? TryCombinations(BigInteger n, BigInteger k, out BigInteger result)
    {
        result = default;
        if (CheckNotNegative(n, k) is { } error)
            return error;
        if (k > n)
            return null;
        k = BigInteger.Min(k, n - k);
        if (k > long.MaxValue)
            return AlgorithmError.Overflow($"min(n - k, k) must not exceed {long.MaxValue}");
        result = FallingProduct(n, (long)k) / Product(2, (long)k);
        return null;
    }

    /// <summary>math.perm with two arguments; with one it is the factorial.</summary>
    public static AlgorithmError? TryPermutations(BigInteger n, BigInteger k, out BigInteger result)
    {
        result = default;
        if (CheckNotNegative(n, k) is { } error)
            return error;
        if (k > n)
            return null;
        if (k > long.MaxValue)
            return AlgorithmError.Overflow($"k must not exceed {long.MaxValue}");
        result = FallingProduct(n, (long)k);
        return null;
    }

    /// <summary>int.bit_length: of the magnitude.</summary>
    public static long BitLength(BigInteger value) => BigInteger.Abs(value).GetBitLength();

    /// <summary>int.bit_count: ones in the magnitude.</summary>
    public static long BitCount(BigInteger value)
    {
        long count = 0;
        foreach (var b in BigInteger.Abs(value).ToByteArray(isUnsigned: true))
            count += BitOperations.PopCount(b);
        return count;
    }

    private static AlgorithmError? CheckNotNegative(BigInteger n, BigInteger k) =>
        n.Sign < 0 ? AlgorithmError.Value("n must be a non-negative integer")
        : k.Sign < 0 ? AlgorithmError.Value("k must be a non-negative integer")
        : null;

    private static BigInteger FallingProduct(BigInteger n, long count) =>
        n <= long.MaxValue ? Product((long)n - count + 1, (long)n) : Product(n - count + 1, count);

    // Products of halves, so that factors of like size meet and the fast multiplication applies.
    private static BigInteger Product(long first, long last)
    {
        if (first > last)
            return BigInteger.One;
        if (last - first < 16)
        {
            var result = (BigInteger)first;
            for (var i = first + 1; i <= last && i > first; i++)
                result *= i;
            return result;
        }
        var middle = first + (last - first) / 2;
        return Product(first, middle) * Product(middle + 1, last);
    }

    private static BigInteger Product(BigInteger first, long count)
    {
        if (count == 0)
            return BigInteger.One;
        if (count == 1)
            return first;
        return Product(first, count / 2) * Product(first + count / 2, count - count / 2);
    }
}
