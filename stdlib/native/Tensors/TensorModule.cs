using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>The module tensor: making tensors.</summary>
[PyModule("tensor", Doc = "Arrays of numbers in one and two dimensions, whose kernels run without the interpreter's lock.")]
internal static class TensorModule
{
    [PyConstant("Tensor")]
    public static TypeObject Tensor => TensorMethods.Type;

    [PyConstant("float64")]
    public static readonly string Float64 = Operands.FloatName;

    [PyConstant("int64")]
    public static readonly string Int64 = Operands.IntName;

    [PyFunction("array", Doc = "A tensor of the numbers in a sequence, in a sequence of rows, or in the memory of another array.\nOf int64 when all of them are ints, unless dtype says otherwise.")]
    public static Value Array(ThreadState thread, [Keyword] Value data, [Keyword, Optional("None")] Value dtype) =>
        Operands.TryType(thread, dtype, out ItemType? type) ? TensorReading.Read(thread, data, type) : Value.Error;

    [PyFunction("zeros", Doc = "A tensor of zeros; the shape is a length or (rows, columns).")]
    public static Value Zeros(ThreadState thread, [Keyword] Value shape, [Keyword, Optional("'float64'")] Value dtype) => Filled(thread, shape, dtype, Value.Int(0), ItemType.Float);

    [PyFunction("ones", Doc = "A tensor of ones.")]
    public static Value Ones(ThreadState thread, [Keyword] Value shape, [Keyword, Optional("'float64'")] Value dtype) => Filled(thread, shape, dtype, Value.Int(1), ItemType.Float);

    [PyFunction("full", Doc = "A tensor whose items are all the same number, of its type unless dtype says otherwise.")]
    public static Value Full(ThreadState thread, [Keyword] Value shape, [Keyword] Value value, [Keyword, Optional("None")] Value dtype) =>
        Filled(thread, shape, dtype, value, value.IsFloat ? ItemType.Float : ItemType.Int);

    [PyFunction("eye", Doc = "A square matrix with ones from the upper left to the lower right and zeros elsewhere.")]
    public static Value Eye(ThreadState thread, [Keyword] int n, [Keyword, Optional("'float64'")] Value dtype)
    {
        if (!Operands.TryType(thread, dtype, out ItemType? type))
        {
            return Value.Error;
        }

        if (n < 0)
        {
            return thread.ValueError("a size must not be negative");
        }

        if (TensorObject.Make(thread, type ?? ItemType.Float, Layout.Matrix(n, n), clear: true) is not { } result)
        {
            return Value.Error;
        }

        Window diagonal = result.Window with { Layout = new Layout(1, 1, n, 0, 0, n + 1) };
        return Elementwise.Finish(thread, result, Elementwise.TryCopy(thread, Window.Scalar(1L), diagonal));
    }

    [PyFunction("arange", Doc = "arange(stop), arange(start, stop[, step]): the numbers of range(), floats too.")]
    public static Value Range(ThreadState thread, [Keyword] Value start, [Keyword, Optional("None")] Value stop, [Keyword, Optional("1")] Value step, [Keyword, Optional("None")] Value dtype)
    {
        if (!Operands.TryType(thread, dtype, out ItemType? wanted))
        {
            return Value.Error;
        }

        if (stop.IsUnbound || stop.IsNone)
        {
            (start, stop) = (Value.Int(0), start);
        }

        step = step.IsUnbound ? Value.Int(1) : step;
        if (start.Ref is null && stop.Ref is null && step.Ref is null && wanted != ItemType.Float)
        {
            if (step.Bits == 0)
            {
                return thread.ValueError("the step must not be zero");
            }

            Int128 distance = step.Bits > 0 ? (Int128)stop.Bits - start.Bits : (Int128)start.Bits - stop.Bits;
            Int128 width = step.Bits > 0 ? step.Bits : -(Int128)step.Bits;
            Int128 count = distance <= 0 ? 0 : (distance + width - 1) / width;
            return count > int.MaxValue ? thread.MemoryError()
                : TensorObject.Make(thread, ItemType.Int, Layout.Sequence((int)count)) is { } whole
                ? Elementwise.Finish(thread, whole, Unlocked.Run(thread, new RangeKernel<long>(start.Bits, step.Bits, whole.Window)))
                : Value.Error;
        }

        if (wanted == ItemType.Int)
        {
            return thread.TypeError("arange of int64 needs ints");
        }

        if (!Bind.TryDouble(thread, start, out double first) || !Bind.TryDouble(thread, stop, out double last) || !Bind.TryDouble(thread, step, out double by))
        {
            return Value.Error;
        }

        double steps = Math.Ceiling((last - first) / by);
        if (by == 0 || double.IsNaN(steps))
        {
            return thread.ValueError(by == 0 ? "the step must not be zero" : "arange needs numbers that are finite");
        }

        if (steps > int.MaxValue)
        {
            return thread.MemoryError();
        }

        return TensorObject.Make(thread, ItemType.Float, Layout.Sequence(Math.Max(0, (int)steps))) is { } result
            ? Elementwise.Finish(thread, result, Unlocked.Run(thread, new RangeKernel<double>(first, by, result.Window)))
            : Value.Error;
    }

