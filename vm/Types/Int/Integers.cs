using System.Numerics;
using System.Runtime.CompilerServices;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Reading ints in all their forms: immediates, wide ones, bools, instances of subclasses.</summary>
internal static class Integers
{
    /// <summary>True for any int; <paramref name="wide"/> is set, and meaningful, only when the value does not fit <paramref name="small"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(Value value, out long small, out IntObject? wide)
    {
        small = value.Bits;
        wide = null;
        return value.Ref is null || TryGetObject(value.Ref, out small, out wide);
    }

    /// <summary>True for an int of any class.</summary>
    public static bool IsInt(Value value) => value.Ref is null or IntObject or BoolObject;

    /// <summary>The value of any int as a BigInteger; false for other types.</summary>
    public static bool TryGet(Value value, out BigInteger result)
    {
        if (!TryGet(value, out long small, out IntObject? wide))
        {
            result = default;
            return false;
        }

        result = wide is null ? small : wide.Value;
        return true;
    }

    /// <summary>The value of any int that <see cref="IntObject.FitsDoubleWord"/>.</summary>
    public static bool TryGet(Value value, out DoubleWord result)
    {
        if (!TryGet(value, out long small, out IntObject? wide))
        {
            result = default;
            return false;
        }

        result = wide is null ? small : wide.Number;
        return wide is null || wide.FitsDoubleWord;
    }

    /// <summary>The value of an int that is of no other class, where it <see cref="IntObject.FitsDoubleWord"/>.</summary>
    public static bool TryGetExact(in Value value, out DoubleWord result)
    {
        result = value.Bits;
        if (value.Ref is not { } reference)
        {
            return true;
        }

        if (!ReferenceEquals(reference.Type, BuiltinTypes.Int))
        {
            return false;
        }

        IntObject wide = Unsafe.As<IntObject>(reference);
        result = wide.Number;
        return wide.FitsDoubleWord;
    }

    /// <summary>How two ints compare, as <see cref="IComparable"/>; false where one is of another class.</summary>
    public static bool TryCompareExact(in Value left, in Value right, out int order)
    {
        order = 0;
        if (TryGetExact(left, out DoubleWord a) && TryGetExact(right, out DoubleWord b))
        {
            order = DoubleWord.Compare(a, b);
            return true;
        }

        return false;
    }

    /// <summary>The value of what is known to be an int.</summary>
    public static BigInteger Big(Value value)
    {
        TryGet(value, out BigInteger result);
        return result;
    }

    /// <summary>The exact int of any int: bools and instances of subclasses lose their type.</summary>
    public static Value Exact(Value value) => !TryGet(value, out long small, out IntObject? wide) || wide is null ? Value.Int(small)
            : ReferenceEquals(wide.Type, BuiltinTypes.Int) ? value : IntObject.Of(wide.Value);

    private static bool TryGetObject(PyObject reference, out long small, out IntObject? wide)
    {
        wide = null;
        switch (reference)
        {
            case BoolObject boolean:
                small = boolean.Value ? 1 : 0;
                return true;
            case IntObject number:
                if (number.FitsLong)
                {
                    small = number.Long;
                }
                else
                {
                    small = 0;
                    wide = number;
                }

                return true;
            default:
                small = 0;
                return false;
        }
    }
}
