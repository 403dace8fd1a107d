using System.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>Comparison by Python's operators, and power modulo a number.</summary>
internal static class DecimalComparison
{
    public static Value Compare(ThreadState thread, DecimalObject self, Value other, SpecialMethod operation)
    {
        bool isEquality = operation is SpecialMethod.Eq or SpecialMethod.Ne;
        if (DecimalState.Current(thread) is not { } context)
        {
            return Value.Error;
        }

        if (self.TryGetSmall(out SmallDec left) && DecimalConversions.TrySmallOperand(other, out SmallDec right)
            && left.Exponent == right.Exponent && left.IsNegative == right.IsNegative)
        {
            int order = left.Coefficient.CompareTo(right.Coefficient);
            return Value.Bool(Comparison.Holds(operation, left.IsNegative ? -order : order));
        }

        Conditions before = DecimalRunner.Begin(context);
        if (!DecimalConversions.TryOperand(other, out Dec b))
        {
            if (Floats.TryGet(other, out double real))
            {
                context.Settings.Status |= Conditions.FloatOperation;
                b = Dec.OfDouble(real);
                if (isEquality && (context.Traps & Conditions.FloatOperation) != 0)
                {
                    // Equality with a float only sets the flag.
                    before |= Conditions.FloatOperation;
                    context.Settings.Status = Conditions.None;
                }
            }
            else
            {
                context.Settings.Status = before;
                return thread.Call(DecimalState.Of(thread).Compare, Value.Of(self), other, Value.Int((int)operation - (int)SpecialMethod.Lt));
            }
        }

        Dec a = self.Number;
        bool result;
        if (a.IsNaN || b.IsNaN)
        {
            if (!isEquality || a.Kind == DecKind.SignallingNaN || b.Kind == DecKind.SignallingNaN)
            {
                context.Settings.Status |= Conditions.InvalidOperation;
            }

            result = operation == SpecialMethod.Ne;
        }
        else
        {
            result = Comparison.Holds(operation, DecArithmetic.Compare(a, b));
        }

        return context.Settle(thread, Value.Bool(result), before);
    }

    public static Dec ModularPower(in Dec a, in Dec b, in Dec modulus, DecContext context)
    {
        if (a.IsNaN || b.IsNaN || modulus.IsNaN)
        {
            return context.Propagate(a, b) ?? context.Propagate(modulus)!.Value;
        }

        if (!DecFunctions.IsInteger(a) || !DecFunctions.IsInteger(b) || !DecFunctions.IsInteger(modulus) || modulus.IsZero
            || (b.IsNegative && !b.IsZero) || (a.IsZero && b.IsZero) || modulus.Adjusted >= context.Precision)
        {
            return context.Invalid();
        }

        BigInteger power = DecFunctions.IntegerPart(b);
        BigInteger size = BigInteger.Abs(DecFunctions.IntegerPart(modulus));
        BigInteger result = BigInteger.ModPow(BigInteger.Abs(DecFunctions.IntegerPart(a)), power, size);
        return Dec.Finite(a.IsNegative && !power.IsEven, result, 0);
    }
}
