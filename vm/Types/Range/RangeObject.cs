using System.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A range. Its numbers are ints of any size; those that fit 64 bits, length included, are kept as such too
/// (<see cref="IsSmall"/>). Uncounted and immutable.
/// </summary>
public sealed class RangeObject : PyObject
{
    /// <summary>The numbers are exact ints, the step is not 0.</summary>
    internal RangeObject(Value start, Value stop, Value step)
        : base(BuiltinTypes.Range)
    {
        Start = start;
        Stop = stop;
        Step = step;
        if (start.Ref is null && stop.Ref is null && step.Ref is null)
        {
            ulong count = CountOf(start.Bits, stop.Bits, step.Bits);
            IsSmall = count <= long.MaxValue;
            Count = IsSmall ? (long)count : long.MaxValue;
        }
        else
        {
            Count = long.MaxValue;
        }
    }

    /// <summary>No Int128: the JIT compiles what works with it at every start.</summary>
    private static ulong CountOf(long start, long stop, long step)
    {
        if (step > 0 ? start >= stop : start <= stop)
        {
            return 0;
        }

        // Differences of numbers of 64 bits are right as unsigned ones.
        ulong distance = step > 0 ? (ulong)stop - (ulong)start : (ulong)start - (ulong)stop;
        ulong width = step > 0 ? (ulong)step : 0 - (ulong)step;
        return ((distance - 1) / width) + 1;
    }

    public Value Start { get; }

    public Value Stop { get; }

    public Value Step { get; }

    /// <summary>True when start, stop, step and length fit 64 bits.</summary>
    internal bool IsSmall { get; }

    /// <summary>The length, when <see cref="IsSmall"/>.</summary>
    internal long Count { get; }

    internal BigInteger BigStart => Big(Start);

    internal BigInteger BigStep => Big(Step);

    /// <summary>The length.</summary>
    internal BigInteger BigCount
    {
        get
        {
            if (IsSmall)
            {
                return Count;
            }

            BigInteger step = BigStep;
            BigInteger distance = step.Sign > 0 ? Big(Stop) - BigStart : BigStart - Big(Stop);
            return distance.Sign <= 0 ? BigInteger.Zero : ((distance - 1) / BigInteger.Abs(step)) + 1;
        }
    }

    /// <summary>The item at a position within bounds; only when <see cref="IsSmall"/>.</summary>
    internal long At(long index) => Start.Bits + (index * Step.Bits);

    /// <summary>The item at any position, not bounds-checked.</summary>
    internal BigInteger BigAt(BigInteger index) => BigStart + (index * BigStep);

    internal static BigInteger Big(Value number) => number.Ref is IntObject wide ? wide.Value : number.Bits;
}
