using System.Numerics;
using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>
/// The operators of int. The dispatch loop does small ints itself; what arrives here has overflowed, is wide, a bool or an
/// instance of a subclass. Results are exact ints.
/// </summary>
[PyType("int", typeof(PyObject), Field = nameof(BuiltinTypes.Int))]
internal static class IntOperators
{
    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, Value self, Value other) =>
        SmallNumbers.TryApplyToInts(BinaryOperator.Add, self, other, out Value quick) ? quick
            : Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right) ? IntObject.Of(BigArithmetic.Add(left, right))
            : Value.NotImplemented;

    [PyMethod("__radd__")]
    public static Value RAdd(ThreadState thread, Value self, Value other) => Add(thread, other, self);

    [PyMethod("__sub__")]
    public static Value Subtract(ThreadState thread, Value self, Value other) =>
        SmallNumbers.TryApplyToInts(BinaryOperator.Subtract, self, other, out Value quick) ? quick
            : Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right) ? IntObject.Of(BigArithmetic.Subtract(left, right))
            : Value.NotImplemented;

    [PyMethod("__rsub__")]
    public static Value RSubtract(ThreadState thread, Value self, Value other) => Subtract(thread, other, self);

    [PyMethod("__mul__")]
    public static Value Multiply(ThreadState thread, Value self, Value other)
    {
        if (SmallNumbers.TryApplyToInts(BinaryOperator.Multiply, self, other, out Value quick))
        {
            return quick;
        }

        if (Integers.TryGet(self, out DoubleWord a) && Integers.TryGet(other, out DoubleWord b))
        {
            return IntObject.Of(BigArithmetic.Multiply(a, b));
        }

        return Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right)
            ? IntObject.Of(BigArithmetic.Multiply(left, right))
            : Value.NotImplemented;
    }

    [PyMethod("__rmul__")]
    public static Value RMultiply(ThreadState thread, Value self, Value other) => Multiply(thread, other, self);

    [PyMethod("__truediv__")]
    public static Value TrueDivide(ThreadState thread, Value self, Value other)
    {
        if (!Integers.TryGet(self, out BigInteger left) || !Integers.TryGet(other, out BigInteger right))
        {
            return Value.NotImplemented;
        }

        return IntArithmetic.TryTrueDivide(left, right, out double result) is { } error ? thread.Raise(error) : Value.FromDouble(result);
    }

    [PyMethod("__rtruediv__")]
    public static Value RTrueDivide(ThreadState thread, Value self, Value other) => TrueDivide(thread, other, self);

    [PyMethod("__floordiv__")]
    public static Value FloorDivide(ThreadState thread, Value self, Value other)
    {
        if (SmallNumbers.TryApplyToInts(BinaryOperator.FloorDivide, self, other, out Value quick))
        {
            return quick;
        }

        if (!Integers.TryGet(self, out BigInteger left) || !Integers.TryGet(other, out BigInteger right))
        {
            return Value.NotImplemented;
        }

        return right.IsZero ? thread.Raise(IntArithmetic.DivisionByZero)
            : BigArithmetic.TryShortQuotient(left, right, out long quotient) ? Value.Int(quotient)
            : IntObject.Of(IntArithmetic.FloorDivide(left, right));
    }

    [PyMethod("__rfloordiv__")]
    public static Value RFloorDivide(ThreadState thread, Value self, Value other) => FloorDivide(thread, other, self);

    [PyMethod("__mod__")]
    public static Value Remainder(ThreadState thread, Value self, Value other)
    {
        if (SmallNumbers.TryApplyToInts(BinaryOperator.Remainder, self, other, out Value quick))
        {
            return quick;
        }

        if (!Integers.TryGet(self, out BigInteger left) || !Integers.TryGet(other, out BigInteger right))
        {
            return Value.NotImplemented;
        }

        return right.IsZero ? thread.Raise(IntArithmetic.DivisionByZero) : IntObject.Of(IntArithmetic.FloorModulo(left, right));
    }

    [PyMethod("__rmod__")]
    public static Value RRemainder(ThreadState thread, Value self, Value other) => Remainder(thread, other, self);

    [PyMethod("__divmod__", Doc = "Return divmod(self, value).")]
    public static Value DivMod(ThreadState thread, Value self, Value other)
    {
        if (self.Ref is null && other.Ref is null && other.Bits is not (0 or -1))
        {
            (long floor, long rest) = Math.DivRem(self.Bits, other.Bits);
            bool adjust = rest != 0 && (rest < 0) != (other.Bits < 0);
            return Value.Of(TupleObject.Steal(thread, [Value.Int(adjust ? floor - 1 : floor), Value.Int(adjust ? rest + other.Bits : rest)]));
        }

        if (Integers.TryGet(self, out DoubleWord dividend) && Integers.TryGet(other, out DoubleWord divisor) && !divisor.IsNegative && !divisor.IsZero)
        {
            (DoubleWord share, DoubleWord over) = DoubleWord.FloorDivRem(dividend, divisor);
            return Value.Of(TupleObject.Steal(thread, [IntObject.Of(share), IntObject.Of(over)]));
        }

        if (!Integers.TryGet(self, out BigInteger left) || !Integers.TryGet(other, out BigInteger right))
        {
            return Value.NotImplemented;
        }

        if (right.IsZero)
        {
            return thread.Raise(IntArithmetic.DivisionByZero);
        }

        BigInteger quotient = IntArithmetic.FloorDivRem(left, right, out BigInteger remainder);
        return Value.Of(TupleObject.Steal(thread, [IntObject.Of(quotient), IntObject.Of(remainder)]));
    }

    [PyMethod("__rdivmod__", Doc = "Return divmod(value, self).")]
    public static Value RDivMod(ThreadState thread, Value self, Value other) => DivMod(thread, other, self);

    [PyMethod("__pow__")]
    public static Value Power(ThreadState thread, Value self, Value other, Value modulus)
    {
        if ((modulus.IsNone || modulus.IsUnbound) && SmallNumbers.TryApplyToInts(BinaryOperator.Power, self, other, out Value quick))
        {
            return quick;
        }

        if (!Integers.TryGet(self, out BigInteger value) || !Integers.TryGet(other, out BigInteger exponent))
        {
            return Value.NotImplemented;
        }

        if (!modulus.IsNone && !modulus.IsUnbound)
        {
            if (!Integers.TryGet(modulus, out BigInteger modulo))
            {
                return Value.NotImplemented;
            }

            return IntArithmetic.TryPower(value, exponent, modulo, out BigInteger residue) is { } failure ? thread.Raise(failure) : IntObject.Of(residue);
        }

        if (exponent.Sign < 0)
        {
            AlgorithmError? overflow = FloatConversions.TryFromInteger(value, out double number) ?? FloatConversions.TryFromInteger(exponent, out _);
            if (overflow is not null)
            {
                return thread.Raise(overflow);
            }

            double power = (double)exponent;
            return FloatArithmetic.TryPower(number, power, out double result, out _) is { } error ? thread.Raise(error) : Value.FromDouble(result);
        }

        return IntArithmetic.TryPower(value, exponent, out BigInteger product) is { } fault ? thread.Raise(fault) : IntObject.Of(product);
    }

    [PyMethod("__rpow__")]
    public static Value RPower(ThreadState thread, Value self, Value other, Value modulus) => Power(thread, other, self, modulus);

    [PyMethod("__lshift__")]
    public static Value LeftShift(ThreadState thread, Value self, Value other)
    {
        if (SmallNumbers.TryApplyToInts(BinaryOperator.LeftShift, self, other, out Value quick))
        {
            return quick;
        }

        if (!Integers.TryGet(self, out BigInteger value) || !Integers.TryGet(other, out BigInteger count))
        {
            return Value.NotImplemented;
        }

        return IntArithmetic.TryShiftLeft(value, count, out BigInteger result) is { } error ? thread.Raise(error) : IntObject.Of(result);
    }

    [PyMethod("__rlshift__")]
    public static Value RLeftShift(ThreadState thread, Value self, Value other) => LeftShift(thread, other, self);

    [PyMethod("__rshift__")]
    public static Value RightShift(ThreadState thread, Value self, Value other)
    {
        if (SmallNumbers.TryApplyToInts(BinaryOperator.RightShift, self, other, out Value quick))
        {
            return quick;
        }

        if (!Integers.TryGet(self, out BigInteger value) || !Integers.TryGet(other, out BigInteger count))
        {
            return Value.NotImplemented;
        }

        return IntArithmetic.TryShiftRight(value, count, out BigInteger result) is { } error ? thread.Raise(error) : IntObject.Of(result);
    }

    [PyMethod("__rrshift__")]
    public static Value RRightShift(ThreadState thread, Value self, Value other) => RightShift(thread, other, self);

    [PyMethod("__and__")]
    public static Value And(ThreadState thread, Value self, Value other) =>
        SmallNumbers.TryApplyToInts(BinaryOperator.And, self, other, out Value quick) ? quick
            : Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right) ? IntObject.Of(BigBits.And(left, right))
            : Value.NotImplemented;

    [PyMethod("__rand__")]
    public static Value RAnd(ThreadState thread, Value self, Value other) => And(thread, other, self);

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) =>
        SmallNumbers.TryApplyToInts(BinaryOperator.Or, self, other, out Value quick) ? quick
            : Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right) ? IntObject.Of(BigBits.Or(left, right))
            : Value.NotImplemented;

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => Or(thread, other, self);

    [PyMethod("__xor__")]
    public static Value Xor(ThreadState thread, Value self, Value other) =>
        SmallNumbers.TryApplyToInts(BinaryOperator.Xor, self, other, out Value quick) ? quick
            : Integers.TryGet(self, out BigInteger left) && Integers.TryGet(other, out BigInteger right) ? IntObject.Of(BigBits.Xor(left, right))
            : Value.NotImplemented;

    [PyMethod("__rxor__")]
    public static Value RXor(ThreadState thread, Value self, Value other) => Xor(thread, other, self);

    [PyMethod("__neg__")]
    public static Value Negate(ThreadState thread, Value self) =>
        Integers.TryGet(self, out DoubleWord value) && !value.IsLeast ? IntObject.Of(-value) : IntObject.Of(-Integers.Big(self));

    [PyMethod("__pos__")]
    public static Value Positive(ThreadState thread, Value self) => Integers.Exact(self);

    [PyMethod("__invert__")]
    public static Value Invert(ThreadState thread, Value self) =>
        Integers.TryGet(self, out DoubleWord value) ? IntObject.Of(~value) : IntObject.Of(-Integers.Big(self) - 1);

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, Value self) =>
        Integers.TryGet(self, out DoubleWord value) && !value.IsLeast ? IntObject.Of(value.Magnitude()) : IntObject.Of(BigInteger.Abs(Integers.Big(self)));

    [PyMethod("__bool__")]
    public static bool Bool(ThreadState thread, Value self) => !Integers.TryGet(self, out DoubleWord value) || !value.IsZero;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, Value self) =>
        Integers.TryGet(self, out long small, out IntObject? wide) && wide is null ? NumericHash.Hash(small)
            : wide!.FitsDoubleWord ? NumericHash.Hash(wide.Number) : NumericHash.Hash(wide.Value);

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order == 0) : Value.NotImplemented;

    [PyMethod("__ne__")]
    public static Value NotEqual(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order != 0) : Value.NotImplemented;

    [PyMethod("__lt__")]
    public static Value Less(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order < 0) : Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value LessEqual(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order <= 0) : Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Greater(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order > 0) : Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value GreaterEqual(ThreadState thread, Value self, Value other) => TryCompare(self, other, out int order) ? Value.Bool(order >= 0) : Value.NotImplemented;

    private static bool TryCompare(Value self, Value other, out int order)
    {
        order = 0;
        if (Integers.TryGet(self, out DoubleWord a) && Integers.TryGet(other, out DoubleWord b))
        {
            order = DoubleWord.Compare(a, b);
            return true;
        }

        if (!Integers.TryGet(self, out BigInteger left) || !Integers.TryGet(other, out BigInteger right))
        {
            return false;
        }

        order = left.CompareTo(right);
        return true;
    }
}
