using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module cmath.</summary>
[PyModule("cmath", Doc = "This module provides access to mathematical functions for complex\nnumbers.")]
internal static class CmathModule
{
    [PyConstant("pi")]
    public static readonly double Pi = Math.PI;

    [PyConstant("e")]
    public static readonly double E = Math.E;

    [PyConstant("tau")]
    public static readonly double Tau = Math.Tau;

    [PyConstant("inf")]
    public static readonly double Infinity = double.PositiveInfinity;

    [PyConstant("infj")]
    public static readonly Value ImaginaryInfinity = ComplexObject.Of(new Complex(0, double.PositiveInfinity));

    [PyConstant("nan")]
    public static readonly double NaN = Math.CopySign(double.NaN, 1);

    [PyConstant("nanj")]
    public static readonly Value ImaginaryNaN = ComplexObject.Of(new Complex(0, Math.CopySign(double.NaN, 1)));

    [PyFunction("acos", Doc = "Return the arc cosine of z.")]
    public static Value Acos(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAcos);

    [PyFunction("acosh", Doc = "Return the inverse hyperbolic cosine of z.")]
    public static Value Acosh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAcosh);

    [PyFunction("asin", Doc = "Return the arc sine of z.")]
    public static Value Asin(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAsin);

    [PyFunction("asinh", Doc = "Return the inverse hyperbolic sine of z.")]
    public static Value Asinh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAsinh);

    [PyFunction("atan", Doc = "Return the arc tangent of z.")]
    public static Value Atan(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAtan);

    [PyFunction("atanh", Doc = "Return the inverse hyperbolic tangent of z.")]
    public static Value Atanh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryAtanh);

    [PyFunction("cos", Doc = "Return the cosine of z.")]
    public static Value Cos(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryCos);

    [PyFunction("cosh", Doc = "Return the hyperbolic cosine of z.")]
    public static Value Cosh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryCosh);

    [PyFunction("exp", Doc = "Return the exponential value e**z.")]
    public static Value Exp(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryExp);

    [PyFunction("log10", Doc = "Return the base-10 logarithm of z.")]
    public static Value Log10(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryLog10);

    [PyFunction("sin", Doc = "Return the sine of z.")]
    public static Value Sin(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TrySin);

    [PyFunction("sinh", Doc = "Return the hyperbolic sine of z.")]
    public static Value Sinh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TrySinh);

    [PyFunction("sqrt", Doc = "Return the square root of z.")]
    public static Value Sqrt(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TrySqrt);

    [PyFunction("tan", Doc = "Return the tangent of z.")]
    public static Value Tan(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryTan);

    [PyFunction("tanh", Doc = "Return the hyperbolic tangent of z.")]
    public static Value Tanh(ThreadState thread, Value z) => Apply(thread, z, ComplexMath.TryTanh);

    [PyFunction("log", Doc = "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.")]
    public static Value Log(ThreadState thread, Value z, [Optional] Value @base)
    {
        if (!ComplexConstruction.TryNumber(thread, z, out Complex number, out _))
        {
            return Value.Error;
        }

        AlgorithmError? error = ComplexMath.TryLog(number, out Complex result);
        if (error is null && !@base.IsUnbound)
        {
            if (!ComplexConstruction.TryNumber(thread, @base, out Complex radix, out _))
            {
                return Value.Error;
            }

            error = ComplexMath.TryLog(radix, out Complex divisor) ?? ComplexArithmetic.TryDivide(result, divisor, out result);
        }

        return error is null ? ComplexObject.Of(result) : thread.Raise(error);
    }

    [PyFunction("phase", Doc = "Return argument, also known as the phase angle, of a complex.")]
    public static Value Phase(ThreadState thread, Value z) =>
        ComplexConstruction.TryNumber(thread, z, out Complex number, out _) ? Value.FromDouble(ComplexMath.Phase(number)) : Value.Error;

    [PyFunction("polar", Doc = "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.")]
    public static Value Polar(ThreadState thread, Value z)
    {
        if (!ComplexConstruction.TryNumber(thread, z, out Complex number, out _))
        {
            return Value.Error;
        }

        return ComplexMath.TryAbs(number, out double distance) is { } error
            ? thread.Raise(error)
            : MathModule.Pair(thread, Value.FromDouble(distance), Value.FromDouble(ComplexMath.Phase(number)));
    }

    [PyFunction("rect", Doc = "Convert from polar coordinates to rectangular coordinates.")]
    public static Value Rect(ThreadState thread, double r, double phi) =>
        ComplexMath.TryRect(r, phi, out Complex result) is { } error ? thread.Raise(error) : ComplexObject.Of(result);

    [PyFunction("isfinite", Doc = "Return True if both the real and imaginary parts of z are finite, else False.")]
    public static Value IsFinite(ThreadState thread, Value z) => Test(thread, z, static n => double.IsFinite(n.Real) && double.IsFinite(n.Imaginary));

    [PyFunction("isinf", Doc = "Checks if the real or imaginary part of z is infinite.")]
    public static Value IsInfinite(ThreadState thread, Value z) => Test(thread, z, static n => double.IsInfinity(n.Real) || double.IsInfinity(n.Imaginary));

    [PyFunction("isnan", Doc = "Checks if the real or imaginary part of z not a number (NaN).")]
    public static Value IsNaN(ThreadState thread, Value z) => Test(thread, z, static n => double.IsNaN(n.Real) || double.IsNaN(n.Imaginary));

    [PyFunction("isclose", Doc = "Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the magnitude of\n    the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the magnitude of\n    the input values\n\nReturn True if a is close in value to b, and False otherwise.")]
    public static Value IsClose(ThreadState thread, [Keyword] Value a, [Keyword] Value b, [KeywordOnly] double relTol = 1e-09, [KeywordOnly] double absTol = 0)
    {
        if (!ComplexConstruction.TryNumber(thread, a, out Complex left, out _) || !ComplexConstruction.TryNumber(thread, b, out Complex right, out _))
        {
            return Value.Error;
        }

        return ComplexMath.TryIsClose(left, right, relTol, absTol, out bool result) is { } error ? thread.Raise(error) : Value.Bool(result);
    }

    private delegate AlgorithmError? Function(Complex z, out Complex result);

    private static Value Apply(ThreadState thread, Value z, Function function)
    {
        if (!ComplexConstruction.TryNumber(thread, z, out Complex number, out _))
        {
            return Value.Error;
        }

        return function(number, out Complex result) is { } error ? thread.Raise(error) : ComplexObject.Of(result);
    }

    private static Value Test(ThreadState thread, Value z, Func<Complex, bool> test) =>
        ComplexConstruction.TryNumber(thread, z, out Complex number, out _) ? Value.Bool(test(number)) : Value.Error;
}
