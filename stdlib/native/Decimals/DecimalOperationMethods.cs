using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>The methods of Decimal that are operations of the specification, under the context given or the current one.</summary>
[PyType("Decimal", typeof(DecimalObject), Module = "_decimal")]
internal static class DecimalOperationMethods
{
    internal static TypeObject Type => DecimalMethods.Type;

    [PyMethod("exp", Doc = "Return the value of the exponential function e**x.")]
    public static Value Exp(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecFunctions.Exp);

    [PyMethod("ln", Doc = "Return the natural (base e) logarithm of the operand.")]
    public static Value Ln(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecFunctions.Ln);

    [PyMethod("log10", Doc = "Return the base ten logarithm of the operand.")]
    public static Value Log10(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecFunctions.Log10);

    [PyMethod("sqrt", Doc = "Return the square root of the argument to full precision.")]
    public static Value Sqrt(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecArithmetic.SquareRoot);

    [PyMethod("normalize", Doc = "Normalize the number by stripping trailing 0s.")]
    public static Value Normalize(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecArithmetic.Normalize);

    [PyMethod("next_minus", Doc = "Return the largest number representable that is smaller than the operand.")]
    public static Value NextMinus(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, static (in Dec a, DecContext c) => DecMore.Next(a, c, false));

    [PyMethod("next_plus", Doc = "Return the smallest number representable that is larger than the operand.")]
    public static Value NextPlus(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, static (in Dec a, DecContext c) => DecMore.Next(a, c, true));

    [PyMethod("logb", Doc = "Return the adjusted exponent of the operand as a Decimal instance.")]
    public static Value Logb(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecMore.LogB);

    [PyMethod("logical_invert", Doc = "Return the digit-wise inversion of the (logical) operand.")]
    public static Value LogicalInvert(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Unary(thread, self.Number, context, DecMore.LogicalInvert);

    [PyMethod("compare")]
    public static Value Compare(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, DecMore.Compare);

    [PyMethod("compare_signal")]
    public static Value CompareSignal(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, DecMore.CompareSignal);

    [PyMethod("remainder_near")]
    public static Value RemainderNear(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, DecArithmetic.RemainderNear);

    [PyMethod("scaleb")]
    public static Value Scaleb(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, DecMore.ScaleB);

    [PyMethod("next_toward")]
    public static Value NextToward(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, DecMore.NextToward);

    [PyMethod("max")]
    public static Value Max(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.MaxMin(a, b, c, true, false));

    [PyMethod("min")]
    public static Value Min(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.MaxMin(a, b, c, false, false));

    [PyMethod("max_mag")]
    public static Value MaxMag(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.MaxMin(a, b, c, true, true));

    [PyMethod("min_mag")]
    public static Value MinMag(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.MaxMin(a, b, c, false, true));

    [PyMethod("rotate")]
    public static Value Rotate(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.Shift(a, b, c, true));

    [PyMethod("shift")]
    public static Value Shift(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.Shift(a, b, c, false));

    [PyMethod("logical_and")]
    public static Value LogicalAnd(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.Logical(a, b, c, static (x, y) => x && y));

    [PyMethod("logical_or")]
    public static Value LogicalOr(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.Logical(a, b, c, static (x, y) => x || y));

    [PyMethod("logical_xor")]
    public static Value LogicalXor(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => DecMore.Logical(a, b, c, static (x, y) => x != y));

    [PyMethod("compare_total")]
    public static Value CompareTotal(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => Dec.OfInteger(DecMore.TotalOrder(a, b)));

    [PyMethod("compare_total_mag")]
    public static Value CompareTotalMag(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => Dec.OfInteger(DecMore.TotalOrder(a.Abs(), b.Abs())));

    [PyMethod("copy_sign")]
    public static Value CopySign(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context) =>
        DecimalRunner.Binary(thread, self.Number, other, context, static (in Dec a, in Dec b, DecContext c) => a with { IsNegative = b.IsNegative });

    [PyMethod("fma", Doc = "Return self * other + third, rounded once.")]
    public static Value FusedMultiplyAdd(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword] Value third, [Keyword, Optional("None")] Value context)
    {
        if (!DecimalRunner.TryConvert(thread, other, out Dec factor) || !DecimalRunner.TryConvert(thread, third, out Dec term))
        {
            return Value.Error;
        }

        return DecimalRunner.Unary(thread, self.Number, context, (in Dec a, DecContext c) => DecArithmetic.FusedMultiplyAdd(a, factor, term, c));
    }

