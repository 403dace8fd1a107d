using Pyl.Stdlib.Native.Contextvars;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>The module _decimal: the numbers and operations of decimal, whose contexts and exceptions are written in Pyl.</summary>
[PyModule("_decimal", Doc = "The native part of decimal.")]
internal static class DecimalModule
{
    private static readonly Dictionary<string, BinaryOperation> s_operations = new()
    {
        ["add"] = DecArithmetic.Add,
        ["subtract"] = DecArithmetic.Subtract,
        ["multiply"] = DecArithmetic.Multiply,
        ["divide"] = DecArithmetic.Divide,
        ["divide_int"] = static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, true, false).Quotient,
        ["remainder"] = static (in Dec a, in Dec b, DecContext c) => DecArithmetic.DivMod(a, b, c, false, true).Remainder,
        ["power"] = DecFunctions.Power,
        ["plus"] = static (in Dec a, in Dec b, DecContext c) => DecArithmetic.Plus(a, c),
        ["minus"] = static (in Dec a, in Dec b, DecContext c) => DecArithmetic.Minus(a, c),
        ["abs"] = static (in Dec a, in Dec b, DecContext c) => DecArithmetic.Abs(a, c),
    };

    [PyConstant("Decimal")]
    public static TypeObject Decimal => DecimalMethods.Type;

    [PyConstant("ContextBase")]
    public static TypeObject ContextBase => DecimalContextMethods.Type;

    [PyFunction("setup", Doc = "Tell what is written in Pyl.")]
    public static Value Setup(ThreadState thread, ContextVarObject variable, ReadOnlySpan<Value> functions)
    {
        DecimalState state = DecimalState.Of(thread);
        state.Variable = variable;
        thread.Retain(Value.Of(variable));
        state.Raise = thread.Retain(functions[0]);
        state.MakeContext = thread.Retain(functions[1]);
        state.MakeTuple = thread.Retain(functions[2]);
        state.Format = thread.Retain(functions[3]);
        state.Compare = thread.Retain(functions[4]);
        return Value.None;
    }

    [PyFunction("apply", Doc = "Run an operation under a context.")]
    public static Value Apply(ThreadState thread, string name, DecimalContextObject context, Value a, Value b)
    {
        if (!DecimalRunner.TryConvert(thread, a, out Dec left) || !DecimalRunner.TryConvert(thread, b, out Dec right))
        {
            return Value.Error;
        }

        Conditions before = DecimalRunner.Begin(context);
        Value result = DecimalObject.Make(s_operations[name](left, right, context.Settings));
        return context.Settle(thread, result, before);
    }

    [PyFunction("divmod", Doc = "divide_int and remainder under a context.")]
    public static Value DivMod(ThreadState thread, DecimalContextObject context, Value a, Value b)
    {
        if (!DecimalRunner.TryConvert(thread, a, out Dec left) || !DecimalRunner.TryConvert(thread, b, out Dec right))
        {
            return Value.Error;
        }

        Conditions before = DecimalRunner.Begin(context);
        (Dec quotient, Dec remainder) = DecArithmetic.DivMod(left, right, context.Settings, true, true);
        Value pair = Value.Of(TupleObject.Of(thread, [DecimalObject.Make(quotient), DecimalObject.Make(remainder)]));
        return context.Settle(thread, pair, before);
    }

    [PyFunction("power_modulo", Doc = "a ** b % modulus under a context.")]
    public static Value PowerModulo(ThreadState thread, DecimalContextObject context, Value a, Value b, Value modulus)
    {
        if (!DecimalRunner.TryConvert(thread, a, out Dec left) || !DecimalRunner.TryConvert(thread, b, out Dec right) || !DecimalRunner.TryConvert(thread, modulus, out Dec m))
        {
            return Value.Error;
        }

        Conditions before = DecimalRunner.Begin(context);
        return context.Settle(thread, DecimalObject.Make(DecimalComparison.ModularPower(left, right, m, context.Settings)), before);
    }

    [PyFunction("create", Doc = "Make a Decimal rounded to the context.")]
    public static Value Create(ThreadState thread, DecimalContextObject context, Value value)
    {
        Conditions before = DecimalRunner.Begin(context);
        Dec number;
        if (value.Ref is StrObject text)
        {
            number = DecimalConversions.Parse(text.ToString(), false) ?? context.Settings.Invalid(Conditions.ConversionSyntax);
        }
        else if (!DecimalConversions.TryMake(thread, value, context, out number))
        {
            context.Settings.Status |= before;
            return Value.Error;
        }

        if (number.IsNaN && number.Digits > context.Settings.Precision - (context.Settings.Clamp ? 1 : 0) && !number.Coefficient.IsZero)
        {
            number = context.Settings.Invalid(Conditions.ConversionSyntax);
        }

        return context.Settle(thread, DecimalObject.Make(context.Settings.Finish(number)), before);
    }

    [PyFunction("parts", Doc = "(sign, digits as text, exponent) of a finite Decimal, rounded to a number of digits behind the point or of digits in all.")]
    public static Value Parts(ThreadState thread, DecimalObject value, string kind, long count, int rounding)
    {
        Dec number = value.Number;
        DecContext context = new() { Rounding = (Rounding)rounding, Precision = long.MaxValue / 8 };
        if (kind == "places" && -number.Exponent != count)
        {
            number = number.Exponent < -count
                ? Dec.Finite(number.IsNegative, context.Drop(number.Coefficient, -count - number.Exponent, number.IsNegative, false, out _), -count)
                : number.IsZero ? number with { Exponent = -count } : number with { Coefficient = number.Coefficient * Powers.Ten(number.Exponent + count), Exponent = -count };
        }
        else if (kind == "digits" && number.Digits > count)
        {
            long drop = number.Digits - count;
            number = Dec.Finite(number.IsNegative, context.Drop(number.Coefficient, drop, number.IsNegative, false, out _), number.Exponent + drop);
            if (number.Digits > count)
            {
                number = Dec.Finite(number.IsNegative, number.Coefficient / 10, number.Exponent + 1);
            }
        }

        return Value.Of(TupleObject.Of(
            thread,
            [Value.Int(number.IsNegative ? 1 : 0), Value.Str(number.Coefficient.ToString(System.Globalization.CultureInfo.InvariantCulture)), Value.Int(number.Exponent)]));
    }

    [PyFunction("to_text", Doc = "The text of a Decimal under a context.")]
    public static string ToText(DecimalObject value, bool engineering, bool capitals) => value.Number.ToText(engineering, capitals);
}
