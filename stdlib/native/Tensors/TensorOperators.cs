using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>The operators of tensors.</summary>
[PyType("Tensor", typeof(TensorObject), Module = "tensor")]
internal static class TensorOperators
{
    internal static TypeObject Type => TensorMethods.Type;

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Add, Value.Of(self), other);

    [PyMethod("__radd__")]
    public static Value RAdd(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Add, other, Value.Of(self));

    [PyMethod("__iadd__")]
    public static Value IAdd(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Add, self, other);

    [PyMethod("__sub__")]
    public static Value Sub(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Subtract, Value.Of(self), other);

    [PyMethod("__rsub__")]
    public static Value RSub(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Subtract, other, Value.Of(self));

    [PyMethod("__isub__")]
    public static Value ISub(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Subtract, self, other);

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Multiply, Value.Of(self), other);

    [PyMethod("__rmul__")]
    public static Value RMul(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Multiply, other, Value.Of(self));

    [PyMethod("__imul__")]
    public static Value IMul(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Multiply, self, other);

    [PyMethod("__truediv__")]
    public static Value TrueDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Divide, Value.Of(self), other);

    [PyMethod("__rtruediv__")]
    public static Value RTrueDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Divide, other, Value.Of(self));

    [PyMethod("__itruediv__")]
    public static Value ITrueDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Divide, self, other);

    [PyMethod("__floordiv__")]
    public static Value FloorDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.FloorDivide, Value.Of(self), other);

    [PyMethod("__rfloordiv__")]
    public static Value RFloorDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.FloorDivide, other, Value.Of(self));

    [PyMethod("__ifloordiv__")]
    public static Value IFloorDiv(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.FloorDivide, self, other);

    [PyMethod("__mod__")]
    public static Value Mod(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Remainder, Value.Of(self), other);

    [PyMethod("__rmod__")]
    public static Value RMod(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Remainder, other, Value.Of(self));

    [PyMethod("__imod__")]
    public static Value IMod(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Remainder, self, other);

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.And, Value.Of(self), other);

    [PyMethod("__rand__")]
    public static Value RAnd(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.And, other, Value.Of(self));

    [PyMethod("__iand__")]
    public static Value IAnd(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.And, self, other);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Or, Value.Of(self), other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Or, other, Value.Of(self));

    [PyMethod("__ior__")]
    public static Value IOr(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Or, self, other);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Xor, Value.Of(self), other);

    [PyMethod("__rxor__")]
    public static Value RXor(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Xor, other, Value.Of(self));

    [PyMethod("__ixor__")]
    public static Value IXor(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Xor, self, other);

    [PyMethod("__pow__")]
    public static Value Pow(ThreadState thread, TensorObject self, Value other, [Optional] Value modulus) =>
        modulus.IsUnbound || modulus.IsNone ? Elementwise.Of(thread, Operation.Power, Value.Of(self), other) : Value.NotImplemented;

    [PyMethod("__rpow__")]
    public static Value RPow(ThreadState thread, TensorObject self, Value other, [Optional] Value modulus) =>
        modulus.IsUnbound || modulus.IsNone ? Elementwise.Of(thread, Operation.Power, other, Value.Of(self)) : Value.NotImplemented;

    [PyMethod("__ipow__")]
    public static Value IPow(ThreadState thread, TensorObject self, Value other) => Elementwise.InPlace(thread, Operation.Power, self, other);

    [PyMethod("__matmul__")]
    public static Value MatMul(ThreadState thread, TensorObject self, Value other) =>
        other.Ref is TensorObject right ? Reductions.MatMul(thread, self, right) : Value.NotImplemented;

    [PyMethod("__neg__")]
    public static Value Neg(ThreadState thread, Value self) => Elementwise.Of(thread, Function.Negate, self);

    [PyMethod("__pos__")]
    public static Value Pos(ThreadState thread, Value self) => Elementwise.Of(thread, Function.Copy, self);

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, Value self) => Elementwise.Of(thread, Function.Abs, self);

    [PyMethod("__invert__")]
    public static Value Invert(ThreadState thread, Value self) => Elementwise.Of(thread, Function.Invert, self);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Equal, Value.Of(self), other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.NotEqual, Value.Of(self), other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Less, Value.Of(self), other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.LessOrEqual, Value.Of(self), other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.Greater, Value.Of(self), other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, TensorObject self, Value other) => Elementwise.Of(thread, Operation.GreaterOrEqual, Value.Of(self), other);

    /// <summary>== gives a tensor, so tensors are no keys.</summary>
    [PyConstant("__hash__")]
    public static Value Hash => Value.None;
}
