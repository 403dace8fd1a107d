using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyl.VM.Numerics;

/// <summary>
/// An int of up to 128 bits, two's complement. Not Int128, which has no precompiled code: the JIT would have to make every method that meets one, at every start and slow at first.
/// </summary>
/// <param name="High">The upper 64 bits, with the sign.</param>
/// <param name="Low">The lower 64 bits.</param>
internal readonly record struct DoubleWord(long High, ulong Low)
{
    public bool IsNegative => High < 0;

    public bool IsZero => (High | (long)Low) == 0;

    /// <summary>True when the number fits 64 bits.</summary>
    public bool IsLong => High == (long)Low >> 63;

    /// <summary>True for the least number of 128 bits, whose magnitude has one bit too many.</summary>
    public bool IsLeast => High == long.MinValue && Low == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator DoubleWord(long value) => new(value >> 63, (ulong)value);

    /// <summary>The number with an array of its own, for what has no way of its own here.</summary>
    public static implicit operator BigInteger(DoubleWord value) => value.IsLong ? (long)value.Low : ((BigInteger)value.High << 64) | value.Low;

    public static DoubleWord operator -(DoubleWord value) => new(unchecked(~value.High + (value.Low == 0 ? 1 : 0)), unchecked(0 - value.Low));

    public static DoubleWord operator ~(DoubleWord value) => new(~value.High, ~value.Low);

    public static DoubleWord operator &(DoubleWord left, DoubleWord right) => new(left.High & right.High, left.Low & right.Low);

    public static DoubleWord operator |(DoubleWord left, DoubleWord right) => new(left.High | right.High, left.Low | right.Low);

    public static DoubleWord operator ^(DoubleWord left, DoubleWord right) => new(left.High ^ right.High, left.Low ^ right.Low);

    /// <summary>Shifted by 0 to 127 bits; what is beyond is lost.</summary>
    public static DoubleWord operator <<(DoubleWord value, int count) =>
        count == 0 ? value
        : count >= 64 ? new((long)(value.Low << (count - 64)), 0)
        : new((value.High << count) | (long)(value.Low >> (64 - count)), value.Low << count);

    /// <summary>Shifted by 0 to 127 bits, with the sign.</summary>
    public static DoubleWord operator >>(DoubleWord value, int count) =>
        count == 0 ? value
        : count >= 64 ? new(value.High >> 63, (ulong)(value.High >> (count - 64)))
        : new(value.High >> count, (value.Low >> count) | ((ulong)value.High << (64 - count)));

    /// <summary>False where the sum has more than 128 bits.</summary>
    public static bool TryAdd(DoubleWord left, DoubleWord right, out DoubleWord sum)
    {
        ulong low = unchecked(left.Low + right.Low);
        long high = unchecked(left.High + right.High + (low < left.Low ? 1 : 0));
        sum = new(high, low);
        return ((left.High ^ high) & (right.High ^ high)) >= 0;
    }

    /// <summary>False where the difference has more than 128 bits.</summary>
    public static bool TrySubtract(DoubleWord left, DoubleWord right, out DoubleWord difference)
    {
        ulong low = unchecked(left.Low - right.Low);
        long high = unchecked(left.High - right.High - (left.Low < right.Low ? 1 : 0));
        difference = new(high, low);
        return ((left.High ^ right.High) & (left.High ^ high)) >= 0;
    }

    /// <summary>False where the product may have more than 128 bits.</summary>
    public static bool TryMultiply(DoubleWord left, DoubleWord right, out DoubleWord product)
    {
        if (left.IsLong && right.IsLong)
        {
            long upper = Math.BigMul((long)left.Low, (long)right.Low, out long lower);
            product = new(upper, (ulong)lower);
            return true;
        }

        DoubleWord x = left.Magnitude();
        DoubleWord y = right.Magnitude();
        if (x.High == 0)
        {
            (x, y) = (y, x);
        }

        product = default;
        if (y.High != 0)
        {
            return false;
        }

        ulong carry = Math.BigMul(x.Low, y.Low, out ulong low);
        ulong over = Math.BigMul((ulong)x.High, y.Low, out ulong high);
        high = unchecked(high + carry);
        if (over != 0 || high < carry || high > long.MaxValue)
        {
            return false;
        }

        product = new((long)high, low);
        product = left.IsNegative == right.IsNegative ? product : -product;
        return true;
    }

    /// <summary>Floor and remainder of the division by a positive number.</summary>
    public static (DoubleWord Quotient, DoubleWord Remainder) FloorDivRem(DoubleWord left, DoubleWord right)
    {
        if (left.IsLong && right.IsLong)
        {
            (long whole, long over) = Math.DivRem((long)left.Low, (long)right.Low);
            return over < 0 ? (whole - 1, over + (long)right.Low) : (whole, over);
        }

        DoubleWord below = unchecked(new DoubleWord(right.High - (right.Low == 0 ? 1 : 0), right.Low - 1));
        if ((right & below).IsZero)
        {
            return (left >> ((int)BitLength(right) - 1), left & below);
        }

        DoubleWord magnitude = left.Magnitude();
        (DoubleWord quotient, DoubleWord rest) = right.High == 0 && right.Low <= uint.MaxValue ? DivideByLimb(magnitude, right.Low) : DivideInFull(magnitude, right);
        if (!left.IsNegative)
        {
            return (quotient, rest);
        }

        if (rest.IsZero)
        {
            return (-quotient, rest);
        }

        TrySubtract(right, rest, out rest);
        return (~quotient, rest);
    }

    /// <summary>As <see cref="IComparable{T}"/>.</summary>
    public static int Compare(DoubleWord left, DoubleWord right) => left.High != right.High ? left.High.CompareTo(right.High) : left.Low.CompareTo(right.Low);

    /// <summary>int.bit_length: of the magnitude.</summary>
    public static long BitLength(DoubleWord value)
    {
        DoubleWord magnitude = value.Magnitude();
        return magnitude.High != 0 ? 128 - BitOperations.LeadingZeroCount((ulong)magnitude.High) : 64 - BitOperations.LeadingZeroCount(magnitude.Low);
    }

    /// <summary>int.bit_count: ones in the magnitude.</summary>
    public static long BitCount(DoubleWord value)
    {
        DoubleWord magnitude = value.Magnitude();
        return BitOperations.PopCount((ulong)magnitude.High) + BitOperations.PopCount(magnitude.Low);
    }

    /// <summary>The double nearest to the number, ties to even.</summary>
    public double ToDouble()
    {
        if (IsLong)
        {
            return (long)Low;
        }

        DoubleWord magnitude = Magnitude();
        int zeros = 128 - (int)BitLength(magnitude);
        DoubleWord aligned = magnitude << zeros;
        double result = FloatBits.Compose((ulong)aligned.High, aligned.Low != 0, 64 - zeros);
        return IsNegative ? -result : result;
    }

    /// <summary>Without the sign, which is unsigned for the least number.</summary>
    public DoubleWord Magnitude() => IsNegative ? -this : this;

    /// <summary>By a divisor of 32 bits; the magnitude is unsigned.</summary>
    private static (DoubleWord Quotient, DoubleWord Remainder) DivideByLimb(DoubleWord magnitude, ulong divisor)
    {
        ulong high = (ulong)magnitude.High;
        ulong upper = ((high % divisor) << 32) | (magnitude.Low >> 32);
        ulong lower = ((upper % divisor) << 32) | (uint)magnitude.Low;
        return (new((long)(high / divisor), ((upper / divisor) << 32) | (lower / divisor)), new(0, lower % divisor));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (DoubleWord Quotient, DoubleWord Remainder) DivideInFull(DoubleWord magnitude, DoubleWord divisor)
    {
        (UInt128 quotient, UInt128 rest) = UInt128.DivRem(new UInt128((ulong)magnitude.High, magnitude.Low), new UInt128((ulong)divisor.High, divisor.Low));
        return (new((long)(ulong)(quotient >> 64), (ulong)quotient), new((long)(ulong)(rest >> 64), (ulong)rest));
    }
}
