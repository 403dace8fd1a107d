using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>Decimal as a type and a number: making, operators, comparison, conversion.</summary>
[PyType("Decimal", typeof(DecimalObject), Module = "_decimal", Doc = "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0').\nThe context does not affect the conversion and is only passed to\ndetermine if the InvalidOperation trap is active.\n")]
internal static class DecimalMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Decimal", BuiltinTypes.Object, TypeFlags.BaseType) { Module = "decimal" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword, Optional("'0'")] Value value, [Keyword, Optional("None")] Value context)
    {
        if (value.IsUnbound)
        {
            return DecimalObject.Make(thread, cls, Dec.Zero);
        }

        if (value.Ref is DecimalObject given && (context.IsUnbound || context.IsNone))
        {
            return ReferenceEquals(given.Type, cls) && ReferenceEquals(cls, Type) ? thread.Retain(value) : DecimalObject.Make(thread, cls, given.Number);
        }

        if (DecimalState.Choose(thread, context) is not { } chosen)
        {
            return Value.Error;
        }

        Conditions before = DecimalRunner.Begin(chosen);
        if (!DecimalConversions.TryMake(thread, value, chosen, out Dec number))
        {
            chosen.Settings.Status |= before;
            return Value.Error;
        }

        return chosen.Settle(thread, DecimalObject.Make(thread, cls, number), before);
    }

    [PyClassMethod("from_float", Doc = "Class method that converts a float to a decimal number, exactly.\nSince 0.1 is not exactly representable in binary floating point,\nDecimal.from_float(0.1) is not the same as Decimal('0.1').\n")]
    public static Value FromFloat(ThreadState thread, TypeObject cls, Value f)
    {
        Dec number;
        if (Integers.TryGet(f, out System.Numerics.BigInteger whole))
        {
            number = Dec.OfInteger(whole);
        }
        else if (Floats.TryGet(f, out double real))
        {
            number = Dec.OfDouble(real);
        }
        else
        {
            return thread.TypeError("argument must be int or float");
        }

        return OfClass(thread, cls, number);
    }

    [PyClassMethod("from_number", Doc = "Class method that converts a real number to a decimal number, exactly.")]
    public static Value FromNumber(ThreadState thread, TypeObject cls, Value number)
    {
        if (DecimalConversions.TryOperand(number, out Dec value))
        {
            return OfClass(thread, cls, value);
        }

        return Floats.TryGet(number, out double real) ? OfClass(thread, cls, Dec.OfDouble(real)) : thread.TypeError("Cannot convert " + Operators.ReprText(thread, number) + " to Decimal");
    }

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, SmallArithmetic.Add, DecArithmetic.Add);

    [PyMethod("__radd__")]
    public static Value Radd(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), SmallArithmetic.Add, DecArithmetic.Add);

    [PyMethod("__sub__")]
    public static Value Sub(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, SmallArithmetic.Subtract, DecArithmetic.Subtract);

    [PyMethod("__rsub__")]
    public static Value Rsub(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), SmallArithmetic.Subtract, DecArithmetic.Subtract);

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, SmallArithmetic.Multiply, DecArithmetic.Multiply);

    [PyMethod("__rmul__")]
    public static Value Rmul(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), SmallArithmetic.Multiply, DecArithmetic.Multiply);

    [PyMethod("__truediv__")]
    public static Value Truediv(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, SmallArithmetic.Divide, DecArithmetic.Divide);

    [PyMethod("__rtruediv__")]
    public static Value Rtruediv(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), SmallArithmetic.Divide, DecArithmetic.Divide);

    [PyMethod("__floordiv__")]
    public static Value Floordiv(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, true, false).Quotient);

    [PyMethod("__rfloordiv__")]
    public static Value Rfloordiv(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, true, false).Quotient);

    [PyMethod("__mod__")]
    public static Value Mod(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, Value.Of(self), value, static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, false, true).Remainder);

    [PyMethod("__rmod__")]
    public static Value Rmod(ThreadState thread, DecimalObject self, Value value) => DecimalRunner.Operator(thread, value, Value.Of(self), static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, false, true).Remainder);

    [PyMethod("__divmod__")]
    public static Value DivMod(ThreadState thread, DecimalObject self, Value value) => DivModOf(thread, Value.Of(self), value);

    [PyMethod("__rdivmod__")]
    public static Value RDivMod(ThreadState thread, DecimalObject self, Value value) => DivModOf(thread, value, Value.Of(self));

    [PyMethod("__pow__")]
    public static Value Pow(ThreadState thread, DecimalObject self, Value value, [Optional("None")] Value mod) => PowerOf(thread, Value.Of(self), value, mod);

    [PyMethod("__rpow__")]
    public static Value RPow(ThreadState thread, DecimalObject self, Value value, [Optional("None")] Value mod) => PowerOf(thread, value, Value.Of(self), mod);

    [PyMethod("__neg__")]
    public static Value Neg(ThreadState thread, DecimalObject self) => DecimalRunner.Unary(thread, self.Number, Value.Unbound, DecArithmetic.Minus);

    [PyMethod("__pos__")]
    public static Value Pos(ThreadState thread, DecimalObject self) => DecimalRunner.Unary(thread, self.Number, Value.Unbound, DecArithmetic.Plus);

    [PyMethod("__abs__")]
    public static Value Abs(ThreadState thread, DecimalObject self) => DecimalRunner.Unary(thread, self.Number, Value.Unbound, DecArithmetic.Abs);

    [PyMethod("__bool__")]
    public static bool Bool(DecimalObject self) => !self.Number.IsZero;

    [PyMethod("__hash__")]
    public static Value HashOf(ThreadState thread, DecimalObject self)
    {
        Dec number = self.Number;
        return number.Kind switch
        {
            DecKind.SignallingNaN => thread.TypeError("Cannot hash a signaling NaN value"),
            DecKind.QuietNaN => Value.Int(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(self)),
            _ => Value.Int(self.Hash()),
        };
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, DecimalObject self) =>
        DecimalState.Current(thread) is { } context ? Value.Str(self.Number.ToText(false, context.Capitals)) : Value.Error;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DecimalObject self) =>
        DecimalState.Current(thread) is { } context ? Value.Str($"Decimal('{self.Number.ToText(false, context.Capitals)}')") : Value.Error;

    [PyMethod("__format__")]
    public static Value Format(ThreadState thread, DecimalObject self, Value spec) => thread.Call(DecimalState.Of(thread).Format, Value.Of(self), spec);

    [PyMethod("__int__")]
    public static Value Int(ThreadState thread, DecimalObject self) => DecimalConversions.ToInt(thread, self.Number);

    [PyMethod("__trunc__")]
    public static Value Trunc(ThreadState thread, DecimalObject self) => DecimalConversions.ToInt(thread, self.Number);

    [PyMethod("__floor__")]
    public static Value Floor(ThreadState thread, DecimalObject self) => Whole(thread, self, Rounding.Floor);

    [PyMethod("__ceil__")]
    public static Value Ceil(ThreadState thread, DecimalObject self) => Whole(thread, self, Rounding.Ceiling);

    [PyMethod("__round__")]
    public static Value Round(ThreadState thread, DecimalObject self, [Optional("None")] Value ndigits)
    {
        if (ndigits.IsUnbound || ndigits.IsNone)
        {
            return Whole(thread, self, Rounding.HalfEven);
        }

        if (!Integers.TryGet(ndigits, out long digits, out IntObject? wide) || wide is not null)
        {
            return thread.TypeError("optional arg must be an integer");
        }

        return DecimalRunner.Binary(thread, self.Number, DecimalObject.Make(Dec.Finite(false, System.Numerics.BigInteger.One, -digits)), Value.Unbound, DecArithmetic.Quantize);
    }

    [PyMethod("__float__")]
    public static Value Float(ThreadState thread, DecimalObject self)
    {
        Dec number = self.Number;
        return number.Kind switch
        {
            DecKind.SignallingNaN => thread.ValueError("cannot convert signaling NaN to float"),
            DecKind.QuietNaN => Value.FromDouble(number.IsNegative ? -double.NaN : double.NaN),
            DecKind.Infinite => Value.FromDouble(number.IsNegative ? double.NegativeInfinity : double.PositiveInfinity),
            _ => Value.FromDouble(double.Parse(number.ToText(false, true), System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    [PyMethod("__complex__")]
    public static Value Complex(ThreadState thread, DecimalObject self)
    {
        Value real = Float(thread, self);
        return real.IsError ? real : thread.Call(Value.Of(BuiltinTypes.Complex), real);
    }

    [PyMethod("__copy__")]
    public static Value Copy(ThreadState thread, DecimalObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, DecimalObject self, Value memo) => thread.Retain(Value.Of(self));

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, DecimalObject self) => Value.Of(TupleObject.Of(
        thread,
        [Value.Of(self.Type), Value.Of(TupleObject.Of(thread, [Value.Str(self.Number.ToText(false, true))]))]));

    [PyGetter("real")]
    public static Value Real(ThreadState thread, DecimalObject self) => thread.Retain(Value.Of(self));

    [PyGetter("imag")]
    public static Value Imaginary(ThreadState thread, DecimalObject self) => DecimalObject.Make(Dec.Zero);

    [PyMethod("conjugate", Doc = "Return self.")]
    public static Value Conjugate(ThreadState thread, DecimalObject self) => thread.Retain(Value.Of(self));

    [PyMethod("canonical", Doc = "Return the canonical encoding of the argument.")]
    public static Value Canonical(ThreadState thread, DecimalObject self) => thread.Retain(Value.Of(self));

    [PyMethod("adjusted", Doc = "Return the adjusted exponent of the number. Defined as exp + digits - 1.")]
    public static long Adjusted(DecimalObject self) => self.Number.IsFinite ? self.Number.Adjusted : 0;

    [PyMethod("as_tuple", Doc = "Return a tuple representation of the number.")]
    public static Value AsTuple(ThreadState thread, DecimalObject self) => DecimalConversions.ToTuple(thread, self.Number);

    [PyMethod("as_integer_ratio", Doc = "Return a pair of integers whose ratio is exactly equal to the original.")]
    public static Value AsIntegerRatio(ThreadState thread, DecimalObject self) => DecimalConversions.ToRatio(thread, self.Number);

    [PyMethod("radix", Doc = "Return Decimal(10).")]
    public static Value Radix(ThreadState thread, DecimalObject self) => DecimalObject.Make(Dec.OfInteger(10));

    [PyMethod("copy_abs", Doc = "Return the absolute value of the argument, unaffected by context.")]
    public static Value CopyAbs(ThreadState thread, DecimalObject self) => DecimalObject.Make(self.Number.Abs());

    [PyMethod("copy_negate", Doc = "Return the negation of the argument, unaffected by context.")]
    public static Value CopyNegate(ThreadState thread, DecimalObject self) => DecimalObject.Make(self.Number.Negated());

    [PyMethod("is_canonical")]
    public static bool IsCanonical(DecimalObject self) => true;

    [PyMethod("is_finite")]
    public static bool IsFinite(DecimalObject self) => self.Number.IsFinite;

    [PyMethod("is_infinite")]
    public static bool IsInfinite(DecimalObject self) => self.Number.IsInfinite;

    [PyMethod("is_nan")]
    public static bool IsNaN(DecimalObject self) => self.Number.IsNaN;

    [PyMethod("is_qnan")]
    public static bool IsQuietNaN(DecimalObject self) => self.Number.Kind == DecKind.QuietNaN;

    [PyMethod("is_snan")]
    public static bool IsSignallingNaN(DecimalObject self) => self.Number.Kind == DecKind.SignallingNaN;

    [PyMethod("is_signed")]
    public static bool IsSigned(DecimalObject self) => self.Number.IsNegative;

    [PyMethod("is_zero")]
    public static bool IsZero(DecimalObject self) => self.Number.IsZero;

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Lt);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Le);

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Eq);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Ne);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Gt);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, DecimalObject self, Value value) => DecimalComparison.Compare(thread, self, value, SpecialMethod.Ge);

    internal static Value PowerOf(ThreadState thread, Value left, Value right, Value modulus)
    {
        if (modulus.IsUnbound || modulus.IsNone)
        {
            return DecimalRunner.Operator(thread, left, right, DecFunctions.Power);
        }

        if (!DecimalConversions.TryOperand(modulus, out Dec m))
        {
            return thread.Retain(Value.NotImplemented);
        }

        return DecimalRunner.Operator(thread, left, right, (in Dec a, in Dec b, DecContext c) => DecimalComparison.ModularPower(a, b, m, c));
    }

    private static Value OfClass(ThreadState thread, TypeObject cls, in Dec number)
    {
        Value result = DecimalObject.Make(number);
        if (ReferenceEquals(cls, Type))
        {
            return result;
        }

        Value made = thread.Call(Value.Of(cls), result);
        thread.Release(result);
        return made;
    }

    private static Value DivModOf(ThreadState thread, Value left, Value right)
    {
        if (!DecimalConversions.TryOperand(left, out Dec a) || !DecimalConversions.TryOperand(right, out Dec b))
        {
            return thread.Retain(Value.NotImplemented);
        }

        if (DecimalState.Current(thread) is not { } context)
        {
            return Value.Error;
        }

        Conditions before = DecimalRunner.Begin(context);
        (Dec quotient, Dec remainder) = DecArithmetic.DivMod(a, b, context.Settings, true, true);
        Value pair = Value.Of(TupleObject.Of(thread, [DecimalObject.Make(quotient), DecimalObject.Make(remainder)]));
        return context.Settle(thread, pair, before);
    }

    private static Value Whole(ThreadState thread, DecimalObject self, Rounding rounding)
    {
        Dec number = self.Number;
        DecContext context = new() { Rounding = rounding };
        return DecimalConversions.ToInt(thread, number.IsFinite ? DecArithmetic.ToIntegral(number, context, false) : number);
    }
}
