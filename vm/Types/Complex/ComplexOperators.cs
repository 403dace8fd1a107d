using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>
/// The operators of complex. The other operand may be real, and is then treated as one, not as a complex number with a zero
/// part (CPython 3.14).
/// </summary>
[PyType("complex", typeof(ComplexObject))]
internal static class ComplexOperators
{
    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, Value self, Value other)
    {
        Complex left = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject right)
        {
            return ComplexObject.Of(left + right.Value);
        }

        return Real(thread, other, out double real) is { IsNone: false } failure ? failure : ComplexObject.Of(new Complex(left.Real + real, left.Imaginary));
    }

    [PyMethod("__radd__")]
    public static Value RAdd(ThreadState thread, Value self, Value other) => Add(thread, self, other);

    [PyMethod("__sub__")]
    public static Value Subtract(ThreadState thread, Value self, Value other)
    {
        Complex left = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject right)
        {
            return ComplexObject.Of(left - right.Value);
        }

        return Real(thread, other, out double real) is { IsNone: false } failure ? failure : ComplexObject.Of(new Complex(left.Real - real, left.Imaginary));
    }

    [PyMethod("__rsub__")]
    public static Value RSubtract(ThreadState thread, Value self, Value other)
    {
        Complex right = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject left)
        {
            return ComplexObject.Of(left.Value - right);
        }

        return Real(thread, other, out double real) is { IsNone: false } failure ? failure : ComplexObject.Of(new Complex(real - right.Real, -right.Imaginary));
    }

    [PyMethod("__mul__")]
    public static Value Multiply(ThreadState thread, Value self, Value other)
    {
        Complex left = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject right)
        {
            return ComplexObject.Of(ComplexArithmetic.Multiply(left, right.Value));
        }

        return Real(thread, other, out double real) is { IsNone: false } failure ? failure : ComplexObject.Of(ComplexArithmetic.Multiply(left, real));
    }

    [PyMethod("__rmul__")]
    public static Value RMultiply(ThreadState thread, Value self, Value other) => Multiply(thread, self, other);

    [PyMethod("__truediv__")]
    public static Value Divide(ThreadState thread, Value self, Value other)
    {
        Complex left = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject right)
        {
            return Finish(thread, ComplexArithmetic.TryDivide(left, right.Value, out Complex quotient), quotient);
        }

        return Real(thread, other, out double real) is { IsNone: false } failure
            ? failure
            : Finish(thread, ComplexArithmetic.TryDivide(left, real, out Complex result), result);
    }

    [PyMethod("__rtruediv__")]
    public static Value RDivide(ThreadState thread, Value self, Value other)
    {
        Complex right = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject left)
        {
            return Finish(thread, ComplexArithmetic.TryDivide(left.Value, right, out Complex quotient), quotient);
        }

        return Real(thread, other, out double real) is { IsNone: false } failure
            ? failure
            : Finish(thread, ComplexArithmetic.TryDivide(real, right, out Complex result), result);
    }

    [PyMethod("__pow__")]
    public static Value Power(ThreadState thread, Value self, Value other, Value modulus) =>
        Power(thread, Unsafe.As<ComplexObject>(self.Ref!).Value, other, modulus, swapped: false);

    [PyMethod("__rpow__")]
    public static Value RPower(ThreadState thread, Value self, Value other, Value modulus) =>
        Power(thread, Unsafe.As<ComplexObject>(self.Ref!).Value, other, modulus, swapped: true);

    [PyMethod("__neg__")]
    public static Value Negate(ThreadState thread, Value self) => ComplexObject.Of(-Unsafe.As<ComplexObject>(self.Ref!).Value);

    [PyMethod("__pos__")]
    public static Value Positive(ThreadState thread, Value self) => ComplexMethods.Complex(thread, Unsafe.As<ComplexObject>(self.Ref!));

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, Value self) =>
        ComplexMath.TryAbs(Unsafe.As<ComplexObject>(self.Ref!).Value, out double result) is { } error ? thread.Raise(error) : Value.FromDouble(result);

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, Value self, Value other) =>
        TryEqual(self, other, out bool equal) ? Value.Bool(equal) : Value.NotImplemented;

    [PyMethod("__ne__")]
    public static Value NotEqual(ThreadState thread, Value self, Value other) =>
        TryEqual(self, other, out bool equal) ? Value.Bool(!equal) : Value.NotImplemented;

    [PyMethod("__lt__")]
    public static Value Less(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__le__")]
    public static Value LessEqual(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__gt__")]
    public static Value Greater(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    [PyMethod("__ge__")]
    public static Value GreaterEqual(ThreadState thread, Value self, Value other) => Value.NotImplemented;

    /// <summary>complex ** complex, for floats whose power is complex too.</summary>
    internal static Value Power(ThreadState thread, Complex left, Complex right) =>
        Finish(thread, ComplexArithmetic.TryPower(left, right, out Complex result), result);

    private static Value Power(ThreadState thread, Complex own, Value other, Value modulus, bool swapped)
    {
        Complex number;
        if (other.Ref is ComplexObject complex)
        {
            number = complex.Value;
        }
        else if (Real(thread, other, out double real) is { IsNone: false } failure)
        {
            return failure;
        }
        else
        {
            number = real;
        }

        if (!modulus.IsNone && !modulus.IsUnbound)
        {
            return thread.ValueError("complex modulo");
        }

        return swapped ? Power(thread, number, own) : Power(thread, own, number);
    }

    private static bool TryEqual(Value self, Value other, out bool equal)
    {
        Complex left = Unsafe.As<ComplexObject>(self.Ref!).Value;
        if (other.Ref is ComplexObject right)
        {
            equal = left.Real == right.Value.Real && left.Imaginary == right.Value.Imaginary;
            return true;
        }

        if (Floats.TryGet(other, out double real))
        {
            equal = left.Imaginary == 0 && left.Real == real;
            return true;
        }

        if (Integers.TryGet(other, out long small, out IntObject? wide))
        {
            equal = left.Imaginary == 0 && (wide is null ? FloatConversions.Compare(small, left.Real) : FloatConversions.Compare(wide.Value, left.Real)) == 0;
            return true;
        }

        equal = false;
        return false;
    }

    /// <summary>None when the other operand is a real number; otherwise NotImplemented or Error.</summary>
    private static Value Real(ThreadState thread, Value value, out double real) =>
        Floats.TryCoerce(thread, value, out real) switch { 1 => Value.None, 0 => Value.NotImplemented, _ => Value.Error };

    private static Value Finish(ThreadState thread, AlgorithmError? error, Complex result) => error is null ? ComplexObject.Of(result) : thread.Raise(error);
}
