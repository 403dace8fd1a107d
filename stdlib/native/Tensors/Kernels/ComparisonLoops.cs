using System.Numerics;

namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>A comparison of items and of vectors of items.</summary>
internal interface IComparison<T>
{
    static abstract bool Of(T left, T right);

    /// <summary>All bits set where it holds.</summary>
    static abstract Vector<long> Of(Vector<T> left, Vector<T> right);
}

/// <summary>Comparisons by vectors; the result is 1 where one holds and 0 elsewhere.</summary>
internal readonly struct ComparisonLoops<T, TComparison> : IBinaryLoops<T, long>
    where T : struct, INumber<T>
    where TComparison : IComparison<T>
{
    public static void Apply(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<long> result)
    {
        int i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (TComparison.Of(new Vector<T>(left[i..]), new Vector<T>(right[i..])) & Vector<long>.One).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = TComparison.Of(left[i], right[i]) ? 1 : 0;
        }
    }

    public static void Apply(ReadOnlySpan<T> left, T right, Span<long> result)
    {
        var repeated = new Vector<T>(right);
        int i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (TComparison.Of(new Vector<T>(left[i..]), repeated) & Vector<long>.One).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = TComparison.Of(left[i], right) ? 1 : 0;
        }
    }

    public static void Apply(T left, ReadOnlySpan<T> right, Span<long> result)
    {
        var repeated = new Vector<T>(left);
        int i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (TComparison.Of(repeated, new Vector<T>(right[i..])) & Vector<long>.One).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = TComparison.Of(left, right[i]) ? 1 : 0;
        }
    }
}

/// <summary>left == right.</summary>
internal readonly struct EqualTo<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left == right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => Vector.Equals(left, right).As<T, long>();
}

/// <summary>left != right.</summary>
internal readonly struct NotEqualTo<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left != right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => ~Vector.Equals(left, right).As<T, long>();
}

/// <summary>left &lt; right.</summary>
internal readonly struct LessThan<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left < right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => Vector.LessThan(left, right).As<T, long>();
}

/// <summary>left &lt;= right.</summary>
internal readonly struct LessOrEqual<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left <= right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => Vector.LessThanOrEqual(left, right).As<T, long>();
}

/// <summary>left &gt; right.</summary>
internal readonly struct GreaterThan<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left > right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => Vector.GreaterThan(left, right).As<T, long>();
}

/// <summary>left &gt;= right.</summary>
internal readonly struct GreaterOrEqual<T> : IComparison<T>
    where T : struct, INumber<T>
{
    public static bool Of(T left, T right) => left >= right;

    public static Vector<long> Of(Vector<T> left, Vector<T> right) => Vector.GreaterThanOrEqual(left, right).As<T, long>();
}