    [PyMethod("quantize", Doc = "Return a value equal to the operand after rounding and having the exponent of the second operand.")]
    public static Value Quantize(ThreadState thread, DecimalObject self, [Keyword] Value exp, [Keyword, Optional("None")] Value rounding, [Keyword, Optional("None")] Value context)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen || !DecimalRunner.TryConvert(thread, exp, out _)
            || !DecimalRunner.TryRounding(thread, rounding, chosen, out Rounding way))
        {
            return Value.Error;
        }

        return DecimalRunner.Quantize(thread, chosen, way, self, exp);
    }

    [PyMethod("to_integral")]
    public static Value ToIntegral(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value rounding, [Keyword, Optional("None")] Value context)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen || !DecimalRunner.TryRounding(thread, rounding, chosen, out Rounding way))
        {
            return Value.Error;
        }

        return DecimalRunner.WithRounding(thread, chosen, way, self.Number, Dec.One, static (in Dec a, in Dec b, DecContext c) => DecArithmetic.ToIntegral(a, c, false));
    }

    [PyMethod("to_integral_value")]
    public static Value ToIntegralValue(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value rounding, [Keyword, Optional("None")] Value context)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen || !DecimalRunner.TryRounding(thread, rounding, chosen, out Rounding way))
        {
            return Value.Error;
        }

        return DecimalRunner.WithRounding(thread, chosen, way, self.Number, Dec.One, static (in Dec a, in Dec b, DecContext c) => DecArithmetic.ToIntegral(a, c, false));
    }

    [PyMethod("to_integral_exact")]
    public static Value ToIntegralExact(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value rounding, [Keyword, Optional("None")] Value context)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen || !DecimalRunner.TryRounding(thread, rounding, chosen, out Rounding way))
        {
            return Value.Error;
        }

        return DecimalRunner.WithRounding(thread, chosen, way, self.Number, Dec.One, static (in Dec a, in Dec b, DecContext c) => DecArithmetic.ToIntegral(a, c, true));
    }

    [PyMethod("is_normal")]
    public static Value IsNormal(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalState.Choose(thread, context) is { } chosen ? Value.Bool(DecMore.IsNormal(self.Number, chosen.Settings)) : Value.Error;

    [PyMethod("is_subnormal")]
    public static Value IsSubnormal(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalState.Choose(thread, context) is { } chosen ? Value.Bool(DecMore.IsSubnormal(self.Number, chosen.Settings)) : Value.Error;

    [PyMethod("number_class", Doc = "Return a string describing the class of the operand.")]
    public static Value NumberClass(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalState.Choose(thread, context) is { } chosen ? Value.Str(DecMore.NumberClass(self.Number, chosen.Settings)) : Value.Error;

    [PyMethod("same_quantum", Doc = "Test whether self and other have the same exponent or whether both are NaN.")]
    public static Value SameQuantum(ThreadState thread, DecimalObject self, [Keyword] Value other, [Keyword, Optional("None")] Value context)
    {
        if (!DecimalRunner.TryConvert(thread, other, out Dec b))
        {
            return Value.Error;
        }

        Dec a = self.Number;
        return Value.Bool(a.IsFinite && b.IsFinite ? a.Exponent == b.Exponent : (a.IsNaN && b.IsNaN) || (a.IsInfinite && b.IsInfinite));
    }

    [PyMethod("to_eng_string", Doc = "Convert to an engineering-type string.")]
    public static Value ToEngString(ThreadState thread, DecimalObject self, [Keyword, Optional("None")] Value context) =>
        DecimalState.Choose(thread, context) is { } chosen ? Value.Str(self.Number.ToText(true, chosen.Capitals)) : Value.Error;
}
