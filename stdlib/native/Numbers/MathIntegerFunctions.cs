using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The functions of math on ints.</summary>
[PyModule("math")]
internal static class MathIntegerFunctions
{
    [PyFunction("factorial", Doc = "Find n!.")]
    public static Value Factorial(ThreadState thread, BigInteger n) => Finish(thread, IntegerFunctions.TryFactorial(n, out BigInteger result), result);

    [PyFunction("comb", Doc = "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates to zero when k > n.")]
    public static Value Combinations(ThreadState thread, BigInteger n, BigInteger k) =>
        Finish(thread, IntegerFunctions.TryCombinations(n, k, out BigInteger result), result);

    [PyFunction("perm", Doc = "Number of ways to choose k items from n items without repetition and with order.\n\nIf k is not specified or is None, then k defaults to n and the function returns n!.")]
    public static Value Permutations(ThreadState thread, BigInteger n, [Optional("None")] Value k)
    {
        if (k.IsUnbound || k.IsNone)
        {
            return Finish(thread, IntegerFunctions.TryFactorial(n, out BigInteger all), all);
        }

        return Bind.TryBigInteger(thread, k, out BigInteger count)
            ? Finish(thread, IntegerFunctions.TryPermutations(n, count, out BigInteger result), result)
            : Value.Error;
    }

    [PyFunction("isqrt", Doc = "Return the integer part of the square root of the input.")]
    public static Value IntegerSquareRoot(ThreadState thread, BigInteger n) => Finish(thread, IntegerFunctions.TryIntegerSquareRoot(n, out BigInteger result), result);

    [PyFunction("gcd", Doc = "Greatest Common Divisor.")]
    public static Value Gcd(ThreadState thread, ReadOnlySpan<Value> integers)
    {
        if (integers.Length == 2 && integers[0].Ref is null && integers[1].Ref is null && integers[0].Bits > long.MinValue && integers[1].Bits > long.MinValue)
        {
            return Value.Int(Gcd(Math.Abs(integers[0].Bits), Math.Abs(integers[1].Bits)));
        }

        return Fold(thread, integers, BigInteger.Zero, IntegerFunctions.Gcd);
    }

    [PyFunction("lcm", Doc = "Least Common Multiple.")]
    public static Value Lcm(ThreadState thread, ReadOnlySpan<Value> integers) => Fold(thread, integers, BigInteger.One, IntegerFunctions.Lcm);

    private static long Gcd(long left, long right)
    {
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left;
    }

    private static Value Fold(ThreadState thread, ReadOnlySpan<Value> integers, BigInteger start, Func<BigInteger, BigInteger, BigInteger> combine)
    {
        BigInteger result = start;
        foreach (ref readonly Value argument in integers)
        {
            if (!Bind.TryBigInteger(thread, argument, out BigInteger number))
            {
                return Value.Error;
            }

            result = combine(result, number);
        }

        return IntObject.Of(result);
    }

    private static Value Finish(ThreadState thread, AlgorithmError? error, BigInteger result) => error is null ? IntObject.Of(result) : thread.Raise(error);
}
