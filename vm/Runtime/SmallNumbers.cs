using System.Numerics;
using Pyl.Bytecode;
using Pyl.VM.Numerics;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Binary operators on ints of up to 128 bits and floats, in any mixture of what is no object, without slots and BigIntegers. What does not fit, and all errors, are left to
/// <see cref="BinaryOperations"/>.
/// </summary>
internal static class SmallNumbers
{
    /// <summary>Up to here every int is a float too, and the quotient of two is rounded once.</summary>
    private const long ExactFloat = 1L << 53;

    /// <summary>False, and nothing has been done, where an operand is something else, the result may be an int of more than 128 bits, or there is an error.</summary>
    public static bool TryApply(BinaryOperator operation, in Value left, in Value right, out Value result)
    {
        result = default;
        if (left.Ref is null)
        {
            return right.Ref is null ? TryInts(operation, left.Bits, right.Bits, out result) || DoubleWordOperations.TryApply(operation, left.Bits, right.Bits, out result)
                : right.IsFloat ? TryFloats(operation, left.Bits, right.Float, out result)
                : TryWide(operation, left, right, out result);
        }

        if (!left.IsFloat || !(right.Ref is null || right.IsFloat))
        {
            return TryWide(operation, left, right, out result);
        }

        return TryFloats(operation, left.Float, right.Ref is null ? right.Bits : right.Float, out result);
    }

    /// <summary>As <see cref="TryApply"/> where both are ints of any class, which the operators of int itself are asked for.</summary>
    public static bool TryApplyToInts(BinaryOperator operation, Value left, Value right, out Value result)
    {
        result = default;
        return left.Ref is null && right.Ref is null && TryInts(operation, left.Bits, right.Bits, out result)
            || (Integers.TryGet(left, out DoubleWord a) && Integers.TryGet(right, out DoubleWord b) && DoubleWordOperations.TryApply(operation, a, b, out result));
    }

    private static bool TryWide(BinaryOperator operation, in Value left, in Value right, out Value result)
    {
        result = default;
        return Integers.TryGetExact(left, out DoubleWord a) && Integers.TryGetExact(right, out DoubleWord b) && DoubleWordOperations.TryApply(operation, a, b, out result);
    }

    private static bool TryInts(BinaryOperator operation, long left, long right, out Value result)
    {
        result = default;
        long number;
        switch (operation)
        {
            case BinaryOperator.Add:
                number = left + right;
                if (((left ^ number) & (right ^ number)) < 0)
                {
                    return false;
                }

                break;
            case BinaryOperator.Subtract:
                number = left - right;
                if (((left ^ right) & (left ^ number)) < 0)
                {
                    return false;
                }

                break;
            case BinaryOperator.Multiply when TryMultiply(left, right, out number):
            case BinaryOperator.Power when right >= 0 && TryPower(left, right, out number):
                break;
            case BinaryOperator.FloorDivide when right is not (0 or -1):
                (long quotient, long rest) = Math.DivRem(left, right);
                number = rest != 0 && rest < 0 != right < 0 ? quotient - 1 : quotient;
                break;
            case BinaryOperator.Remainder when right is not (0 or -1):
                number = left % right;
                number += number != 0 && number < 0 != right < 0 ? right : 0;
                break;
            case BinaryOperator.LeftShift when right is >= 0 and < 64 && left << (int)right >> (int)right == left:
                number = left << (int)right;
                break;
            case BinaryOperator.RightShift when right >= 0:
                number = left >> (int)Math.Min(right, 63);
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
            case BinaryOperator.TrueDivide when right != 0 && IsExactFloat(left) && IsExactFloat(right):
                result = Value.FromDouble((double)left / right);
                return true;
            default:
                return false;
        }

        result = Value.Int(number);
        return true;
    }

    private static bool TryFloats(BinaryOperator operation, double left, double right, out Value result)
    {
        result = default;
        double number;
        switch (operation)
        {
            case BinaryOperator.Add:
                number = left + right;
                break;
            case BinaryOperator.Subtract:
                number = left - right;
                break;
            case BinaryOperator.Multiply:
                number = left * right;
                break;
            case BinaryOperator.TrueDivide when right != 0:
                number = left / right;
                break;
            case BinaryOperator.FloorDivide when right != 0:
                number = FloatArithmetic.FloorDivide(left, right);
                break;
            case BinaryOperator.Remainder when right != 0:
                number = FloatArithmetic.FloorModulo(left, right);
                break;
            case BinaryOperator.Power when FloatArithmetic.TryPower(left, right, out number, out bool isComplex) is null && !isComplex:
                break;
            default:
                return false;
        }

        result = Value.FromDouble(number);
        return true;
    }

    private static bool IsExactFloat(long value) => (ulong)(value + ExactFloat) <= 2 * (ulong)ExactFloat;

    private static bool TryMultiply(long left, long right, out long product)
    {
        long high = Math.BigMul(left, right, out product);
        return high == product >> 63;
    }

    /// <summary>By squaring, at most 63 rounds: whatever the exponent, the base is soon 0, 1 or too large.</summary>
    private static bool TryPower(long value, long exponent, out long power)
    {
        power = 1;
        while (true)
        {
            if ((exponent & 1) != 0 && !TryMultiply(power, value, out power))
            {
                return false;
            }

            exponent >>= 1;
            if (exponent == 0)
            {
                return true;
            }

            if (!TryMultiply(value, value, out value))
            {
                return false;
            }
        }
    }
}
