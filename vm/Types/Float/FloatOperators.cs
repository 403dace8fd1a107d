using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The operators of float; the other operand may be an int.</summary>
[PyType("float", typeof(PyObject), Field = nameof(BuiltinTypes.Float), Doc = "A number in floating point, made of a number or of the text of one.")]
internal static class FloatOperators
{
    private const int Unordered = int.MinValue;

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : Value.FromDouble(left + right);

    [PyMethod("__radd__")]
    public static Value RAdd(ThreadState thread, Value self, Value other) => Add(thread, other, self);

    [PyMethod("__sub__")]
    public static Value Subtract(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : Value.FromDouble(left - right);

    [PyMethod("__rsub__")]
    public static Value RSubtract(ThreadState thread, Value self, Value other) => Subtract(thread, other, self);

    [PyMethod("__mul__")]
    public static Value Multiply(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : Value.FromDouble(left * right);

    [PyMethod("__rmul__")]
    public static Value RMultiply(ThreadState thread, Value self, Value other) => Multiply(thread, other, self);

    [PyMethod("__truediv__")]
    public static Value TrueDivide(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : right == 0 ? thread.ZeroDivisionError("division by zero") : Value.FromDouble(left / right);

    [PyMethod("__rtruediv__")]
    public static Value RTrueDivide(ThreadState thread, Value self, Value other) => TrueDivide(thread, other, self);

    [PyMethod("__floordiv__")]
    public static Value FloorDivide(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : right == 0 ? thread.ZeroDivisionError("division by zero") : Value.FromDouble(FloatArithmetic.FloorDivide(left, right));

    [PyMethod("__rfloordiv__")]
    public static Value RFloorDivide(ThreadState thread, Value self, Value other) => FloorDivide(thread, other, self);

    [PyMethod("__mod__")]
    public static Value Remainder(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : right == 0 ? thread.ZeroDivisionError("division by zero") : Value.FromDouble(FloatArithmetic.FloorModulo(left, right));

    [PyMethod("__rmod__")]
    public static Value RRemainder(ThreadState thread, Value self, Value other) => Remainder(thread, other, self);

    [PyMethod("__divmod__", Doc = "Return divmod(self, value).")]
    public static Value DivMod(ThreadState thread, Value self, Value other) =>
        Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure ? failure : right == 0 ? thread.ZeroDivisionError("division by zero") : Pair(thread, FloatArithmetic.DivMod(left, right));

    [PyMethod("__rdivmod__", Doc = "Return divmod(value, self).")]
    public static Value RDivMod(ThreadState thread, Value self, Value other) => DivMod(thread, other, self);

    [PyMethod("__pow__")]
    public static Value Power(ThreadState thread, Value self, Value other, Value modulus)
    {
        if (!modulus.IsNone && !modulus.IsUnbound)
        {
            return thread.TypeError("pow() 3rd argument not allowed unless all arguments are integers");
        }

        if (Coerce(thread, self, other, out double left, out double right) is { IsNone: false } failure)
        {
            return failure;
        }

        if (FloatArithmetic.TryPower(left, right, out double result, out bool isComplex) is { } error)
        {
            return thread.Raise(error);
        }

        return isComplex
            ? ComplexOperators.Power(thread, left, right)
            : Value.FromDouble(result);
    }

    [PyMethod("__rpow__")]
    public static Value RPower(ThreadState thread, Value self, Value other, Value modulus) => Power(thread, other, self, modulus);

    [PyMethod("__neg__")]
    public static Value Negate(ThreadState thread, Value self) => Value.FromDouble(-Floats.Of(self));

    [PyMethod("__pos__")]
    public static Value Positive(ThreadState thread, Value self) => Value.FromDouble(Floats.Of(self));

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, Value self) => Value.FromDouble(Math.Abs(Floats.Of(self)));

    [PyMethod("__bool__")]
    public static bool Bool(ThreadState thread, Value self) => Floats.Of(self) != 0;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, Value self) => NumericHash.Hash(Floats.Of(self), ObjectIdentity.Of(self) >> 4);

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left == right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order != Unordered && order == 0) : Value.NotImplemented;
    }

    [PyMethod("__ne__")]
    public static Value NotEqual(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left != right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order == Unordered || order != 0) : Value.NotImplemented;
    }

    [PyMethod("__lt__")]
    public static Value Less(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left < right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order != Unordered && order < 0) : Value.NotImplemented;
    }

    [PyMethod("__le__")]
    public static Value LessEqual(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left <= right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order != Unordered && order <= 0) : Value.NotImplemented;
    }

    [PyMethod("__gt__")]
    public static Value Greater(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left > right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order != Unordered && order > 0) : Value.NotImplemented;
    }

    [PyMethod("__ge__")]
    public static Value GreaterEqual(ThreadState thread, Value self, Value other)
    {
        double left = Floats.Of(self);
        if (Floats.TryGet(other, out double right))
        {
            return Value.Bool(left >= right);
        }

        return CompareInt(left, other, out int order) ? Value.Bool(order != Unordered && order >= 0) : Value.NotImplemented;
    }

    /// <summary>Order of the float against an exact int, of any size; NaN is unordered. False when the other is no int.</summary>
    private static bool CompareInt(double left, Value other, out int order)
    {
        order = Unordered;
        if (!Integers.TryGet(other, out long small, out IntObject? wide))
        {
            return false;
        }

        int? reversed = wide is null ? FloatConversions.Compare(small, left) : FloatConversions.Compare(wide.Value, left);
        order = reversed is { } known ? -known : Unordered;
        return true;
    }

    /// <summary>None when both are numbers that floats take; otherwise NotImplemented or Error.</summary>
    private static Value Coerce(ThreadState thread, Value self, Value other, out double left, out double right)
    {
        right = 0;
        int outcome = Floats.TryCoerce(thread, self, out left);
        if (outcome == 1)
        {
            outcome = Floats.TryCoerce(thread, other, out right);
        }

        return outcome switch { 1 => Value.None, 0 => Value.NotImplemented, _ => Value.Error };
    }

    private static Value Pair(ThreadState thread, (double Quotient, double Remainder) parts) =>
        Value.Of(TupleObject.Steal(thread, [Value.FromDouble(parts.Quotient), Value.FromDouble(parts.Remainder)]));
}
