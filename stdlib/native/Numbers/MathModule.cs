using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.Stdlib.Native;

/// <summary>The module math: elementary and special functions of floats. The others are in Math...Functions.</summary>
[PyModule("math", Doc = "This module provides access to the mathematical functions\ndefined by the C standard.")]
internal static class MathModule
{
    [PyConstant("pi")]
    public static readonly double Pi = Math.PI;

    [PyConstant("e")]
    public static readonly double E = Math.E;

    [PyConstant("tau")]
    public static readonly double Tau = Math.Tau;

    [PyConstant("inf")]
    public static readonly double Infinity = double.PositiveInfinity;

    /// <summary>Positive, which .NET's double.NaN is not.</summary>
    [PyConstant("nan")]
    public static readonly double NaN = Math.CopySign(double.NaN, 1);

    [PyFunction("acos", Doc = "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.")]
    public static Value Acos(ThreadState thread, double x) => Finish(thread, MathFunctions.TryAcos(x, out double result), result);

    [PyFunction("acosh", Doc = "Return the inverse hyperbolic cosine of x.")]
    public static Value Acosh(ThreadState thread, double x) => Finish(thread, MathFunctions.TryAcosh(x, out double result), result);

    [PyFunction("asin", Doc = "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")]
    public static Value Asin(ThreadState thread, double x) => Finish(thread, MathFunctions.TryAsin(x, out double result), result);

    [PyFunction("asinh", Doc = "Return the inverse hyperbolic sine of x.")]
    public static double Asinh(double x) => Math.Asinh(x);

    [PyFunction("atan", Doc = "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.")]
    public static double Atan(double x) => Math.Atan(x);

    [PyFunction("atan2", Doc = "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.")]
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    [PyFunction("atanh", Doc = "Return the inverse hyperbolic tangent of x.")]
    public static Value Atanh(ThreadState thread, double x) => Finish(thread, MathFunctions.TryAtanh(x, out double result), result);

    [PyFunction("cbrt", Doc = "Return the cube root of x.")]
    public static double Cbrt(double x) => Math.Cbrt(x);

    [PyFunction("copysign", Doc = "Return a float with the magnitude (absolute value) of x but the sign of y.")]
    public static double CopySign(double x, double y) => Math.CopySign(x, y);

    [PyFunction("cos", Doc = "Return the cosine of x (measured in radians).")]
    public static Value Cos(ThreadState thread, double x) => Finish(thread, MathFunctions.TryCos(x, out double result), result);

    [PyFunction("cosh", Doc = "Return the hyperbolic cosine of x.")]
    public static Value Cosh(ThreadState thread, double x) => Finish(thread, MathFunctions.TryCosh(x, out double result), result);

    [PyFunction("degrees", Doc = "Convert angle x from radians to degrees.")]
    public static double Degrees(double x) => x * (180.0 / Math.PI);

    [PyFunction("erf", Doc = "Error function at x.")]
    public static double Erf(double x) => SystemMath.Erf(x);

    [PyFunction("erfc", Doc = "Complementary error function at x.")]
    public static double Erfc(double x) => SystemMath.Erfc(x);

    [PyFunction("exp", Doc = "Return e raised to the power of x.")]
    public static Value Exp(ThreadState thread, double x) => Finish(thread, MathFunctions.TryExp(x, out double result), result);

    [PyFunction("exp2", Doc = "Return 2 raised to the power of x.")]
    public static Value Exp2(ThreadState thread, double x) => Finish(thread, MathFunctions.TryExp2(x, out double result), result);

    [PyFunction("expm1", Doc = "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of\nexp(x)-1 for small x.")]
    public static Value ExpM1(ThreadState thread, double x) => Finish(thread, MathFunctions.TryExpM1(x, out double result), result);

    [PyFunction("fabs", Doc = "Return the absolute value of the float x.")]
    public static double Fabs(double x) => Math.Abs(x);

    [PyFunction("fma", Doc = "Fused multiply-add operation: (x * y) + z, rounded once.")]
    public static Value Fma(ThreadState thread, double x, double y, double z) => Finish(thread, MathFunctions.TryFma(x, y, z, out double result), result);

    [PyFunction("fmod", Doc = "Return fmod(x, y), according to platform C.\n\nx % y may differ.")]
    public static Value Fmod(ThreadState thread, double x, double y) => Finish(thread, MathFunctions.TryFmod(x, y, out double result), result);

    [PyFunction("gamma", Doc = "Gamma function at x.")]
    public static Value Gamma(ThreadState thread, double x) => Finish(thread, MathFunctions.TryGamma(x, out double result), result);

    [PyFunction("lgamma", Doc = "Natural logarithm of absolute value of Gamma function at x.")]
    public static Value LogGamma(ThreadState thread, double x) => Finish(thread, MathFunctions.TryLogGamma(x, out double result), result);

