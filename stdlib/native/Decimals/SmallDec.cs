namespace Pyl.Stdlib.Native.Decimals;

/// <summary>A finite decimal whose coefficient fits 64 bits, which nearly all are: what <see cref="SmallArithmetic"/> works with.</summary>
internal readonly record struct SmallDec(bool IsNegative, ulong Coefficient, long Exponent)
{
    public Dec ToDec() => Dec.Finite(IsNegative, Coefficient, Exponent);
}
