using System.Numerics;
using Pyl.VM.Numerics;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class MathOperations
{
    private delegate AlgorithmError? Real(double x, out double result);

    private delegate AlgorithmError? Binary(double x, double y, out double result);

    private delegate AlgorithmError? Big(BigInteger x, out double result);

    private delegate AlgorithmError? ComplexFunction(Complex z, out Complex result);

    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["math.acos"] = Unary(MathFunctions.TryAcos),
        ["math.acosh"] = Unary(MathFunctions.TryAcosh),
        ["math.asin"] = Unary(MathFunctions.TryAsin),
        ["math.asinh"] = a => Show(Math.Asinh(Double(a[0]))),
        ["math.atan"] = a => Show(Math.Atan(Double(a[0]))),
        ["math.atanh"] = Unary(MathFunctions.TryAtanh),
        ["math.cbrt"] = a => Show(Math.Cbrt(Double(a[0]))),
        ["math.cos"] = Unary(MathFunctions.TryCos),
        ["math.cosh"] = Unary(MathFunctions.TryCosh),
        ["math.erf"] = a => Show(SpecialFunctions.Erf(Double(a[0]))),
        ["math.erfc"] = a => Show(SpecialFunctions.Erfc(Double(a[0]))),
        ["math.exp"] = Unary(MathFunctions.TryExp),
        ["math.exp2"] = Unary(MathFunctions.TryExp2),
        ["math.expm1"] = Unary(MathFunctions.TryExpM1),
        ["math.gamma"] = Unary(MathFunctions.TryGamma),
        ["math.lgamma"] = Unary(MathFunctions.TryLogGamma),
        ["math.log"] = Unary(MathFunctions.TryLog),
        ["math.log10"] = Unary(MathFunctions.TryLog10),
        ["math.log1p"] = Unary(MathFunctions.TryLog1P),
        ["math.log2"] = Unary(MathFunctions.TryLog2),
        ["math.sin"] = Unary(MathFunctions.TrySin),
        ["math.sinh"] = Unary(MathFunctions.TrySinh),
        ["math.sqrt"] = Unary(MathFunctions.TrySqrt),
        ["math.tan"] = Unary(MathFunctions.TryTan),
        ["math.tanh"] = a => Show(Math.Tanh(Double(a[0]))),
        ["int.log"] = OfInt(MathFunctions.TryLog),
        ["int.log2"] = OfInt(MathFunctions.TryLog2),
        ["int.log10"] = OfInt(MathFunctions.TryLog10),
        ["math.pow"] = Pair(MathFunctions.TryPow),
        ["math.fmod"] = Pair(MathFunctions.TryFmod),
        ["math.remainder"] = Pair(MathFunctions.TryRemainder),
        ["math.hypot"] = a => Show(VectorNorm.Hypot([Double(a[0]), Double(a[1])])),
        ["math.hypotn"] = a => Show(VectorNorm.Hypot(Doubles(a[0]))),
        ["math.sumprod"] = a => Show(VectorNorm.SumProduct(Doubles(a[0]), Doubles(a[1]))),
        ["math.nextafter"] = a => Result(
            MathFunctions.TryNextAfter(Double(a[0]), Double(a[1]), Integer(a[2]), out var v), () => Show(v)),
        ["math.isclose"] = a => Result(
            MathFunctions.TryIsClose(Double(a[0]), Double(a[1]), Double(a[2]), Double(a[3]), out var v), () => Show(v)),
        ["math.ldexp"] = a => Result(MathFunctions.TryLdexp(Double(a[0]), Integer(a[1]), out var v), () => Show(v)),
        ["math.fma"] = a => Result(MathFunctions.TryFma(Double(a[0]), Double(a[1]), Double(a[2]), out var v), () => Show(v)),
        ["math.frexp"] = a => Show(MathFunctions.Frexp(Double(a[0])).Fraction) + ";" + MathFunctions.Frexp(Double(a[0])).Exponent,
        ["math.modf"] = a => Show(MathFunctions.Modf(Double(a[0])).Fraction) + ";" + Show(MathFunctions.Modf(Double(a[0])).Whole),
        ["math.ulp"] = a => Show(MathFunctions.Ulp(Double(a[0]))),
        ["math.fsum"] = a =>
        {
            var sum = default(ExactSum);
            foreach (var x in Doubles(a[0]))
            {
                if (sum.TryAdd(x) is { } error)
                    return Show(error);
            }
            return Result(sum.TryResult(out var v), () => Show(v));
        },
        ["cmath.sqrt"] = OfComplex(ComplexMath.TrySqrt),
        ["cmath.acos"] = OfComplex(ComplexMath.TryAcos),
        ["cmath.acosh"] = OfComplex(ComplexMath.TryAcosh),
        ["cmath.asin"] = OfComplex(ComplexMath.TryAsin),
        ["cmath.asinh"] = OfComplex(ComplexMath.TryAsinh),
        ["cmath.atan"] = OfComplex(ComplexMath.TryAtan),
        ["cmath.atanh"] = OfComplex(ComplexMath.TryAtanh),
        ["cmath.cos"] = OfComplex(ComplexMath.TryCos),
        ["cmath.cosh"] = OfComplex(ComplexMath.TryCosh),
        ["cmath.exp"] = OfComplex(ComplexMath.TryExp),
        ["cmath.log"] = OfComplex(ComplexMath.TryLog),
        ["cmath.log10"] = OfComplex(ComplexMath.TryLog10),
        ["cmath.sin"] = OfComplex(ComplexMath.TrySin),
        ["cmath.sinh"] = OfComplex(ComplexMath.TrySinh),
        ["cmath.tan"] = OfComplex(ComplexMath.TryTan),
        ["cmath.tanh"] = OfComplex(ComplexMath.TryTanh),
        ["cmath.abs"] = a => Result(ComplexMath.TryAbs(Complex(a[0]), out var v), () => Show(v)),
        ["cmath.phase"] = a => Show(ComplexMath.Phase(Complex(a[0]))),
        ["cmath.rect"] = a => Result(ComplexMath.TryRect(Double(a[0]), Double(a[1]), out var v), () => Show(v)),
        ["cmath.isclose"] = a => Result(ComplexMath.TryIsClose(Complex(a[0]), Complex(a[1]), 1e-9, 0, out var v), () => Show(v)),
    };

    private static double[] Doubles(string field) => Array.ConvertAll(List(field), Double);

    private static Func<string[], string> Unary(Real function) => a => Result(function(Double(a[0]), out var v), () => Show(v));

    private static Func<string[], string> Pair(Binary function) =>
        a => Result(function(Double(a[0]), Double(a[1]), out var v), () => Show(v));

    private static Func<string[], string> OfInt(Big function) => a => Result(function(Integer(a[0]), out var v), () => Show(v));

    private static Func<string[], string> OfComplex(ComplexFunction function) =>
        a => Result(function(Complex(a[0]), out var v), () => Show(v));
}
