using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The functions of math on many numbers.</summary>
[PyModule("math")]
internal static class MathSumFunctions
{
    [PyFunction("fsum", Doc = "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic.")]
    public static Value ExactSum(ThreadState thread, ReadOnlySpan<double> seq)
    {
        var sum = new ExactSum();
        foreach (double number in seq)
        {
            if (sum.TryAdd(number) is { } error)
            {
                return thread.Raise(error);
            }
        }

        return MathModule.Finish(thread, sum.TryResult(out double result), result);
    }

    [PyFunction("hypot", Doc = "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a point.")]
    public static Value Hypot(ThreadState thread, ReadOnlySpan<Value> coordinates)
    {
        double[] numbers = new double[coordinates.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!Bind.TryDouble(thread, coordinates[i], out numbers[i]))
            {
                return Value.Error;
            }
        }

        return Value.FromDouble(VectorNorm.Hypot(numbers));
    }

    [PyFunction("dist", Doc = "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of coordinates. Both\ninputs must have the same dimension.")]
    public static Value Distance(ThreadState thread, ReadOnlySpan<double> p, ReadOnlySpan<double> q) =>
        MathModule.Finish(thread, VectorNorm.TryDistance(p, q, out double result), result);

    [PyFunction("prod", Doc = "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1. When the iterable is empty, return\nthe start value.")]
    public static Value Product(ThreadState thread, Value iterable, [KeywordOnly, Optional("1")] Value start)
    {
        Value product = start.IsUnbound ? Value.Int(1) : thread.Retain(start);
        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            Value next;
            if (product.IsFloat && (item.IsFloat || item.Ref is null))
            {
                next = Value.FromDouble(product.Float * (item.IsFloat ? item.Float : item.Bits));
            }
            else
            {
                next = BinaryOperations.Apply(thread, BinaryOperation.Multiply, product, item);
                thread.Release(product);
                thread.Release(item);
            }

            if (next.IsError)
            {
                return next;
            }

            product = next;
        }

        if (!items.Failed)
        {
            return product;
        }

        thread.Release(product);
        return Value.Error;
    }

    [PyFunction("sumprod", Doc = "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to: sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))")]
    public static Value SumProduct(ThreadState thread, Value p, Value q)
    {
        var left = new ValueBuffer(0);
        var right = new ValueBuffer(0);
        // In step, because one of them may be endless.
        Value result = Value.Error;
        if (TryCollect(thread, p, q, ref left, ref right))
        {
            Value[] first = left.ToArray();
            Value[] second = right.ToArray();
            result = SumProduct(thread, first, second);
            Iterables.Release(thread, first);
            Iterables.Release(thread, second);
        }

        left.Release(thread);
        right.Release(thread);
        return result;
    }

    private static bool TryCollect(ThreadState thread, Value p, Value q, ref ValueBuffer left, ref ValueBuffer right)
    {
        using var first = new Iteration(thread, p);
        if (first.Failed)
        {
            return false;
        }

        using var second = new Iteration(thread, q);
        while (true)
        {
            bool more = first.MoveNext(out Value item);
            if (more)
            {
                left.Add(item);
            }

            if (first.Failed)
            {
                return false;
            }

            bool moreOfSecond = second.MoveNext(out item);
            if (moreOfSecond)
            {
                right.Add(item);
            }

            if (second.Failed)
            {
                return false;
            }

            if (more != moreOfSecond)
            {
                thread.ValueError("Inputs are not the same length");
                return false;
            }

            if (!more)
            {
                return true;
            }
        }
    }

    private static Value SumProduct(ThreadState thread, Value[] left, Value[] right)
    {
        if (TryFloats(left, right, out double[] first, out double[] second))
        {
            return Value.FromDouble(VectorNorm.SumProduct(first, second));
        }

        Value sum = Value.Int(0);
        for (int i = 0; i < left.Length; i++)
        {
            Value product = BinaryOperations.Apply(thread, BinaryOperation.Multiply, left[i], right[i]);
            Value next = product.IsError ? product : BinaryOperations.Apply(thread, BinaryOperation.Add, sum, product);
            if (!product.IsError)
            {
                thread.Release(product);
            }

            thread.Release(sum);
            if (next.IsError)
            {
                return next;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>True when all are floats or small ints and every product has a float.</summary>
    private static bool TryFloats(Value[] left, Value[] right, out double[] first, out double[] second)
    {
        first = new double[left.Length];
        second = new double[left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            if (!(left[i].IsFloat || right[i].IsFloat) || !TryFloat(left[i], out first[i]) || !TryFloat(right[i], out second[i]))
            {
                return false;
            }
        }

        return left.Length > 0;
    }

    private static bool TryFloat(Value value, out double number)
    {
        number = value.IsFloat ? value.Float : value.Bits;
        return value.IsFloat || value.Ref is null;
    }
}
