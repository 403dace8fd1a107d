using System.Numerics;
using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>
/// Multiplication, division and powers of complex numbers with C11's Annex G rules for infinities. Operations of a complex
/// and a real number treat the real as real, not as a complex number with a zero part (CPython 3.14). Addition and
/// subtraction are part by part.
/// </summary>
public static class ComplexArithmetic
{
    private static readonly AlgorithmError ZeroPower = AlgorithmError.ZeroDivision("zero to a negative or complex power");
    private static readonly AlgorithmError TooLarge = AlgorithmError.Overflow("complex exponentiation");

    public static Complex Multiply(Complex left, Complex right)
    {
        var (a, b, c, d) = (left.Real, left.Imaginary, right.Real, right.Imaginary);
        double ac = a * c, bd = b * d, ad = a * d, bc = b * c;
        var result = new Complex(ac - bd, ad + bc);
        if (!double.IsNaN(result.Real) || !double.IsNaN(result.Imaginary))
            return result;
        // Both NaN, but an operand was infinite: the product is infinite, and only its direction is in question.
        var recalculate = false;
        if (double.IsInfinity(a) || double.IsInfinity(b))
        {
            (a, b) = (Box(a), Box(b));
            (c, d) = (NoNaN(c), NoNaN(d));
            recalculate = true;
        }
        if (double.IsInfinity(c) || double.IsInfinity(d))
        {
            (c, d) = (Box(c), Box(d));
            (a, b) = (NoNaN(a), NoNaN(b));
            recalculate = true;
        }
        if (!recalculate && (double.IsInfinity(ac) || double.IsInfinity(bd) || double.IsInfinity(ad) || double.IsInfinity(bc)))
        {
            (a, b, c, d) = (NoNaN(a), NoNaN(b), NoNaN(c), NoNaN(d));
            recalculate = true;
        }
        return recalculate
            ? new Complex(double.PositiveInfinity * (a * c - b * d), double.PositiveInfinity * (a * d + b * c))
            : result;
    }

    public static Complex Multiply(Complex left, double right) => new(left.Real * right, left.Imaginary * right);

    /// <summary>complex / complex, by Smith's method: the smaller part of the divisor is scaled, so that squares do not overflow.</summary>
    /// <returns>null, or ZeroDivisionError.</returns>
    public static AlgorithmError? TryDivide(Complex left, Complex right, out Complex result)
    {
        var (a, b, c, d) = (left.Real, left.Imaginary, right.Real, right.Imaginary);
        result = new Complex(double.NaN, double.NaN);
        if (c == 0 && d == 0)
            return IntArithmetic.DivisionByZero;
        if (Math.Abs(c) >= Math.Abs(d))
        {
            var ratio = d / c;
            var denominator = c + d * ratio;
            result = new Complex((a + b * ratio) / denominator, (b - a * ratio) / denominator);
        }
        else if (Math.Abs(d) >= Math.Abs(c))
        {
            var ratio = c / d;
            var denominator = c * ratio + d;
            result = new Complex((a * ratio + b) / denominator, (b * ratio - a) / denominator);
        }
        if (double.IsNaN(result.Real) && double.IsNaN(result.Imaginary))
        {
            if ((double.IsInfinity(a) || double.IsInfinity(b)) && double.IsFinite(c) && double.IsFinite(d))
            {
                var (x, y) = (Box(a), Box(b));
                result = new Complex(double.PositiveInfinity * (x * c + y * d), double.PositiveInfinity * (y * c - x * d));
            }
            else if ((double.IsInfinity(c) || double.IsInfinity(d)) && double.IsFinite(a) && double.IsFinite(b))
            {
                var (x, y) = (Box(c), Box(d));
                result = new Complex(0 * (a * x + b * y), 0 * (b * x - a * y));
            }
        }
        return null;
    }

    /// <summary>complex / float.</summary>
    public static AlgorithmError? TryDivide(Complex left, double right, out Complex result)
    {
        result = new Complex(left.Real / right, left.Imaginary / right);
        return right == 0 ? IntArithmetic.DivisionByZero : null;
    }

    /// <summary>float / complex.</summary>
    public static AlgorithmError? TryDivide(double left, Complex right, out Complex result)
    {
        var (c, d) = (right.Real, right.Imaginary);
        result = new Complex(double.NaN, double.NaN);
        if (c == 0 && d == 0)
            return IntArithmetic.DivisionByZero;
        if (Math.Abs(c) >= Math.Abs(d))
        {
            var ratio = d / c;
            var denominator = c + d * ratio;
            result = new Complex(left / denominator, -left * ratio / denominator);
        }
        else if (Math.Abs(d) >= Math.Abs(c))
        {
            var ratio = c / d;
            var denominator = c * ratio + d;
            result = new Complex(left * ratio / denominator, -left / denominator);
        }
        if (double.IsNaN(result.Real) && double.IsNaN(result.Imaginary)
            && (double.IsInfinity(c) || double.IsInfinity(d)) && double.IsFinite(left))
        {
            var (x, y) = (Box(c), Box(d));
            result = new Complex(0 * (left * x), 0 * (-left * y));
        }
        return null;
    }

    /// <summary>complex ** complex: by multiplication for small whole exponents, else in polar form.</summary>
    /// <returns>null, ZeroDivisionError or OverflowError.</returns>
    public static AlgorithmError? TryPower(Complex left, Complex right, out Complex result)
    {
        result = Complex.One;
        if (right.Imaginary == 0 && right.Real == Math.Floor(right.Real) && Math.Abs(right.Real) <= 100)
        {
            var power = PowerBySquaring(left, (int)Math.Abs(right.Real));
            if (right.Real > 0)
                result = power;
            else if (TryDivide(Complex.One, power, out result) is not null)
                return ZeroPower;
            return CheckFinite(result);
        }
        if (right == Complex.Zero)
            return null;
        if (left == Complex.Zero)
        {
            result = Complex.Zero;
            return right.Imaginary != 0 || right.Real < 0 ? ZeroPower : null;
        }
        var size = VectorNorm.Hypot([left.Real, left.Imaginary]);
        var length = Math.Pow(size, right.Real);
        var angle = Math.Atan2(left.Imaginary, left.Real);
        var phase = angle * right.Real;
        if (right.Imaginary != 0)
        {
            length *= Math.Exp(-angle * right.Imaginary);
            phase += right.Imaginary * Math.Log(size);
        }
        // CPython lets errno decide, and the C library calls the cosine of an infinity a domain error.
        if (double.IsInfinity(phase))
            return ZeroPower;
        result = new Complex(length * Math.Cos(phase), length * Math.Sin(phase));
        return CheckFinite(result);
    }

    private static Complex PowerBySquaring(Complex value, int exponent)
    {
        var result = Complex.One;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = Multiply(result, value);
            value = Multiply(value, value);
        }
        return result;
    }

    private static AlgorithmError? CheckFinite(Complex result) =>
        double.IsInfinity(result.Real) || double.IsInfinity(result.Imaginary) ? TooLarge : null;

    private static double Box(double x) => Math.CopySign(double.IsInfinity(x) ? 1 : 0, x);

    private static double NoNaN(double x) => double.IsNaN(x) ? Math.CopySign(0, x) : x;
}