    [PyFunction("linspace", Doc = "num floats at equal distances from start to stop, both included.")]
    public static Value Linspace(ThreadState thread, [Keyword] double start, [Keyword] double stop, [Keyword] int num = 50)
    {
        if (num < 0)
        {
            return thread.ValueError("a size must not be negative");
        }

        if (TensorObject.Make(thread, ItemType.Float, Layout.Sequence(num)) is not { } result)
        {
            return Value.Error;
        }

        bool done = Unlocked.Run(thread, new RangeKernel<double>(start, num > 1 ? (stop - start) / (num - 1) : 0, result.Window));
        if (num > 1)
        {
            result.Window.Span<double>()[^1] = stop;
        }

        return Elementwise.Finish(thread, result, done);
    }

    [PyFunction("random", Doc = "A tensor of floats in [0, 1) that follow from the seed: the same seed gives the same numbers.")]
    public static Value Random(ThreadState thread, [Keyword] Value shape, [Keyword] long seed = 0)
    {
        if (!Operands.TryShape(thread, shape, out Layout layout) || TensorObject.Make(thread, ItemType.Float, layout) is not { } result)
        {
            return Value.Error;
        }

        return Elementwise.Finish(thread, result, Unlocked.Run(thread, new RandomKernel((ulong)seed, result.Window)));
    }

    /// <summary>For pickles: a tensor of the bytes of its items.</summary>
    [PyFunction("_restore", Doc = "Internal. Used for pickling support.")]
    public static Value Restore(ThreadState thread, ReadOnlySpan<byte> data, Value dtype, Value shape)
    {
        if (!Operands.TryType(thread, dtype, out ItemType? type) || !Operands.TryShape(thread, shape, out Layout layout))
        {
            return Value.Error;
        }

        if (data.Length != layout.Count * sizeof(long))
        {
            return thread.ValueError($"{data.Length} bytes cannot be a tensor of shape {Operands.Shape(layout)}");
        }

        if (TensorObject.Make(thread, type ?? ItemType.Float, layout) is not { } result)
        {
            return Value.Error;
        }

        data.CopyTo(result.Window.Data);
        return Value.Of(result);
    }

    private static Value Filled(ThreadState thread, Value shape, Value dtype, Value value, ItemType standard)
    {
        if (!Operands.TryType(thread, dtype, out ItemType? type) || !Operands.TryShape(thread, shape, out Layout layout))
        {
            return Value.Error;
        }

        if (!Operands.TryNumbers(thread, value, out Window source, out bool known))
        {
            return known ? Value.Error : thread.TypeError($"a number is expected, not '{value.Type.Name}'");
        }

        if (source.Layout.Count != 1)
        {
            return thread.ValueError("a single number is expected");
        }

        return TensorObject.Make(thread, type ?? standard, layout) is { } result
            ? Elementwise.Finish(thread, result, Elementwise.TryCopy(thread, source, result.Window))
            : Value.Error;
    }
}
