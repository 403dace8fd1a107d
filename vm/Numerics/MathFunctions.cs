using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>
/// The functions of the module math on floats, with its errors: a NaN that does not come from a NaN is a ValueError, an
/// infinity that does not come from an infinity an OverflowError. Each returns null or the error.
/// </summary>
public static class MathFunctions
{
    public static readonly AlgorithmError DomainError = AlgorithmError.Value("math domain error");
    public static readonly AlgorithmError RangeError = AlgorithmError.Overflow("math range error");
    private static readonly AlgorithmError NotPositive = AlgorithmError.Value("expected a positive input");

    private const string Finite = "expected a finite input, got ";
    private const string UnitRange = "expected a number in range from -1 up to 1, got ";
    private const string Pole = "expected a noninteger or positive integer, got ";

    public static AlgorithmError? TrySqrt(double x, out double result) =>
        Check(x, result = Math.Sqrt(x), "expected a nonnegative input, got ");

    public static AlgorithmError? TrySin(double x, out double result) => Check(x, result = Math.Sin(x), Finite);

    public static AlgorithmError? TryCos(double x, out double result) => Check(x, result = Math.Cos(x), Finite);

    public static AlgorithmError? TryTan(double x, out double result) => Check(x, result = Math.Tan(x), Finite);

    public static AlgorithmError? TryAsin(double x, out double result) => Check(x, result = Math.Asin(x), UnitRange);

    public static AlgorithmError? TryAcos(double x, out double result) => Check(x, result = Math.Acos(x), UnitRange);

    public static AlgorithmError? TryAcosh(double x, out double result) =>
        Check(x, result = Math.Acosh(x), "expected argument value not less than 1, got ");

    public static AlgorithmError? TryAtanh(double x, out double result)
    {
        result = Math.Atanh(x);
        return Math.Abs(x) >= 1 ? Domain("expected a number between -1 and 1, got ", x) : null;
    }

    public static AlgorithmError? TrySinh(double x, out double result) => Check(x, result = Math.Sinh(x), "");

    public static AlgorithmError? TryCosh(double x, out double result) => Check(x, result = Math.Cosh(x), "");

    public static AlgorithmError? TryExp(double x, out double result) => Check(x, result = Math.Exp(x), "");

    public static AlgorithmError? TryExp2(double x, out double result) => Check(x, result = Math.Pow(2, x), "");

    public static AlgorithmError? TryExpM1(double x, out double result) => Check(x, result = SpecialFunctions.ExpM1(x), "");

    public static AlgorithmError? TryLog1P(double x, out double result)
    {
        result = SpecialFunctions.Log1P(x);
        return x <= -1 ? Domain("expected argument value > -1, got ", x) : null;
    }

    public static AlgorithmError? TryGamma(double x, out double result) => Check(x, result = SpecialFunctions.Gamma(x), Pole);

    public static AlgorithmError? TryLogGamma(double x, out double result)
    {
        result = SpecialFunctions.LogGamma(x);
        if (!double.IsInfinity(result) || double.IsInfinity(x))
            return null;
        return x <= 0 && x == Math.Floor(x) ? Domain(Pole, x) : RangeError;
    }

    /// <summary>Natural logarithm of a float.</summary>
    public static AlgorithmError? TryLog(double x, out double result) => CheckLog(x, result = Math.Log(x));

    /// <summary>Logarithm to base 2 of a float.</summary>
    public static AlgorithmError? TryLog2(double x, out double result) => CheckLog(x, result = Math.Log2(x));

    /// <summary>Logarithm to base 10 of a float.</summary>
    public static AlgorithmError? TryLog10(double x, out double result) => CheckLog(x, result = Math.Log10(x));

    /// <summary>Natural logarithm of an int of any size.</summary>
    public static AlgorithmError? TryLog(BigInteger x, out double result) => TryLog(x, Math.Log, Math.Log(2), out result);

    /// <summary>Logarithm to base 2 of an int of any size.</summary>
    public static AlgorithmError? TryLog2(BigInteger x, out double result) => TryLog(x, Math.Log2, 1, out result);

    /// <summary>Logarithm to base 10 of an int of any size.</summary>
    public static AlgorithmError? TryLog10(BigInteger x, out double result) => TryLog(x, Math.Log10, Math.Log10(2), out result);

    /// <summary>math.pow.</summary>
    public static AlgorithmError? TryPow(double x, double y, out double result)
    {
        result = Math.Pow(x, y);
        if (double.IsFinite(result) || !double.IsFinite(x) || !double.IsFinite(y))
            return null;
        return double.IsNaN(result) || x == 0 ? DomainError : RangeError;
    }

    /// <summary>math.fmod: the remainder with the sign of x.</summary>
    public static AlgorithmError? TryFmod(double x, double y, out double result)
    {
        result = x % y;
        return double.IsNaN(result) && !double.IsNaN(x) && !double.IsNaN(y) ? DomainError : null;
    }

