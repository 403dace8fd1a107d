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
            // Not Int128, whose operators the host's compiler would have to compile at the start of nearly every program.
            (long first, long last) = step.Bits > 0 ? (start.Bits, stop.Bits) : (stop.Bits, start.Bits);
            ulong stride = step.Bits > 0 ? (ulong)step.Bits : unchecked((ulong)-step.Bits);
            ulong count = first >= last ? 0 : ((unchecked((ulong)last - (ulong)first) - 1) / stride) + 1;
            IsSmall = count <= long.MaxValue;
            Count = IsSmall ? (long)count : long.MaxValue;
        }
        else
        {
            Count = long.MaxValue;
        }
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
