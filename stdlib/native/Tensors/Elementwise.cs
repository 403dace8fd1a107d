using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>Elementwise operations: types and shapes of operands and results, and the kernel that fits them.</summary>
internal static class Elementwise
{
    /// <summary>The operation into fresh memory, NotImplemented for operands that are no numbers.</summary>
    public static Value Of(ThreadState thread, Operation operation, Value left, Value right)
    {
        if (!Operands.TryNumbers(thread, left, out Window a, out bool known) || !Operands.TryNumbers(thread, right, out Window b, out known))
        {
            return known ? Value.Error : Value.NotImplemented;
        }

        if (!TryType(thread, operation, a, b, out ItemType type) || !Operands.TryBroadcast(thread, a.Layout, b.Layout, out Layout shape))
        {
            return Value.Error;
        }

        ItemType resultType = IsComparison(operation) ? ItemType.Int : type;
        return TensorObject.Make(thread, resultType, shape) is { } result
            ? Finish(thread, result, Run(thread, operation, type, a, b, result.Window))
            : Value.Error;
    }

    /// <summary>The operation into the left operand's own memory; returns it again.</summary>
    public static Value InPlace(ThreadState thread, Operation operation, TensorObject self, Value right)
    {
        if (!Operands.TryNumbers(thread, right, out Window b, out bool known))
        {
            return known ? Value.Error : Value.NotImplemented;
        }

        if (!TryType(thread, operation, self.Window, b, out ItemType type) || !Operands.TryBroadcast(thread, self.Layout, b.Layout, out Layout shape))
        {
            return Value.Error;
        }

        if (type != self.ItemType)
        {
            return thread.TypeError("float64 results cannot be stored in an int64 tensor; use astype('float64') first");
        }

        if (shape.Rows != self.Layout.Rows || shape.Columns != self.Layout.Columns || shape.Dimensions != self.Layout.Dimensions)
        {
            return thread.ValueError($"a result of shape {Operands.Shape(shape)} cannot be stored in a tensor of shape {Operands.Shape(self.Layout)}");
        }

        return TrySeparate(thread, self.Window, ref b) && Run(thread, operation, type, self.Window, b, self.Window)
            ? thread.Retain(Value.Of(self))
            : Value.Error;
    }

    /// <summary>A function of one operand into fresh memory.</summary>
    public static Value Of(ThreadState thread, Function function, Value operand)
    {
        if (!Operands.TryNumbers(thread, operand, out Window source, out bool known))
        {
            return known ? Value.Error : thread.TypeError($"a tensor or a number is expected, not '{operand.Type.Name}'");
        }

        ItemType type = function >= Function.Sqrt ? ItemType.Float : source.Type;
        if (function == Function.Invert && type != ItemType.Int)
        {
            return thread.TypeError("~ needs a tensor of int64");
        }

        return TensorObject.Make(thread, type, source.Layout) is { } result
            ? Finish(thread, result, Run(thread, function, source, result.Window))
            : Value.Error;
    }

    /// <summary>Copies, converting and repeating as the target's type and shape want it; false when an exception is set.</summary>
    public static bool TryCopy(ThreadState thread, Window source, in Window target)
    {
        if (!TrySeparate(thread, target, ref source))
        {
            return false;
        }

        if (source.Layout.Rows != target.Layout.Rows || source.Layout.Columns != target.Layout.Columns)
        {
            if (!Operands.TryBroadcast(thread, target.Layout, source.Layout, out Layout shape))
            {
                return false;
            }

            if (shape.Rows != target.Layout.Rows || shape.Columns != target.Layout.Columns)
            {
                thread.ValueError($"items of shape {Operands.Shape(source.Layout)} cannot be stored in a tensor of shape {Operands.Shape(target.Layout)}");
                return false;
            }

            source = source with { Layout = source.Layout.Broadcast(target.Layout) };
        }

        return Run(thread, Function.Copy, source, target);
    }

    /// <summary>The tensor, or Error and the tensor released.</summary>
    public static Value Finish(ThreadState thread, TensorObject result, bool succeeded)
    {
        if (succeeded)
        {
            return Value.Of(result);
        }

        thread.Release(Value.Of(result));
        return Value.Error;
    }

    /// <summary>An operand that shares memory with the target, at other places, is copied first.</summary>
    private static bool TrySeparate(ThreadState thread, in Window target, ref Window operand)
    {
        if (!ReferenceEquals(target.Data, operand.Data) || (operand.Layout == target.Layout && operand.Type == target.Type))
        {
            return true;
        }

        var copy = new Window(new byte[operand.Layout.Count * sizeof(long)], operand.Type, operand.Layout.Fresh());
        bool copied = Run(thread, Function.Copy, operand, copy);
        operand = copy;
        return copied;
    }

    private static bool IsComparison(Operation operation) => operation >= Operation.Equal;

    private static bool TryType(ThreadState thread, Operation operation, in Window a, in Window b, out ItemType type)
    {
        type = a.Type == ItemType.Int && b.Type == ItemType.Int && operation != Operation.Divide ? ItemType.Int : ItemType.Float;
        if (type == ItemType.Float && operation is Operation.And or Operation.Or or Operation.Xor)
        {
            thread.TypeError("&, | and ^ need tensors of int64");
            return false;
        }

        return true;
    }

