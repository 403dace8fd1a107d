using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// Binary operators on ints of up to 128 bits: what programs that hash, draw random numbers or mask to 64 bits compute on the way. BigInteger takes two to eight times as long.
/// </summary>
internal static class Int128Operations
{
    /// <summary>False, and nothing has been done, where the result may not fit, there is an error, or it is no int.</summary>
    public static bool TryApply(BinaryOperator operation, Int128 left, Int128 right, out Value result)
    {
        result = default;
        Int128 number;
        switch (operation)
        {
            case BinaryOperator.Add:
                number = unchecked(left + right);
                if (Int128.IsNegative((left ^ number) & (right ^ number)))
                {
                    return false;
                }

                break;
            case BinaryOperator.Subtract:
                number = unchecked(left - right);
                if (Int128.IsNegative((left ^ right) & (left ^ number)))
                {
                    return false;
                }

                break;
            case BinaryOperator.Multiply when TryMultiply(left, right, out number):
            case BinaryOperator.Power when !Int128.IsNegative(right) && TryPower(left, right, out number):
                break;
            case BinaryOperator.FloorDivide when right > 0:
                number = FloorDivide(left, right);
                break;
            case BinaryOperator.Remainder when right > 0:
                number = Remainder(left, right);
                break;
            case BinaryOperator.LeftShift when right >= 0 && right < 127:
                number = left << (int)right;
                if (number >> (int)right != left)
                {
                    return false;
                }

                break;
            case BinaryOperator.RightShift when right >= 0:
                number = left >> (right < 127 ? (int)right : 127);
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

    private static bool TryMultiply(Int128 left, Int128 right, out Int128 product)
    {
        if (IsLong(left) && IsLong(right))
        {
            product = Math.BigMul((long)left, (long)right);
            return true;
        }

        bool negative = Int128.IsNegative(left) != Int128.IsNegative(right);
        UInt128 x = Magnitude(left);
        UInt128 y = Magnitude(right);
        if (Upper(x) == 0)
        {
            (x, y) = (y, x);
        }

        product = default;
        if (Upper(y) != 0)
        {
            return false;
        }

        UInt128 low = Math.BigMul((ulong)x, (ulong)y);
        UInt128 high = Math.BigMul(Upper(x), (ulong)y) + Upper(low);
        if (high > long.MaxValue)
        {
            return false;
        }

        product = new Int128((ulong)high, (ulong)low);
        product = negative ? -product : product;
        return true;
    }

    /// <summary>By squaring, at most 127 rounds: whatever the exponent, the base is soon 0, 1 or too large.</summary>
    private static bool TryPower(Int128 value, Int128 exponent, out Int128 power)
    {
        power = Int128.One;
        while (true)
        {
            if (!Int128.IsEvenInteger(exponent) && !TryMultiply(power, value, out power))
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

    private static Int128 FloorDivide(Int128 left, Int128 right)
    {
        if (Int128.IsPow2(right))
        {
            return left >> (int)Int128.TrailingZeroCount(right);
        }

        (Int128 quotient, Int128 rest) = Int128.DivRem(left, right);
        return Int128.IsNegative(rest) ? quotient - 1 : quotient;
    }

    private static Int128 Remainder(Int128 left, Int128 right)
    {
        if (Int128.IsPow2(right))
        {
            return left & (right - 1);
        }

        Int128 rest = left % right;
        return Int128.IsNegative(rest) ? rest + right : rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLong(Int128 value) => (long)(value >> 64) == (long)value >> 63;

    private static UInt128 Magnitude(Int128 value) => (UInt128)(Int128.IsNegative(value) ? unchecked(-value) : value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Upper(UInt128 value) => (ulong)(value >> 64);
}
