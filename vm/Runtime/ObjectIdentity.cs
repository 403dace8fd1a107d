using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>id(): a number that no other live object has. Objects move in .NET, so numbers are handed out on first use.</summary>
internal static class ObjectIdentity
{
    private static readonly ConditionalWeakTable<PyObject, Box> s_numbers = [];
    private static long s_last = 0x7F00_0000_0000;

    public static long Of(Value value)
    {
        if (value.Ref is null)
        {
            // Equal ints that fit are one object to a program; odd numbers are theirs alone.
            return (value.Bits * 32) + 0x10_0001;
        }

        if (value.IsFloat)
        {
            return (value.Bits >> 1 & 0x0FFF_FFFF_FFFF_FFFF) | 1;
        }

        return s_numbers.GetValue(value.Ref, static _ => new Box(Interlocked.Add(ref s_last, 16))).Number;
    }

    /// <summary>What object.__hash__ gives: not derived from <see cref="Of"/>, which has to look for the object in a table.</summary>
    public static long Hash(Value value) => value.Ref is { } reference && !value.IsFloat ? RuntimeHelpers.GetHashCode(reference) : Of(value) >> 4;

    private sealed class Box(long number)
    {
        public readonly long Number = number;
    }
}
