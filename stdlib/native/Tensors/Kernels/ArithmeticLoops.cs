using System.Numerics;
using System.Numerics.Tensors;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>left + right.</summary>
internal readonly struct AddLoops<T> : IBinaryLoops<T, T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Add(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Add(right, left, result);
}

/// <summary>left - right.</summary>
internal readonly struct SubtractLoops<T> : IBinaryLoops<T, T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Subtract(left, right, result);
}

/// <summary>left * right.</summary>
internal readonly struct MultiplyLoops<T> : IBinaryLoops<T, T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Multiply(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Multiply(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Multiply(right, left, result);
}

/// <summary>left / right, of floats: what is divided by zero is infinite or NaN.</summary>
internal readonly struct DivideLoops : IBinaryLoops<double, double>
{
    public static void Apply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(ReadOnlySpan<double> left, double right, Span<double> result) => TensorPrimitives.Divide(left, right, result);

    public static void Apply(double left, ReadOnlySpan<double> right, Span<double> result) => TensorPrimitives.Divide(left, right, result);
}

/// <summary>The smaller of two; NaN when either is.</summary>
internal readonly struct MinimumLoops<T> : IBinaryLoops<T, T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Min(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Min(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Min(right, left, result);
}

/// <summary>The larger of two; NaN when either is.</summary>
internal readonly struct MaximumLoops<T> : IBinaryLoops<T, T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Max(left, right, result);

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result) => TensorPrimitives.Max(left, right, result);

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result) => TensorPrimitives.Max(right, left, result);
}

/// <summary>An operation item by item, for what has no vector form.</summary>
internal interface IBinaryItem<T>
{
    static abstract T Of(T left, T right);
}

/// <summary>The loops of an operation item by item.</summary>
internal readonly struct ItemLoops<T, TItem> : IBinaryLoops<T, T>
    where TItem : IBinaryItem<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TItem.Of(left[i], right[i]);
        }
    }

    public static void Apply(ReadOnlySpan<T> left, T right, Span<T> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TItem.Of(left[i], right);
        }
    }

    public static void Apply(T left, ReadOnlySpan<T> right, Span<T> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = TItem.Of(left, right[i]);
        }
    }
}

/// <summary>Python's // of ints.</summary>
internal readonly struct FloorDivideInts : IBinaryItem<long>
{
    public static long Of(long left, long right)
    {
        if (right == -1)
        {
            // .NET refuses the least number by -1; here all arithmetic of ints wraps.
            return unchecked(-left);
        }

        long quotient = left / right;
        return (left % right != 0) && ((left < 0) != (right < 0)) ? quotient - 1 : quotient;
    }
}

/// <summary>Python's % of ints: the sign is the divisor's.</summary>
internal readonly struct RemainderInts : IBinaryItem<long>
{
    public static long Of(long left, long right)
    {
        if (right == -1)
        {
            return 0;
        }

        long rest = left % right;
        return rest != 0 && ((rest < 0) != (right < 0)) ? rest + right : rest;
    }
}

/// <summary>Python's // of floats, but infinite or NaN for a divisor of zero.</summary>
internal readonly struct FloorDivideFloats : IBinaryItem<double>
{
    public static double Of(double left, double right)
    {
        if (right == 0)
        {
            return left / right;
        }

        double rest = left % right;
        double quotient = (left - rest) / right;
        if (rest != 0 && ((right < 0) != (rest < 0)))
        {
            quotient -= 1;
        }

        double floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }
}

/// <summary>Python's % of floats: the sign is the divisor's; NaN for a divisor of zero.</summary>
internal readonly struct RemainderFloats : IBinaryItem<double>
{
    public static double Of(double left, double right)
    {
        double rest = left % right;
        return rest != 0 && ((right < 0) != (rest < 0)) ? rest + right : rest == 0 ? Math.CopySign(0, right) : rest;
    }
}

/// <summary>left ** right of ints; <see cref="ArgumentOutOfRangeException"/> for a negative exponent.</summary>
internal readonly struct PowerInts : IBinaryItem<long>
{
    public static long Of(long left, long right)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        long result = 1;
        for (; right > 0; right >>= 1, left = unchecked(left * left))
        {
            if ((right & 1) != 0)
            {
                result = unchecked(result * left);
            }
        }

        return result;
    }
}

/// <summary>left ** right of floats, as the C library has it.</summary>
internal readonly struct PowerFloats : IBinaryItem<double>
{
    public static double Of(double left, double right) => right == 2 ? left * left : Math.Pow(left, right);
}

/// <summary>left and right, bit by bit.</summary>
internal readonly struct AndInts : IBinaryItem<long>
{
    public static long Of(long left, long right) => left & right;
}

/// <summary>left or right, bit by bit.</summary>
internal readonly struct OrInts : IBinaryItem<long>
{
    public static long Of(long left, long right) => left | right;
}

/// <summary>Either but not both, bit by bit.</summary>
internal readonly struct XorInts : IBinaryItem<long>
{
    public static long Of(long left, long right) => left ^ right;
}