    /// <summary>math.remainder: IEEE 754's, x minus the nearest multiple of y, ties to the even multiple.</summary>
    public static AlgorithmError? TryRemainder(double x, double y, out double result)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y) || y == 0)
        {
            result = double.IsNaN(x) || double.IsNaN(y) ? double.NaN : x;
            return !double.IsNaN(result) && (double.IsInfinity(x) || y == 0) ? DomainError : null;
        }
        var (a, b) = (Math.Abs(x), Math.Abs(y));
        var low = a % b;
        var high = b - low;
        // Halves are exact, so that a tie is seen as one; then the quotient's parity decides.
        result = low < high ? low : low > high ? -high : low - 2 * (0.5 * (a - low) % b);
        if (double.IsNegative(x))
            result = -result;
        return null;
    }

    /// <summary>math.fma.</summary>
    public static AlgorithmError? TryFma(double x, double y, double z, out double result)
    {
        result = Math.FusedMultiplyAdd(x, y, z);
        if (double.IsFinite(result))
            return null;
        if (double.IsNaN(result))
            return double.IsNaN(x) || double.IsNaN(y) || double.IsNaN(z) ? null : AlgorithmError.Value("invalid operation in fma");
        return double.IsFinite(x) && double.IsFinite(y) && double.IsFinite(z) ? AlgorithmError.Overflow("overflow in fma") : null;
    }

    /// <summary>math.ldexp.</summary>
    public static AlgorithmError? TryLdexp(double x, BigInteger exponent, out double result)
    {
        result = x;
        if (x == 0 || !double.IsFinite(x))
            return null;
        result = Math.ScaleB(x, (int)BigInteger.Clamp(exponent, -5000, 5000));
        return double.IsInfinity(result) ? RangeError : null;
    }

    /// <summary>math.frexp: a fraction in [0.5, 1) and an exponent.</summary>
    public static (double Fraction, int Exponent) Frexp(double x)
    {
        if (x == 0 || !double.IsFinite(x))
            return (x, 0);
        var exponent = Math.ILogB(x) + 1;
        return (Math.ScaleB(x, -exponent), exponent);
    }

    /// <summary>math.modf: fraction and whole, both with the argument's sign.</summary>
    public static (double Fraction, double Whole) Modf(double x)
    {
        if (double.IsNaN(x))
            return (x, x);
        var whole = Math.Truncate(x);
        return (Math.CopySign(double.IsInfinity(x) ? 0 : x - whole, x), whole);
    }

    /// <summary>math.nextafter with a number of steps.</summary>
    /// <returns>null, or a ValueError for a negative number of steps.</returns>
    public static AlgorithmError? TryNextAfter(double x, double y, BigInteger steps, out double result)
    {
        result = x;
        if (steps.Sign < 0)
            return AlgorithmError.Value("steps must be a non-negative integer");
        if (steps.IsZero || x == y)
        {
            result = steps.IsZero ? x : y;
            return null;
        }
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            result = double.NaN;
            return null;
        }
        // Ordered as integers the doubles are neighbours; both zeros are 0.
        var (from, to) = (Ordinal(x), Ordinal(y));
        var moved = from < to ? BigInteger.Min(from + steps, to) : BigInteger.Max(from - steps, to);
        var bits = (long)BigInteger.Abs(moved);
        result = moved == to ? y : Math.CopySign(BitConverter.Int64BitsToDouble(bits), moved.IsZero ? x : (double)moved.Sign);
        return null;
    }

    /// <summary>math.ulp.</summary>
    public static double Ulp(double x)
    {
        if (!double.IsFinite(x))
            return Math.Abs(x);
        x = Math.Abs(x);
        return x == double.MaxValue ? x - Math.BitDecrement(x) : Math.BitIncrement(x) - x;
    }

    /// <summary>math.isclose.</summary>
    /// <returns>null, or a ValueError for a negative tolerance.</returns>
    public static AlgorithmError? TryIsClose(double a, double b, double relative, double absolute, out bool result)
    {
        result = a == b;
        if (relative < 0 || absolute < 0)
            return AlgorithmError.Value("tolerances must be non-negative");
        if (result || double.IsInfinity(a) || double.IsInfinity(b))
            return null;
        var difference = Math.Abs(b - a);
        result = difference <= Math.Abs(relative * b) || difference <= Math.Abs(relative * a) || difference <= absolute;
        return null;
    }

    private static AlgorithmError Domain(string text, double x) =>
        text.Length == 0 ? DomainError : AlgorithmError.Value(text + FloatFormatting.Repr(x));

    private static AlgorithmError? Check(double x, double result, string domainText)
    {
        if (double.IsFinite(result))
            return null;
        if (double.IsNaN(result))
            return double.IsNaN(x) ? null : Domain(domainText, x);
        return double.IsInfinity(x) ? null : RangeError;
    }

    private static AlgorithmError? CheckLog(double x, double result) =>
        x <= 0 ? Domain("expected a positive input, got ", x) : null;

    private static AlgorithmError? TryLog(BigInteger x, Func<double, double> log, double perBit, out double result)
    {
        result = 0;
        if (x.Sign <= 0)
            return NotPositive;
        var value = FloatBits.ToDouble(x);
        if (!double.IsInfinity(value))
        {
            result = log(value);
            return null;
        }
        var bits = (long)x.GetBitLength();
        var top = (ulong)(x >> (int)(bits - 64));
        var sticky = BigInteger.TrailingZeroCount(x) < bits - 64;
        result = log(FloatBits.Compose(top, sticky, -64)) + perBit * bits;
        return null;
    }

    private static long Ordinal(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? -(bits & long.MaxValue) : bits;
    }
}
