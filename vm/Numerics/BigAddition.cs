using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.VM.Numerics;

/// <summary>
/// Sums of long numbers of one sign, 64 bits at a time: .NET adds 32 at a time, which takes twice as long. Reaches into BigInteger, since
/// copying the digits out and in would cost what it gains; where its fields are not as expected (another .NET), its own addition serves.
/// </summary>
internal static class BigAddition
{
    /// <summary>Digits of 32 bits from which it pays.</summary>
    private const int Threshold = 40;

    private static readonly bool s_isPossible = IsPossible();

    public static BigInteger Add(BigInteger left, BigInteger right)
    {
        if (s_isPossible)
        {
            uint[]? a = Bits(ref left);
            uint[]? b = Bits(ref right);
            if (a is not null && b is not null && a.Length >= Threshold && b.Length >= Threshold && Sign(ref left) == Sign(ref right))
            {
                return Add(a, b, Sign(ref left));
            }
        }

        return left + right;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bits")]
    private static extern ref uint[]? Bits(ref BigInteger value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_sign")]
    private static extern ref int Sign(ref BigInteger value);

    private static BigInteger Add(uint[] a, uint[] b, int sign)
    {
        if (a.Length < b.Length)
        {
            (a, b) = (b, a);
        }

        uint[] sum = GC.AllocateUninitializedArray<uint>(a.Length);
        ulong carry = AddPairs(a, b, sum);
        int at = b.Length & ~1;
        if ((b.Length & 1) != 0)
        {
            carry += (ulong)a[at] + b[at];
            sum[at++] = (uint)carry;
            carry >>= 32;
        }

        for (; at < a.Length && carry != 0; at++)
        {
            carry += a[at];
            sum[at] = (uint)carry;
            carry >>= 32;
        }

        a.AsSpan(at).CopyTo(sum.AsSpan(at));
        if (carry != 0)
        {
            Array.Resize(ref sum, sum.Length + 1);
            sum[^1] = 1;
        }

        BigInteger result = default;
        Bits(ref result) = sum;
        Sign(ref result) = sign;
        return result;
    }

    /// <summary>The digits that both have, without the odd one; the carry.</summary>
    private static ulong AddPairs(uint[] a, uint[] b, uint[] sum)
    {
        ref ulong left = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetArrayDataReference(a));
        ref ulong right = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetArrayDataReference(b));
        ref ulong target = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetArrayDataReference(sum));
        ulong carry = 0;
        nint count = b.Length >> 1;
        for (nint i = 0; i < count; i++)
        {
            ulong x = Unsafe.Add(ref left, i);
            ulong partial = x + Unsafe.Add(ref right, i);
            ulong total = partial + carry;
            carry = (partial < x ? 1UL : 0) + (total < partial ? 1UL : 0);
            Unsafe.Add(ref target, i) = total;
        }

        return carry;
    }

    private static bool IsPossible()
    {
        try
        {
            BigInteger tried = BigInteger.One << (32 * (Threshold + 1));
            return BitConverter.IsLittleEndian && Bits(ref tried) is { Length: Threshold + 2 } bits && bits[^1] == 1 && bits[0] == 0 && Sign(ref tried) == 1;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }
}
