using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>The module tensor: functions of tensors.</summary>
[PyModule("tensor")]
internal static class TensorFunctions
{
    [PyFunction(Doc = "The square roots.")]
    public static Value Sqrt(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Sqrt, x);

    [PyFunction(Doc = "e to the power of each item.")]
    public static Value Exp(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Exp, x);

    [PyFunction(Doc = "The natural logarithms.")]
    public static Value Log(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Log, x);

    [PyFunction(Doc = "The sines.")]
    public static Value Sin(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Sin, x);

    [PyFunction(Doc = "The cosines.")]
    public static Value Cos(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Cos, x);

    [PyFunction(Doc = "The hyperbolic tangents.")]
    public static Value Tanh(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Tanh, x);

    [PyFunction(Doc = "The greatest whole numbers that are not greater, as floats.")]
    public static Value Floor(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Floor, x);

    [PyFunction(Doc = "The least whole numbers that are not less, as floats.")]
    public static Value Ceil(ThreadState thread, Value x) => Elementwise.Of(thread, Function.Ceiling, x);

    [PyFunction(Doc = "The smaller of two items each; NaN when either is.")]
    public static Value Minimum(ThreadState thread, Value x, Value y) => Numbers(thread, Operation.Minimum, x, y);

    [PyFunction(Doc = "The larger of two items each; NaN when either is.")]
    public static Value Maximum(ThreadState thread, Value x, Value y) => Numbers(thread, Operation.Maximum, x, y);

    [PyFunction(Doc = "The matrix product: x @ y.")]
    public static Value Matmul(ThreadState thread, Value x, Value y) =>
        x.Ref is TensorObject left && y.Ref is TensorObject right
            ? Reductions.MatMul(thread, left, right)
            : thread.TypeError("matmul needs two tensors");

    [PyFunction(Doc = "A sorted copy, each row for itself; NaN comes last.")]
    public static Value Sort(ThreadState thread, Value x)
    {
        Value copy = Elementwise.Of(thread, Function.Copy, x);
        if (copy.Ref is not TensorObject sorted)
        {
            return copy;
        }

        return Elementwise.Finish(thread, sorted, Reductions.TrySort(thread, sorted));
    }

    [PyFunction(Doc = "The items of x where the condition is not zero, of y elsewhere.")]
    public static Value Where(ThreadState thread, Value condition, Value x, Value y)
    {
        if (!TryNumbers(thread, condition, out Window c) || !TryNumbers(thread, x, out Window a) || !TryNumbers(thread, y, out Window b)
            || !Operands.TryBroadcast(thread, a.Layout, b.Layout, out Layout shape) || !Operands.TryBroadcast(thread, c.Layout, shape, out shape))
        {
            return Value.Error;
        }

        ItemType type = a.Type == ItemType.Int && b.Type == ItemType.Int ? ItemType.Int : ItemType.Float;
        if (TensorObject.Make(thread, type, shape) is not { } result)
        {
            return Value.Error;
        }

        c = c with { Layout = c.Layout.Broadcast(shape) };
        a = a with { Layout = a.Layout.Broadcast(shape) };
        b = b with { Layout = b.Layout.Broadcast(shape) };
        if (c.Type == ItemType.Float)
        {
            // As a float may be between 0 and 1, it is compared, not converted.
            Value truth = Elementwise.Of(thread, Operation.NotEqual, condition, Value.Int(0));
            if (truth.Ref is not TensorObject tested)
            {
                thread.Release(Value.Of(result));
                return truth;
            }

            c = tested.Window with { Layout = tested.Layout.Broadcast(shape) };
            Value chosen = Elementwise.Finish(thread, result, Run(thread, type, c, a, b, result.Window));
            thread.Release(truth);
            return chosen;
        }

        return Elementwise.Finish(thread, result, Run(thread, type, c, a, b, result.Window));
    }

    private static bool Run(ThreadState thread, ItemType type, in Window c, in Window a, in Window b, in Window result) => type == ItemType.Float
        ? Unlocked.Run(thread, new SelectKernel<double>(c, a, b, result))
        : Unlocked.Run(thread, new SelectKernel<long>(c, a, b, result));

    private static Value Numbers(ThreadState thread, Operation operation, Value x, Value y)
    {
        Value result = Elementwise.Of(thread, operation, x, y);
        return result.IsNotImplemented ? thread.TypeError($"tensors or numbers are expected, not '{x.Type.Name}' and '{y.Type.Name}'") : result;
    }

    private static bool TryNumbers(ThreadState thread, Value value, out Window window)
    {
        bool read = Operands.TryNumbers(thread, value, out window, out bool known);
        if (!known)
        {
            thread.TypeError($"a tensor or a number is expected, not '{value.Type.Name}'");
        }

        return read;
    }
}