    [PyFunction("log1p", Doc = "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.")]
    public static Value Log1P(ThreadState thread, double x) => Finish(thread, MathFunctions.TryLog1P(x, out double result), result);

    [PyFunction("pow", Doc = "Return x**y (x to the power of y).")]
    public static Value Pow(ThreadState thread, double x, double y) => Finish(thread, MathFunctions.TryPow(x, y, out double result), result);

    [PyFunction("radians", Doc = "Convert angle x from degrees to radians.")]
    public static double Radians(double x) => x * (Math.PI / 180.0);

    [PyFunction("remainder", Doc = "Difference between x and the closest integer multiple of y.\n\nIn the case where x is exactly halfway between two multiples, the nearest even one\nis used.")]
    public static Value Remainder(ThreadState thread, double x, double y) => Finish(thread, MathFunctions.TryRemainder(x, y, out double result), result);

    [PyFunction("sin", Doc = "Return the sine of x (measured in radians).")]
    public static Value Sin(ThreadState thread, double x) => Finish(thread, MathFunctions.TrySin(x, out double result), result);

    [PyFunction("sinh", Doc = "Return the hyperbolic sine of x.")]
    public static Value Sinh(ThreadState thread, double x) => Finish(thread, MathFunctions.TrySinh(x, out double result), result);

    [PyFunction("sqrt", Doc = "Return the square root of x.")]
    public static Value Sqrt(ThreadState thread, double x) => x >= 0 ? Value.FromDouble(Math.Sqrt(x)) : Finish(thread, MathFunctions.TrySqrt(x, out double result), result);

    [PyFunction("tan", Doc = "Return the tangent of x (measured in radians).")]
    public static Value Tan(ThreadState thread, double x) => Finish(thread, MathFunctions.TryTan(x, out double result), result);

    [PyFunction("tanh", Doc = "Return the hyperbolic tangent of x.")]
    public static double Tanh(double x) => Math.Tanh(x);

    [PyFunction("isfinite", Doc = "Return True if x is neither an infinity nor a NaN, and False otherwise.")]
    public static bool IsFinite(double x) => double.IsFinite(x);

    [PyFunction("isinf", Doc = "Return True if x is a positive or negative infinity, and False otherwise.")]
    public static bool IsInfinite(double x) => double.IsInfinity(x);

    [PyFunction("isnan", Doc = "Return True if x is a NaN (not a number), and False otherwise.")]
    public static bool IsNaN(double x) => double.IsNaN(x);

    [PyFunction("isclose", Doc = "Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the magnitude of\n    the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the magnitude of\n    the input values\n\nReturn True if a is close in value to b, and False otherwise.")]
    public static Value IsClose(ThreadState thread, [Keyword] double a, [Keyword] double b, [KeywordOnly] double relTol = 1e-09, [KeywordOnly] double absTol = 0) =>
        MathFunctions.TryIsClose(a, b, relTol, absTol, out bool result) is { } error ? thread.Raise(error) : Value.Bool(result);

    [PyFunction("frexp", Doc = "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.")]
    public static Value Frexp(ThreadState thread, double x)
    {
        (double fraction, int exponent) = MathFunctions.Frexp(x);
        return Pair(thread, Value.FromDouble(fraction), Value.Int(exponent));
    }

    [PyFunction("modf", Doc = "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.")]
    public static Value Modf(ThreadState thread, double x)
    {
        (double fraction, double whole) = MathFunctions.Modf(x);
        return Pair(thread, Value.FromDouble(fraction), Value.FromDouble(whole));
    }

    [PyFunction("ulp", Doc = "Return the value of the least significant bit of the float x.")]
    public static double Ulp(double x) => MathFunctions.Ulp(x);

    [PyFunction("ldexp", Doc = "Return x * (2**i).\n\nThis is essentially the inverse of frexp().")]
    public static Value Ldexp(ThreadState thread, double x, Value i)
    {
        if (!MathArguments.IsInt(i))
        {
            return thread.TypeError("Expected an int as second argument to ldexp.");
        }

        return Bind.TryBigInteger(thread, i, out BigInteger exponent)
            ? Finish(thread, MathFunctions.TryLdexp(x, exponent, out double result), result)
            : Value.Error;
    }

    [PyFunction("nextafter", Doc = "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.")]
    public static Value NextAfter(ThreadState thread, double x, double y, [KeywordOnly, Optional("None")] Value steps)
    {
        BigInteger count = BigInteger.One;
        if (!steps.IsUnbound && !steps.IsNone && !Bind.TryBigInteger(thread, steps, out count))
        {
            return Value.Error;
        }

        return Finish(thread, MathFunctions.TryNextAfter(x, y, count, out double result), result);
    }

    internal static Value Finish(ThreadState thread, AlgorithmError? error, double result) => error is null ? Value.FromDouble(result) : thread.Raise(error);

    internal static Value Pair(ThreadState thread, Value first, Value second) => Value.Of(VM.Types.TupleObject.Steal(thread, [first, second]));
}
