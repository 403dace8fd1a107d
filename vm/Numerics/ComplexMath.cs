using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>
/// The module cmath, after Kahan's "Branch cuts for complex elementary functions": signed zeros choose the side of a cut,
/// and no intermediate result overflows. <see cref="Complex"/> serves as a pair of doubles; its own functions are not used.
/// Each function returns null or the ValueError or OverflowError.
/// </summary>
public static class ComplexMath
{
    private const double Large = double.MaxValue / 4;
    private const double Tiny = 2.2250738585072014e-308;
    private static readonly double SqrtLarge = Math.Sqrt(Large);
    private static readonly double SqrtTiny = Math.Sqrt(Tiny);
    private static readonly double LogLarge = Math.Log(Large);
    private static readonly double Ln2 = Math.Log(2);

    public static AlgorithmError? TrySqrt(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Sqrt, z, out result);
        var (ax, ay) = (Math.Abs(z.Real), Math.Abs(z.Imaginary));
        if (ax == 0 && ay == 0)
        {
            result = new Complex(0, z.Imaginary);
            return null;
        }
        double s;
        if (ax < Tiny && ay < Tiny && (ax > 0 || ay > 0))
        {
            ax = Math.ScaleB(ax, 54);
            s = Math.ScaleB(Math.Sqrt(ax + VectorNorm.Hypot([ax, Math.ScaleB(ay, 54)])), -27) / Math.Sqrt(2);
        }
        else
        {
            ax /= 8;
            s = 2 * Math.Sqrt(ax + VectorNorm.Hypot([ax, ay / 8]));
        }
        var d = ay / (2 * s);
        result = z.Real >= 0
            ? new Complex(s, Math.CopySign(d, z.Imaginary))
            : new Complex(d, Math.CopySign(s, z.Imaginary));
        return null;
    }

    public static AlgorithmError? TryAcos(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Acos, z, out result);
        if (IsLarge(z))
        {
            var log = Math.Log(Half(z)) + 2 * Ln2;
            result = new Complex(Math.Atan2(Math.Abs(z.Imaginary), z.Real), Math.CopySign(log, -z.Imaginary));
            return null;
        }
        TrySqrt(new Complex(1 - z.Real, -z.Imaginary), out var s1);
        TrySqrt(new Complex(1 + z.Real, z.Imaginary), out var s2);
        result = new Complex(2 * Math.Atan2(s1.Real, s2.Real), Math.Asinh(s2.Real * s1.Imaginary - s2.Imaginary * s1.Real));
        return null;
    }

    public static AlgorithmError? TryAcosh(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Acosh, z, out result);
        if (IsLarge(z))
        {
            result = new Complex(Math.Log(Half(z)) + 2 * Ln2, Math.Atan2(z.Imaginary, z.Real));
            return null;
        }
        TrySqrt(new Complex(z.Real - 1, z.Imaginary), out var s1);
        TrySqrt(new Complex(z.Real + 1, z.Imaginary), out var s2);
        result = new Complex(Math.Asinh(s1.Real * s2.Real + s1.Imaginary * s2.Imaginary), 2 * Math.Atan2(s1.Imaginary, s2.Real));
        return null;
    }

    /// <summary>asin(z) = -i asinh(iz).</summary>
    public static AlgorithmError? TryAsin(Complex z, out Complex result) => Rotated(TryAsinh, z, out result);

    public static AlgorithmError? TryAsinh(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Asinh, z, out result);
        if (IsLarge(z))
        {
            var log = Math.Log(Half(z)) + 2 * Ln2;
            result = new Complex(Math.CopySign(log, z.Real), Math.Atan2(z.Imaginary, Math.Abs(z.Real)));
            return null;
        }
        TrySqrt(new Complex(1 + z.Imaginary, -z.Real), out var s1);
        TrySqrt(new Complex(1 - z.Imaginary, z.Real), out var s2);
        result = new Complex(Math.Asinh(s1.Real * s2.Imaginary - s2.Real * s1.Imaginary),
            Math.Atan2(z.Imaginary, s1.Real * s2.Real - s1.Imaginary * s2.Imaginary));
        return null;
    }

    /// <summary>atan(z) = -i atanh(iz).</summary>
    public static AlgorithmError? TryAtan(Complex z, out Complex result) => Rotated(TryAtanh, z, out result);

    public static AlgorithmError? TryAtanh(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Atanh, z, out result);
        if (double.IsNegative(z.Real))
        {
            var error = TryAtanh(-z, out var mirrored);
            result = -mirrored;
            return error;
        }
        var (x, y, ay) = (z.Real, z.Imaginary, Math.Abs(z.Imaginary));
        if (x > SqrtLarge || ay > SqrtLarge)
        {
            var h = VectorNorm.Hypot([x / 2, y / 2]);
            result = new Complex(x / 4 / h / h, Math.CopySign(Math.PI / 2, y));
        }
        else if (x == 1 && ay < SqrtTiny)
        {
            result = new Complex(double.PositiveInfinity, y);
            if (ay == 0)
                return MathFunctions.DomainError;
            result = new Complex(-Math.Log(Math.Sqrt(ay) / Math.Sqrt(VectorNorm.Hypot([ay, 2]))), Math.CopySign(Math.Atan2(2, -ay) / 2, y));
        }
        else
        {
            result = new Complex(SpecialFunctions.Log1P(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4,
                -Math.Atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2);
        }
        return null;
    }

    /// <summary>cos(z) = cosh(iz).</summary>
    public static AlgorithmError? TryCos(Complex z, out Complex result) => TryCosh(new Complex(-z.Imaginary, z.Real), out result);

    public static AlgorithmError? TryCosh(Complex z, out Complex result)
    {
        var (x, y) = (z.Real, z.Imaginary);
        if (double.IsInfinity(x) && double.IsFinite(y) && y != 0)
        {
            result = new Complex(Math.CopySign(double.PositiveInfinity, Math.Cos(y)), Math.CopySign(x, x * Math.Sin(y)));
            return null;
        }
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Cosh, z, out result);
        if (Math.Abs(x) > LogLarge)
        {
            var less = x - Math.CopySign(1, x);
            result = new Complex(Math.Cos(y) * Math.Cosh(less) * Math.E, Math.Sin(y) * Math.Sinh(less) * Math.E);
        }
        else
        {
            result = new Complex(Math.Cos(y) * Math.Cosh(x), Math.Sin(y) * Math.Sinh(x));
        }
        return Overflow(result);
    }

    public static AlgorithmError? TryExp(Complex z, out Complex result)
    {
        var (x, y) = (z.Real, z.Imaginary);
        if (double.IsInfinity(x) && double.IsFinite(y) && y != 0)
        {
            var size = x > 0 ? double.PositiveInfinity : 0;
            result = new Complex(Math.CopySign(size, Math.Cos(y)), Math.CopySign(size, Math.Sin(y)));
            return null;
        }
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Exp, z, out result);
        var scale = x > LogLarge ? Math.E : 1;
        var length = Math.Exp(x > LogLarge ? x - 1 : x);
        result = new Complex(length * Math.Cos(y) * scale, length * Math.Sin(y) * scale);
        return Overflow(result);
    }

    /// <summary>The natural logarithm.</summary>
    public static AlgorithmError? TryLog(Complex z, out Complex result)
    {
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Log, z, out result);
        var (ax, ay) = (Math.Abs(z.Real), Math.Abs(z.Imaginary));
        double log;
        if (IsLarge(z))
        {
            log = Math.Log(Half(z)) + Ln2;
        }
        else if (ax < Tiny && ay < Tiny)
        {
            if (ax == 0 && ay == 0)
            {
                result = default;
                return MathFunctions.DomainError;
            }
            log = Math.Log(VectorNorm.Hypot([Math.ScaleB(ax, 53), Math.ScaleB(ay, 53)])) - 53 * Ln2;
        }
        else
        {
            var h = VectorNorm.Hypot([ax, ay]);
            var (large, small) = ax > ay ? (ax, ay) : (ay, ax);
            log = h is >= 0.71 and <= 1.73 ? SpecialFunctions.Log1P((large - 1) * (large + 1) + small * small) / 2 : Math.Log(h);
        }
        result = new Complex(log, Math.Atan2(z.Imaginary, z.Real));
        return null;
    }

    public static AlgorithmError? TryLog10(Complex z, out Complex result)
    {
        var error = TryLog(z, out var log);
        result = new Complex(log.Real / Math.Log(10), log.Imaginary / Math.Log(10));
        return error;
    }

    /// <summary>sin(z) = -i sinh(iz).</summary>
    public static AlgorithmError? TrySin(Complex z, out Complex result) => Rotated(TrySinh, z, out result);

    public static AlgorithmError? TrySinh(Complex z, out Complex result)
    {
        var (x, y) = (z.Real, z.Imaginary);
        if (double.IsInfinity(x) && double.IsFinite(y) && y != 0)
        {
            result = new Complex(Math.CopySign(x, x * Math.Cos(y)), Math.CopySign(double.PositiveInfinity, Math.Sin(y)));
            return null;
        }
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Sinh, z, out result);
        if (Math.Abs(x) > LogLarge)
        {
            var less = x - Math.CopySign(1, x);
            result = new Complex(Math.Cos(y) * Math.Sinh(less) * Math.E, Math.Sin(y) * Math.Cosh(less) * Math.E);
        }
        else
        {
            result = new Complex(Math.Cos(y) * Math.Sinh(x), Math.Sin(y) * Math.Cosh(x));
        }
        return Overflow(result);
    }

    /// <summary>tan(z) = -i tanh(iz).</summary>
    public static AlgorithmError? TryTan(Complex z, out Complex result) => Rotated(TryTanh, z, out result);

    public static AlgorithmError? TryTanh(Complex z, out Complex result)
    {
        var (x, y) = (z.Real, z.Imaginary);
        if (double.IsInfinity(x) && double.IsFinite(y) && y != 0)
        {
            result = new Complex(Math.CopySign(1, x), Math.CopySign(0, 2 * Math.Sin(y) * Math.Cos(y)));
            return null;
        }
        if (!IsFinite(z))
            return LookUp(ComplexSpecialValues.Tanh, z, out result);
        if (Math.Abs(x) > LogLarge)
        {
            result = new Complex(Math.CopySign(1, x), 4 * Math.Sin(y) * Math.Cos(y) * Math.Exp(-2 * Math.Abs(x)));
            return null;
        }
        var (tx, ty, cx) = (Math.Tanh(x), Math.Tan(y), 1 / Math.Cosh(x));
        var product = tx * ty;
        var denominator = 1 + product * product;
        result = new Complex(tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx);
        return null;
    }

    /// <summary>cmath.rect: from polar coordinates.</summary>
    public static AlgorithmError? TryRect(double r, double phi, out Complex result)
    {
        if (double.IsFinite(r) && double.IsFinite(phi))
        {
            // A zero angle keeps its sign, also for an infinite radius below.
            result = phi == 0 ? new Complex(r, r * phi) : new Complex(r * Math.Cos(phi), r * Math.Sin(phi));
            return null;
        }
        if (double.IsInfinity(phi) && r != 0 && !double.IsNaN(r))
        {
            result = new Complex(double.NaN, double.NaN);
            return MathFunctions.DomainError;
        }
        if (r == 0)
            result = Complex.Zero;
        else if (phi == 0)
            result = double.IsNaN(r) ? new Complex(r, 0) : new Complex(r, r > 0 ? phi : -phi);
        else if (double.IsInfinity(r) && double.IsFinite(phi))
            result = new Complex(Math.CopySign(r, r * Math.Cos(phi)), Math.CopySign(r, r * Math.Sin(phi)));
        else
            result = new Complex(double.IsInfinity(r) ? double.PositiveInfinity : double.NaN, double.NaN);
        return null;
    }

    /// <summary>abs(complex).</summary>
    /// <returns>null, or an OverflowError.</returns>
    public static AlgorithmError? TryAbs(Complex z, out double result)
    {
        result = VectorNorm.Hypot([z.Real, z.Imaginary]);
        return double.IsInfinity(result) && IsFinite(z) ? AlgorithmError.Overflow("absolute value too large") : null;
    }

    /// <summary>cmath.phase.</summary>
    public static double Phase(Complex z) => Math.Atan2(z.Imaginary, z.Real);

    /// <summary>cmath.isclose.</summary>
    /// <returns>null, or a ValueError for a negative tolerance.</returns>
    public static AlgorithmError? TryIsClose(Complex a, Complex b, double relative, double absolute, out bool result)
    {
        result = a == b;
        if (relative < 0 || absolute < 0)
            return AlgorithmError.Value("tolerances must be non-negative");
        if (result || double.IsInfinity(a.Real) || double.IsInfinity(a.Imaginary) || double.IsInfinity(b.Real) || double.IsInfinity(b.Imaginary))
            return null;
        var difference = VectorNorm.Hypot([a.Real - b.Real, a.Imaginary - b.Imaginary]);
        result = difference <= relative * VectorNorm.Hypot([b.Real, b.Imaginary])
            || difference <= relative * VectorNorm.Hypot([a.Real, a.Imaginary]) || difference <= absolute;
        return null;
    }

    private delegate AlgorithmError? Function(Complex z, out Complex result);

    private static bool IsFinite(Complex z) => double.IsFinite(z.Real) && double.IsFinite(z.Imaginary);

    private static bool IsLarge(Complex z) => Math.Abs(z.Real) > Large || Math.Abs(z.Imaginary) > Large;

    private static double Half(Complex z) => VectorNorm.Hypot([z.Real / 2, z.Imaginary / 2]);

    private static AlgorithmError? Rotated(Function function, Complex z, out Complex result)
    {
        var error = function(new Complex(-z.Imaginary, z.Real), out var turned);
        result = new Complex(turned.Imaginary, -turned.Real);
        return error;
    }

    private static AlgorithmError? LookUp(string table, Complex z, out Complex result) =>
        ComplexSpecialValues.TryLookUp(table, z, out result) ? null : MathFunctions.DomainError;

    private static AlgorithmError? Overflow(Complex result) =>
        double.IsInfinity(result.Real) || double.IsInfinity(result.Imaginary) ? MathFunctions.RangeError : null;
}