    private static bool Run(ThreadState thread, Operation operation, ItemType type, Window a, Window b, in Window result)
    {
        a = a with { Layout = a.Layout.Broadcast(result.Layout) };
        b = b with { Layout = b.Layout.Broadcast(result.Layout) };
        return type == ItemType.Float ? RunFloats(thread, operation, a, b, result) : RunInts(thread, operation, a, b, result);
    }

    private static bool RunFloats(ThreadState thread, Operation operation, in Window a, in Window b, in Window r) => operation switch
    {
        Operation.Add => Run<double, AddLoops<double>>(thread, a, b, r),
        Operation.Subtract => Run<double, SubtractLoops<double>>(thread, a, b, r),
        Operation.Multiply => Run<double, MultiplyLoops<double>>(thread, a, b, r),
        Operation.Divide => Run<double, DivideLoops>(thread, a, b, r),
        Operation.FloorDivide => Run<double, ItemLoops<double, FloorDivideFloats>>(thread, a, b, r),
        Operation.Remainder => Run<double, ItemLoops<double, RemainderFloats>>(thread, a, b, r),
        Operation.Power => Run<double, ItemLoops<double, PowerFloats>>(thread, a, b, r),
        Operation.Minimum => Run<double, MinimumLoops<double>>(thread, a, b, r),
        Operation.Maximum => Run<double, MaximumLoops<double>>(thread, a, b, r),
        _ => Compare<double>(thread, operation, a, b, r),
    };

    private static bool RunInts(ThreadState thread, Operation operation, in Window a, in Window b, in Window r) => operation switch
    {
        Operation.Add => Run<long, AddLoops<long>>(thread, a, b, r),
        Operation.Subtract => Run<long, SubtractLoops<long>>(thread, a, b, r),
        Operation.Multiply => Run<long, MultiplyLoops<long>>(thread, a, b, r),
        Operation.FloorDivide => Run<long, ItemLoops<long, FloorDivideInts>>(thread, a, b, r),
        Operation.Remainder => Run<long, ItemLoops<long, RemainderInts>>(thread, a, b, r),
        Operation.Power => Run<long, ItemLoops<long, PowerInts>>(thread, a, b, r),
        Operation.And => Run<long, ItemLoops<long, AndInts>>(thread, a, b, r),
        Operation.Or => Run<long, ItemLoops<long, OrInts>>(thread, a, b, r),
        Operation.Xor => Run<long, ItemLoops<long, XorInts>>(thread, a, b, r),
        Operation.Minimum => Run<long, MinimumLoops<long>>(thread, a, b, r),
        Operation.Maximum => Run<long, MaximumLoops<long>>(thread, a, b, r),
        _ => Compare<long>(thread, operation, a, b, r),
    };

    private static bool Compare<T>(ThreadState thread, Operation operation, in Window a, in Window b, in Window r)
        where T : unmanaged, System.Numerics.INumber<T> => operation switch
        {
            Operation.Equal => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, EqualTo<T>>>(a, b, r)),
            Operation.NotEqual => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, NotEqualTo<T>>>(a, b, r)),
            Operation.Less => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, LessThan<T>>>(a, b, r)),
            Operation.LessOrEqual => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, LessOrEqual<T>>>(a, b, r)),
            Operation.Greater => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, GreaterThan<T>>>(a, b, r)),
            _ => Unlocked.Run(thread, new BinaryKernel<T, long, ComparisonLoops<T, GreaterOrEqual<T>>>(a, b, r)),
        };

    private static bool Run<T, TLoops>(ThreadState thread, in Window a, in Window b, in Window r)
        where T : unmanaged, System.Numerics.INumber<T>
        where TLoops : IBinaryLoops<T, T> => Unlocked.Run(thread, new BinaryKernel<T, T, TLoops>(a, b, r));

    private static bool Run(ThreadState thread, Function function, in Window source, in Window result)
    {
        bool isFloat = result.Type == ItemType.Float;
        return function switch
        {
            Function.Copy => isFloat ? Run<double, CopyLoop<double>>(thread, source, result) : Run<long, CopyLoop<long>>(thread, source, result),
            Function.Negate => isFloat ? Run<double, NegateLoop<double>>(thread, source, result) : Run<long, NegateLoop<long>>(thread, source, result),
            Function.Abs => isFloat ? Run<double, AbsLoop<double>>(thread, source, result) : Run<long, AbsLoop<long>>(thread, source, result),
            Function.Invert => Run<long, InvertLoop>(thread, source, result),
            Function.Sqrt => Run<double, SqrtLoop>(thread, source, result),
            Function.Exp => Run<double, ExpLoop>(thread, source, result),
            Function.Log => Run<double, LogLoop>(thread, source, result),
            Function.Sin => Run<double, SinLoop>(thread, source, result),
            Function.Cos => Run<double, CosLoop>(thread, source, result),
            Function.Tanh => Run<double, TanhLoop>(thread, source, result),
            Function.Floor => Run<double, FloorLoop>(thread, source, result),
            _ => Run<double, CeilingLoop>(thread, source, result),
        };
    }

    private static bool Run<T, TLoop>(ThreadState thread, in Window source, in Window result)
        where T : unmanaged, System.Numerics.INumber<T>
        where TLoop : IUnaryLoop<T> => Unlocked.Run(thread, new UnaryKernel<T, TLoop>(source, result));
}
