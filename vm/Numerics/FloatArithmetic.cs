using Pyl.VM.Text;

namespace Pyl.VM.Numerics;

/// <summary>The arithmetic of float where Python's differs from .NET's: flooring division and powers.</summary>
public static class FloatArithmetic
{
    public static readonly AlgorithmError ZeroToNegative = AlgorithmError.ZeroDivision("zero to a negative power");

    /// <summary>CPython raises OverflowError with two arguments, errno and text; this is their str().</summary>
    public static readonly AlgorithmError OutOfRange = AlgorithmError.Overflow("(34, 'Numerical result out of range')");

    /// <summary>float % float: the remainder has the divisor's sign. The divisor is not zero.</summary>
    public static double FloorModulo(double left, double right)
    {
        var remainder = left % right;
        if (remainder == 0)
            return Math.CopySign(0, right);
        return remainder < 0 != right < 0 ? remainder + right : remainder;
    }

    /// <summary>float // float. The divisor is not zero.</summary>
    public static double FloorDivide(double left, double right) => DivMod(left, right).Quotient;

    /// <summary>divmod(float, float). The divisor is not zero.</summary>
    public static (double Quotient, double Remainder) DivMod(double left, double right)
    {
        var remainder = left % right;
        // The difference is a multiple of the divisor, up to rounding; dividing left itself could round up to the next one.
        var quotient = (left - remainder) / right;
        if (remainder == 0)
        {
            remainder = Math.CopySign(0, right);
        }
        else if (remainder < 0 != right < 0)
        {
            remainder += right;
            quotient -= 1;
        }
        if (quotient == 0)
            return (Math.CopySign(0, left / right), remainder);
        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder);
    }

    /// <summary>float ** float.</summary>
    /// <param name="left">The base.</param>
    /// <param name="right">The exponent.</param>
    /// <param name="result">The power; meaningless when <paramref name="isComplex"/>.</param>
    /// <param name="isComplex">Whether a negative base has a fractional exponent: the caller computes a complex power.</param>
    /// <returns>null, ZeroDivisionError or OverflowError.</returns>
    public static AlgorithmError? TryPower(double left, double right, out double result, out bool isComplex)
    {
        isComplex = left < 0 && double.IsFinite(left) && double.IsFinite(right) && right != Math.Floor(right);
        result = double.NaN;
        if (isComplex)
            return null;
        if (left == 0 && right < 0 && double.IsFinite(right))
            return ZeroToNegative;
        result = Math.Pow(left, right);
        return double.IsInfinity(result) && double.IsFinite(left) && double.IsFinite(right) ? OutOfRange : null;
    }
}
