using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Equality of keys that have the same hash, where it can be told without running user code: nothing has to be held or looked at again then.</summary>
internal static class KeyEquality
{
    /// <summary>Only <c>==</c> can tell.</summary>
    public const int Unknown = -1;

    /// <summary>Tuples in tuples are looked into so deep, here and in <see cref="QuickOrder"/>.</summary>
    public const int MaxDepth = 16;

    /// <summary>1 equal, 0 not, or <see cref="Unknown"/>: for exact strs, and tuples of ints, floats, bools, strs and such tuples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Quick(Value left, Value right)
    {
        if (left.Ref is not { } one || right.Ref is not { } other)
        {
            return Unknown;
        }

        return ReferenceEquals(one.Type, other.Type) && ReferenceEquals(one.Type, BuiltinTypes.Str) ? (Unsafe.As<StrObject>(one).TextEquals(Unsafe.As<StrObject>(other)) ? 1 : 0)
            : IsTuple(one) && IsTuple(other) ? Tuples(Unsafe.As<TupleObject>(one), Unsafe.As<TupleObject>(other), 0)
            : Unknown;
    }

    /// <summary>A tuple that compares as tuples do: an exact one, or of a class with no __eq__ of its own, a namedtuple's say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTuple(PyObject value) =>
        ReferenceEquals(value.Type, BuiltinTypes.Tuple)
        || (ReferenceEquals(value.Type.Layout, BuiltinTypes.Tuple) && value.Type.HasSlotOf(BuiltinTypes.Tuple, SpecialMethod.Eq));

    private static int Tuples(TupleObject left, TupleObject right, int depth)
    {
        if (left.Length != right.Length)
        {
            return 0;
        }

        ref Value one = ref left.First;
        ref Value other = ref right.First;
        for (int i = 0; i < left.Length; i++)
        {
            int equal = Items(Unsafe.Add(ref one, i), Unsafe.Add(ref other, i), depth);
            if (equal != 1)
            {
                return equal;
            }
        }

        return 1;
    }

    private static int Items(Value left, Value right, int depth)
    {
        // The same object, whatever it is: a NaN, too.
        if (left.Same(right))
        {
            return 1;
        }

        if (left.Ref is not { } first || right.Ref is not { } second)
        {
            return left.Ref is null && right.Ref is null ? 0 : Unknown;
        }

        TypeObject type = first.Type;
        if (ReferenceEquals(type, second.Type))
        {
            if (ReferenceEquals(type, BuiltinTypes.Str))
            {
                return Unsafe.As<StrObject>(first).TextEquals(Unsafe.As<StrObject>(second)) ? 1 : 0;
            }

            if (left.IsFloat)
            {
                return left.Float == right.Float ? 1 : 0;
            }

            if (ReferenceEquals(type, BuiltinTypes.Bool))
            {
                return 0;
            }
        }

        return depth < MaxDepth && IsTuple(first) && IsTuple(second) ? Tuples(Unsafe.As<TupleObject>(first), Unsafe.As<TupleObject>(second), depth + 1) : Unknown;
    }
}
