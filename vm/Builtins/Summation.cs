using System.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>sum(): ints and floats directly (floats with Neumaier's compensation, as CPython since 3.12, complex numbers too, since 3.14), anything else by +.</summary>
internal static class Summation
{
    public static Value Sum(ThreadState thread, Value iterable, Value start)
    {
        if (start.Ref is StrObject)
        {
            return thread.TypeError("sum() can't sum strings [use ''.join(seq) instead]");
        }

        if (start.Ref is BytesObject)
        {
            return thread.TypeError("sum() can't sum bytes [use b''.join(seq) instead]");
        }

        if (start.Type.IsSubtypeOf(BuiltinTypes.ByteArray))
        {
            return thread.TypeError("sum() can't sum bytearray [use b''.join(seq) instead]");
        }

        Value total = start.IsUnbound ? Value.Int(0) : thread.Retain(start);
        double compensation = 0;
        double imaginaryCompensation = 0;
        bool floating = false;
        if (total.Ref is null && iterable.Ref is ListObject { Storage: IntStorage ints } list && ReferenceEquals(list.Type, BuiltinTypes.List)
            && TrySumInts(ints.Items.AsSpan(0, Math.Min(list.Count, ints.Items.Length)), total.Bits, out long whole))
        {
            return Value.Int(whole);
        }

        using var items = new Iteration(thread, iterable);
        while (items.MoveNext(out Value item))
        {
            if (total.Ref is null && item.Ref is null)
            {
                long sum = unchecked(total.Bits + item.Bits);
                if (((total.Bits ^ sum) & (item.Bits ^ sum)) >= 0)
                {
                    total = Value.Int(sum);
                    continue;
                }
            }
            else if (total.IsFloat && (item.IsFloat || item.Ref is null))
            {
                floating = true;
                double addend = item.IsFloat ? item.Float : item.Bits;
                total = Value.FromDouble(Add(total.Float, addend, ref compensation));
                continue;
            }

            if (total.Ref is ComplexObject sumSoFar && ReferenceEquals(total.Type, BuiltinTypes.Complex) && TryParts(item, out Complex part))
            {
                var added = new Complex(
                    Add(sumSoFar.Value.Real, part.Real, ref compensation),
                    item.Ref is ComplexObject ? Add(sumSoFar.Value.Imaginary, part.Imaginary, ref imaginaryCompensation) : sumSoFar.Value.Imaginary);
                floating = true;
                thread.Release(item);
                thread.Release(total);
                total = ComplexObject.OfType(thread, BuiltinTypes.Complex, added);
                continue;
            }

            if (floating)
            {
                total = Finish(thread, total, compensation, imaginaryCompensation);
                compensation = imaginaryCompensation = 0;
                floating = false;
            }

            Value next = BinaryOperations.Apply(thread, BinaryOperation.Add, total, item);
            thread.Release(item);
            thread.Release(total);
            total = next;
            if (total.IsError)
            {
                return total;
            }
        }

        if (items.Failed)
        {
            thread.Release(total);
            return Value.Error;
        }

        return floating ? Finish(thread, total, compensation, imaginaryCompensation) : total;
    }

    /// <summary>One step of Neumaier's sum: what rounding takes away goes to the compensation.</summary>
    private static double Add(double before, double addend, ref double compensation)
    {
        double sum = before + addend;
        compensation += Math.Abs(before) >= Math.Abs(addend) ? (before - sum) + addend : (addend - sum) + before;
        return sum;
    }

    private static bool TryParts(Value item, out Complex parts)
    {
        parts = item.Ref is ComplexObject number ? number.Value : item.IsFloat ? item.Float : item.Ref is null ? item.Bits : default;
        return item.IsFloat || item.Ref is null || ReferenceEquals(item.Type, BuiltinTypes.Complex);
    }

    /// <summary>The sum of ints that lie side by side; false when it does not fit.</summary>
    private static bool TrySumInts(ReadOnlySpan<long> items, long start, out long sum)
    {
        sum = start;
        foreach (long item in items)
        {
            long next = unchecked(sum + item);
            if (((sum ^ next) & (item ^ next)) < 0)
            {
                return false;
            }

            sum = next;
        }

        return true;
    }

    /// <summary>The sum with its compensation; the reference moves.</summary>
    private static Value Finish(ThreadState thread, Value total, double compensation, double imaginary)
    {
        if (total.Ref is not ComplexObject number)
        {
            return Value.FromDouble(Compensated(total.Float, compensation));
        }

        var sum = new Complex(Compensated(number.Value.Real, compensation), Compensated(number.Value.Imaginary, imaginary));
        thread.Release(total);
        return ComplexObject.OfType(thread, BuiltinTypes.Complex, sum);
    }

    /// <summary>An infinite or NaN compensation must not spoil an infinite sum.</summary>
    private static double Compensated(double sum, double compensation) =>
        compensation != 0 && double.IsFinite(compensation) ? sum + compensation : sum;
}
