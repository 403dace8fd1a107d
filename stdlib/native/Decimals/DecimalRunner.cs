using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>An operation on one number.</summary>
internal delegate Dec UnaryOperation(in Dec a, DecContext context);

/// <summary>An operation on two numbers.</summary>
internal delegate Dec BinaryOperation(in Dec a, in Dec b, DecContext context);

/// <summary>Runs operations under a context: converts, collects conditions, raises.</summary>
internal static class DecimalRunner
{
    private static readonly string[] s_roundings =
    [
        "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP",
    ];

    public static Value Unary(ThreadState thread, in Dec a, Value context, UnaryOperation operation)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen)
        {
            return Value.Error;
        }

        Conditions before = Begin(chosen);
        Value result = DecimalObject.Make(operation(a, chosen.Settings));
        return chosen.Settle(thread, result, before);
    }

    public static Value Binary(ThreadState thread, in Dec a, Value other, Value context, BinaryOperation operation)
    {
        if (DecimalState.Choose(thread, context) is not { } chosen || !TryConvert(thread, other, out Dec b))
        {
            return Value.Error;
        }

        Conditions before = Begin(chosen);
        Value result = DecimalObject.Make(operation(a, b, chosen.Settings));
        return chosen.Settle(thread, result, before);
    }

    /// <summary>A binary operator that is tried on small numbers first.</summary>
    public static Value Operator(ThreadState thread, Value left, Value right, SmallOperation small, BinaryOperation operation)
    {
        if (!DecimalConversions.TrySmallOperand(left, out SmallDec a) || !DecimalConversions.TrySmallOperand(right, out SmallDec b))
        {
            return Operator(thread, left, right, operation);
        }

        if (DecimalState.Current(thread) is not { } chosen)
        {
            return Value.Error;
        }

        Conditions before = Begin(chosen);
        Value result = small(a, b, chosen.Settings, out SmallDec number)
            ? DecimalObject.Make(number)
            : DecimalObject.Make(operation(a.ToDec(), b.ToDec(), chosen.Settings));
        return chosen.Settle(thread, result, before);
    }

    /// <summary>A binary operator: NotImplemented for operands that are neither Decimal nor int.</summary>
    public static Value Operator(ThreadState thread, Value left, Value right, BinaryOperation operation)
    {
        if (!DecimalConversions.TryOperand(left, out Dec a) || !DecimalConversions.TryOperand(right, out Dec b))
        {
            return thread.Retain(Value.NotImplemented);
        }

        if (DecimalState.Current(thread) is not { } chosen)
        {
            return Value.Error;
        }

        Conditions before = Begin(chosen);
        Value result = DecimalObject.Make(operation(a, b, chosen.Settings));
        return chosen.Settle(thread, result, before);
    }

    /// <summary>As <see cref="Binary"/>, with another way to round for this time.</summary>
    public static Value WithRounding(ThreadState thread, DecimalContextObject chosen, Rounding way, in Dec a, in Dec b, BinaryOperation operation)
    {
        Conditions before = Begin(chosen);
        Rounding old = chosen.Settings.Rounding;
        chosen.Settings.Rounding = way;
        Value result = DecimalObject.Make(operation(a, b, chosen.Settings));
        chosen.Settings.Rounding = old;
        return chosen.Settle(thread, result, before);
    }

    /// <summary>quantize, of small numbers first.</summary>
    public static Value Quantize(ThreadState thread, DecimalContextObject chosen, Rounding way, DecimalObject a, Value pattern)
    {
        if (a.TryGetSmall(out SmallDec small) && DecimalConversions.TrySmallOperand(pattern, out SmallDec smallPattern))
        {
            Conditions before = Begin(chosen);
            Rounding old = chosen.Settings.Rounding;
            chosen.Settings.Rounding = way;
            bool isDone = SmallArithmetic.Quantize(small, smallPattern, chosen.Settings, out SmallDec number);
            chosen.Settings.Rounding = old;
            if (isDone)
            {
                return chosen.Settle(thread, DecimalObject.Make(number), before);
            }

            chosen.Settings.Status = before;
        }

        return TryConvert(thread, pattern, out Dec wide) ? WithRounding(thread, chosen, way, a.Number, wide, DecArithmetic.Quantize) : Value.Error;
    }

    public static Conditions Begin(DecimalContextObject context)
    {
        Conditions before = context.Settings.Status;
        context.Settings.Status = Conditions.None;
        return before;
    }

    public static bool TryConvert(ThreadState thread, Value value, out Dec number)
    {
        if (DecimalConversions.TryOperand(value, out number))
        {
            return true;
        }

        thread.TypeError($"conversion from {value.Type.Name} to Decimal is not supported");
        return false;
    }

    public static bool TryRounding(ThreadState thread, Value given, DecimalContextObject context, out Rounding rounding)
    {
        rounding = context.Settings.Rounding;
        if (given.IsUnbound || given.IsNone)
        {
            return true;
        }

        int index = given.Ref is StrObject name ? Array.IndexOf(s_roundings, name.ToString()) : -1;
        if (index < 0)
        {
            thread.TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
            return false;
        }

        rounding = (Rounding)index;
        return true;
    }
}
