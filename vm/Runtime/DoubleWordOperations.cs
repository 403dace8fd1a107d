using Pyl.Bytecode;
using Pyl.VM.Numerics;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Binary operators on ints of up to 128 bits: what programs that hash, draw random numbers or mask to 64 bits compute on the way. BigInteger takes two to eight times as long.
/// </summary>
internal static class DoubleWordOperations
{
    /// <summary>False, and nothing has been done, where the result may not fit, there is an error, or it is no int.</summary>
    public static bool TryApply(BinaryOperator operation, DoubleWord left, DoubleWord right, out Value result)
    {
        result = default;
        DoubleWord number;
        switch (operation)
        {
            case BinaryOperator.Add when DoubleWord.TryAdd(left, right, out number):
            case BinaryOperator.Subtract when DoubleWord.TrySubtract(left, right, out number):
            case BinaryOperator.Multiply when DoubleWord.TryMultiply(left, right, out number):
            case BinaryOperator.Power when !right.IsNegative && TryPower(left, right, out number):
            case BinaryOperator.LeftShift when TryShiftLeft(left, right, out number):
                break;
            case BinaryOperator.FloorDivide when !right.IsNegative && !right.IsZero:
                number = DoubleWord.FloorDivRem(left, right).Quotient;
                break;
            case BinaryOperator.Remainder when !right.IsNegative && !right.IsZero:
                number = DoubleWord.FloorDivRem(left, right).Remainder;
                break;
            case BinaryOperator.RightShift when !right.IsNegative:
                number = left >> (right.High == 0 && right.Low < 127 ? (int)right.Low : 127);
                break;
            case BinaryOperator.And:
                number = left & right;
                break;
            case BinaryOperator.Or:
                number = left | right;
                break;
            case BinaryOperator.Xor:
                number = left ^ right;
                break;
            default:
                return false;
        }

        result = IntObject.Of(number);
        return true;
    }

    private static bool TryShiftLeft(DoubleWord value, DoubleWord count, out DoubleWord result)
    {
        result = default;
        if (count.High != 0 || count.Low >= 127)
        {
            return false;
        }

        result = value << (int)count.Low;
        return result >> (int)count.Low == value;
    }

    /// <summary>By squaring, at most 127 rounds: whatever the exponent, the base is soon 0, 1 or too large.</summary>
    private static bool TryPower(DoubleWord value, DoubleWord exponent, out DoubleWord power)
    {
        power = 1;
        while (true)
        {
            if ((exponent.Low & 1) != 0 && !DoubleWord.TryMultiply(power, value, out power))
            {
                return false;
            }

            exponent >>= 1;
            if (exponent.IsZero)
            {
                return true;
            }

            if (!DoubleWord.TryMultiply(value, value, out value))
            {
                return false;
            }
        }
    }
}
