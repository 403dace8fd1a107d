using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.Stdlib.Native;

/// <summary>floor, ceil and trunc, which ask the number first, and the logarithms, which take ints of any size.</summary>
[PyModule("math")]
internal static class MathRoundingFunctions
{
    private static readonly VM.Types.StrObject s_floor = VM.Types.StrObject.Intern("__floor__");
    private static readonly VM.Types.StrObject s_ceil = VM.Types.StrObject.Intern("__ceil__");
    private static readonly VM.Types.StrObject s_trunc = VM.Types.StrObject.Intern("__trunc__");

    [PyFunction("floor", Doc = "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.")]
    public static Value Floor(ThreadState thread, Value x) => Round(thread, x, s_floor, Math.Floor);

    [PyFunction("ceil", Doc = "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.")]
    public static Value Ceiling(ThreadState thread, Value x) => Round(thread, x, s_ceil, Math.Ceiling);

    [PyFunction("trunc", Doc = "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.")]
    public static Value Truncate(ThreadState thread, Value x)
    {
        if (x.IsFloat)
        {
            return Whole(thread, x.Float);
        }

        Value result = thread.CallSpecialName(x, s_trunc);
        return result.IsUnbound ? thread.TypeError($"type {x.Type.Name} doesn't define __trunc__ method") : result;
    }

    [PyFunction("log", Doc = "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x.")]
    public static Value Log(ThreadState thread, Value x, [Optional] Value @base)
    {
        if (!TryLog(thread, x, MathFunctions.TryLog, MathFunctions.TryLog, out double numerator))
        {
            return Value.Error;
        }

        if (@base.IsUnbound)
        {
            return Value.FromDouble(numerator);
        }

        if (!TryLog(thread, @base, MathFunctions.TryLog, MathFunctions.TryLog, out double denominator))
        {
            return Value.Error;
        }

        return denominator == 0 ? thread.ZeroDivisionError("division by zero") : Value.FromDouble(numerator / denominator);
    }

    [PyFunction("log2", Doc = "Return the base 2 logarithm of x.")]
    public static Value Log2(ThreadState thread, Value x) =>
        TryLog(thread, x, MathFunctions.TryLog2, MathFunctions.TryLog2, out double result) ? Value.FromDouble(result) : Value.Error;

    [PyFunction("log10", Doc = "Return the base 10 logarithm of x.")]
    public static Value Log10(ThreadState thread, Value x) =>
        TryLog(thread, x, MathFunctions.TryLog10, MathFunctions.TryLog10, out double result) ? Value.FromDouble(result) : Value.Error;

    private delegate AlgorithmError? FloatLog(double x, out double result);

    private delegate AlgorithmError? IntLog(BigInteger x, out double result);

    private static bool TryLog(ThreadState thread, Value x, FloatLog ofFloat, IntLog ofInt, out double result)
    {
        AlgorithmError? error;
        result = 0;
        if (MathArguments.IsInt(x))
        {
            if (!Bind.TryBigInteger(thread, x, out BigInteger whole))
            {
                return false;
            }

            error = ofInt(whole, out result);
        }
        else
        {
            if (!Bind.TryDouble(thread, x, out double number))
            {
                return false;
            }

            error = ofFloat(number, out result);
        }

        if (error is not null)
        {
            thread.Raise(error);
        }

        return error is null;
    }

    private static Value Round(ThreadState thread, Value x, VM.Types.StrObject method, Func<double, double> round)
    {
        if (x.Ref is null)
        {
            return x;
        }

        if (x.IsFloat)
        {
            return Whole(thread, round(x.Float));
        }

        Value result = thread.CallSpecialName(x, method);
        if (!result.IsUnbound)
        {
            return result;
        }

        return Bind.TryDouble(thread, x, out double number) ? Whole(thread, round(number)) : Value.Error;
    }

    private static Value Whole(ThreadState thread, double number)
    {
        if (Math.Abs(number) < 9e18)
        {
            return Value.Int((long)number);
        }

        return FloatConversions.TryToInteger(number, out BigInteger whole) is { } error ? thread.Raise(error) : VM.Types.IntObject.Of(whole);
    }
}
