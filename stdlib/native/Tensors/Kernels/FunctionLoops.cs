using System.Numerics;
using System.Numerics.Tensors;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>The item itself.</summary>
internal readonly struct CopyLoop<T> : IUnaryLoop<T>
{
    public static void Apply(ReadOnlySpan<T> source, Span<T> result) => source.CopyTo(result);
}

/// <summary>-x.</summary>
internal readonly struct NegateLoop<T> : IUnaryLoop<T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> source, Span<T> result) => TensorPrimitives.Negate(source, result);
}

/// <summary>abs(x).</summary>
internal readonly struct AbsLoop<T> : IUnaryLoop<T>
    where T : INumber<T>
{
    public static void Apply(ReadOnlySpan<T> source, Span<T> result)
    {
        for (int i = 0; i < source.Length; i++)
        {
            // Not T.Abs, which refuses the least int.
            result[i] = T.IsNegative(source[i]) ? -source[i] : source[i];
        }
    }
}

/// <summary>~x, bit by bit.</summary>
internal readonly struct InvertLoop : IUnaryLoop<long>
{
    public static void Apply(ReadOnlySpan<long> source, Span<long> result) => TensorPrimitives.OnesComplement(source, result);
}

/// <summary>sqrt(x).</summary>
internal readonly struct SqrtLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Sqrt(source, result);
}

/// <summary>exp(x).</summary>
internal readonly struct ExpLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Exp(source, result);
}

/// <summary>log(x).</summary>
internal readonly struct LogLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Log(source, result);
}

/// <summary>sin(x).</summary>
internal readonly struct SinLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Sin(source, result);
}

/// <summary>cos(x).</summary>
internal readonly struct CosLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Cos(source, result);
}

/// <summary>tanh(x).</summary>
internal readonly struct TanhLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Tanh(source, result);
}

/// <summary>floor(x).</summary>
internal readonly struct FloorLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Floor(source, result);
}

/// <summary>ceil(x).</summary>
internal readonly struct CeilingLoop : IUnaryLoop<double>
{
    public static void Apply(ReadOnlySpan<double> source, Span<double> result) => TensorPrimitives.Ceiling(source, result);
}
